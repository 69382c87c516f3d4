"""What changed since the reviews of a State: the page and its file."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.states import STATES, State
from upright.archive import history_queries
from upright.explore import addresses, changed_positions, compare_page
from upright.explore.answers import query_of
from upright.explore.figure_files import csv_file
from upright.explore.freshness import data_version_of
from upright.explore.item_parts import address_of
from upright.explore.pages import page, show, site_of

COLUMNS = (
    "symbol", "paragraph", "text_in_item", "text", "position_at_report", "position",
    "position_ohchr", "position_symbol", "position_paragraph", "implementation",
    "session", "address",
)  # fmt: skip


@page
def changed(request: HttpRequest, iso3: str) -> HttpResponse:
    """Show the items whose position is another today than in the report."""
    known = _known(iso3)
    if known.iso3 != iso3:
        return redirect("state-changed", known.iso3)
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    texts = history_queries.changed_of(known.iso3, version)
    reviews = list(changed_positions.by_review(texts, query_of(version)))
    path = f"{request.path}?v={version or newest}"
    context = {
        "room": "states",
        "name": known.name,
        "state_address": reverse("state", args=[known.iso3]) + query_of(version),
        "reviews": reviews,
        "total": sum(one.count for one in reviews),
        "is_imagined": known.is_imagined,
        "version": version,
        "permanent": site_of(request) + path,
        "permanent_path": path,
        "download": reverse("state-changed-file", args=[known.iso3])
        + f"?v={version or newest}",
    }
    return show(request, "explore/state_changed.html", context)


@page
def changed_file(request: HttpRequest, iso3: str) -> HttpResponse:
    """Give the same as CSV, with every text and where today’s position is said."""
    known = _known(iso3)
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest) or newest
    words = _("recommendations to %(state)s whose position changed since the review")
    path = f"{reverse('state-changed', args=[known.iso3])}?v={version}"
    said = (words % {"state": known.name}, path, version)
    return csv_file(request, said, COLUMNS, _rows(known.iso3, version, request))


def _known(iso3: str) -> State:
    known = STATES.get(iso3.upper())
    if known is None:
        raise Http404(compare_page.no_state(iso3))
    return known


def _rows(
    iso3: str, version: int, request: HttpRequest
) -> Iterator[tuple[object, ...]]:
    for text in history_queries.changed_of(iso3, version):
        symbol, key = text.item.document.symbol, text.item.key
        yield (
            symbol, key, text.order, text.text, text.position_at_report, text.position,
            text.position_ohchr, text.position_symbol, text.position_paragraph,
            text.implementation, text.item.session or "",
            site_of(request) + address_of(symbol, key),
        )  # fmt: skip
