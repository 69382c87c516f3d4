"""The page of a recommendation, its picture, its citations and its JSON."""

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from upright.archive import queries as archive
from upright.archive.queries import ItemPage
from upright.explore import (
    addresses,
    citations,
    codings_twin,
    item_page,
    item_parts,
    item_repeats,
    item_witnesses,
)
from upright.explore.freshness import data_version_of
from upright.explore.page_pictures import picture
from upright.explore.pages import page, show, site_of
from upright.explore.reader import PageFor
from upright.explore.twins import item_twin


@page
def recommendation(request: HttpRequest, symbol: str, key: str) -> HttpResponse:
    """Show an item with everything known of it."""
    wanted, found = _asked(request, symbol, key)
    if found.document.symbol != symbol:
        address = item_parts.address_of(found.document.symbol, key)
        return redirect(address + wanted.query, permanent=True)
    shown = item_page.shown(found, wanted)
    context = {
        "room": "documents",
        "shown": shown,
        "is_behind": item_repeats.is_behind(shown["repeats"], wanted),
        "is_imagined": found.document.is_imagined,
        "version": wanted.version,
    }
    return show(request, "explore/item.html", context)


@page
def recommendation_json(request: HttpRequest, symbol: str, key: str) -> HttpResponse:
    """Give the item as JSON."""
    wanted, found = _asked(request, symbol, key)
    permanent = item_parts.citable(found, wanted).address
    codings = codings_twin.twin(found, wanted.version)
    twin = item_twin(found, permanent, wanted.version or wanted.newest, codings)
    twin["witnesses"] = item_witnesses.twin(found, wanted.version)
    twin["repeats"] = item_repeats.repeats_twin(found, wanted)
    body = orjson.dumps(twin, option=orjson.OPT_INDENT_2)
    return HttpResponse(body, content_type="application/json")


@page
def citation(request: HttpRequest, symbol: str, key: str, style: str) -> HttpResponse:
    """Give the citation as a file for reference managers."""
    wanted, found = _asked(request, symbol, key)
    cited = item_parts.citable(found, wanted)
    write, media_type = {
        "bib": (citations.bibtex, "application/x-bibtex"),
        "ris": (citations.ris, "application/x-research-info-systems"),
    }[style]
    response = HttpResponse(write(cited), content_type=f"{media_type}; charset=utf-8")
    name = f"{citations.file_stem(cited)}.{style}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page
def page_picture(
    request: HttpRequest, symbol: str, key: str, number: int
) -> HttpResponse:
    """Give a printed page as PNG, with the item marked in it."""
    _wanted, found = _asked(request, symbol, key)
    file = archive.page_image_source(found.document, found.item)
    if file is None or number not in item_parts.pages_of(found.item):
        raise Http404(_("This item does not stand on that page."))
    boxes = item_parts.boxes_on(found.item, number)
    return picture(request, file, number, boxes)


def _asked(request: HttpRequest, symbol: str, key: str) -> tuple[PageFor, ItemPage]:
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    found = archive.item(symbol, key, version)
    if found is None:
        raise Http404(
            _("There is no paragraph %(key)s of %(symbol)s in this archive.")
            % {"key": key, "symbol": symbol}
            if version is None
            else _("Data version %(version)d has no paragraph %(key)s of %(symbol)s.")
            % {"version": version, "key": key, "symbol": symbol}
        )
    return PageFor(version, newest, site_of(request)), found
