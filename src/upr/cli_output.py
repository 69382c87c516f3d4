"""Where the lines of `upr read` go: standard output, or a file for each input."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from upr.exchange.lines import document_lines
from upr.exchange.whole_files import whole_file
from upr.exchange.writing import csv_header, csv_lines, json_lines, table
from upr.interrupts import interrupts_held
from upr.records import Document

_SUFFIXES = {"jsonl": ".jsonl", "csv": ".csv", "table": ".txt"}
# Spreadsheets take a CSV file for UTF-8 only if it begins with this mark.
_ENCODINGS = {"jsonl": "utf-8", "csv": "utf-8-sig", "table": "utf-8"}
_TABLE_WIDTH = 120  # in a file, that has no terminal's width


class Output(Protocol):
    """Where lines go."""

    def target(self, path: Path) -> Path | None:
        """Return the file that the lines of input `path` go to, if they go to one."""

    def write(self, document: Document, target: Path | None) -> int:
        """Write the lines of one document; return how many. Raises OSError."""


class Stream:
    """One stream for all documents."""

    def __init__(self, kind: str, stream: TextIO, width: int) -> None:
        """`kind` is jsonl, csv or table; `width` in signs, for the table."""
        self._kind = kind
        self._stream = stream
        self._width = width
        self._is_begun = False

    def target(self, path: Path) -> Path | None:
        """No file."""
        return None

    def write(self, document: Document, target: Path | None = None) -> int:
        """Write and flush, so that a reader of the stream sees whole documents."""
        lines = list(document_lines(document))
        if self._kind == "csv" and not self._is_begun:
            self._stream.write(csv_header())
        self._is_begun = True
        self._stream.writelines(self._text(document, lines))
        self._stream.flush()
        return len(lines)

    def _text(
        self, document: Document, lines: Sequence[Mapping[str, Any]]
    ) -> Iterator[str]:
        if self._kind == "jsonl":
            return json_lines(lines)
        if self._kind == "csv":
            return csv_lines(lines)
        return table(document, lines, self._width)


class Folder:
    """A file for each document in a folder, written whole or not at all."""

    def __init__(self, kind: str, folder: Path, notice: Callable[[str], None]) -> None:
        """`kind` is jsonl, csv or table; the folder is made where it is missing."""
        self._kind = kind
        self._folder = folder
        self._notice = notice
        self._taken: set[str] = set()

    def target(self, path: Path) -> Path:
        """Return NAME.jsonl for NAME.pdf; NAME-2.jsonl where two inputs are alike."""
        stem, number = path.stem, 1
        # file systems that ignore case would let A.jsonl overwrite a.jsonl
        while stem.casefold() in self._taken:
            number += 1
            stem = f"{path.stem}-{number}"
        self._taken.add(stem.casefold())
        target = self._folder / f"{stem}{_SUFFIXES[self._kind]}"
        if number > 1:
            self._notice(f"{path}: another file has this name too; see {target}")
        return target

    def write(self, document: Document, target: Path | None) -> int:
        """Write to a file beside `target`, then put it in its place."""
        assert target is not None  # noqa: S101 -- for the type checker: see target()
        self._folder.mkdir(parents=True, exist_ok=True)
        with interrupts_held():
            return self._replaced(document, target)

    def _replaced(self, document: Document, target: Path) -> int:
        with (
            whole_file(target) as unfinished,
            unfinished.open(
                "w",
                encoding=_ENCODINGS[self._kind],
                errors="backslashreplace",
                newline="",
            ) as file,
        ):
            return Stream(self._kind, file, _TABLE_WIDTH).write(document)
