"""The gallery of charts, each chart's page, its pictures and its data."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from upright.charts import gallery
from upright.charts import queries as charts
from upright.charts.errors import BusyError
from upright.charts.gallery import Chart
from upright.charts.queries import Kind
from upright.explore import chart_addresses, chart_filters, chart_page, pages
from upright.explore.chart_addresses import ChartAddress
from upright.explore.figure_files import csv_file
from upright.explore.freshness import NOT_KEPT, data_version_of, program_fingerprint
from upright.explore.pages import page, show, site_of
from upright.search.queries import Count, Request

DAY = 24 * 3600  # seconds
DATA = "csv"


class _Entry(NamedTuple):
    """A chart in the gallery."""

    chart: Chart
    address: str
    shown: chart_page.Shown


@page
def chart_gallery(request: HttpRequest) -> HttpResponse:
    """Show every chart of what is chosen."""
    asked, is_imagined = _asked(request)
    entries = list(_entries(asked, data_version_of(request)))
    version = entries[0].shown.figure.version if entries else 0
    context = {
        "room": "charts",
        "entries": entries,
        "filters": chart_filters.offered(asked, is_imagined, chart_filters.GALLERY),
        "kept": chart_filters.kept(asked),
        "counts_items": asked.count is Count.ITEMS,
        "about": chart_addresses.in_words(asked),
        "is_imagined": is_imagined,
        "offers_imagined": pages.has_both_scopes(),
        "version": asked.version,
        "is_behind": asked.version is None and version < data_version_of(request),
    }
    return show(request, "charts/gallery.html", context)


def _entries(asked: Request, newest: int) -> Iterator[_Entry]:
    is_narrowed = bool(asked.filters or asked.q)
    for chart in gallery.possible():
        if chart.compares and not is_narrowed:
            continue
        at = chart_addresses.of_chart(chart, asked)
        yield _Entry(chart, at.page(), chart_page.show(at, newest))


@page
def chart(request: HttpRequest, key: str) -> HttpResponse:
    """Show a chart with its formula, its table and its files."""
    at, is_imagined = _at(request, key)
    newest = data_version_of(request)
    found = chart_page.show(at, newest)
    asked = at.request
    context = {
        "room": "charts",
        "chart": found,
        "filters": chart_filters.offered(
            asked, is_imagined, chart_filters.of_chart(at.chart)
        ),
        "choices": chart_filters.choices(at),
        "kept": chart_filters.kept(asked),
        "counts_items": asked.count is Count.ITEMS,
        "within": chart_page.within(at, request.GET),
        "embed": site_of(request) + found.svg,
        "is_imagined": found.figure.imagined,
        "offers_imagined": pages.has_both_scopes(),
        "version": asked.version,
        "is_behind": asked.version is None and found.figure.version < newest,
        "permanent_path": found.pinned.page(),
        "permanent": site_of(request) + found.pinned.page(),
        "download": found.csv,
    }
    return show(request, "charts/chart.html", context)


@page
def chart_file(request: HttpRequest, key: str, ending: str) -> HttpResponseBase:
    """Give a chart as SVG or PNG, or its numbers as CSV."""
    at, _is_imagined = _at(request, key)
    if ending == DATA:
        return _data(request, at)
    if ending not in list(Kind):
        raise Http404(_("A chart is there as svg, png and csv."))
    return _picture(request, at, Kind(ending))


def _picture(request: HttpRequest, at: ChartAddress, kind: Kind) -> HttpResponse:
    asked = chart_addresses.look_of(request.GET)
    figure = chart_page.figure_of(at, data_version_of(request))
    if figure.is_empty:
        raise Http404(_("There is nothing to draw."))
    look = replace(asked, is_rtl=get_language_bidi(), credit=chart_page.credit(figure))
    try:
        data = charts.picture(at.chart, figure, look, kind, program_fingerprint())
    except BusyError:
        response = HttpResponse(status=503)
        response["Retry-After"] = "5"
        response["Cache-Control"] = NOT_KEPT
        return response
    response = HttpResponse(data, content_type=charts.MEDIA_TYPES[kind])
    name = f"upright-{at.chart.key}-v{figure.version}.{kind}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    if at.request.version == figure.version and not figure.imagined:
        response["Cache-Control"] = f"public, max-age={DAY}"
    elif figure.version < (at.request.version or data_version_of(request)):
        response["Cache-Control"] = NOT_KEPT
    return response


def _data(request: HttpRequest, at: ChartAddress) -> HttpResponse:
    found = chart_page.show(at, data_version_of(request))
    text = found.figure.text
    words = "; ".join(
        part for part in (text.title, found.figure.about, text.counted) if part
    )
    said = (words, found.pinned.page(), found.figure.version)
    rows = chart_page.data_rows(found, site_of(request))
    return csv_file(request, said, chart_page.COLUMNS, rows)


def _at(request: HttpRequest, key: str) -> tuple[ChartAddress, bool]:
    """Return which chart is asked for, and whether of imagined States."""
    known = gallery.find(key)
    if known is None:
        raise Http404(_("There is no chart “%(key)s”.") % {"key": key[:40]})
    asked, is_imagined = _asked(request)
    return chart_addresses.of_chart(known, asked, request.GET), is_imagined


def _asked(request: HttpRequest) -> tuple[Request, bool]:
    is_imagined = pages.scope(request)
    asked = chart_addresses.request_of(request.GET, data_version_of(request))
    return replace(asked, imagined=is_imagined or None), is_imagined
