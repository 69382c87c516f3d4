"""The small text files of this package, read row by row.

Every file is CSV in UTF-8 with a header, so that a person can mend it with an editor
or a spreadsheet.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import StringIO
from typing import TypeVar

from upr.errors import UnknownNameError

Key = TypeVar("Key")
Value = TypeVar("Value")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Each row of the file `name` of this package, as text by column."""
    from importlib import resources  # noqa: PLC0415 -- a third of the import's time

    path = resources.files("upr.reference").joinpath(name)
    yield from csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline=""))


def day(text: str) -> date | None:
    """The date written as 2014-11-04, or None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def whole(text: str) -> int | None:
    """The number in the cell, or None where it is empty."""
    return int(text) if text else None


def parts(text: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def found(
    values: Mapping[Key, Value], key: Key, what: str, asked: object = None
) -> Value:
    """The value under `key`. Raises UnknownNameError if there is none.

    For the person who reads the message, `what` names the thing ("issue") and `asked`
    is what was asked for, where that is not the key.
    """
    if key not in values:
        message = f"{asked or key!r} is no {what} in the reference facts."
        raise UnknownNameError(message)
    return values[key]


class Table(Mapping[Key, Value]):
    """A mapping that reads its file when it is first asked for something.

    Importing this package must cost next to nothing: most of its users need one
    file of it.
    """

    def __init__(self, load: Callable[[], Mapping[Key, Value]]) -> None:
        self._load = load
        self._values: Mapping[Key, Value] | None = None

    def _loaded(self) -> Mapping[Key, Value]:
        if self._values is None:
            self._values = self._load()
        return self._values

    def __getitem__(self, key: Key) -> Value:
        return self._loaded()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())

    def __contains__(self, key: object) -> bool:
        return key in self._loaded()
