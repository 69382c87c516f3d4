"""A JSON array of any length, value by value, in flat memory.

The standard library decodes one value at a time out of a window over the file; a value
larger than the window ends the reading. Streaming parsers of JSON were tried: they
keep the path of every value, and an array nested 100,000 deep, 100 KB long, keeps
them busy for minutes.
"""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from upr.errors import DamagedExportError, ExportTooLargeError
from upr.exchange.export_limits import ExportLimits

_PIECE = 1 << 20  # bytes read at once
_SPACE = " \t\r\n"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


class _Window:
    """The part of the file that is decoded next."""

    def __init__(self, file: BinaryIO, most: int, errors: str) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors).decode
        self._most = most
        self.text = ""
        self.at = 0
        self.is_last = False  # nothing follows what is in the window

    def more(self) -> bool:
        """Read on; False where the file has ended. Raises ExportTooLargeError."""
        if self.is_last:
            return False
        if len(self.text) - self.at > self._most:
            raise ExportTooLargeError(
                f"A value has more than {self._most:,} signs and is not read."
            )
        piece = self._file.read(_PIECE)
        self.is_last = not piece
        self.text = self.text[self.at :] + self._decode(piece, final=self.is_last)
        self.at = 0
        return True

    def next_sign(self) -> str:
        """The next sign that is no space, "" at the end; it stays where it is."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _SPACE:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def take(self, *signs: str) -> str:
        """The next sign, which must be one of `signs`. Raises ValueError."""
        found = self.next_sign()
        if found not in signs:
            raise ValueError(f"{found!r} stands where {signs} should")
        self.at += len(found)
        return found

    def value(self) -> Any:
        """The next value. Raises ValueError where it is none, or breaks off."""
        self.next_sign()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError:
                if not self.more():
                    raise
                continue
            if end == len(self.text) and self.more():
                continue  # a number may go on behind the window
            self.at = end
            return value


def values(path: Path, limits: ExportLimits, errors: str = "strict") -> Iterator[Any]:
    """Yield each value of the array that a file holds.

    `errors` says what becomes of bytes that are no UTF-8, as in `bytes.decode`.
    Raises DamagedExportError where the file is no array or not whole JSON, and
    ExportTooLargeError where one value is larger than `limits.line_signs`.
    """
    number = 0
    with path.open("rb") as file:
        window = _Window(file, limits.line_signs, errors)
        try:
            window.take("[")
            if window.next_sign() != "]":
                while True:
                    value = window.value()
                    number += 1
                    yield value
                    if window.take(",", "]") == "]":
                        break
            else:
                window.take("]")
            window.take("")
        except (ValueError, RecursionError) as error:
            raise DamagedExportError(
                f"The file is no whole JSON after object {number}: it is broken or "
                "was cut off."
            ) from error
