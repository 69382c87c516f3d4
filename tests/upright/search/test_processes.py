"""Several processes: what one imports another finds; one that is killed costs nothing."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.upright.own_site import PRELUDE

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
    regional_group="", is_imagined=code.startswith("XA")) for code, name in NAMES.items()])
"""
SERVE = (
    PRELUDE
    + FIND
    + """
import sys
for line in sys.stdin:
    result = find(Request(line.strip()))
    print(result.total, flush=True)
"""
)


@pytest.fixture
def site(own_site):
    own_site.environment["PYTHONPATH"] = "."
    own_site.run(STATES)
    return own_site


def test_import_of_one_process_is_found_by_another_within_two_seconds(site):
    reader = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + IMPORT + "\nimport sys, time\n"
         "for line in sys.stdin: archive(int(line)); print(time.time(), flush=True)"],
        env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        for number in range(1, 4):
            assert ask(reader, f"treaty{number}") == "0"
            archived = float(ask(writer, str(number)))
            assert ask(reader, f"treaty{number}") == "1"
            assert time.time() - archived < 2
    finally:
        for process in (reader, writer):
            process.communicate()


def ask(process: subprocess.Popen, line: str) -> str:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_process_killed_while_indexing_costs_nothing(site):
    chance = random.Random(7)
    code = PRELUDE + IMPORT + "\nfor n in range(1, 40): archive(n)\n"
    code += "archive(99); archive(100)"
    for _attempt in range(4):
        process = subprocess.Popen([sys.executable, "-c", code], env=site.environment)
        time.sleep(chance.uniform(0.5, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = site.run(
            FIND
            + "from upright.archive.queries import totals, data_version\n"
            + "r = find(Request()); t = totals(None, True)\n"
            + "print(r.totals.items == t.items, r.version == data_version(),"
            + " r.totals.attributions == t.attributions)"
        )
        assert found == "True True True\n"


def test_reindex_command_builds_anew(site):
    site.run(IMPORT + "archive(1)")

    done = site.upright("reindex")

    assert done.stderr == ""
    assert done.stdout == "The search index holds 2 recommendations.\n"
    assert done.returncode == 0
