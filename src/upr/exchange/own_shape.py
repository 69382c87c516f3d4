"""Our own table of records: a row each, every field a column, without loss."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from upr.exchange.cells import joined, parted
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.shapes import Cells, RowRefusedError, Shape, Source

_STATES = ("about", "recommending")
_UNKNOWN = "?"  # stands for the code of a State that is not known
_OTHERS = tuple(
    field.name for field in fields(ForeignRecommendation) if field.name not in _STATES
)
HEADER = (
    "source", "row", "state", "state_name", "session", "cycle", "symbol", "paragraph",
    "text", "recommending_states", "recommending_names", "response",
    *(
        name
        for name in _OTHERS
        if name
        not in ("source", "row", "session", "cycle", "symbol", "paragraph", "text",
                "response")
    ),
)  # fmt: skip
CARRIED = frozenset(field.name for field in fields(ForeignRecommendation))


def values(record: ForeignRecommendation) -> dict[str, Any]:
    """Return a record as plain data, in the order of HEADER; lists are lists."""
    plain = {name: _plain(getattr(record, name)) for name in _OTHERS}
    plain["state"], plain["state_name"] = _columns(record.about)
    plain["recommending_states"], plain["recommending_names"] = _columns(
        record.recommending
    )
    return {name: plain[name] for name in HEADER}


def _plain(value: Any) -> Any:
    if isinstance(value, SourceName | RecordKind):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [list(part) if isinstance(part, tuple) else part for part in value]
    return value


def _columns(states: Iterable[NamedState]) -> tuple[list[str], list[str]]:
    states = tuple(states)
    codes = [state.iso3 or _UNKNOWN for state in states]
    return codes, [state.name for state in states]


def from_values(plain: Mapping[str, Any]) -> ForeignRecommendation:
    """Return the record that `values` made the data of. Raises RowRefusedError."""
    try:
        made = {name: _MAKE[name](plain[name]) for name in _OTHERS if name in plain}
        for name, codes, names in (
            ("about", "state", "state_name"),
            ("recommending", "recommending_states", "recommending_names"),
        ):
            made[name] = tuple(
                NamedState(None if code == _UNKNOWN else _text(code), _text(said))
                for code, said in zip(plain[codes], plain[names], strict=True)
            )
        return ForeignRecommendation(**made)
    except (TypeError, ValueError, KeyError) as error:
        raise RowRefusedError(f"The row is no record of ours: {error}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no list")
    return tuple(_text(part) for part in value)


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(said)) for name, said in value)


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r:.40} is no whole number")
    return value


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "source": SourceName,
    "kind": RecordKind,
    "published": _day,
    "extra": _pairs,
    **dict.fromkeys(("row", "session", "cycle", "action", "year"), _whole),
}
LISTS = frozenset(
    [
        *("issues", "themes", "groups", "sdgs", "regions", "organisations"),
        *("recommending_regions", "recommending_organisations", "cautions"),
        *("state", "state_name", "recommending_states", "recommending_names"),
    ]
)
_MAKE: Mapping[str, Callable[[Any], Any]] = {
    name: _KINDS.get(name, _texts if name in LISTS else _text) for name in _OTHERS
}


def rows(records: Iterable[ForeignRecommendation]) -> Iterator[tuple[str, ...]]:
    """Yield each record as cells of text in the order of HEADER."""
    for record in records:
        yield tuple(_cell(name, value) for name, value in values(record).items())


def _cell(name: str, value: Any) -> str:
    if name in LISTS:
        return joined(value)
    if name == "extra":
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else str(value)


def record(cells: Cells, source: Source) -> ForeignRecommendation:
    """Return the record in a row of ours. Raises RowRefusedError."""
    del source  # the row says itself where it stood
    try:
        return from_values({name: _value(name, cells[name]) for name in cells})
    except ValueError as error:
        raise RowRefusedError(f"The row is no record of ours: {error}") from error


def _value(name: str, cell: str) -> Any:
    if name in LISTS:
        return parted(cell)
    if name == "extra":
        return json.loads(cell) if cell else []
    kind = _KINDS.get(name)
    if kind is _whole:
        return int(cell) if cell else None
    return (cell or None) if kind is _day else cell


SHAPES = (
    Shape(
        "Upright, records of every source",
        SourceName.UPRIGHT,
        MappingProxyType({name.replace("_", ""): name for name in HEADER}),
        frozenset(HEADER),
        record,
    ),
)
