"""Tables in text files: CSV with any delimiter, quote, end of line and encoding."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from upr.errors import DamagedExportError, ExportTooLargeError
from upr.exchange.cells import unsafe
from upr.exchange.encodings import encoding_of, is_lost, open_text
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.foreign import Rejected

_DELIMITERS = (",", ";", "\t", "|")
_LOST = "A part of the row is not in the encoding of the file ({}) and cannot be read."
_NUL = "The row holds NUL bytes: it is damaged."
_NEVER_CLOSED = ("unexpected end of data", "field larger")


@dataclass(frozen=True, slots=True)
class Written:
    """How a text file is written."""

    path: Path
    encoding: str
    delimiter: str


def how_written(path: Path, limits: ExportLimits = DEFAULT_EXPORT_LIMITS) -> Written:
    """Return the encoding and the delimiter of a table, found in the file itself."""
    encoding = encoding_of(path)
    with open_text(path, encoding) as file:
        header = _Lines(file, limits).first()
    delimiter = max(_DELIMITERS, key=lambda sign: _columns(header, sign))
    return Written(path, encoding, delimiter)


def _columns(header: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([header], delimiter=delimiter), []))
    except csv.Error:
        return 0


class _Lines:
    """The lines of a file, none longer than allowed; keeps those of the last row."""

    def __init__(self, file: TextIO, limits: ExportLimits) -> None:
        self._file = file
        self._most = limits.line_signs
        self.since: list[str] = []  # since a row was last taken

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(self._most):
            if len(line) == self._most:
                raise ExportTooLargeError(
                    f"A line has more than {self._most:,} signs and is not read."
                )
            self.since.append(line)
            yield line

    def first(self) -> str:
        """The first line that is not empty."""
        return next((line for line in self if line.strip()), "")

    def taken(self) -> tuple[str, ...]:
        """The lines since this was last asked for."""
        lines = tuple(line.rstrip("\r\n") for line in self.since)
        self.since.clear()
        return lines


def rows(
    written: Written, limits: ExportLimits = DEFAULT_EXPORT_LIMITS
) -> Iterator[tuple[int, list[str]] | Rejected]:
    """Yield number and cells of each row, the header being row 1; empty ones are not.

    A row with broken quotes, NUL bytes or bytes of another encoding is yielded as
    rejected. Raises DamagedExportError where a quote is opened and never closed:
    nobody knows how many rows it swallowed; ExportTooLargeError beyond the limits.
    """
    with open_text(written.path, written.encoding) as file:
        lines = _Lines(file, limits)
        reader = csv.reader(iter(lines), delimiter=written.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if str(error).startswith(_NEVER_CLOSED):
                    raise DamagedExportError(
                        f"A quote that opens in row {number} is never closed."
                    ) from error
                yield Rejected(number, lines.taken(), "The row has broken quotes.")
                continue
            raw = lines.taken()
            if cells:
                yield _checked(number, cells, raw, written.encoding, limits)


def _checked(
    number: int,
    cells: list[str],
    raw: tuple[str, ...],
    encoding: str,
    limits: ExportLimits,
) -> tuple[int, list[str]] | Rejected:
    if len(cells) > limits.columns:
        raise ExportTooLargeError(
            f"Row {number} has {len(cells):,} columns; at most {limits.columns} are "
            "read."
        )
    for line in raw:
        if "\0" in line:
            return Rejected(number, raw, _NUL)
        if is_lost(line):
            return Rejected(number, _shown(raw), _LOST.format(encoding))
    return number, [unsafe(cell) for cell in cells]


def _shown(lines: tuple[str, ...]) -> tuple[str, ...]:
    r"""The lines with each byte that could not be decoded as \xNN."""
    return tuple(
        line.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        for line in lines
    )
