"""The command `upr`: what it writes, what it says, how it ends."""

import csv
import io
import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import upr
from tests.upr import papers_written
from tests.upr.pdf_builders import encrypted_pdf, pdf, pdf_of_pages, scanned_pdf
from tests.upr.word_builders import package, package_parts
from upr.cli import main
from upr.exchange.lines import FIELDS, document_lines

REPORT = pdf(*papers_written.REPORT)
# the third recommendation of the first list is missing
GAP = pdf(
    papers_written.COVER,
    papers_written.OPENING,
    [line.replace("4.3.", "4.4.") for line in papers_written.CONCLUSIONS],
)
HOSTILE = {
    "bomb.docx": package(package_parts("") | {"word/a.bin": bytes(40 << 20)}),
    "cut.pdf": REPORT[:900],
    "empty.pdf": b"",
    "french.pdf": pdf(*papers_written.FRENCH),
    "locked.pdf": encrypted_pdf(["text"]),
    "long.pdf": pdf_of_pages(10_000),
    "other.pdf": pdf(*papers_written.COOKBOOK),
    "page.pdf": b"<!doctype html>",
    "scan.pdf": scanned_pdf(),
}
UPR = (sys.executable, "-m", "upr.cli")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    return path


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


EXPECTED = list(document_lines(upr.read(REPORT)))


def test_a_report_gives_a_line_for_each_recommendation(report: Path, capsys):
    assert main(["read", str(report)]) == 0
    out, err = capsys.readouterr()
    assert lines_of(out) == EXPECTED
    assert err == ""
    assert [line["paragraph"] for line in EXPECTED] == ["4.1", "4.2", "4.3", "5.1"]


def test_csv_has_one_heading_for_all_files(report: Path, tmp_path: Path, capsys):
    second = tmp_path / "second.pdf"
    second.write_bytes(REPORT)
    assert main(["read", str(report), str(second), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 2 * len(EXPECTED)
    assert tuple(rows[0]) == FIELDS
    assert rows[0]["states"] == "XAB; XAC"


def test_a_table_shows_what_was_read(report: Path, capsys):
    assert main(["read", str(report), "--format", "table"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading == "A/HRC/914/15, XAA, session 7, 4 lines"
    assert [row.split()[0] for row in rows if row] == ["4.1", "4.2", "4.3", "5.1"]


def test_what_is_not_whole_is_listed_and_ends_with_1(tmp_path: Path, capsys):
    path = tmp_path / "gap.pdf"
    path.write_bytes(GAP)
    assert main(["read", str(path)]) == 1
    out, err = capsys.readouterr()
    assert [line["paragraph"] for line in lines_of(out)] == [
        item.key for item in upr.read(GAP).items
    ]
    assert err.startswith(f"{path}")
    assert "numbering" in err


def test_a_paper_without_recommendations_gives_no_lines(tmp_path: Path, capsys):
    path = tmp_path / "national.pdf"
    path.write_bytes(pdf(*papers_written.NATIONAL_REPORT))
    assert main(["read", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    why = "it gives no lines, for no recommendations are in it."
    assert err == f"{path}: national report: {why}\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_with_2_and_one_sentence(name: str, tmp_path: Path, capsys):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    assert main(["read", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}: ")
    assert err.count("\n") == 1


def test_what_is_no_file_ends_with_2(tmp_path: Path, capsys):
    assert main(["read", str(tmp_path), f"{tmp_path}/none.pdf"]) == 2
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"{tmp_path}: The folder holds no PDF or Word file.",
        f"{tmp_path}/none.pdf: There is no such file.",
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_hostile_files_touch_nothing_else(
    jobs: str, report: Path, tmp_path: Path, capsys
):
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out"
    out.mkdir()
    (out / "cut.jsonl").write_text("from an earlier run")
    status = main(["read", str(tmp_path), "--out", str(out), "--jobs", jobs])
    assert status == 2
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in out.iterdir()) == ["cut.jsonl", "report.jsonl"]
    assert lines_of((out / "report.jsonl").read_text()) == EXPECTED
    assert (out / "cut.jsonl").read_text() == "from an earlier run"


def test_the_order_of_the_output_is_that_of_the_files(tmp_path: Path, capsys):
    """The slowest comes first and is still written first."""
    names = ["d", "b", "a", "c"]
    for place, name in enumerate(names):
        symbol = [line.replace("914/15", f"914/{place + 1}") for line in
                  papers_written.COVER]  # fmt: skip
        pages = [["filler"] * 40] * (30 if place == 0 else 0)
        data = pdf(symbol, papers_written.OPENING, *pages, papers_written.CONCLUSIONS)
        (tmp_path / f"{name}.pdf").write_bytes(data)
    main(["read", *(f"{tmp_path}/{name}.pdf" for name in names), "--jobs", "2"])
    symbols = [line["symbol"] for line in lines_of(capsys.readouterr().out)]
    assert list(dict.fromkeys(symbols)) == [f"A/HRC/914/{n}" for n in (1, 2, 3, 4)]


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path, capsys):
    for folder in ("first", "second", "third"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Report.pdf").write_bytes(REPORT)
    (tmp_path / "third" / "Report.pdf").rename(tmp_path / "third" / "report.pdf")
    out = tmp_path / "out"
    files = [f"{tmp_path}/{folder}" for folder in ("first", "second", "third")]
    assert main(["read", *files, "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "Report-2.jsonl",
        "Report.jsonl",
        "report-3.jsonl",
    ]
    assert capsys.readouterr().err.splitlines()[0] == (
        f"{tmp_path}/second/Report.pdf: another file has this name too; "
        f"see {out}/Report-2.jsonl"
    )


def test_files_are_written_with_the_usual_rights_and_marks(
    report: Path, tmp_path: Path
):
    before = os.umask(0o027)
    try:
        main(["read", str(report), "--out", f"{tmp_path}/out", "--format", "csv"])
    finally:
        os.umask(before)
    written = tmp_path / "out" / "report.csv"
    assert written.read_bytes()[:3] == b"\xef\xbb\xbf"  # so that spreadsheets see UTF-8
    assert written.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_cannot_be_written_ends_with_2(
    report: Path, tmp_path: Path, capsys
):
    (tmp_path / "out").write_text("a file, not a folder")
    assert main(["read", str(report), "--out", f"{tmp_path}/out"]) == 2
    assert capsys.readouterr().err.startswith(
        f"{report}: its lines cannot be written: "
    )
    assert (tmp_path / "out").read_text() == "a file, not a folder"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["read", "a.pdf", "--jobs", "0"],
        ["read", "a.pdf", "--jobs", "many"],
        ["read", "a.pdf", "--format", "xml"],
        ["write", "a.pdf"],
    ],
)
def test_wrong_words_end_with_2_and_the_usage(arguments: list[str], capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: upr")


def test_help_says_what_the_exit_status_means(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["read", "--help"])
    assert ended.value.code == 0
    assert "exit status:" in capsys.readouterr().out.splitlines()


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"upr {upr.__version__}\n"


def test_the_command_reads_in_a_process_of_its_own(report: Path):
    done = subprocess.run([*UPR, "read", report], capture_output=True, check=False)
    assert done.returncode == 0
    assert lines_of(done.stdout.decode()) == EXPECTED
    assert done.stderr == b""


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path):
    text = [line.replace("Open the", "Open the “old”") for line in
            papers_written.CONCLUSIONS]  # fmt: skip
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(papers_written.COVER, papers_written.OPENING, text))
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    environment["PYTHONIOENCODING"] = "ascii"
    done = subprocess.run(
        [*UPR, "read", path], capture_output=True, check=False, env=environment
    )
    assert done.returncode == 0
    assert "“old”" in done.stdout.decode("utf-8")


def test_a_reader_that_wants_no_more_gets_no_traceback(report: Path):
    files = [str(report)] + [f"{report.parent}/{n}.pdf" for n in range(30)]
    for path in files[1:]:
        Path(path).write_bytes(REPORT)
    reading = subprocess.Popen(
        [*UPR, "read", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout is not None
    assert reading.stderr is not None
    reading.stdout.readline()
    reading.stdout.close()
    error = reading.stderr.read()
    reading.stderr.close()
    assert reading.wait() == 128 + signal.SIGPIPE
    assert b"Traceback" not in error


CLOSED = "upr: Standard output is closed: nothing can be written.\n"


@pytest.mark.parametrize(
    ("closed", "command", "expected"),
    [
        ("<&-", "code", (0, "")),  # as an empty one
        (">&-", "code", (2, CLOSED)),
        (">&-", "read x.pdf", (2, CLOSED)),
        (">&- 2>&-", "code", (2, "")),
    ],
)
def test_a_closed_stream_ends_in_no_traceback(closed, command, expected):
    shell = f"{shlex.join(UPR)} {command} {closed}"
    done = subprocess.run(
        ["sh", "-c", shell], stderr=subprocess.PIPE, check=False, text=True
    )
    assert (done.returncode, done.stderr) == expected


def test_a_stopped_command_leaves_whole_files_and_no_traceback(tmp_path: Path):
    first = tmp_path / "first.pdf"
    first.write_bytes(REPORT)
    for number in range(20_000):  # more than any machine reads before it is stopped
        (tmp_path / f"{number:05}.pdf").hardlink_to(first)
    out = tmp_path / "out"
    out.mkdir()
    # A shell has what it runs in the background ignore it, and that is inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    reading = subprocess.Popen(
        [*UPR, "read", tmp_path, "--out", out, "--jobs", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    while not list(out.glob("*.jsonl")):
        assert reading.poll() is None
    os.killpg(reading.pid, signal.SIGINT)
    _, error = reading.communicate()
    assert reading.returncode == 130
    assert error.decode().splitlines()[-1] == (
        "Stopped. Files written so far are whole."
    )
    assert b"Traceback" not in error
    assert [path for path in out.iterdir() if path.suffix != ".jsonl"] == []
    assert {path.read_text().count("\n") for path in out.iterdir()} == {4}
