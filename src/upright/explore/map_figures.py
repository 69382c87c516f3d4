"""The figures of each State that the map and its download show."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from upr.records import PositionValue
from upr.reference import sessions
from upr.reference.states import IMAGINED, REAL, State
from upr.statistics import PositionCounts
from upright.archive.review_queries import LastReview
from upright.explore.answers import ANSWERED, Side, hundredths, share_in_words
from upright.search.membership import state_ranks


class Figure(StrEnum):
    """What the map can show."""

    RECEIVED = "received"
    MADE = "made"
    SUPPORTED = "supported"
    LAST = "last"


FIGURES: Final[Mapping[Figure, str | Promise]] = {
    Figure.RECEIVED: gettext_lazy("Recommendations received"),
    Figure.SUPPORTED: gettext_lazy("Share supported"),
    Figure.MADE: gettext_lazy("Recommendations made"),
    Figure.LAST: gettext_lazy("Last review"),
}
EXPLAINED: Final[Mapping[Figure, str | Promise]] = {
    Figure.RECEIVED: gettext_lazy("Items in the reports on a State."),
    Figure.SUPPORTED: gettext_lazy(
        "Of the items a State answered, the share it supported. What is pending at the "
        "report is not counted."
    ),
    Figure.MADE: gettext_lazy("Items that hold a recommendation by a State."),
    Figure.LAST: gettext_lazy(
        "The cycle in which a State was last reviewed, by its session."
    ),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one State, for the map, its table and its download."""

    state: State
    received: PositionCounts
    items_received: int
    items_made: int
    last: LastReview | None


def facts_of(imagined: bool, side: Side, last: Mapping[str, LastReview]) -> list[Facts]:
    """Return what is known of each State, in the order of names."""
    listed = IMAGINED if imagined else REAL
    ranks = state_ranks()
    return [
        Facts(
            state=listed[iso3],
            received=_counts(side, iso3),
            items_received=side.every.items["state"].get(iso3, 0),
            items_made=side.every.items["recommending_state"].get(iso3, 0),
            last=last.get(iso3),
        )
        for iso3 in sorted(listed, key=lambda iso3: ranks[iso3])
    ]


def _counts(side: Side, iso3: str) -> PositionCounts:
    by_value = {p: b.items["state"].get(iso3, 0) for p, b in side.by_position.items()}
    return PositionCounts(
        supported=by_value[PositionValue.SUPPORTED],
        noted=by_value[PositionValue.NOTED],
        pending=by_value[PositionValue.PENDING],
    )


def number_of(figure: Figure, facts: Facts) -> float | None:
    """Return the number a State is coloured by; None where there is none."""
    match figure:
        case Figure.RECEIVED:
            return facts.items_received or None
        case Figure.MADE:
            return facts.items_made or None
        case Figure.SUPPORTED:
            share = facts.received.share_supported
            return None if share is None else hundredths(share)
        case Figure.LAST:
            return _cycle(facts.last)


def _cycle(last: LastReview | None) -> int | None:
    session = sessions.SESSIONS.get(last.session) if last else None
    return session.cycle if session else None


def value_of(figure: Figure, facts: Facts) -> str:
    """Return the value in words."""
    if figure is Figure.SUPPORTED:
        return share_in_words(facts.received)
    if figure is Figure.LAST:
        return _last(facts.last)
    number = number_of(figure, facts)
    items = int(number or 0)
    return ngettext("%(items)s item", "%(items)s items", items) % {
        "items": number_format(items, force_grouping=True)
    }


def _last(last: LastReview | None) -> str:
    if last is None:
        return "–"
    session = _("session %(number)d") % {"number": last.session}
    if last.day is None:
        return session
    return f"{session}, {date_format(last.day, 'j F Y')}"


def filters_of(figure: Figure, facts: Facts) -> dict[str, tuple[str, ...]] | None:
    """Return the filters that find the rows a value rests on; None for no rows."""
    has_rows = figure is not Figure.LAST or facts.items_received
    if number_of(figure, facts) is None or not has_rows:
        return None
    own = (facts.state.iso3,)
    match figure:
        case Figure.RECEIVED:
            return {"state": own}
        case Figure.MADE:
            return {"recommending_state": own}
        case Figure.SUPPORTED:
            return {"state": own, "position": ANSWERED}
        case Figure.LAST:
            session = str(facts.last.session if facts.last else "")
            return {"state": own, "session": (session,)}
