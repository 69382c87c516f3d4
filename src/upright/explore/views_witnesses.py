"""What other databases record: their figures, and the records behind each."""

from django.http import Http404, HttpRequest, HttpResponse

from upright.explore import addresses, witnesses_page
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, show, site_of
from upright.explore.reader import PageFor


@page
def witnesses(request: HttpRequest) -> HttpResponse:
    """Show what is here of each database, and how it agrees with the reports."""
    wanted = _wanted(request)
    context = {
        "room": "sources",
        "version": wanted.version,
        **witnesses_page.overview(wanted),
    }
    return show(request, "explore/witnesses.html", context)


@page
def rows(request: HttpRequest, source: str, question: str) -> HttpResponse:
    """Show the records of one database that one figure counts, some at a time."""
    wanted = _wanted(request)
    number = addresses.page_number(request.GET)
    shown = witnesses_page.rows(wanted, source, question, number)
    if shown is None:
        raise Http404
    context = {"room": "sources", "version": wanted.version, "shown": shown}
    return show(request, "explore/witness_rows.html", context)


def _wanted(request: HttpRequest) -> PageFor:
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    return PageFor(version, newest, site_of(request))
