"""Several processes: what one imports another finds; one that is killed is no loss."""

import random
import subprocess
import sys
import time

import pytest

from tests.upright.own_site import PRELUDE, OwnSite

pytestmark = pytest.mark.django_db(transaction=True)

FIND = """
from upright.search.asking import Request
from upright.search.queries import find
"""
IMPORT = """
from tests.upright.builders import NAMES, NOW, document, item, file_of
from upright.archive.actions import archive_document
def archive(number, **changed):
    one = document(
        item("136.1", (f"Ratify treaty{number}", "XAB"), ("sign it", "XAC")),
        symbol=f"A/HRC/901/{number}", **changed)
    archive_document(one, file_of(one), NOW)
"""
STATES = """
from tests.upright.builders import NAMES
State.objects.bulk_create([State(iso3=code, name=name, official_name=name,
    regional_group="", is_imagined=code.startswith("XA"))
    for code, name in NAMES.items()])
"""
SERVE = f"""
{PRELUDE + FIND}
import sys
for line in sys.stdin:
    print(find(Request(line.strip())).total, flush=True)
"""
WRITE = f"""
{PRELUDE + IMPORT}
import sys, time
for line in sys.stdin:
    archive(int(line))
    print(time.time(), flush=True)
"""
COMPARE = """
from upright.archive.queries import totals, data_version
found, there = find(Request()), totals(None, True)
print(found.totals.items == there.items, found.version == data_version(),
      found.totals.attributions == there.attributions)
"""


@pytest.fixture
def site(own_site):
    own_site.environment["PYTHONPATH"] = "."
    own_site.run(STATES)
    return own_site


def start(site: OwnSite, code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(process: subprocess.Popen[str], line: str) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_import_of_one_process_is_found_by_another_within_two_seconds(site):
    reader = start(site, SERVE)
    writer = start(site, WRITE)
    try:
        for number in range(1, 4):
            assert ask(reader, f"treaty{number}") == "0"
            archived = float(ask(writer, str(number)))
            assert ask(reader, f"treaty{number}") == "1"
            assert time.time() - archived < 2
    finally:
        for process in (reader, writer):
            process.communicate()


def test_process_killed_while_indexing_is_no_loss(site):
    chance = random.Random(7)
    for first in (0, 1000, 2000, 3000):
        writer = start(site, WRITE)
        ask(writer, str(first + 1))
        assert writer.stdin
        writer.stdin.write("".join(f"{first + n}\n" for n in range(2, 200)))
        writer.stdin.flush()
        time.sleep(chance.uniform(0, 0.3))
        writer.kill()
        writer.communicate()

        assert site.run(FIND + COMPARE) == "True True True\n"


def test_reindex_command_builds_anew(site):
    site.run(IMPORT + "archive(1)")

    done = site.upright("reindex")

    assert done.stderr == ""
    assert done.stdout == "The search index holds 2 recommendations.\n"
    assert done.returncode == 0
