"""Voluntary pledges: the list, the files, and the page of each."""

from collections.abc import Iterator
from dataclasses import replace
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
from upright.archive.pledge_queries import PledgePage, PledgeRow
from upright.explore import addresses, pages, pledge_page
from upright.explore.addresses import Asked
from upright.explore.freshness import data_version_of
from upright.explore.page_pictures import picture
from upright.explore.pages import page, show, site_of
from upright.explore.pledge_witnesses import recorded_by_others
from upright.explore.reader import PageFor
from upright.explore.results import in_words
from upright.search.downloads import About, table_csv, table_json_lines, table_xlsx
from upright.search.errors import QueryError
from upright.search.membership import state_name
from upright.search.pledges import all_pledges, find_pledges
from upright.search.queries import Request

COLUMNS = (
    "symbol", "order", "paragraph", "page", "state", "state_name", "text", "session",
    "cycle", "date", "imagined", "address",
)  # fmt: skip
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}


@page
def pledges(request: HttpRequest) -> HttpResponse:
    """List the pledges that are asked for, or say why the query makes no sense."""
    asked = addresses.read(request.GET, data_version_of(request))
    context: dict[str, Any] = {
        "room": "pledges",
        "asked": asked,
        "version": asked.request.version,
        "base_address": site_of(request),
        "offers_imagined": pages.has_both_scopes(),
    }
    try:
        found = find_pledges(_at(request, asked))
    except QueryError as mistake:
        context["mistake"] = mistake
        return show(request, "explore/pledges.html", context, status=400)
    if found.page > max(found.pages, 1):
        raise Http404(_("The list of pledges has no such page."))
    context["shown"] = pledge_page.show(asked, found)
    context["is_imagined"] = found.imagined and found.total > 0
    context["recorded"] = recorded_by_others(asked.request, found.version)
    return show(request, "explore/pledges.html", context)


def _at(request: HttpRequest, asked: Asked) -> Request:
    """The request with the version that the whole page is answered at."""
    version = asked.request.version or data_version_of(request)
    return replace(asked.request, version=version)


@page
def pledges_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give every pledge that is asked for."""
    if ending not in MEDIA_TYPES:
        raise Http404(_("Pledges can be had as CSV, Excel and JSON Lines."))
    asked = addresses.read(request.GET, data_version_of(request))
    if asked.unknown:
        raise addresses.AddressError(
            _("The address contains “%(name)s”, which is no filter here.")
            % {"name": asked.unknown[0]}
        )
    wanted = replace(_at(request, asked), page=1)
    try:
        rows = all_pledges(wanted)
    except QueryError as mistake:
        raise addresses.AddressError(mistake.message) from mistake
    site = site_of(request)
    about = About(
        query=_("voluntary pledges: %(words)s") % {"words": in_words(wanted)},
        address=site + pledge_page.address(wanted),
        site=site,
        version=wanted.version or 0,
        made=timezone.now(),
    )
    values = (_values(row, site) for row in rows)
    response = StreamingHttpResponse(
        _written(ending, values, about), content_type=MEDIA_TYPES[ending]
    )
    name = f"upright-pledges-v{wanted.version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _written(
    ending: str, values: Iterator[dict[str, Any]], about: About
) -> Iterator[bytes]:
    if ending == "csv":
        return table_csv(COLUMNS, values, about)
    if ending == "xlsx":
        return table_xlsx(COLUMNS, values, about, "Pledges")
    return table_json_lines(values, about)


def _values(row: PledgeRow, site: str) -> dict[str, Any]:
    return {
        "symbol": row.symbol,
        "order": row.order,
        "paragraph": row.paragraph,
        "page": row.page,
        "state": row.state,
        "state_name": state_name(row.state),
        "text": row.text,
        "session": row.session,
        "cycle": row.cycle,
        "date": row.date.isoformat() if row.date else None,
        "imagined": row.is_imagined,
        "address": site + pledge_page.pledge_address(row.symbol, row.order),
    }


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
