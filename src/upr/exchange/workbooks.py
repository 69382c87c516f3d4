"""Workbooks (.xls, .xlsx) as rows, opened in a child process."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from upr.errors import (
    DamagedExportError,
    ExportReaderStoppedError,
    ExportTooLargeError,
    MissingExtraError,
)
from upr.exchange.cells import unsafe
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.sheet_child import OUT_OF_MEMORY, REFUSED

ZIP_MARK = b"PK\x03\x04"
XLS_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READER = (sys.executable, "-P", "-m", "upr.exchange.sheet_child")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")
_SMALL_BYTES = 1 << 20  # what unpacks to less is no bomb, however well it is packed


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
    with _Child(path, limits) as child:
        lines = child.lines()
        head = json.loads(next(lines, "{}"))
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


class _Child:
    """The process that reads; it ends with the block, whatever happens."""

    def __init__(self, path: Path, limits: ExportLimits) -> None:
        self._limits = limits
        self._request = json.dumps(
            {
                "path": str(path.resolve()),
                "memory_bytes": limits.memory_bytes,
                "seconds": limits.seconds,
            }
        )
        self._stopped = False
        self._errors: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 -- closed in __exit__

    def __enter__(self) -> "_Child":
        environment = {k: os.environ[k] for k in _ENVIRONMENT if k in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            _READER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            text=True,
            encoding="ascii",
            start_new_session=True,
        )
        self._timer = threading.Timer(self._limits.seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
        return self

    def _stop(self) -> None:
        self._stopped = True
        self._process.kill()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(BrokenPipeError):  # what was not asked yet, it cannot hear
                if stream is not None:
                    stream.close()
        self._process.wait()

    def lines(self) -> Iterator[str]:
        """Yield the lines the child writes. Raises where it did not end well."""
        asking, answer = self._process.stdin, self._process.stdout
        if asking is None or answer is None:  # never: both are pipes
            return
        with suppress(BrokenPipeError):  # it has ended: its status says why
            asking.write(self._request + "\n")
            asking.flush()
        yield from answer
        status = self._process.wait()
        if status:
            raise self._error(status)

    def _error(self, status: int) -> Exception:
        if self._stopped:
            return ExportReaderStoppedError(
                f"The workbook took more than {self._limits.seconds:g} seconds and was "
                "given up."
            )
        if status == OUT_OF_MEMORY:
            return ExportReaderStoppedError("The workbook needs too much memory.")
        if status == REFUSED:
            self._errors.seek(0)
            return DamagedExportError(
                f"The workbook cannot be read: {self._errors.read(300)}"
            )
        return ExportReaderStoppedError("The reader crashed on this workbook.")
