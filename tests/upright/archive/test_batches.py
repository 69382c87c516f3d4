"""Many files at once, and imports that are killed."""

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.upright.builders import NOW, document, file_of, item
from tests.upright.own_site import OwnSite
from tests.upright.word_reports import ITEMS, report
from upr.errors import DamagedFileError
from upr.records import Document
from upright.archive.batches import files_of, import_files
from upright.archive.management.commands.import_files import kind_of, status_of
from upright.archive.models import DocumentVersion

REPORTS = 24
KILLS = 5

# Says "whole" where every document is, with its rows, its file and its number.
CHECK = textwrap.dedent(
    f"""
    import hashlib
    for row in Document.objects.all():
        version = row.versions.get()
        reading = version.readings.get()
        assert row.current_reading == reading, row
        assert row.items.count() == {ITEMS}, row
        assert len(reading.payload["items"]) == {ITEMS}, row
        texts = Recommendation.objects.filter(item__document=row)
        assert texts.count() == {ITEMS}, row
        named = Attribution.objects.filter(recommendation__in=texts)
        assert named.count() == {ITEMS} + 1, row
        assert row.positions.count() == {ITEMS}, row
        with version.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == version.sha256, row
    numbers = list(Change.objects.order_by("id").values_list("id", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), numbers
    print("whole", Document.objects.count())
    """
)

# Archives one paper after another without reading: every moment is one of writing.
WRITE = textwrap.dedent(
    """
    import django; django.setup()
    import upr
    from django.utils import timezone
    from tests.upright.word_reports import report
    from upright.archive.actions import import_file, load_reference
    load_reference(timezone.now())
    readings = [upr.read(report(n), name=f"{n}.docx") for n in range(200, 260)]
    from upright.archive.actions import archive_document
    print("writing", flush=True)
    for number, reading in enumerate(readings, start=200):
        archive_document(reading, report(number), timezone.now())
    """
)


def whole_documents(site: OwnSite) -> int:
    """Check that only whole documents are there; return how many."""
    said, number = site.run(CHECK).split()
    assert said == "whole"
    return int(number)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number}.docx").write_bytes(report(number))
    return folder


def test_an_import_killed_at_any_moment_leaves_whole_documents(own_site, reports):
    words = [sys.executable, "-m", "upright.cli", "import", str(reports), "--jobs", "2"]

    for _ in range(KILLS):
        with subprocess.Popen(
            words, env=own_site.environment, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(random.uniform(0.4, 1.6))
            process.kill()
        whole_documents(own_site)

    done = own_site.upright("import", str(reports))

    assert (done.returncode, done.stderr) == (0, "")
    assert whole_documents(own_site) == REPORTS
    kept = [path for path in (own_site.home / "files").rglob("*") if path.is_file()]
    assert len(kept) == REPORTS


def test_a_writer_killed_at_any_moment_leaves_whole_documents(own_site):
    environment = {**own_site.environment, "PYTHONPATH": str(Path.cwd())}
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE], env=environment, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(random.uniform(0.0, 0.4))
            process.kill()
        whole_documents(own_site)


def test_an_import_that_is_interrupted_says_what_is_kept(own_site, reports):
    # A shell without a terminal lets its children ignore the signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "upright.cli", "import", str(reports), "--jobs", "1"],
        env=own_site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not whole_documents(own_site):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate()

    assert process.returncode == 130
    assert errors == "Stopped. What is counted above is archived whole.\n"
    # The signal may come between a commit and its being counted.
    counted = int(output.split()[0])
    assert counted in (whole_documents(own_site), whole_documents(own_site) - 1)


def test_the_command_sums_up_and_says_why_a_file_is_refused(own_site, tmp_path):
    good, bad, gone = (tmp_path / name for name in ("good.docx", "bad.pdf", "gone.pdf"))
    good.write_bytes(report(1))
    bad.write_bytes(b"no file of ours")

    done = own_site.upright("import", str(good), str(good), str(bad), str(gone))

    assert done.returncode == 2
    assert done.stdout == (
        "1 new, 1 known, 0 in a new version, 0 without recommendations, 2 refused\n"
    )
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{bad}: ")
    assert second == f"{gone}: No such file or directory"


def test_rereading_by_the_command_changes_nothing_until_told(own_site, tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(report(1))
    own_site.upright("import", str(file))
    own_site.run(
        "Reading.objects.update(reader_version='0'); "
        "Recommendation.objects.filter(order=1, item__order=1).update(text='old')"
    )

    shown = own_site.upright("reread")
    applied = own_site.upright("reread", "--apply")
    again = own_site.upright("reread")

    assert [line.split(": ")[0] for line in shown.stdout.splitlines()] == [
        f"A/HRC/931/1 ({own_site.run(DIGEST).strip()})",
        "  ~ 3.1(1) text",
        "Nothing was changed. Add --apply to bring it into force.",
    ]
    assert applied.stdout.splitlines() == shown.stdout.splitlines()[:2]
    assert again.stdout.splitlines() == shown.stdout.splitlines()[2:]


DIGEST = "print(DocumentVersion.objects.get().sha256[:8])"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of ours and others, in a folder inside as well."""
    for name in ("b.pdf", "a.DOCX", "notes.txt", "inside/c.docx"):
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "papers"


def test_folders_and_globs_become_files(folder):
    def names(*arguments: str) -> list[str]:
        return [str(path.relative_to(folder)) for path in files_of(arguments)]

    assert names(str(folder)) == ["a.DOCX", "b.pdf", "inside/c.docx"]
    assert names(str(folder / "*.pdf")) == ["b.pdf"]
    assert names(str(folder / "**" / "*.docx")) == ["inside/c.docx"]
    assert names(str(folder / "notes.txt")) == ["notes.txt"]
    assert names(str(folder / "gone*.pdf")) == ["gone*.pdf"]


def test_outcomes_come_in_the_order_of_the_files(states, tmp_path):
    papers = {
        "a.pdf": document(item("1.1", ("Do A", "XAB")), symbol="A/HRC/901/1"),
        "b.pdf": document(symbol="A/HRC/901/2"),
        "c.pdf": None,
        "d.pdf": document(item("1.1", ("Do D", "XAB")), symbol="A/HRC/" + "9" * 99),
    }
    for name, paper in papers.items():
        (tmp_path / name).write_bytes(file_of(paper) if paper else b"damaged")

    def read(data: bytes, name: str) -> Document:
        found = papers[name]
        if found is None:
            raise DamagedFileError("The file is cut short.")
        return found

    paths = [tmp_path / name for name in papers]
    outcomes = list(import_files(paths, lambda: NOW, jobs=1, read=read))

    assert [one.path for one in outcomes] == paths
    assert [kind_of(one) for one in outcomes][:3] == ["new", "paper", "refused"]
    assert outcomes[2].refused == "The file is cut short."
    assert status_of(outcomes) == 2
    assert status_of(outcomes[:2]) == 0
    # PostgreSQL keeps to the length of a column, SQLite keeps what comes.
    kept = DocumentVersion.objects.count()
    assert kept == sum(one.outcome is not None for one in outcomes)
