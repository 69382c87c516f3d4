"""What was recommended on a subject, by whom to whom, and how it was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from upright.archive.coding import model_version
from upright.explore import answers, labels, subjects
from upright.explore.answers import Cell, Line, Side
from upright.explore.results import (
    alert_of,
    downloads_of,
    feed_address,
    item_address,
    search_address,
)
from upright.explore.subjects import Kind, Subject
from upright.search.queries import (
    Breakdown,
    Breakdowns,
    Count,
    Request,
    Row,
    Sort,
    break_down,
    first,
)

MOST = 10  # lines of a table of States or of other subjects
LATEST = 5  # recommendations shown
FACETS = (
    *("cycle", "state", "recommending_state", "regional_group"),
    *("action", "issue", "persons", "goal", "target", "coding"),
)
CERTAIN = {"coding": ("certain",)}


class Latest(NamedTuple):
    """A recommendation as it is listed."""

    row: Row
    address: str
    position_label: str


class CodedBy(NamedTuple):
    """Who coded what is shown, and what is not coded at all."""

    model: str  # version of the model that codes here now; "" for none
    by_model: Cell
    by_people: Cell
    none: Cell


@dataclass(frozen=True, slots=True)
class Listed:
    """A subject in the list of its kind."""

    subject: Subject
    line: Line
    attributions: Cell
    part: str  # of the attributions of all, in words; "" where they may be several


def filters_of(certain: bool) -> Mapping[str, tuple[str, ...]]:
    """Return the filter that lets certain codings alone count, where that is asked."""
    return CERTAIN if certain else {}


def shown(
    subject: Subject, asked: Request, certain: bool
) -> tuple[dict[str, Any], Breakdowns]:
    """Return what the page of a subject says, and what it was counted in."""
    own = {**subject.filters, **filters_of(certain)}
    (side,), found = answers.sides([own], FACETS, asked)
    at = replace(asked, version=found.version or None, imagined=found.imagined or None)
    others = [kind for kind in subjects.KINDS if kind != "action"]
    context = {
        "whole": side.whole(_("All cycles")),
        "attributions": _attributions(side),
        "by_cycle": side.lines("cycle"),
        "received": side.lines("state", MOST),
        "made": side.lines("recommending_state", MOST),
        "by_group": side.lines("regional_group"),
        "actions": side.lines("action") if subject.kind.facet != "action" else [],
        "targets": _targets(side, subject),
        "together": [
            (subjects.KINDS[facet], _together(side, subject, facet)) for facet in others
        ],
        "coded": coded_by(asked, at, own, side.every),
        "latest": _latest(replace(at, filters=own, sort=Sort.DATE), asked),
        "downloads": downloads_of(replace(at, filters=own)),
        "feed": feed_address(replace(asked, filters=own)),
        "alert": alert_of(replace(asked, filters=own)),
    }
    return context, found


def _attributions(side: Side) -> Cell:
    request = replace(side.asked, filters=side.filters, count=Count.ATTRIBUTIONS)
    number = side.every.totals.attributions
    return Cell(number, search_address(request) if number else "")


def _together(side: Side, subject: Subject, facet: str) -> list[Line]:
    """Other subjects that the same recommendations have; never the subject itself."""
    same = facet == subject.kind.facet
    values = side.every.items[facet]
    ordered = sorted(values, key=lambda value: (-values[value], value))
    return [
        side.line(facet, value)
        for value in ordered
        if not (same and value == subject.value)
    ][:MOST]


def _targets(side: Side, subject: Subject) -> list[Line]:
    """The targets of a Goal that were touched, in the order of their numbers."""
    if subject.kind.facet != "goal":
        return []
    own = f"{subject.value}."
    values = [value for value in side.every.items["target"] if value.startswith(own)]
    return [side.line("target", value) for value in sorted(values, key=_target_key)]


def _target_key(value: str) -> tuple[int, str]:
    rest = value.partition(".")[2]
    return (int(rest), "") if rest.isdecimal() else (1000, rest)


def coded_by(
    asked: Request,
    at: Request,
    own: Mapping[str, tuple[str, ...]],
    every: Breakdown,
) -> CodedBy:
    """Return who coded what fits the filters; what is not coded is of everything."""
    counts = every.items["coding"]
    (whole,) = break_down([at], ["coding"]).each
    return CodedBy(
        model=model_version(),
        by_model=_coded(asked, own, "model", counts),
        by_people=_coded(asked, own, "person", counts),
        none=_coded(asked, {}, "none", whole.items["coding"]),
    )


def _coded(
    asked: Request,
    filters: Mapping[str, tuple[str, ...]],
    coder: str,
    counts: Mapping[str, int],
) -> Cell:
    chosen = {**filters, "coding": (*filters.get("coding", ()), coder)}
    number = counts.get(coder, 0)
    address = search_address(replace(asked, filters=chosen))
    return Cell(number, address if number else "")


def _latest(request: Request, asked: Request) -> list[Latest]:
    return [
        Latest(
            row,
            item_address(row.symbol, row.item_key, asked),
            labels.position(row.position),
        )
        for row in first(request, LATEST)
    ]


# --- all subjects of a kind -----------------------------------------------------------


def listed(
    kind: Kind, asked: Request, certain: bool
) -> tuple[list[Listed], CodedBy, Breakdowns]:
    """Return every subject of a kind with its figures, the largest first.

    Goals and categories are in the order of their numbers.
    """
    own = filters_of(certain)
    (side,), found = answers.sides([own], (kind.facet, "coding"), asked)
    at = replace(asked, version=found.version or None, imagined=found.imagined or None)
    pairs = replace(at, filters=own, count=Count.ATTRIBUTIONS)
    attributions = break_down([pairs], [kind.facet]).each[0].attributions[kind.facet]
    rows = [_listed(one, side, attributions) for one in subjects.every(kind.facet)]
    if kind.facet in {"issue", "persons"}:
        rows.sort(key=lambda row: (-row.line.items.count, row.subject.name))
    return rows, coded_by(asked, at, own, side.every), found


def _listed(subject: Subject, side: Side, attributions: Mapping[str, int]) -> Listed:
    facet = subject.kind.facet
    number = attributions.get(subject.value, 0)
    filters = {**side.filters, **subject.filters}
    request = replace(side.asked, filters=filters, count=Count.ATTRIBUTIONS)
    part = _part(number, sum(attributions.values())) if facet == "action" else ""
    return Listed(
        subject,
        side.line(facet, subject.value),
        Cell(number, search_address(request) if number else ""),
        part,
    )


def _part(number: int, total: int) -> str:
    if not total:
        return "–"
    return _("%(share)s of %(total)s") % {
        "share": f"{answers.hundredths(number / total)}%",
        "total": number_format(total, force_grouping=True),
    }


def narrowed(rows: Sequence[Listed], words: str) -> list[Listed]:
    """Return the subjects in whose names all the words occur, capitals ignored."""
    wanted = words.casefold().split()
    return [
        row
        for row in rows
        if all(word in row.subject.name.casefold() for word in wanted)
    ]
