"""The form by which a chart is narrowed: what is chosen, and what can be added."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.issues import ISSUES
from upr.reference.organisations import ORGANISATIONS
from upr.reference.sessions import CYCLES, SESSIONS
from upr.reference.states import IMAGINED, REAL, REGIONAL_GROUPS
from upright.charts.gallery import Chart, Label
from upright.explore.chart_addresses import ChartAddress
from upright.search.membership import state_ranks
from upright.search.queries import FACETS, Request

GALLERY: Final = (
    "state",
    "recommending_state",
    "regional_group",
    "recommending_regional_group",
    "cycle",
    "session",
)
_SUBJECTS: Final = ("issue", "action")
_FACETS = {facet.name: facet for facet in FACETS}


class Option(NamedTuple):
    """A value that can be chosen."""

    value: str
    label: str
    is_chosen: bool = False


class Filter(NamedTuple):
    """A filter with the values chosen, and those that can be added."""

    name: str
    label: Label
    chosen: Sequence[Option]
    others: Sequence[Option]  # none where it is not offered, only kept


class Choice(NamedTuple):
    """Something the chart itself lets one choose."""

    name: str
    options: Sequence[Option]


def of_chart(chart: Chart) -> Sequence[str]:
    """Return the filters that a chart offers."""
    subjects = tuple(name for name in _SUBJECTS if name in chart.needs)
    return tuple(n for n in (*GALLERY, *subjects) if chart.answers_to(n))


def offered(request: Request, imagined: bool, names: Sequence[str]) -> list[Filter]:
    """Return the filters that are offered, and those that are chosen besides."""
    kept = [name for name in request.filters if name not in names]
    return [
        *(_filter(request, name, list(_values(name, imagined))) for name in names),
        *(_filter(request, name, []) for name in kept),
    ]


def _filter(request: Request, name: str, values: Sequence[str]) -> Filter:
    facet = _FACETS[name]
    chosen = request.filters.get(name, ())
    return Filter(
        name,
        facet.label,
        [Option(value, str(facet.value_label(value)), True) for value in chosen],
        [
            Option(value, str(facet.value_label(value)))
            for value in values
            if value not in chosen
        ],
    )


def _values(name: str, imagined: bool) -> Iterator[str]:
    match name:
        case "state" | "recommending_state":
            ranks = state_ranks()
            listed = IMAGINED if imagined else REAL
            yield from sorted(listed, key=lambda iso3: ranks[iso3])
        case "regional_group" | "recommending_regional_group":
            yield from (code for code in REGIONAL_GROUPS if code != "observer")
        case "organisation" | "recommending_organisation":
            yield from ORGANISATIONS
        case "cycle":
            yield from map(str, CYCLES)
        case "session":
            yield from map(str, SESSIONS)
        case _:
            yield from _coded(name)


def _coded(name: str) -> Iterator[str]:
    if name == "issue":
        yield from ISSUES
    elif name == "action":
        yield from map(str, ACTION_CATEGORIES)


def choices(at: ChartAddress) -> list[Choice]:
    """Return what the chart itself lets one choose, the first where nothing is."""
    made = []
    for name, options in at.chart.choices.items():
        shown = at.choices.get(name, next(iter(options)))
        listed = [
            Option(value, str(label), value == shown)
            for value, label in options.items()
        ]
        made.append(Choice(name, listed))
    return made


def kept(request: Request) -> list[tuple[str, str]]:
    """Return what the form keeps of a search, by name, beside its filters."""
    pairs = [("q", request.q), ("v", str(request.version or ""))]
    pairs.append(("imagined", "1" if request.imagined else ""))
    return [(name, value) for name, value in pairs if value]
