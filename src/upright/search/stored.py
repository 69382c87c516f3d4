"""How a row is kept in the index, and read back: one compact line of JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from datetime import date
from operator import attrgetter

import orjson

from upright.archive.rows import IndexRow
from upright.search.registry import Card, Face, Giver, Givers

_NAMES = [field.name for field in fields(IndexRow)]
_STATES, _DATE, _CODINGS = map(_NAMES.index, ("states", "date", "codings"))
_values = attrgetter(*_NAMES)


def dump_row(row: IndexRow) -> bytes:
    """A row as it is kept; its text is already as it is shown."""
    return orjson.dumps(_values(row))


def load_row(line: bytes) -> IndexRow:
    """The row that was kept."""
    values = orjson.loads(line)
    values[_STATES] = tuple(values[_STATES])
    values[_DATE] = _day(values[_DATE])
    values[_CODINGS] = tuple(map(tuple, values[_CODINGS]))
    return IndexRow(*values)


def dump_card(card: Card) -> bytes:
    """A card as it is kept."""
    return orjson.dumps(astuple(card))


def load_card(line: bytes) -> Card:
    """The card that was kept."""
    document_id, symbol, is_imagined, state, session, cycle, day = orjson.loads(line)
    return Card(document_id, symbol, is_imagined, state, session, cycle, _day(day))


def dump_givers(givers: Givers) -> bytes:
    """Recommending States as they are kept."""
    return orjson.dumps([astuple(member) for member in givers.members])


def load_givers(line: bytes) -> Givers:
    """The recommending States that were kept."""
    return Givers(
        tuple(
            Giver(state, group, tuple(organisations))
            for state, group, organisations in orjson.loads(line)
        )
    )


def dump_faces(faces: Sequence[Face]) -> bytes:
    """Faces as they are kept, many in one line."""
    return orjson.dumps(list(map(tuple, faces)))


def load_faces(line: bytes) -> Iterator[Face]:
    """The faces that were kept."""
    for givers, mark, numbers in orjson.loads(line):
        yield Face(givers, mark, tuple(numbers))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
