"""The map of States, its figures as a file, and a State's own page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.states import STATES, State
from upright.archive import history_queries, review_queries
from upright.archive import queries as archive
from upright.archive.models import Document
from upright.explore import (
    addresses,
    answers,
    chart_page,
    compare_page,
    document_page,
    labels,
    map_figures,
    pages,
    state_issues,
    state_map,
    state_next_step,
    state_page,
    state_pledges,
    state_repeats,
)
from upright.explore.day_pages import day_page
from upright.explore.figure_files import counts_of, csv_file
from upright.explore.freshness import data_version_of
from upright.explore.map_figures import Facts, Figure
from upright.explore.pages import page, show
from upright.explore.permanence import is_behind, permanent
from upright.search.queries import Breakdowns, Request

LATEST = 6  # documents of a State on its page
MAP_FACETS = ("state", "recommending_state")
STATE_FACETS = (
    *state_page.REVIEWED_FACETS,
    *state_page.RECOMMENDING_FACETS[1:],
    *state_issues.FACETS,
)
COLUMNS = (
    "iso3",
    "state",
    "regional_group",
    "items_received",
    "supported",
    "noted",
    "pending",
    "share_supported",
    "items_made",
    "last_session",
    "last_review",
    "imagined",
)


class _Counted(NamedTuple):
    """The figures of every State, and what they were asked by."""

    asked: Request
    facts: Sequence[Facts]
    found: Breakdowns
    is_imagined: bool


@page
def states(request: HttpRequest) -> HttpResponse:
    """Show the map of equal tiles by a figure, and the same as a table."""
    figure = _figure(request)
    counted = _counted(request)
    query = answers.query_of(counted.found.version, counted.is_imagined or None)
    context = {
        "room": "states",
        "figure": figure,
        "figures": _offered(request, figure),
        "heading": map_figures.FIGURES[figure],
        "explained": map_figures.EXPLAINED[figure],
        "map": state_map.drawn(figure, counted.facts, counted.asked),
        "is_imagined": counted.is_imagined,
        "offers_imagined": pages.has_both_scopes(),
        "version": counted.asked.version,
        "is_behind": is_behind(request, counted.asked, counted.found),
        "download": reverse("states-file") + query,
        **permanent(request, counted.found, counted.is_imagined),
    }
    return show(request, "explore/states.html", context)


class _Offer(NamedTuple):
    """A figure that the map can show, and its address."""

    label: labels.Label
    address: str
    is_shown: bool


def _offered(request: HttpRequest, shown: Figure) -> list[_Offer]:
    offers = []
    for figure, label in map_figures.FIGURES.items():
        parameters = request.GET.copy()
        parameters["figure"] = figure
        address = f"{request.path}?{parameters.urlencode()}"
        offers.append(_Offer(label, address, figure is shown))
    return offers


@page
def states_file(request: HttpRequest) -> HttpResponse:
    """Give every figure of every State as CSV."""
    counted = _counted(request)
    found = counted.found
    path = reverse("states") + answers.query_of(found.version, counted.asked.imagined)
    words = _("every figure of the map of States, by items")
    said = (words, path, found.version)
    return csv_file(request, said, COLUMNS, _rows(counted.facts))


@day_page
def state(request: HttpRequest, day: date, iso3: str) -> HttpResponse:
    """Show a State as it was reviewed, as it recommended, and what comes next."""
    known = STATES.get(iso3.upper())
    if known is None:
        raise Http404(compare_page.no_state(iso3))
    if known.iso3 != iso3:
        address = reverse("state", args=[known.iso3])
        return redirect(f"{address}?{request.GET.urlencode()}".rstrip("?"))
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=known.is_imagined or None)
    context = _shown(request, known, asked)
    if version is None:  # the calendar has no older versions
        context["next_step"] = state_next_step.shown(known.iso3, day)
    return show(request, "explore/state.html", context)


def _shown(request: HttpRequest, known: State, asked: Request) -> dict[str, Any]:
    """Return what the page says of a State, all at one data version."""
    own = (known.iso3,)
    (reviewed, recommending), found = answers.sides(
        [{"state": own}, {"recommending_state": own}], STATE_FACETS, asked
    )
    papers = review_queries.papers_of(known.iso3, known.is_imagined, asked.version)
    reviews = review_queries.reviews_of(known.iso3)
    total = reviewed.every.totals.items
    return {
        "room": "states",
        "names": state_page.names_of(known),
        "code": known.iso3,
        "groups": state_page.groups_of(known, asked),
        "reviews": list(state_page.reviews(known, reviews, papers, reviewed)),
        **answers.as_reviewed(reviewed, state_page.MOST),
        **answers.as_recommending(recommending, state_page.MOST),
        **state_issues.shown(reviewed, recommending),
        **_latest(papers, asked.version),
        "pledges": state_pledges.pledges_of(known.iso3, asked, found.version),
        "changed_items": history_queries.changed_items(known.iso3, found.version),
        "again": state_repeats.again_or_where(known.iso3, asked, found.version, total),
        "charts": chart_page.several(
            ("positions", "top-issues"),
            replace(asked, filters={"state": own}),
            data_version_of(request),
        ),
        "compare": compare_page.address(
            [compare_page.state_thing(known)], asked.version
        ),
        "is_imagined": known.is_imagined,
        "version": asked.version,
        "is_behind": is_behind(request, asked, found),
        **permanent(request, found),
    }


def _latest(papers: Sequence[Document], version: int | None) -> dict[str, Any]:
    """Return how many papers there are, and the first of them in their order."""
    counted = archive.counted(papers[:LATEST], version)
    return {
        "papers": [document_page.row_of(paper) for paper in counted],
        "paper_count": len(papers),
    }


def _figure(request: HttpRequest) -> Figure:
    asked = request.GET.get("figure") or Figure.RECEIVED
    if asked not in list(Figure):
        raise addresses.AddressError(
            _("“figure=%(asked)s” cannot be read: it must be one of %(choices)s.")
            % {"asked": asked[:40], "choices": ", ".join(Figure)}
        )
    return Figure(asked)


def _counted(request: HttpRequest) -> _Counted:
    version = addresses.version(request.GET, data_version_of(request))
    is_imagined = pages.scope(request)
    asked = Request(version=version, imagined=is_imagined or None)
    sides, found = answers.sides([{}], MAP_FACETS, asked)
    last = review_queries.last_reviews(is_imagined, version)
    facts = map_figures.facts_of(is_imagined, sides[0], last)
    return _Counted(asked, facts, found, is_imagined)


def _rows(facts: Sequence[Facts]) -> Iterator[tuple[object, ...]]:
    for one in facts:
        yield (
            one.state.iso3,
            one.state.name,
            one.state.regional_group,
            one.items_received,
            *counts_of(one.received),
            one.items_made,
            one.last.session if one.last else "",
            one.last.day.isoformat() if one.last and one.last.day else "",
            "yes" if one.state.is_imagined else "no",
        )
