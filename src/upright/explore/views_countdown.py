"""The countdown to the coming session, a State's card, its pictures and the feed."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from upright.calendar import cards, countdown
from upright.calendar import queries as calendar
from upright.calendar.card_canvas import png_of
from upright.calendar.card_words import LANGUAGES
from upright.calendar.cards import Card, Shape
from upright.calendar.countdown import Countdown
from upright.calendar.models import CountdownCard
from upright.explore import calendar_page, countdown_page
from upright.explore.addresses import AddressError
from upright.explore.day_pages import day_page
from upright.explore.feeds import Atom, Entry, midnight
from upright.explore.pages import show, site_of

LATEST = 50  # cards in the feed
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@day_page
def coming(request: HttpRequest, day: date) -> HttpResponse:
    """Show the countdown to the session that sits or comes next."""
    session = calendar.current_or_next_session(day)
    found = countdown.countdown(session.number) if session else None
    return _countdown(request, found, day)


@day_page
def session(request: HttpRequest, day: date, number: int) -> HttpResponse:
    """Show the countdown to a session."""
    return _countdown(request, _found(number), day)


@day_page
def card(request: HttpRequest, day: date, number: int, iso3: str) -> HttpResponse:
    """Show a State's card, with the same in a table and every picture of it."""
    if iso3 != iso3.upper():
        return redirect("countdown-card", number, iso3.upper(), permanent=True)
    found = _found(number)
    shown = countdown_page.shown(found, _place(found, iso3), day)
    context = {
        "room": "calendar",
        "session": found.session,
        "site": site_of(request),
        "version": None,
        **shown,
    }
    return show(request, "calendar/card.html", context)


@day_page
def picture(
    request: HttpRequest, day: date, number: int, iso3: str, **form: str
) -> HttpResponse:
    """Give a card as a picture, as it is on a day: today, or the one asked for."""
    kind = TYPES.get(form["ending"])
    if (
        kind is None
        or form["language"] not in LANGUAGES
        or form["shape"] not in (list(Shape))
    ):
        raise Http404(_("There is no such form of the card."))
    found = _found(number)
    turn = found.turns[_place(found, iso3)]
    asked = request.GET.get("day")
    on = _day(asked) if asked else countdown.day_shown(turn, found.session, day)
    made = countdown.card(turn, found.session, on)
    if asked:
        _refuse_far_days(made, on)
    svg = cards.svg_of(made, form["language"], Shape(form["shape"]))
    data = svg if form["ending"] == "svg" else png_of(svg)
    return HttpResponse(data, content_type=kind)


@day_page
def feed(request: HttpRequest, day: date) -> HttpResponse:
    """Give the cards that came out last, as an Atom feed."""
    entries = [_entry(one) for one in countdown.latest_cards(LATEST)]
    title = _("Upright: countdown to the review")
    return Atom(title, reverse("countdown"), entries)(request)


def _countdown(
    request: HttpRequest, found: Countdown | None, day: date
) -> HttpResponse:
    context = {
        "room": "calendar",
        "day": day,
        "session": found.session if found else None,
        "days": calendar_page.session_days(found.session) if found else "",
        "turns": countdown_page.turns(found, day) if found else [],
    }
    return show(request, "calendar/countdown.html", context)


def _found(number: int) -> Countdown:
    found = countdown.countdown(number)
    if found is None:
        raise Http404(_("There is no session %(number)d.") % {"number": number})
    return found


def _place(found: Countdown, iso3: str) -> int:
    place = found.turn_of(iso3)
    if place is None:
        raise Http404(
            _("%(iso3)s is not reviewed at session %(number)d.")
            % {"iso3": iso3, "number": found.session.number}
        )
    return place


def _day(asked: str) -> date:
    try:
        found = parse_date(asked)
    except ValueError:
        found = None
    if found is None:
        raise AddressError(
            _("“day=%(asked)s” cannot be read: it must be a day such as 2026-11-02.")
            % {"asked": asked}
        )
    return found


def _refuse_far_days(made: Card, on: date) -> None:
    """Keep the number of pictures that can be asked for small."""
    if not countdown.is_on_view(made, on):
        raise AddressError(
            _("There is a card for each of the last %(days)d days before the review.")
            % {"days": countdown.FIRST_LOOK}
        )


def _entry(one: CountdownCard) -> Entry:
    found = Countdown(one.session, [countdown.Turn(one.review, one.day, one)])
    made = countdown.card(found.turns[0], one.session, one.day)
    return Entry(
        title=_("%(state)s: %(count)s")
        % {"state": one.review.state.name, "count": _count(made)},
        path=reverse("countdown-card", args=[one.session_id, one.review.state_id]),
        text=cards.alt_text(made),
        updated=one.published_at,
        published=midnight(one.day),
    )


def _count(made: Card) -> str:
    heading = cards.heading(made, "en")
    return f"{heading}: {made.days}" if made.days else heading
