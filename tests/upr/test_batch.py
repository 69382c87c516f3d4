"""Many files, in order, whatever becomes of some of them."""

import os
from pathlib import Path

import pytest

from tests.upr import papers_written
from tests.upr.pdf_builders import pdf
from upr import batch
from upr.batch import files_of, read_all
from upr.errors import (
    DamagedFileError,
    NoFileError,
    UnknownFormatError,
    WrongLanguageError,
)

REPORT = pdf(*papers_written.REPORT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, a broken file and a French one, some of them deeper."""
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.pdf", "deep/a.PDF", ".hidden/c.pdf"):
        (tmp_path / name).write_bytes(REPORT)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "french.pdf").write_bytes(pdf(*papers_written.FRENCH))
    (tmp_path / "notes.txt").write_text("notes")
    return tmp_path


def named(files: list[Path], folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in files]


def test_a_folder_gives_its_pdf_and_word_files(folder: Path):
    assert named(files_of([str(folder)]), folder) == [
        "b.pdf",
        "broken.docx",
        "deep/a.PDF",
        "french.pdf",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.pdf", ["b.pdf", "french.pdf"]),
        ("**/a.*", ["deep/a.PDF"]),
        ("de*", ["deep/a.PDF"]),
        ("*.txt", ["notes.txt"]),
        ("nothing.*", ["nothing.*"]),
    ],
)
def test_a_pattern_gives_what_it_matches(folder: Path, pattern: str, found: list[str]):
    assert named(files_of([f"{folder}/{pattern}"]), folder) == found


def test_files_come_in_the_order_given_and_none_twice(folder: Path):
    files = files_of([f"{folder}/french.pdf", f"{folder}/b.pdf", f"{folder}/*.pdf"])
    assert named(files, folder) == ["french.pdf", "b.pdf"]


def test_a_file_with_the_signs_of_a_pattern_is_a_file(folder: Path):
    path = folder / "report [1].pdf"
    path.write_bytes(REPORT)
    assert files_of([str(path)]) == [path]


def kinds(files: list[Path], jobs: int) -> list[tuple[str, object]]:
    return [
        (outcome.path.name, outcome.document and len(outcome.document.items))
        if outcome.error is None
        else (outcome.path.name, type(outcome.error))
        for outcome in read_all(files, jobs)
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_file_stops_no_other(folder: Path, jobs: int):
    empty = folder / "empty"
    empty.mkdir()
    files = files_of(
        [str(empty), f"{folder}/none.pdf", f"{folder}/notes.txt", str(folder)]
    )
    assert kinds(files, jobs) == [
        ("empty", NoFileError),
        ("none.pdf", NoFileError),
        ("notes.txt", UnknownFormatError),
        ("b.pdf", 4),
        ("broken.docx", DamagedFileError),
        ("a.PDF", 4),
        ("french.pdf", WrongLanguageError),
    ]


def test_errors_of_other_processes_say_the_same(folder: Path):
    files = [folder / "french.pdf", folder / "broken.docx"]
    here, there = read_all(files), read_all(files, 2)
    assert [str(one.error) for one in there] == [str(one.error) for one in here]


def crash(path: Path) -> batch.Outcome:
    """What a library does that meets its end in the middle of a file."""
    os._exit(9)


def test_a_process_that_crashes_takes_no_file_with_it(folder: Path, monkeypatch):
    monkeypatch.setattr(batch, "_outcome", crash)
    assert kinds([folder / "b.pdf", folder / "broken.docx"], 2) == [
        ("b.pdf", 4),
        ("broken.docx", DamagedFileError),
    ]
