"""The rows of an export, read in a child process of their own."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from upr.errors import (
    DamagedExportError,
    ExportError,
    ExportReaderStoppedError,
    UnknownExportError,
)
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upright.witnesses.row_child import OUT_OF_MEMORY, request

READER = (sys.executable, "-P", "-m", "upright.witnesses.row_child")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")


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
        self._path, self._limits, self._reader = path, limits, reader
        self._stopped = False
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- see __exit__

    def __enter__(self) -> "RowsRead":
        environment = {k: os.environ[k] for k in _ENVIRONMENT if k in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            self._reader,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            start_new_session=True,  # Ctrl-C is for the parent, which ends the child
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

    def head(self) -> Head:
        """Return what the file is. Raises a kind of ExportError where it is none."""
        with suppress(BrokenPipeError):  # it has ended: its status says why
            if self._process.stdin:  # always: it is a pipe
                self._process.stdin.write(
                    request(str(self._path.resolve()), self._limits).encode()
                )
                self._process.stdin.flush()
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
        for line in self._process.stdout or ():
            # A record is clean of what the faster parser refuses; the rest may not be.
            said = orjson.loads(line) if line.startswith(b"[") else json.loads(line)
            if isinstance(said, dict) and "error" in said:
                kind = UnknownExportError if said["is_unknown"] else ExportError
                raise kind(str(said["error"]))
            yield said
        raise self._why_ended()

    def _why_ended(self) -> ExportError:
        status = self._process.wait()
        if self._stopped:
            return ExportReaderStoppedError(
                f"Reading took more than {self._limits.seconds:g} seconds and was "
                "given up."
            )
        if status == OUT_OF_MEMORY:
            return ExportReaderStoppedError("Reading needs too much memory.")
        return ExportReaderStoppedError("The reader crashed on this file.")
