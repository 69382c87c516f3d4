"""How States answered, in figures of which each leads to its rows.

Everything is counted by items. A share is of those with a position: pending at the
report is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from upr.records import PositionValue
from upr.reference.states import STATES
from upr.statistics import PositionCounts
from upright.charts.numbers import hundredths as hundredths  # for pages
from upright.explore import subjects
from upright.explore.paths import path_to
from upright.explore.results import search_address
from upright.search.queries import (
    FACETS,
    Breakdown,
    Breakdowns,
    Request,
    break_down,
)

POSITIONS: Final = tuple(PositionValue)
ANSWERED: Final = (PositionValue.SUPPORTED, PositionValue.NOTED)
_LABELS = {facet.name: facet.value_label for facet in FACETS}
_STATES = frozenset({"state", "recommending_state"})
_REGIONAL_GROUPS = frozenset({"regional_group", "recommending_regional_group"})
_ORGANISATIONS = frozenset({"organisation", "recommending_organisation"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the rows it leads to; none where there is nothing to lead to."""

    count: int
    address: str

    @property
    def shown(self) -> str:
        """The count as it is written."""
        return _written(self.count, get_language())


@lru_cache(maxsize=4096)
def _written(count: int, _language: str | None) -> str:
    return number_format(count, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Line:
    """Some items and how they were answered."""

    label: str
    address: str  # of the page about what the label names; "" for none
    items: Cell
    supported: Cell
    noted: Cell
    pending: Cell
    answered: Cell  # supported and noted: the rows a share is of
    counts: PositionCounts

    @property
    def share(self) -> str:
        """The share supported in words, with what it is of."""
        return share_in_words(self.counts)

    @property
    def hundredths(self) -> int | None:
        """The share supported as it is shown and its bar drawn, 0 to 100."""
        share = self.counts.share_supported
        return None if share is None else hundredths(share)


@dataclass(frozen=True, slots=True)
class Side:
    """Items that fit some filters: all of them, and by each position.

    `by_position` is empty where the answers to the values of a facet were not counted:
    then there are cells and the line of everything, and no other lines.
    """

    filters: Mapping[str, tuple[str, ...]]
    asked: Request  # scope and version alone, for addresses
    every: Breakdown
    by_position: Mapping[PositionValue, Breakdown]

    def whole(self, label: str = "", address: str = "") -> Line:
        """The line of everything."""
        found = self.every.items["position"]
        counts = {position: found.get(position, 0) for position in POSITIONS}
        return self._line(label, address, {}, self.every.totals.items, counts)

    def lines(self, facet: str, most: int | None = None) -> list[Line]:
        """A line for each value of a facet, the largest first; cycles in order."""
        values = self.every.items[facet]
        ordered = sorted(values, key=lambda value: (-values[value], value))
        if facet in {"cycle", "action"}:
            ordered.sort(key=int)
        return [self.line(facet, value) for value in ordered[:most]]

    def line(self, facet: str, value: str) -> Line:
        """The line of one value of a facet, empty where nothing has it."""
        counts = {
            p: found.items[facet].get(value, 0) for p, found in self.by_position.items()
        }
        number = self.every.items[facet].get(value, 0)
        label, address = self.named(facet, value)
        return self._line(label, address, {facet: (value,)}, number, counts)

    def named(self, facet: str, value: str) -> tuple[str, str]:
        """The label of a value of a facet and the address of its page, "" for none."""
        address = page_of(facet, value, self.asked.version, self.asked.imagined)
        return _label(facet, value), address

    def cell(self, facet: str, value: str) -> Cell:
        """How many items have one value of a facet, however they were answered."""
        count = self.every.items[facet].get(value, 0)
        return self._cell({**self.filters, facet: (value,)}, count)

    def _line(
        self,
        label: str,
        address: str,
        narrowed: Mapping[str, tuple[str, ...]],
        items: int,
        counts: Mapping[PositionValue, int],
    ) -> Line:
        filters = {**self.filters, **narrowed}
        cells = {
            position: self._cell({**filters, "position": (position,)}, counts[position])
            for position in POSITIONS
        }
        both = {**filters, "position": ANSWERED}
        answered = counts[ANSWERED[0]] + counts[ANSWERED[1]]
        return Line(
            label=label,
            address=address,
            items=self._cell(filters, items),
            supported=cells[PositionValue.SUPPORTED],
            noted=cells[PositionValue.NOTED],
            pending=cells[PositionValue.PENDING],
            answered=self._cell(both, answered),
            counts=PositionCounts(
                supported=counts[PositionValue.SUPPORTED],
                noted=counts[PositionValue.NOTED],
                pending=counts[PositionValue.PENDING],
            ),
        )

    def _cell(self, filters: Mapping[str, tuple[str, ...]], count: int) -> Cell:
        if not count:
            return Cell(count, "")
        return Cell(count, search_address(replace(self.asked, filters=filters)))


def sides(
    filters: Sequence[Mapping[str, tuple[str, ...]]],
    facets: Sequence[str],
    asked: Request,
    at: int | None = None,
    has_answers: bool = True,
) -> tuple[list[Side], Breakdowns]:
    """Count what fits each of several filters, all at one version of the data.

    Without facets, or where the answers to their values are not wanted, each filter is
    counted once, which takes a quarter of the time. `at` is the version counted at,
    where `asked` leaves it open.
    """
    positions = POSITIONS if facets and has_answers else ()
    requests = [
        replace(asked, filters={**one, **narrowed}, version=at or asked.version)
        for one in filters
        for narrowed in ({}, *({"position": (p,)} for p in positions))
    ]
    found = break_down(requests, ("position", *facets))
    step = 1 + len(positions)
    made = []
    for place, one in enumerate(filters):
        every, *answered = found.each[place * step : (place + 1) * step]
        by_position = dict(zip(positions, answered, strict=True))
        made.append(Side(one, asked, every, by_position))
    return made, found


def as_reviewed(side: Side, most: int) -> dict[str, Any]:
    """Return the tables of those reviewed, as templates know them.

    `most` States are listed among those that recommended.
    """
    return {
        "reviewed": side.whole(_("All cycles")),
        "by_state": side.lines("recommending_state", most),
        "by_group": side.lines("recommending_regional_group"),
    }


def as_recommending(side: Side, most: int) -> dict[str, Any]:
    """Return the tables of those recommending, as templates know them.

    `most` States are listed among those recommended to.
    """
    return {
        "recommending": side.whole(_("All cycles")),
        "attributions": side.every.totals.attributions,
        "made_by_cycle": side.lines("cycle"),
        "made_to": side.lines("state", most),
        "made_to_group": side.lines("regional_group"),
    }


def _label(facet: str, value: str) -> str:
    if facet == "cycle":
        return _("Cycle %(number)s") % {"number": value}
    return str(_LABELS[facet](value))


def share_in_words(counts: PositionCounts) -> str:
    """Return a share with its denominator: `74% of 1,234`; a dash for none."""
    share = counts.share_supported
    if share is None:
        return "–"
    return _("%(share)s of %(answered)s") % {
        "share": f"{hundredths(share)}%",
        "answered": number_format(counts.answered, force_grouping=True),
    }


def page_of(facet: str, value: str, version: int | None, imagined: bool | None) -> str:
    """Return the address of the page about a value of a facet; "" for none."""
    if facet in _STATES and value in STATES:
        return path_to("state", value) + query_of(version)
    if facet in _REGIONAL_GROUPS:
        return path_to("group", value) + query_of(version, imagined)
    if facet in _ORGANISATIONS:
        return path_to("group", value) + query_of(version)
    subject = subjects.page_of(facet, value)
    return subject + query_of(version, imagined) if subject else ""


def query_of(version: int | None, imagined: bool | None = None) -> str:
    """Return the parameters that keep the version and the scope, from "?" on."""
    parts = urlencode(list(_kept(version, imagined)))
    return f"?{parts}" if parts else ""


def _kept(version: int | None, imagined: bool | None) -> Iterator[tuple[str, str]]:
    if version:
        yield "v", str(version)
    if imagined:
        yield "imagined", "1"
