"""Reads a file in a child process, with limits of time and memory.

For files from strangers: a reader that hangs, crashes or eats memory takes nothing
with it but itself, see `upr.child_process`. The file goes in through a pipe; what
comes back is JSON (see `upr.exchange.plain`), never a pickle, so a reader that was
taken over can at worst tell lies about its own file.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from upr import errors
from upr.child_process import OUT_OF_MEMORY, ChildProcess, limit_process
from upr.errors import ReadError, ReaderStoppedError, WrongLanguageError
from upr.exchange.plain import from_plain, to_plain
from upr.reading.limits import DEFAULT_LIMITS, Limits
from upr.records import Document

READER = (sys.executable, "-P", "-m", "upr.child")
_ANSWER_BYTES = 256 * 1024 * 1024  # the largest report known gives 1.5 MB of JSON
_KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, ReadError)
}


def read_in_child(
    data: bytes,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    *,
    reader: Sequence[str] = READER,
) -> Document:
    """Return what the bytes of one file say, read in a process of its own.

    `reader` is the command that reads; it gets a line of JSON and the bytes.
    Raises what `upr.read` raises, and ReaderStoppedError where the reader took too
    long or too much memory, or crashed.
    """
    header = json.dumps({"name": name, "limits": asdict(limits)}).encode() + b"\n"
    with (
        tempfile.TemporaryFile() as answer,
        ChildProcess(reader, limits.seconds, answer=answer) as child,
    ):
        child.ask(header + data)
        if child.status() != 0:
            raise ReaderStoppedError(_why_stopped(child, limits))
        answer.seek(0)
        return _document(answer.read(_ANSWER_BYTES))


def _why_stopped(child: ChildProcess, limits: Limits) -> str:
    if child.is_stopped:
        return f"Reading took more than {limits.seconds:g} seconds and was stopped."
    if child.status() == OUT_OF_MEMORY:
        mebibytes = limits.memory_bytes // (1024 * 1024)
        return f"Reading needed more than {mebibytes:,} MB of memory and was stopped."
    return "The reader crashed on this file. Nothing was kept."


def _document(answer: bytes) -> Document:
    try:
        plain: dict[str, Any] = json.loads(answer)
        if "document" in plain:
            return from_plain(plain["document"])
        error = _error(plain)
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise ReaderStoppedError("The reader gave no usable answer.") from broken
    raise error


def _error(plain: dict[str, Any]) -> ReadError:
    """The error the child met: by its name, and only if it is one of ours."""
    kind = _KINDS[plain["error"]]
    if issubclass(kind, WrongLanguageError):
        return kind(str(plain["language"]))
    return kind(str(plain["message"]))


def main() -> NoReturn:
    """Answer one request on standard input."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    limit_process(limits.seconds, limits.memory_bytes, _ANSWER_BYTES)
    # slow import, and it counts against the limits: they stand before it
    from upr.reader import read_document  # noqa: PLC0415 -- limits come first

    try:
        document = read_document(sys.stdin.buffer.read(), request["name"], limits)
        answer = json.dumps({"document": to_plain(document)})
    except (MemoryError, ReaderStoppedError):
        os._exit(OUT_OF_MEMORY)  # at once: leaving in order may need memory too
    except ReadError as error:
        answer = json.dumps(_plain_error(error))
    sys.stdout.write(answer)
    sys.exit(0)


def _plain_error(error: ReadError) -> dict[str, str]:
    return {
        "error": type(error).__name__,
        "message": str(error),
        "language": getattr(error, "language", ""),
    }


if __name__ == "__main__":
    main()
