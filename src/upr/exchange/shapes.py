"""Shapes of tables: which columns an export has, and what a row of it becomes.

A shape is recognised by its header alone, whatever the file is called. Headers are
compared by their letters and digits, small: "SDG goals", "sdg_goals" and "sdggoals"
are one. Where two columns have one name, the second is "rgrp2".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from upr.errors import UnknownExportError
from upr.exchange.cells import plain
from upr.exchange.encodings import mended
from upr.exchange.foreign import ForeignRecommendation, SourceName

_NOT_KEY = re.compile(r"[^a-z0-9]")
Cells = Mapping[str, str]
_DIGITS = 9  # of a number; more is none of ours
_MENDED = "Letters that had been decoded wrongly were mended."


class RowRefusedError(ValueError):
    """A row is no record; its text is the reason, for a person."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where in its file a row stands, and what of it no shape knows."""

    row: int
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A form in which a database is exported as a table."""

    name: str  # for a person: "UPR Info, CSV"
    source: SourceName
    columns: Mapping[str, str]  # key of the header: name of the value
    needed: frozenset[str]  # names of values without which it is not this shape
    make: Callable[[Cells, Source], ForeignRecommendation]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A header and the shape that it has."""

    shape: Shape
    header: tuple[str, ...]
    known: tuple[tuple[str, int], ...]  # name of the value and its column
    unknown: tuple[tuple[str, int], ...]  # header and its column

    def record(self, row: int, cells: Sequence[str]) -> ForeignRecommendation:
        """Return the record that a row holds. Raises RowRefusedError."""
        if len(cells) != len(self.header):
            raise RowRefusedError(
                f"The row has {len(cells)} cells, the header {len(self.header)}."
            )
        extra = tuple(
            (name, cells[index]) for name, index in self.unknown if cells[index]
        )
        values = {name: cells[index] for name, index in self.known}
        return self.shape.make(values, Source(row, extra))


def recognise(header: Sequence[str], shapes: Sequence[Shape]) -> Recognised:
    """Return the shape with that header. Raises UnknownExportError if there is none."""
    keys = header_keys(header)
    for shape in shapes:
        found = {shape.columns[key] for key in keys if key in shape.columns}
        if shape.needed <= found:
            return _recognised(shape, tuple(header), keys)
    shown = ", ".join(name.strip()[:30] for name in header[:12])
    raise UnknownExportError(
        f"The columns are those of no export that is known here: {shown or 'none'}."
    )


def _recognised(
    shape: Shape, header: tuple[str, ...], keys: Sequence[str]
) -> Recognised:
    known: dict[str, int] = {}
    unknown = []
    for index, key in enumerate(keys):
        name = shape.columns.get(key)
        if name is None or name in known:
            unknown.append((header[index], index))
        else:
            known[name] = index
    return Recognised(shape, header, tuple(known.items()), tuple(unknown))


def header_keys(header: Sequence[str]) -> list[str]:
    """Names of columns as they are compared; a second "rgrp" is "rgrp2"."""
    keys: list[str] = []
    for name in header:
        key = _NOT_KEY.sub("", name.casefold()).replace("reccomend", "recommend")
        keys.append(f"{key}2" if key in keys else key)
    return keys


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a record, freed of HTML, and what it was before."""

    text: str
    original: str  # empty where it is the text
    cautions: tuple[str, ...]


def wording(given: str) -> Wording:
    """Return the text of a record. Raises RowRefusedError if there is none."""
    unspoiled = mended(given)
    text = plain(unspoiled)
    if not text:
        raise RowRefusedError("The row has no text.")
    cautions = () if unspoiled == given else (_MENDED,)
    return Wording(text, "" if text == given else given, cautions)


def number(cell: str, what: str) -> int | None:
    """The whole number in a cell, None where it is empty. Raises RowRefusedError."""
    text = cell.strip().removesuffix(".0")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise RowRefusedError(f"{what} is {cell.strip()[:40]!r}, which is no number.")
    return int(text)
