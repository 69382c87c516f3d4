"""UPR Info's database: a row for each recommendation and recommending State.

Two exports are in use: CSV with the columns To, Text, From, ..., and .xls with SuR,
Recommendation, RS, ... Voluntary pledges come in the same form, with the State itself
as the one that recommends.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from upr.exchange.cells import listed, plain
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.names import all_named, named
from upr.exchange.shapes import Cells, RowRefusedError, Shape, Source, number, wording
from upr.reference.sessions import SESSIONS

HEADER = (
    "To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response",
    "Action", "Issue", "Session",
)  # fmt: skip
# Fields of a record that this form carries; the others are lost in it.
CARRIED = frozenset(
    [
        *("source", "about", "text", "original", "kind", "kind_as_said"),
        *("recommending", "session", "cycle", "response", "action", "issues", "body"),
        *("regions", "organisations", "recommending_regions", "cautions"),
        *("recommending_organisations",),
    ]
)
_PLEDGE = "Voluntary Pledge"
_RESPONSES = {"supported": "Accepted", "noted": "Noted", "pending": "Pending"}
_CATEGORIES = range(1, 6)
_NAMES = (
    "state", "region", "organisations", "text", "from", "from_region",
    "from_organisations", "response", "action", "issues", "session",
)  # fmt: skip
_CSV_KEYS = (
    "to", "torgrp", "toorg", "text", "from", "fromrgrp", "fromorg", "response",
    "action", "issue", "session",
)  # fmt: skip
_XLS_KEYS = (
    "sur", "rgrp", "org", "recommendation", "rs", "rgrp2", "org2", "response",
    "action", "issue", "session",
)  # fmt: skip


def record(cells: Cells, source: Source) -> ForeignRecommendation:
    """Return the record in a row of UPR Info's.

    Raises RowRefusedError where a number cannot be read or no State under review is
    named.
    """
    text = wording(cells["text"])
    response = plain(cells["response"])
    action = number(cells.get("action", ""), "The action category")
    if action is not None and action not in _CATEGORIES:
        raise RowRefusedError(f"The action category is {action}, not 1 to 5.")
    session = number(cells["session"], "The session")
    if not cells["state"].strip():
        raise RowRefusedError("The row names no State under review.")
    is_pledge = response.casefold() == _PLEDGE.casefold()
    return ForeignRecommendation(
        source=SourceName.UPR_INFO,
        row=source.row,
        about=(named(cells["state"]),),
        text=text.text,
        kind=RecordKind.PLEDGE if is_pledge else RecordKind.RECOMMENDATION,
        original=text.original,
        recommending=all_named((cells["from"],)),
        session=session,
        cycle=cycle_of(session),
        response=response,
        action=action,
        issues=listed(plain(cells.get("issues", ""))),
        body="UPR",
        regions=_several(cells.get("region", "")),
        organisations=listed(plain(cells.get("organisations", ""))),
        recommending_regions=_several(cells.get("from_region", "")),
        recommending_organisations=listed(plain(cells.get("from_organisations", ""))),
        extra=source.extra,
        cautions=text.cautions,
    )


def cycle_of(session: int | None) -> int | None:
    """The cycle of a session, None where the session is not known."""
    known = SESSIONS.get(session) if session is not None else None
    return known.cycle if known else None


def _several(cell: str) -> tuple[str, ...]:
    text = plain(cell)
    return (text,) if text else ()


def _shape(name: str, keys: Iterable[str]) -> Shape:
    columns: Mapping[str, str] = MappingProxyType(dict(zip(keys, _NAMES, strict=True)))
    needed = frozenset(["state", "text", "from", "response", "session"])
    return Shape(name, SourceName.UPR_INFO, columns, needed, record)


SHAPES = (
    _shape("UPR Info, columns To and From", _CSV_KEYS),
    _shape("UPR Info, columns SuR and RS", _XLS_KEYS),
)


def rows(records: Iterable[ForeignRecommendation]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of UPR Info's CSV, one for each recommending State.

    Where a record has several States, or none, every row repeats the rest: as UPR
    Info does.
    """
    for one in records:
        for state in one.recommending or (NamedState(None, ""),):
            yield _row(one, state)


def _row(one: ForeignRecommendation, state: NamedState) -> tuple[str, ...]:
    is_pledge = one.kind is RecordKind.PLEDGE
    return (
        one.state_name,
        "".join(one.regions[:1]),
        ", ".join(one.organisations),
        one.original or one.text,
        state.name,
        "".join(one.recommending_regions[:1]),
        ", ".join(one.recommending_organisations),
        _PLEDGE if is_pledge else _RESPONSES.get(one.response, one.response),
        "" if one.action is None else str(one.action),
        ",".join(one.issues),
        "" if one.session is None else str(one.session),
    )
