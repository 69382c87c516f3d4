"""Home, and the pages that explain."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.coding import CERTAIN
from upright.archive import queries as archive
from upright.explore import chart_page, document_page, labels, pages
from upright.explore.document_page import Figure
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, show, site_of
from upright.explore.results import search_address
from upright.explore.search_help import FIELDS, examples
from upright.search import queries as searching
from upright.search.queries import Count, Request, Result

LATEST = 6  # documents on the first page


@page
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, what is in here, and what came last."""
    is_imagined = pages.scope(request)
    latest = archive.documents_latest(LATEST, is_imagined)
    context: dict[str, Any] = {"room": "home", "is_empty": not latest}
    if latest:
        asked = Request(imagined=is_imagined)
        has_both = pages.has_both_scopes()
        result = searching.find(asked)
        context |= {
            "is_imagined": is_imagined,
            "is_behind": result.version < data_version_of(request),
            "scope_imagined": is_imagined and has_both,
            "offers_imagined": has_both and not is_imagined,
            "figures": list(_figures(result, is_imagined)),
            "positions": list(_positions(result, is_imagined)),
            "chart": chart_page.shown("sessions", asked, data_version_of(request)),
            "latest": [document_page.row_of(row) for row in latest],
        }
    return show(request, "explore/home.html", context)


def _figures(result: Result, is_imagined: bool) -> Iterator[Figure]:
    """Yield what is in here, each count as the search it leads to has it."""
    scope = is_imagined or None
    items = search_address(Request(imagined=scope))
    attributions = search_address(Request(imagined=scope, count=Count.ATTRIBUTIONS))
    states = search_address(Request(imagined=scope), frozenset({"state"}))
    documents = reverse("documents") + ("?imagined=1" if is_imagined else "")
    totals = result.totals
    yield Figure(_("documents"), archive.documents(is_imagined).count(), documents)
    yield Figure(_("States reviewed"), len(result.facets["state"]), states)
    yield Figure(_("items"), totals.items, items)
    yield Figure(_("recommendations"), totals.recommendations, items)
    yield Figure(_("attributions"), totals.attributions, attributions)


def _positions(result: Result, is_imagined: bool) -> Iterator[Figure]:
    buckets = {bucket.value: bucket for bucket in result.facets["position"]}
    for bucket in (buckets[value] for value in labels.POSITIONS if value in buckets):
        filters = {"position": (bucket.value,)}
        asked = Request(filters=filters, imagined=is_imagined or None)
        label = labels.POSITIONS[bucket.value]
        yield Figure(label, bucket.count, search_address(asked), bucket.value)


@page
def method(request: HttpRequest) -> HttpResponse:
    """Explain how documents are read and counted."""
    context = {"room": "method", "certain_from": round(100 * CERTAIN)}
    return show(request, "explore/method.html", context)


@page
def sources(request: HttpRequest) -> HttpResponse:
    """Say where everything comes from."""
    return show(request, "explore/sources.html", {"room": "sources"})


@page
def search_help(request: HttpRequest) -> HttpResponse:
    """Explain the query language."""
    context = {"room": "search", "examples": examples(), "fields": FIELDS}
    return show(request, "explore/search_help.html", context)


def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave searches alone, there is no end of them; name the sitemap."""
    lines = [
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /download/",
        "Disallow: /feeds/search.atom",
        f"Sitemap: {site_of(request)}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")
