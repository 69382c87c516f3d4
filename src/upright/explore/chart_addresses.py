"""Addresses of charts: those of a search, and what the chart itself lets one choose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from upright.charts.asking import Asked
from upright.charts.figures import Figure
from upright.charts.gallery import Chart
from upright.charts.looks import Look, Size
from upright.charts.palette import Theme
from upright.explore import addresses
from upright.explore.addresses import AddressError
from upright.explore.paths import path_to
from upright.search.queries import FACETS, Request, Sort

MOST_FILTERS: Final = 60  # values in an address: more than that is no question
_SHOWN_NAMES: Final = 4  # of the values of a filter in words


@dataclass(frozen=True, slots=True)
class ChartAddress:
    """A chart with everything that decides its numbers, and its addresses."""

    chart: Chart
    request: Request
    choices: Mapping[str, str]

    def pinned(self, figure: Figure) -> "ChartAddress":
        """The same, for the data version and the scope that were counted."""
        imagined = True if figure.imagined else self.request.imagined
        request = replace(
            self.request, version=figure.version or None, imagined=imagined
        )
        return replace(self, request=request)

    def asked(self) -> Asked:
        """What the chart is asked."""
        return Asked(self.request, in_words(self.request), self.choices)

    def page(self, **more: str) -> str:
        """The address of its page."""
        return path_to("chart", self.chart.key) + self._query(more)

    def file(self, ending: str, **more: str) -> str:
        """The address of its picture ("svg", "png") or its data ("csv")."""
        return path_to("chart-file", self.chart.key, ending) + self._query(more)

    def _query(self, more: Mapping[str, str]) -> str:
        parts = [addresses.write(self.request), urlencode({**self.choices, **more})]
        query = "&".join(part for part in parts if part)
        return f"?{query}" if query else ""


def request_of(parameters: QueryDict, newest: int) -> Request:
    """Return the search that charts count, from the parameters of an address.

    Raises AddressError where one cannot be meant, or too much is asked for.
    """
    request = addresses.read(parameters, newest).request
    if request.all_of:
        raise AddressError(
            _("A chart counts any of the values chosen, not all of them together.")
        )
    if sum(map(len, request.filters.values())) > MOST_FILTERS:
        raise AddressError(
            _("At most %(most)d values can be chosen for a chart.")
            % {"most": MOST_FILTERS}
        )
    return replace(request, page=1, sort=Sort.RELEVANCE)


def of_chart(
    chart: Chart, request: Request, parameters: QueryDict | None = None
) -> ChartAddress:
    """Return a chart for a search, with what it lets one choose.

    Filters it does not answer to are left out. Raises AddressError for no such choice.
    """
    kept = {n: v for n, v in request.filters.items() if chart.answers_to(n)}
    q = request.q if chart.filters is None else ""
    request = replace(request, q=q, filters=kept)
    return ChartAddress(chart, request, dict(_choices(chart, parameters)))


def _choices(chart: Chart, parameters: QueryDict | None) -> Iterator[tuple[str, str]]:
    for name, offered in chart.choices.items():
        value = str(parameters.get(name) or "") if parameters else ""
        if value and value not in offered:
            raise AddressError(_mistaken(name, value, tuple(offered)))
        if value and value != next(iter(offered)):
            yield name, value


def look_of(parameters: QueryDict) -> Look:
    """Return how a picture is to be drawn. Raises AddressError for no such look."""
    return Look(
        theme=Theme(_one(parameters, "theme", tuple(Theme))),
        size=Size(_one(parameters, "size", tuple(Size))),
        is_bare=_one(parameters, "bare", ("0", "1")) == "1",
    )


def _one(parameters: QueryDict, name: str, offered: tuple[str, ...]) -> str:
    value = str(parameters.get(name) or offered[0])
    if value not in offered:
        raise AddressError(_mistaken(name, value, offered))
    return value


def _mistaken(name: str, value: str, offered: tuple[str, ...]) -> str:
    return _("“%(name)s=%(asked)s” cannot be read: it must be one of %(choices)s.") % {
        "name": name,
        "asked": value[:40],
        "choices": ", ".join(offered),
    }


def in_words(request: Request) -> str:
    """Return the filters of a chart in words; "" for everything."""
    return "; ".join(_parts(request))


def _parts(request: Request) -> Iterator[str]:
    if request.q:
        yield f"“{request.q[:80]}”"
    for facet in FACETS:
        values = request.filters.get(facet.name, ())
        names = [str(facet.value_label(value))[:60] for value in values[:_SHOWN_NAMES]]
        if len(values) > _SHOWN_NAMES:
            names.append(_("%(number)d more") % {"number": len(values) - _SHOWN_NAMES})
        if names:
            yield f"{facet.label}: {', '.join(names)}"
