"""Workbooks (.xls, .xlsx) as rows, opened in a child process."""

import json
import sys
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from upr.child_process import OUT_OF_MEMORY, ChildProcess
from upr.errors import (
    DamagedExportError,
    ExportError,
    ExportReaderStoppedError,
    ExportTooLargeError,
    MissingExtraError,
)
from upr.exchange.cells import unsafe
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.sheet_child import REFUSED

ZIP_MARK = b"PK\x03\x04"
XLS_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READER = (sys.executable, "-P", "-m", "upr.exchange.sheet_child")
_SMALL_BYTES = 1 << 20  # what unpacks to less is no bomb, however well it is packed
_COMPLAINT_BYTES = 1_200  # four for each sign that is told


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so may be a workbook."""
    return start.startswith((ZIP_MARK, XLS_MARK))


def rows(
    path: Path, limits: ExportLimits = DEFAULT_EXPORT_LIMITS
) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row of the first sheet that has any.

    Rows count as the spreadsheet shows them, empty ones are not yielded; cells are
    text. Raises DamagedExportError, ExportTooLargeError or ExportReaderStoppedError.
    """
    if find_spec("python_calamine") is None:
        raise MissingExtraError("workbooks", "python-calamine", "exchange")
    _look_for_bomb(path, limits)
    with closing(_lines(path, limits)) as lines:
        head = json.loads(next(lines, b"{}"))
        first = (head.get("first_row") or (0, 0))[0] + 1
        for number, line in enumerate(lines, start=first):
            cells = json.loads(line)
            if len(cells) > limits.columns:
                raise ExportTooLargeError(
                    f"The sheet has {len(cells):,} columns; at most {limits.columns} "
                    "are read."
                )
            if any(cells):
                yield number, [unsafe(cell) for cell in cells]


def _look_for_bomb(path: Path, limits: ExportLimits) -> None:
    """Raise ExportTooLargeError where a package unpacks to more than allowed."""
    with path.open("rb") as file:
        if file.read(len(ZIP_MARK)) != ZIP_MARK:
            return
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedExportError("The workbook is damaged or cut off.") from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(path.stat().st_size, 1)
    is_dense = unpacked > _SMALL_BYTES and unpacked > packed * limits.compression_ratio
    if unpacked > limits.unpacked_bytes or is_dense:
        raise ExportTooLargeError(
            f"The workbook of {packed:,} bytes unpacks to {unpacked:,}: it is not read."
        )


def _lines(path: Path, limits: ExportLimits) -> Generator[bytes]:
    """Yield the lines the child writes. Raises where it did not end well."""
    asked = {
        "path": str(path.resolve()),
        "memory_bytes": limits.memory_bytes,
        "seconds": limits.seconds,
    }
    with (
        tempfile.TemporaryFile() as complaints,
        ChildProcess(_READER, limits.seconds, complaints=complaints) as child,
    ):
        child.ask(json.dumps(asked).encode())
        yield from child.lines()
        if child.status():
            raise _why_ended(child, limits, complaints)


def _why_ended(
    child: ChildProcess, limits: ExportLimits, complaints: IO[bytes]
) -> ExportError:
    if child.is_stopped:
        return ExportReaderStoppedError(
            f"The workbook took more than {limits.seconds:g} seconds and was given up."
        )
    if child.status() == OUT_OF_MEMORY:
        return ExportReaderStoppedError("The workbook needs too much memory.")
    if child.status() == REFUSED:
        complaints.seek(0)
        said = complaints.read(_COMPLAINT_BYTES).decode("utf-8", "replace")
        return DamagedExportError(f"The workbook cannot be read: {said[:300]}")
    return ExportReaderStoppedError("The reader crashed on this workbook.")
