"""The calendar, a session, a review; and the calendars to subscribe to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.records import DocumentKind
from upr.timeline import Role
from upright.archive import queries as archive
from upright.archive.models import Document, Review
from upright.calendar import feeds
from upright.calendar import labels as words
from upright.calendar import queries as calendar
from upright.calendar.dating import note_on_session
from upright.calendar.models import Entry
from upright.calendar.queries import ReviewPage
from upright.explore import (
    calendar_page,
    chart_page,
    countdown_page,
    pledge_page,
    session_figures,
)
from upright.explore.day_pages import day_page
from upright.explore.freshness import data_version_of
from upright.explore.pages import show, site_of
from upright.explore.results import search_address
from upright.explore.review_figures import figures_of
from upright.explore.review_matrix import Offer
from upright.search.queries import Request

NEXT = 200  # entries looked through for what is next
SHOWN = 12  # of them, once those of several States are put together
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@day_page
def calendar_home(request: HttpRequest, day: date) -> HttpResponse:
    """Show what is next, and every cycle with its sessions."""
    coming = calendar_page.coming(calendar.next_entries(day, NEXT), day)
    session = calendar.current_or_next_session(day)
    context = {
        "room": "calendar",
        "day": day,
        "coming": list(coming)[:SHOWN],
        "session": session
        and calendar_page.next_session(
            session, calendar.reviews_at(session.number), day
        ),
        "cycles": calendar_page.cycles(calendar.session_rows(), day),
        "subscriptions": calendar_page.subscriptions(words.ROLES),
    }
    return show(request, "calendar/calendar.html", context)


@day_page
def session(request: HttpRequest, day: date, number: int) -> HttpResponse:
    """Show a session: its days, its steps and its reviews."""
    found = calendar.session_page(number)
    if found is None:
        raise Http404(_("There is no session %(number)d.") % {"number": number})
    context = {
        "room": "calendar",
        "day": day,
        "session": found.session,
        "days": calendar_page.session_days(found.session),
        "fact": found.fact,
        "note": note_on_session(found.session),
        "planned": calendar_page.planned_days(found.fact),
        "steps": calendar_page.steps(found.steps, day),
        "reviews": [
            calendar_page.review_shown(one, day, number) for one in found.reviews
        ],
        "left": [calendar_page.review_shown(one, day, number) for one in found.left],
        "archived": archive.archived(
            one.report_symbol for one in (*found.reviews, *found.left)
        ),
        "lines": session_figures.lines_of(number),
        "charts": chart_page.several(
            ("flows",),
            Request(filters={"session": (str(number),)}),
            data_version_of(request),
        ),
        "edits": calendar.edits(found.session),
        "previous": calendar.session(number - 1),
        "next": calendar.session(number + 1),
        "source": calendar_page.source(found.session.source),
    }
    return show(request, "calendar/session.html", context)


@day_page
def review(request: HttpRequest, day: date, iso3: str, cycle: int) -> HttpResponse:
    """Show a review: every step with its date, and the papers archived of it."""
    if iso3 != iso3.upper():
        return redirect("review", iso3.upper(), cycle, permanent=True)
    found = calendar.review_page(iso3, cycle)
    if found is None:
        raise Http404(
            _("No review of %(iso3)s in cycle %(cycle)d is known here.")
            % {"iso3": iso3, "cycle": cycle}
        )
    review = found.review
    asked = Request(
        filters={"state": (iso3,), "cycle": (str(cycle),)},
        imagined=review.state.is_imagined or None,
    )
    context = {
        "room": "calendar",
        "is_imagined": review.state.is_imagined,
        "day": day,
        "review": review,
        **_review_facts(found, day),
        **_review_papers(found),
        "steps": calendar_page.steps(found.steps, day),
        "card": countdown_page.card_ahead(review, day),
        "others": [other for other in found.others if other != review],
        "charts": chart_page.several(
            ("top-issues", "actions"), asked, data_version_of(request)
        ),
        "edits": calendar.edits(review),
        "figures": figures_of(iso3, cycle, replace(asked, filters={})),
        "search_address": search_address(asked),
    }
    return show(request, "calendar/review.html", context)


def _review_facts(found: ReviewPage, day: date) -> dict[str, Any]:
    """Return what stands at the head of a review's page."""
    review, session = found.review, found.review.session
    return {
        "shown": calendar_page.review_shown(review, day),
        "status": calendar_page.status(review, found.days, day),
        "session_days": calendar_page.session_days(session) if session else "",
        "fact": found.fact,
        "note": found.note,
        "troika": found.troika,
        "entered_troika": found.entered_troika,
        "troika_source": found.entered_troika
        and calendar_page.source(found.entered_troika.source),
        "source": calendar_page.source(review.source),
    }


def _review_papers(found: ReviewPage) -> dict[str, Any]:
    """Return the papers of a review, and what is made of its report."""
    papers = calendar_page.papers(found.papers)
    symbol = found.review.report_symbol
    reports = (one for one in papers if one.symbol == symbol)
    matrix = _matrix(found.papers)
    return {
        "papers": papers,
        "report_address": next((one.address for one in reports), ""),
        "matrix": matrix,
        "pledges": matrix and _pledges_address(matrix.symbol, found.review),
    }


def _pledges_address(symbol: str, review: Review) -> str:
    imagined = review.state.is_imagined or None
    return pledge_page.address(
        Request(filters={"document": (symbol,)}, imagined=imagined)
    )


def _matrix(papers: Iterable[Document]) -> Offer | None:
    """The matrix of the report of a review, where it is archived."""
    reports = (one for one in papers if one.kind == DocumentKind.REPORT)
    return next((Offer(one.symbol, None) for one in reports), None)


@day_page
def all_entries(request: HttpRequest, day: date) -> HttpResponse:
    """Give the calendar of everything."""
    name = _("Universal Periodic Review")
    entries = calendar.broad_entries(day)
    return _subscribed(request, name, reverse("calendar"), entries)


@day_page
def role_entries(request: HttpRequest, day: date, role: str) -> HttpResponse:
    """Give the calendar of what matters for a role."""
    if role not in list(Role):
        raise Http404(_("There is no calendar “%(role)s”.") % {"role": role})
    label = words.ROLES[Role(role)]
    name = _("Universal Periodic Review: %(role)s") % {"role": label}
    entries = calendar.role_entries(Role(role), day)
    return _subscribed(request, name, reverse("calendar"), entries)


@day_page
def state_entries(request: HttpRequest, day: date, iso3: str) -> HttpResponse:
    """Give the calendar of a State's reviews."""
    state = calendar.state(iso3)
    if state is None:
        raise Http404(_("No review of %(iso3)s is known here.") % {"iso3": iso3})
    name = _("Universal Periodic Review: %(state)s") % {"state": state.name}
    entries = calendar.state_entries(iso3)
    return _subscribed(request, name, reverse("state", args=[iso3]), entries)


@day_page
def session_entries(request: HttpRequest, day: date, number: int) -> HttpResponse:
    """Give the calendar of a session."""
    if calendar.session(number) is None:
        raise Http404(_("There is no session %(number)d.") % {"number": number})
    name = _("Universal Periodic Review, session %(number)d") % {"number": number}
    path = reverse("session", args=[number])
    return _subscribed(request, name, path, calendar.session_entries(number))


def _subscribed(
    request: HttpRequest, name: str, path: str, entries: Iterable[Entry]
) -> HttpResponse:
    """Return a calendar; programs that come back within a day ask by its ETag."""
    site = site_of(request)
    described = _("Steps and deadlines, each with what its date rests on.")
    feed = feeds.Feed(name, described, site + path)
    data = feeds.written(
        feed, entries, lambda entry: site + calendar_page.entry_path(entry)
    )
    response = HttpResponse(data, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = 'inline; filename="upright.ics"'
    response["Cache-Control"] = "public, max-age=3600"
    return response
