"""Atom feeds: new documents, and what any search finds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from upright.archive import queries as archive
from upright.archive.models import Document, State
from upright.calendar import queries as calendar
from upright.explore import addresses, document_page, labels, results
from upright.explore.feeds import Atom, Entry, midnight
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, scope
from upright.search import queries as searching
from upright.search.errors import QueryError
from upright.search.queries import Request, Row, Sort

LATEST = 50  # entries in a feed


@page
def documents(request: HttpRequest) -> HttpResponse:
    """Give the documents that came last."""
    is_imagined = scope(request)
    found = archive.documents_latest(LATEST, is_imagined)
    times = calendar.times_of_changes({row.since for row in found})
    entries = [_document(row, times[row.since]) for row in found]
    title = _("Upright: new documents")
    return Atom(title, reverse("documents"), entries)(request)


@page
def search(request: HttpRequest) -> HttpResponse:
    """Give what a search finds, newest first: the parameters are those of the page."""
    asked = addresses.read(request.GET, data_version_of(request)).request
    title = _("Upright: %(asked)s") % {"asked": results.in_words(asked)}
    return _found(request, asked, title)


@page
def received(request: HttpRequest, iso3: str) -> HttpResponse:
    """Give the recommendations to a State."""
    state = _state(iso3)
    title = _("Upright: recommendations to %(state)s") % {"state": state.name}
    return _found(request, _asked("state", state), title)


@page
def made(request: HttpRequest, iso3: str) -> HttpResponse:
    """Give the recommendations a State made."""
    state = _state(iso3)
    title = _("Upright: recommendations by %(state)s") % {"state": state.name}
    return _found(request, _asked("recommending_state", state), title)


def _asked(facet: str, state: State) -> Request:
    imagined = True if state.is_imagined else None
    return Request(filters={facet: (state.iso3,)}, imagined=imagined)


def _state(iso3: str) -> State:
    state = (archive.states(False) | archive.states(True)).get(iso3)
    if state is None:
        raise Http404(_("No State has the code %(iso3)s.") % {"iso3": iso3})
    return state


def _found(request: HttpRequest, asked: Request, title: str) -> HttpResponse:
    """Return a feed of a search, by date unless another order is asked for."""
    by_date = Sort.DATE if asked.sort is Sort.RELEVANCE else asked.sort
    ordered = replace(asked, sort=by_date, page=1)
    try:
        rows = list(islice(_one_for_each_item(searching.rows(ordered)), LATEST))
    except QueryError as mistake:
        raise addresses.AddressError(mistake.message) from mistake
    times = calendar.times_of_changes({row.since for row in rows})
    entries = [_recommendation(row, times[row.since]) for row in rows]
    return Atom(title, results.search_address(asked), entries)(request)


def _one_for_each_item(rows: Iterable[Row]) -> Iterator[Row]:
    seen = set()
    for row in rows:
        if row.item_id not in seen:
            seen.add(row.item_id)
            yield row


def _document(row: Document, came: datetime) -> Entry:
    kind = labels.kind(row.kind)
    heading = document_page.heading_of(row)
    return Entry(
        title=f"{heading}: {kind}, {row.symbol}",
        path=reverse("document", args=[row.symbol]),
        text=row.title,
        updated=came,
        published=midnight(row.distributed),
    )


def _recommendation(row: Row, came: datetime) -> Entry:
    names = ", ".join(name for _code, name in row.states)
    said = f"{row.text} ({names})" if names else row.text
    position = labels.position(row.position, row.implementation)
    return Entry(
        title=f"{row.state_name}: {row.symbol}, {row.citation}",
        path=reverse("recommendation", args=[row.symbol, row.item_key]),
        text=f"{said} {position}.",
        updated=came,
        published=midnight(row.date),
    )
