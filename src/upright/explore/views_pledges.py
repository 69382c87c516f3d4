"""Voluntary pledges: the list, the files, and the page of each."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from upright.archive import pledge_queries
from upright.archive.pledge_queries import PledgePage
from upright.explore import addresses, pages, pledge_page, pledge_witnesses
from upright.explore.addresses import Asked
from upright.explore.freshness import data_version_of
from upright.explore.page_pictures import picture
from upright.explore.pages import page, show, site_of
from upright.explore.pledge_page import ALL, REPORTS, Shown
from upright.explore.pledge_witnesses import Recorded
from upright.explore.reader import PageFor
from upright.explore.results import in_words
from upright.search.downloads import About, table_csv, table_json_lines, table_xlsx
from upright.search.errors import QueryError
from upright.search.pledges import all_pledges, find_pledges
from upright.search.queries import Request
from upright.witnesses import queries as witnesses

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}


@page
def pledges(request: HttpRequest) -> HttpResponse:
    """List the pledges that are asked for, or say why the query makes no sense."""
    asked, source = _read(request)
    context: dict[str, Any] = {
        "room": "pledges",
        "asked": asked,
        "version": asked.request.version,
        "base_address": site_of(request),
        "offers_imagined": pages.has_both_scopes(),
    }
    try:
        shown, ours = _shown(asked, _at(request, asked), source)
    except QueryError as mistake:
        context["mistake"] = mistake
        return show(request, "explore/pledges.html", context, status=400)
    found = shown.found
    if found.page > max(found.pages, 1):
        raise Http404(_("The list of pledges has no such page."))
    switches = pledge_witnesses.switches(asked.request, found.version, source, ours)
    at_version = replace(asked.request, page=1, version=found.version)
    context |= {
        "shown": shown,
        "is_imagined": found.imagined and found.total > 0,
        "switches": switches,
        "source": pledge_witnesses.source_name(source) if source != REPORTS else "",
        "of_all": switches and pledge_page.downloads(at_version, ALL),
    }
    return show(request, "explore/pledges.html", context)


def _read(request: HttpRequest, others: tuple[str, ...] = ()) -> tuple[Asked, str]:
    """Return what an address asks for, and of whose pledges."""
    parameters = request.GET.copy()
    source = pledge_witnesses.source_of(parameters, others)
    parameters.pop("source", None)
    return addresses.read(parameters, data_version_of(request)), source


def _shown(asked: Asked, request: Request, source: str) -> tuple[Shown, int]:
    """Return the list of a source, and how many pledges of reports are found."""
    ours = find_pledges(request if source == REPORTS else replace(request, page=1))
    if source == REPORTS:
        hits = tuple(pledge_page.hits(ours, asked.request))
        return pledge_page.show(asked, ours, hits, source), ours.total
    found = pledge_witnesses.find_recorded(source, request, ours.version)
    hits = tuple(pledge_witnesses.hits(found, asked.request))
    return pledge_page.show(asked, found, hits, source), ours.total


def _at(request: HttpRequest, asked: Asked) -> Request:
    """The request with the version that the whole page is answered at."""
    version = asked.request.version or data_version_of(request)
    return replace(asked.request, version=version)


@page
def pledges_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give every pledge that is asked for."""
    if ending not in MEDIA_TYPES:
        raise Http404(_("Pledges can be had as CSV, Excel and JSON Lines."))
    asked, source = _read(request, (ALL,))
    if asked.unknown:
        raise addresses.AddressError(
            _("The address contains “%(name)s”, which is no filter here.")
            % {"name": asked.unknown[0]}
        )
    wanted = replace(_at(request, asked), page=1)
    site = site_of(request)
    try:
        rows = _rows(wanted, source, site)
    except QueryError as mistake:
        raise addresses.AddressError(mistake.message) from mistake
    about = About(
        query=_("voluntary pledges: %(words)s") % {"words": in_words(wanted)},
        address=site
        + pledge_page.address(wanted, REPORTS if source == ALL else source),
        site=site,
        version=wanted.version or 0,
        made=timezone.now(),
    )
    response = StreamingHttpResponse(
        _written(ending, rows, about), content_type=MEDIA_TYPES[ending]
    )
    whose = "" if source == REPORTS else f"-{source}"
    name = f"upright-pledges{whose}-v{wanted.version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(wanted: Request, source: str, site: str) -> Iterator[dict[str, Any]]:
    """The pledges of a source, or of all one after the other. Raises QueryError."""
    ours = all_pledges(wanted) if source in {REPORTS, ALL} else []
    theirs: list[Recorded] = []
    if source != REPORTS:
        version = wanted.version or 0
        theirs = pledge_witnesses.all_recorded(source, wanted, version)
    return chain(
        (pledge_page.values(row, site) for row in ours),
        (pledge_witnesses.values(one, site) for one in theirs),
    )


def _written(
    ending: str, values: Iterator[dict[str, Any]], about: About
) -> Iterator[bytes]:
    if ending == "csv":
        return table_csv(pledge_page.COLUMNS, values, about)
    if ending == "xlsx":
        return table_xlsx(pledge_page.COLUMNS, values, about, "Pledges")
    return table_json_lines(values, about)


@page
def pledge(request: HttpRequest, symbol: str, order: int) -> HttpResponse:
    """Show a pledge with its source."""
    wanted, found = _asked(request, symbol, order)
    own = found.document.symbol
    if own != symbol:
        address = pledge_page.pledge_address(own, order, wanted.version)
        return redirect(address, permanent=True)
    context = {
        "room": "pledges",
        "shown": pledge_page.shown(found, wanted),
        "is_imagined": found.document.is_imagined,
        "version": wanted.version,
    }
    return show(request, "explore/pledge.html", context)


@page
def recorded(request: HttpRequest, source: str, key: str, ordinal: int) -> HttpResponse:
    """Show a pledge as another database records it."""
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    row = witnesses.pledge(source, key, ordinal, version)
    if row is None:
        raise Http404(_("There is no such record of a pledge in this archive."))
    context = {
        "room": "pledges",
        "shown": pledge_witnesses.shown(
            row, PageFor(version, newest, site_of(request))
        ),
        "version": version,
    }
    return show(request, "explore/pledge_recorded.html", context)


@page
def pledge_picture(
    request: HttpRequest, symbol: str, order: int, number: int
) -> HttpResponse:
    """Give a printed page as PNG, with the pledge marked in it."""
    _wanted, found = _asked(request, symbol, order)
    if found.file is None or number not in pledge_page.pages_of(found):
        raise Http404(_("This pledge does not stand on that page."))
    boxes = pledge_page.boxes_on(found, number)
    return picture(request, found.file, number, boxes)


def _asked(request: HttpRequest, symbol: str, order: int) -> tuple[PageFor, PledgePage]:
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    found = pledge_queries.pledge(symbol, order, version)
    if found is None:
        raise Http404(
            _("There is no pledge %(order)d of %(symbol)s in this archive.")
            % {"order": order, "symbol": symbol}
        )
    return PageFor(version, newest, site_of(request)), found
