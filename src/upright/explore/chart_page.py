"""A chart as pages show it: pictures, words, table, downloads; and its own page.

Any page can show one: `shown(key, request, newest)`, and `charts/_chart.html` with it
as `chart`. The stylesheet is `upright/charts.css`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from upr.statistics import Answer
from upright.charts import by_papers, gallery
from upright.charts import queries as charts
from upright.charts.errors import TooLargeError
from upright.charts.figures import Figure, Value
from upright.charts.gallery import Chart
from upright.charts.looks import Look, Size
from upright.charts.numbers import said
from upright.charts.palette import Theme
from upright.charts.words import described
from upright.explore import chart_addresses
from upright.explore.addresses import AddressError
from upright.explore.chart_addresses import ChartAddress
from upright.explore.freshness import program_fingerprint
from upright.explore.results import search_address
from upright.search.errors import QueryError
from upright.search.queries import Request

MOST_ROWS: Final = 200  # reviews listed of one column
COLUMNS: Final = (
    "group_code",
    "group",
    "series_code",
    "series",
    "number",
    "rows",
    "of",
    "address",
)


DARK: Final = "(prefers-color-scheme: dark)"
NARROW: Final = "(max-width: 40rem)"


@dataclass(frozen=True, slots=True)
class Source:
    """One picture of a chart, for one kind of screen."""

    address: str
    media: str  # "" for every screen that is not named before
    width: int
    height: int
    is_narrow: bool
    is_light: bool


class Cell(NamedTuple):
    """A number in the table, with what it is of, and the rows it leads to."""

    label: str  # of its column
    text: str
    of: str
    address: str


class Line(NamedTuple):
    """A line of the table."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a page shows of a chart."""

    chart: Chart
    figure: Figure
    pinned: ChartAddress
    page: str  # its address, with the version that was asked for
    words: str  # instead of the picture
    sources: Sequence[Source]  # the last is for every screen
    lines: Sequence[Line]

    @property
    def small(self) -> Sequence[Source]:
        """The same for where there is little room: the narrow pictures alone."""
        return [
            replace(one, media="" if one.is_light else DARK)
            for one in self.sources
            if one.is_narrow
        ]

    @property
    def svg(self) -> str:
        """The address of the whole drawing, to download or to embed."""
        return self.pinned.file("svg")

    @property
    def png(self) -> str:
        """The address of the whole drawing in pixels."""
        return self.pinned.file("png")

    @property
    def csv(self) -> str:
        """The address of its data."""
        return self.pinned.file("csv")


def shown(key: str, request: Request, newest: int) -> Shown | None:
    """Return a chart of what a search finds; None where there is nothing to draw.

    `request` may leave its version open; the chart's own addresses have it. `newest` is
    the data version now. Raises IndexUnavailableError.
    """
    chart = gallery.find(key)
    if chart is None:
        return None
    found = show(chart_addresses.of_chart(chart, request), newest)
    return None if found.figure.is_empty else found


def several(keys: Sequence[str], request: Request, newest: int) -> list[Shown]:
    """Return charts of what a search finds, those without anything to draw left out.

    For `charts/_charts.html`, as `charts`. Raises IndexUnavailableError.
    """
    found = (shown(key, request, newest) for key in keys)
    return [one for one in found if one is not None]


def figure_of(at: ChartAddress, newest: int) -> Figure:
    """Return the figure at an address. Raises AddressError where none can be made."""
    try:
        return charts.figure(at.chart, at.asked(), program_fingerprint(), newest)
    except QueryError as error:
        raise AddressError(error.message) from error
    except TooLargeError as error:
        raise AddressError(
            _("These would be more numbers than can be read in one chart.")
        ) from error


def show(at: ChartAddress, newest: int) -> Shown:
    """Return the chart at an address with everything a page shows of it."""
    figure = figure_of(at, newest)
    pinned = at.pinned(figure)
    return Shown(
        chart=at.chart,
        figure=figure,
        pinned=pinned,
        page=at.page(),
        words=described(figure),
        sources=tuple(_sources(figure, pinned)),
        lines=tuple(_lines(figure, pinned)),
    )


def _sources(figure: Figure, at: ChartAddress) -> Iterator[Source]:
    for media, theme, size in (
        (f"{NARROW} and {DARK}", Theme.DARK, Size.NARROW),
        (NARROW, Theme.LIGHT, Size.NARROW),
        (f"screen and {DARK}", Theme.DARK, Size.WIDE),
        ("", Theme.LIGHT, Size.WIDE),
    ):
        look = Look(theme, size, is_bare=True)
        is_narrow, is_light = size is Size.NARROW, theme is Theme.LIGHT
        told = {"bare": "1"}
        if not is_light:
            told["theme"] = theme
        if is_narrow:
            told["size"] = size
        address = at.file("svg", **told)
        height = look.height(figure)
        yield Source(address, media, look.width, height, is_narrow, is_light)


def _lines(figure: Figure, at: ChartAddress) -> Iterator[Line]:
    for group in figure.groups:
        cells = [
            _cell(figure, at, series.label, figure.at(group.code, series.code))
            for series in figure.series
        ]
        yield Line(group.label, cells)


def _cell(figure: Figure, at: ChartAddress, label: str, value: Value | None) -> Cell:
    if value is None:
        return Cell(label, "–", "", "")
    of = ""
    if value.of and value.number is not None:
        of = _("%(count)s of %(whole)s") % {
            "count": number_format(value.count, force_grouping=True),
            "whole": number_format(value.of, force_grouping=True),
        }
    return Cell(label, said(figure, value), of, address_of(at, value))


def address_of(at: ChartAddress, value: Value) -> str:
    """Return the address of the rows a number rests on; "" where there are none."""
    if not value.count:
        return ""
    if value.filters is None:
        return f"{at.page(within=value.group)}#within"
    kept = {} if value.is_alone else at.request.filters
    q = "" if value.is_alone else at.request.q
    filters = {**kept, **value.filters}
    return search_address(replace(at.request, q=q, filters=filters))


def data_rows(found: Shown, site: str) -> Iterator[Sequence[object]]:
    """Yield the numbers of a chart as they stand in its file, in their order."""
    figure = found.figure
    for group in figure.groups:
        for series in figure.series:
            value = figure.at(group.code, series.code)
            if value is not None:
                number = "" if value.number is None else round(value.number, 4)
                address = address_of(found.pinned, value)
                yield (
                    *group,
                    *series,
                    number,
                    value.count,
                    "" if value.of is None else value.of,
                    site + address if address else "",
                )


def credit(figure: Figure) -> str:
    """Return whose figure it is, and of which data, for below its title."""
    if figure.imagined:
        return _("Upright, imagined demonstration data, version %(version)d") % {
            "version": figure.version
        }
    return _("Upright, data version %(version)d") % {"version": figure.version}


class Within(NamedTuple):
    """The reviews that one column stands for."""

    label: str
    answers: Sequence[Answer]
    more: int  # that are not listed


def within(at: ChartAddress, parameters: QueryDict) -> Within | None:
    """Return the rows of the column that is asked for; None where none is.

    Raises AddressError for what is no column.
    """
    asked = str(parameters.get("within") or "")
    if not asked or at.chart.make is not by_papers.answers:
        return None
    if not re.fullmatch("-?[0-9]{1,5}", asked):
        raise AddressError(
            _("“within=%(asked)s” cannot be read: it must be a number of days.")
            % {"asked": asked[:40]}
        )
    found = by_papers.answered_within(at.asked(), int(asked))
    label = by_papers.step_name(int(asked)).label
    return Within(label, found[:MOST_ROWS], max(len(found) - MOST_ROWS, 0))
