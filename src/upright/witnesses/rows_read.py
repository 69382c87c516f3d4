"""The rows of an export, read in a child process of their own."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from upr.child_process import OUT_OF_MEMORY, ChildProcess
from upr.errors import (
    DamagedExportError,
    ExportError,
    ExportReaderStoppedError,
    UnknownExportError,
)
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upright.witnesses.row_child import request

READER = (sys.executable, "-P", "-m", "upright.witnesses.row_child")


@dataclass(frozen=True, slots=True)
class Head:
    """What a file is, before its rows."""

    form: str
    source: str
    encoding: str
    delimiter: str
    recognised: list[list[str]]
    unknown: list[str]


# A record as a list of its columns, a rejected row as a dictionary, or the word for a
# record of another mechanism: see row_child.
Line = list[Any] | dict[str, Any] | str


class RowsRead:
    """The process that reads, and what it says; it ends with the block."""

    def __init__(
        self,
        path: Path,
        limits: ExportLimits = DEFAULT_EXPORT_LIMITS,
        reader: Sequence[str] = READER,
    ) -> None:
        self._path, self._limits = path, limits
        self._child = ChildProcess(reader, limits.seconds)

    def __enter__(self) -> "RowsRead":
        self._child.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._child.__exit__(*error)

    def head(self) -> Head:
        """Return what the file is. Raises a kind of ExportError where it is none."""
        self._child.ask(request(str(self._path.resolve()), self._limits).encode())
        head = next(self._said(), None)
        if not isinstance(head, dict) or "head" not in head:
            raise DamagedExportError("The file could not be read.")
        return Head(**head["head"])

    def lines(self) -> Iterator[Line]:
        """Yield each row. Raises a kind of ExportError where the file breaks off."""
        for said in self._said():
            if isinstance(said, dict) and "end" in said:
                return
            yield said
        raise DamagedExportError("The file was not read to its end.")

    def _said(self) -> Iterator[Any]:
        for line in self._child.lines():
            # A record is clean of what the faster parser refuses; the rest may not be.
            said = orjson.loads(line) if line.startswith(b"[") else json.loads(line)
            if isinstance(said, dict) and "error" in said:
                kind = UnknownExportError if said["is_unknown"] else ExportError
                raise kind(str(said["error"]))
            yield said
        raise self._why_ended()

    def _why_ended(self) -> ExportError:
        if self._child.is_stopped:
            return ExportReaderStoppedError(
                f"Reading took more than {self._limits.seconds:g} seconds and was "
                "given up."
            )
        if self._child.status() == OUT_OF_MEMORY:
            return ExportReaderStoppedError("Reading needs too much memory.")
        return ExportReaderStoppedError("The reader crashed on this file.")
