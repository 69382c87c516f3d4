"""What a chart is asked: a search, and what the chart itself lets one choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from upright.charts.figures import Filters, Name, Unit, Value
from upright.search.facets import has_value
from upright.search.queries import (
    FACETS,
    Breakdown,
    Count,
    Request,
    break_down,
)

LABELS = {facet.name: facet.value_label for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which recommendations are counted, how, and what in words.

    `request` has its filters, its count, and its version: the newest where it has none.
    """

    request: Request
    about: str = ""  # its filters in words; "" for everything
    choices: Mapping[str, str] = field(default_factory=dict)  # of the chart itself

    @property
    def unit(self) -> Unit:
        """What the numbers are."""
        is_items = self.request.count is Count.ITEMS
        return Unit.ITEMS if is_items else Unit.ATTRIBUTIONS


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers by the values of facets, for several narrowings of one search."""

    each: Sequence[Breakdown]
    version: int
    imagined: bool

    def by(self, place: int, facet: str) -> Mapping[str, int]:
        """The numbers by the values of a facet, where the search was narrowed so."""
        found = self.each[place]
        return {**found.items, **found.attributions}[facet]


def counted(
    asked: Asked, narrowed: Sequence[Filters], facets: Sequence[str]
) -> Counted:
    """Count what was asked once for each narrowing, by facets, at one data version.

    A narrowing takes the place of a filter on the same facet: it must lie within it.
    """
    requests = [
        replace(asked.request, filters={**asked.request.filters, **one})
        for one in narrowed
    ]
    found = break_down(requests, facets)
    return Counted(found.each, found.version, found.imagined)


def within(asked: Asked, facet: str, codes: Sequence[str]) -> list[str]:
    """Return those of some values of a facet that pass the filter on it."""
    chosen = asked.request.filters.get(facet, ())
    return [code for code in codes if not chosen or has_value((code,), chosen)]


def names_of(facet: str, codes: Sequence[str]) -> tuple[Name, ...]:
    """Return the values of a facet with their labels."""
    return tuple(Name(code, str(LABELS[facet](code))) for code in codes)


def crossed(
    found: Counted,
    series: tuple[str, Sequence[str]],
    groups: tuple[str, Sequence[str]],
) -> Iterator[Value]:
    """Yield a value for each pair of a group and a series.

    `series` and `groups` are each a facet and its values; the search was narrowed to
    the values of `series` in their order, and counted by the facet of `groups`.
    """
    series_facet, series_codes = series
    group_facet, group_codes = groups
    for place, series_code in enumerate(series_codes):
        numbers = found.by(place, group_facet)
        for group in group_codes:
            number = numbers.get(group, 0)
            filters = {series_facet: (series_code,), group_facet: (group,)}
            yield Value(group, series_code, number, number, filters=filters)
