"""Search."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upright.archive import queries as archive
from upright.explore import addresses, item_parts, pages, results
from upright.explore.addresses import Asked
from upright.explore.freshness import NOT_KEPT, data_version_of
from upright.explore.pages import page, show, site_of
from upright.search import queries as searching
from upright.search.errors import QueryError


class Named(NamedTuple):
    """A document or paragraph named in a query; without address if it is not here."""

    label: str
    address: str = ""


@page
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, or why the query cannot be understood."""
    newest = data_version_of(request)
    asked = addresses.read(request.GET, newest)
    context = {
        "room": "search",
        "asked": asked,
        "sorts": results.SORT_LABELS.items(),
        "version": asked.request.version,
        "base_address": site_of(request),
        "offers_imagined": pages.has_both_scopes(),
    }
    try:
        context |= _found(asked, newest)
        status = 200
    except QueryError as mistake:
        context |= _mistaken(asked, mistake)
        status = 400
    if request.headers.get("HX-Request") == "true":
        return _update(request, asked, context, status)
    return show(request, "explore/search.html", context, status)


def _found(asked: Asked, newest: int) -> dict[str, Any]:
    result = searching.find(asked.request)
    return {
        "shown": results.show(asked, result, searching.PAGE_SIZE),
        "is_behind": asked.request.version is None and result.version < newest,
        "is_imagined": result.imagined and result.totals.items > 0,
        "named": _named(asked.request),
        "page_title": _title(asked, result),
        "announcement": _tally(result),
    }


def _mistaken(asked: Asked, mistake: QueryError) -> dict[str, Any]:
    suggested = replace(asked.request, q=mistake.suggestion, page=1)
    return {
        "mistake": mistake,
        "pointer": "" if mistake.position is None else " " * mistake.position + "^",
        "suggestion_address": results.search_address(suggested),
        "page_title": _("Search: the query cannot be understood"),
        "announcement": mistake.message,
    }


def _update(
    request: HttpRequest, asked: Asked, context: dict[str, Any], status: int
) -> HttpResponse:
    """Return the parts that change, for htmx; the page's address follows."""
    response = render(request, "explore/search_update.html", context, status=status)
    response["HX-Push-Url"] = results.search_address(asked.request, asked.opened)
    response["Cache-Control"] = NOT_KEPT  # or "back" might show a part as a page
    return response


def _named(request: searching.Request) -> Named | None:
    """Return what `q` names by symbol and paragraph, if it names anything."""
    named = searching.lookup(request.q) if request.q else None
    if named is None:
        return None
    symbol, key = named
    label = f"{symbol}, {key}" if key else symbol
    query = f"?v={request.version}" if request.version else ""
    if key is None:
        document = archive.find_document(symbol)
        if document is None:
            return Named(label)
        return Named(label, reverse("document", args=[document.symbol]) + query)
    found = archive.item(symbol, key, request.version)
    if found is None:
        return Named(label)
    symbol, citation = found.document.symbol, found.item.citation
    address = item_parts.address_of(symbol, found.item.key)
    return Named(f"{symbol}, {citation}", address + query)


def _tally(result: searching.Result) -> str:
    return ngettext(
        "%(items)d item matches.", "%(items)d items match.", result.totals.items
    ) % {"items": result.totals.items}


def _title(asked: Asked, result: searching.Result) -> str:
    if not asked.request.q:
        return _("Search")
    return _("“%(q)s”: %(tally)s") % {
        "q": asked.request.q,
        "tally": _tally(result).removesuffix("."),
    }
