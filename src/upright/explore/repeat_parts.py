"""A repeat of a recommendation as every page shows it, and the words for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from upr.records import PositionValue
from upr.repeats import Grade, Ground
from upright.explore import labels
from upright.explore.item_parts import address_of
from upright.search.membership import state_name
from upright.search.repeats import Found, Repeats

GRADES: Final[Mapping[Grade, str | Promise]] = {
    Grade.SAME: gettext_lazy("The same"),
    Grade.NEARLY: gettext_lazy("Nearly the same"),
    Grade.MATTER: gettext_lazy("Of the same matter"),
}
_NAMES = 6  # recommending States named before the others are counted


class PositionLabel(NamedTuple):
    """A position as it is shown: its value colours it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class RepeatShown:
    """A recommendation that asks the same, or nearly."""

    address: str
    text: str
    state: str  # name of the State under review
    by: str  # names of the recommending States
    position: PositionLabel
    cycle: int | None
    date: date | None
    symbol: str
    citation: str
    grade: str
    hundredths: int  # how nearly, of 100


@dataclass(frozen=True, slots=True)
class CycleShown:
    """The repeats to the same State of one cycle, together."""

    cycle: int | None
    states: int
    recommendations: int
    positions: Sequence[PositionLabel]
    address: str


def repeat_shown(found: Found, version: int | None) -> RepeatShown:
    """Return a repeat as it is shown; `version` asked for, or None."""
    row = found.row
    query = f"?v={version}" if version else ""
    return RepeatShown(
        address=address_of(row.symbol, row.item_key) + query,
        text=row.text,
        state=state_name(row.state) if row.state else row.symbol,
        by=names_of(row.states),
        position=position_label(row.position),
        cycle=row.cycle,
        date=row.date,
        symbol=row.symbol,
        citation=row.citation,
        grade=str(GRADES[found.grade]),
        hundredths=round(100 * found.score),
    )


def position_label(value: str) -> PositionLabel:
    """Return a position as it is shown."""
    return PositionLabel(value, labels.position(value))


def names_of(states: Sequence[str]) -> str:
    """Return the names of States in a row; many are cut with their number."""
    distinct = list(dict.fromkeys(states))
    names = [state_name(iso3) for iso3 in distinct[:_NAMES]]
    more = len(distinct) - len(names)
    if more > 0:
        names.append(ngettext("%(n)d other", "%(n)d others", more) % {"n": more})
    return ", ".join(names) or _("nobody named in the document")


def cycles_of(
    found: Repeats, ground: Ground, whole: Mapping[str, str]
) -> Iterator[CycleShown]:
    """Yield the repeats on one ground by cycle, in order.

    `whole` are the parameters of the page of all repeats, to which each cycle leads.
    """
    own = found.on(ground)
    for cycle in sorted({one.row.cycle for one in own}, key=lambda it: it or 0):
        rows = [one.row for one in own if one.row.cycle == cycle]
        positions = {row.position for row in rows}
        yield CycleShown(
            cycle=cycle,
            states=len({iso3 for row in rows for iso3 in row.states}),
            recommendations=len(rows),
            positions=[position_label(p) for p in PositionValue if p in positions],
            address=repeats_address({**whole, "cycle": str(cycle or "")}),
        )


def repeats_address(parameters: Mapping[str, str]) -> str:
    """Return the address of the page of repeats; empty parameters are left out."""
    written = urlencode([(name, value) for name, value in parameters.items() if value])
    return f"{reverse('repeats')}?{written}" if written else reverse("repeats")
