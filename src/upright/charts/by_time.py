"""Charts of how the review goes on from session to session and cycle to cycle."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from upr.records import PositionValue
from upr.reference.sessions import CYCLES
from upr.statistics import PositionCounts, Spread, spread
from upright.charts.asking import Asked, Counted, counted, crossed, within
from upright.charts.figures import Figure, Filters, Name, Shape, Text, Unit, Value

POSITIONS = tuple(PositionValue)
ANSWERED = (PositionValue.SUPPORTED, PositionValue.NOTED)
FIVE = ("least", "lower", "median", "upper", "most")


def unit_words(asked: Asked) -> str:
    """Return what is counted, as a title of an axis."""
    return _("Items") if asked.unit is Unit.ITEMS else _("Attributions")


def unit_explained(asked: Asked) -> str:
    """Return what is counted, in a sentence."""
    if asked.unit is Unit.ITEMS:
        return _("Counted by items: the numbered paragraphs, each once.")
    return _("Counted by attributions: pairs of a recommendation and a State.")


def position_names() -> tuple[Name, ...]:
    """Return the positions with their labels."""
    return (
        Name(PositionValue.SUPPORTED, pgettext("position", "Supported")),
        Name(PositionValue.NOTED, pgettext("position", "Noted")),
        Name(PositionValue.PENDING, pgettext("position", "Pending")),
    )


def by_session(asked: Asked) -> Figure:
    """Return how much was recommended at each session, by position."""
    positions = within(asked, "position", POSITIONS)
    narrowed: list[Filters] = [{"position": (position,)} for position in positions]
    found = counted(asked, narrowed or [{}], ("session",))
    places = range(len(positions))
    met = {int(code) for place in places for code in found.by(place, "session")}
    codes = [str(number) for number in range(min(met), max(met) + 1)] if met else []
    return Figure(
        key="sessions",
        shape=Shape.STACKED,
        unit=asked.unit,
        text=Text(
            title=_("Recommendations by session"),
            counted=unit_explained(asked),
            formula=_(
                "For each session of the Working Group the number in the reports of "
                "its reviews, parted by the position of the State under review. "
                "Pending is what has no position in any paper archived here."
            ),
            source=_("Reports of the Working Group and their addenda."),
            group_title=_("Session of the Working Group"),
            value_title=unit_words(asked),
            notes=_twice(asked),
        ),
        groups=tuple(Name(code, code) for code in codes),
        series=tuple(name for name in position_names() if name.code in positions),
        values=tuple(crossed(found, ("position", positions), ("session", codes))),
        version=found.version,
        imagined=found.imagined,
        about=asked.about,
        is_time=True,
    )


def by_cycle(asked: Asked) -> Figure:
    """Return which share of what was answered was supported, in each cycle."""
    narrowed: list[Filters] = [{"position": (position,)} for position in POSITIONS]
    found = counted(asked, narrowed, ("cycle",))
    return Figure(
        key="positions",
        shape=Shape.SHARES,
        unit=Unit.SHARE,
        text=Text(
            title=_("How States answered, by cycle"),
            counted=unit_explained(asked),
            formula=_(
                "Supported / (supported + noted), and noted / (supported + noted). "
                "Pending is no position: it is in neither number."
            ),
            source=_("Reports of the Working Group and their addenda."),
            group_title=_("Cycle"),
            value_title=_("Share of what was answered"),
            notes=[*_twice(asked), *_pending(found)],
        ),
        groups=cycle_names(),
        series=position_names()[:2],
        values=tuple(_shares(found)),
        version=found.version,
        imagined=found.imagined,
        about=asked.about,
        is_time=True,
    )


def cycle_names() -> tuple[Name, ...]:
    """Return the cycles with their names."""
    return tuple(
        Name(str(number), _("Cycle %(number)s") % {"number": number})
        for number in CYCLES
    )


def _counts(found: Counted, cycle: str) -> PositionCounts:
    supported, noted, pending = (
        found.by(place, "cycle").get(cycle, 0) for place in range(3)
    )
    return PositionCounts(supported, noted, pending)


def _shares(found: Counted) -> Iterator[Value]:
    for cycle in map(str, CYCLES):
        counts = _counts(found, cycle)
        whole = counts.answered
        for position, count in zip(
            ANSWERED, (counts.supported, counts.noted), strict=True
        ):
            filters = {"position": (position,), "cycle": (cycle,)}
            share = count / whole if whole else None
            yield Value(cycle, position, share, count, whole, filters)


def _pending(found: Counted) -> Iterator[str]:
    pending = sum(found.by(2, "cycle").values())
    if pending:
        yield _("Left out, because no position is known: %(number)s.") % {
            "number": pending
        }


def _twice(asked: Asked) -> list[str]:
    """Say what counting items by position does with items of several texts."""
    if asked.unit is Unit.ITEMS:
        return [
            _(
                "An item whose parts were answered differently counts once under each "
                "of its positions."
            )
        ]
    return []


def per_review(asked: Asked) -> Figure:
    """Return how much each review received, spread over the reviews of each cycle."""
    cycles = within(asked, "cycle", [str(cycle) for cycle in CYCLES])
    narrowed: list[Filters] = [{"cycle": (cycle,)} for cycle in cycles]
    found = counted(asked, narrowed or [{}], ("state",))
    spreads = {
        cycle: spread(found.by(place, "state").values())
        for place, cycle in enumerate(cycles)
    }
    return Figure(
        key="per-review",
        shape=Shape.SPREAD,
        unit=asked.unit,
        text=Text(
            title=_("How much one review receives, by cycle"),
            counted=unit_explained(asked),
            formula=_(
                "For each cycle the numbers of its reviews, in order: the least, the "
                "one a quarter is not above, the median, the one a quarter is not "
                "below, and the most. A review without a report here is not in it."
            ),
            source=_("Reports of the Working Group."),
            group_title=_("Cycle"),
            value_title=_("%(unit)s a review") % {"unit": unit_words(asked)},
            notes=list(_reviews(spreads)),
        ),
        groups=tuple(name for name in cycle_names() if name.code in cycles),
        series=_five(),
        values=tuple(_spread_values(spreads)),
        version=found.version,
        imagined=found.imagined,
        about=asked.about,
        is_time=True,
    )


def _five() -> tuple[Name, ...]:
    words = (
        _("Least"),
        _("A quarter below"),
        _("Median"),
        _("A quarter above"),
        _("Most"),
    )
    return tuple(map(Name, FIVE, words))


def _spread_values(spreads: Mapping[str, Spread | None]) -> Iterator[Value]:
    for cycle, one in spreads.items():
        if one is not None:
            for name in FIVE:
                number = getattr(one, name)
                yield Value(
                    cycle, name, number, one.measured, filters={"cycle": (cycle,)}
                )


def _reviews(spreads: Mapping[str, Spread | None]) -> Iterator[str]:
    for name in cycle_names():
        one = spreads.get(name.code)
        if one is not None:
            yield _("%(cycle)s rests on reviews: %(number)d.") % {
                "cycle": name.label,
                "number": one.measured,
            }
