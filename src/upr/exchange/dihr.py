"""The SDG-Human Rights Data Explorer of the Danish Institute for Human Rights.

One row for each recommending State. Column names differ between exports ("SDG goals",
"sdg_goals", "sdggoals"; "Response (UPR)", "response"). Two traps: a paragraph carries
other numbers before a pipe ("A/HRC/28/15|153.13"), and where the export was a
spreadsheet once, a number such as 16.10 lost its zero and stands as 16.1.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from types import MappingProxyType

from upr.exchange.cells import plain
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.names import all_named
from upr.exchange.shapes import Cells, Shape, Source, number, wording
from upr.reference.groups import GROUPS, GroupScheme
from upr.reference.tables import Table

HEADER = (
    "State", "Text", "SDG goals", "SDG targets", "Groups", "Mechanism", "Type",
    "Response (UPR)", "Recommending state (UPR)", "Treaty body", "Special procedure",
    "Document code", "Paragraph", "Year", "Cycle", "Session",
)  # fmt: skip
CARRIED = frozenset(
    [
        *("source", "about", "text", "original", "kind", "kind_as_said"),
        *("recommending", "session", "cycle", "symbol", "paragraph", "response"),
        *("groups", "sdgs", "body", "year", "cautions"),
    ]
)
NO_SDG = "No SDG link identified"
LOST_ZERO = "A number such as 16.10 stands as 16.1 in this export: the zero is lost."
_RESPONSES = {"supported": "Supported", "noted": "Noted", "pending": ""}
_UPR = "Universal Periodic Review"
_COLUMNS = MappingProxyType(
    {
        "state": "state",
        "text": "text",
        "sdggoals": "goals",
        "sdgtargets": "targets",
        "groups": "groups",
        "mechanism": "mechanism",
        "type": "type",
        "responseupr": "response",
        "response": "response",
        "recommendingstateupr": "from",
        "recommendingstate": "from",
        "treatybody": "treaty_body",
        "specialprocedure": "procedure",
        "documentcode": "symbol",
        "paragraph": "paragraph",
        "year": "year",
        "cycle": "cycle",
        "session": "session",
    }
)
_GOAL = re.compile(r",(?=\s*\d)")
_MAY_LACK_ZERO = re.compile(r"\d+\.[1-9]\d?")
_NUMBER = re.compile(r"\b[0-9]{1,3}\b")
_LABELS: Table[str, str] = Table(
    lambda: {
        group.label: slug
        for (scheme, slug), group in GROUPS.items()
        if scheme is GroupScheme.DIHR
    }
)


@cache
def _label() -> re.Pattern[str]:
    return re.compile("(" + "|".join(map(re.escape, _LABELS)) + ")")


def record(cells: Cells, source: Source) -> ForeignRecommendation:
    """Return the record in a row of the Data Explorer's."""
    text = wording(cells["text"])
    paragraph = plain(cells["paragraph"]).rpartition("|")[2].strip()
    is_doubtful = _MAY_LACK_ZERO.fullmatch(paragraph) is not None
    mechanism = plain(cells["mechanism"])
    bodies = (cells.get("treaty_body", ""), cells.get("procedure", ""))
    return ForeignRecommendation(
        source=SourceName.DIHR,
        row=source.row,
        about=all_named((cells["state"],)),
        text=text.text,
        kind=_kind(plain(cells.get("type", ""))),
        kind_as_said=plain(cells.get("type", "")),
        original=text.original,
        recommending=all_named((cells.get("from", ""),)),
        session=_numbered(cells.get("session", "")),
        cycle=_numbered(cells.get("cycle", "")),
        symbol=plain(cells["symbol"]),
        paragraph=paragraph,
        response=plain(cells.get("response", "")),
        groups=groups(cells.get("groups", "")),
        sdgs=sdgs(cells.get("goals", ""), cells.get("targets", "")),
        body="UPR" if mechanism == _UPR else next(filter(None, bodies), mechanism),
        year=number(cells.get("year", ""), "The year"),
        extra=source.extra,
        cautions=(*text.cautions, *((LOST_ZERO,) if is_doubtful else ())),
    )


def groups(cell: str) -> tuple[str, ...]:
    """The groups of persons in a cell, which run together in some exports.

    >>> groups("Women and girlsChildren"), groups("Migrants, Youth")
    (('Women and girls', 'Children'), ('Migrants', 'Youth'))
    """
    parts = (part.strip(" ,;") for part in _label().split(plain(cell)))
    return tuple(part for part in parts if part)


def sdgs(goals: str, targets: str) -> tuple[str, ...]:
    """The goals, then the targets, as given; none where no link was identified."""
    parts = [*_GOAL.split(plain(goals)), *plain(targets).split(",")]
    given = (part.strip() for part in parts)
    return tuple(part for part in given if part and part != NO_SDG)


def _numbered(cell: str) -> int | None:
    """The number in "Cycle 2" or "2"."""
    found = _NUMBER.search(cell)
    return int(found.group()) if found else None


def _kind(said: str) -> RecordKind:
    if "pledge" in said.casefold():
        return RecordKind.PLEDGE
    is_other = said and "recommendation" not in said.casefold()
    return RecordKind.OBSERVATION if is_other else RecordKind.RECOMMENDATION


SHAPES = (
    Shape(
        "SDG-Human Rights Data Explorer",
        SourceName.DIHR,
        _COLUMNS,
        frozenset(["state", "text", "mechanism", "symbol", "paragraph"]),
        record,
    ),
)


def rows(records: Iterable[ForeignRecommendation]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the Data Explorer's form, one for each recommending State."""
    for one in records:
        for state in one.recommending or (NamedState(None, ""),):
            yield _row(one, state)


def _row(one: ForeignRecommendation, state: NamedState) -> tuple[str, ...]:
    is_pledge = one.kind is RecordKind.PLEDGE
    goals = [sdg for sdg in one.sdgs if not _is_target(sdg)]
    return (
        one.state_name,
        one.original or one.text,
        ",".join(goals) or NO_SDG,
        ", ".join(sdg for sdg in one.sdgs if _is_target(sdg)),
        ", ".join(one.groups),
        _UPR if one.is_upr else one.body,
        one.kind_as_said or ("Voluntary pledge" if is_pledge else ""),
        _RESPONSES.get(one.response, one.response),
        state.name,
        "",
        "",
        one.symbol,
        one.paragraph,
        "" if one.year is None else str(one.year),
        "" if one.cycle is None else f"Cycle {one.cycle}",
        "" if one.session is None else str(one.session),
    )


def _is_target(sdg: str) -> bool:
    return re.fullmatch(r"\d+\.[0-9a-z]+", sdg) is not None
