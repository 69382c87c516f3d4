"""The countdown and a State's card as their pages show them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upr.timeline import Window
from upright.archive.models import Review, Session
from upright.calendar import cards, countdown, queries
from upright.calendar.card_facts import Changed, PastReview
from upright.calendar.card_words import LANGUAGES, RIGHT_TO_LEFT
from upright.calendar.cards import Card, Shape
from upright.calendar.countdown import Countdown, Turn
from upright.calendar.dating import review_day
from upright.explore.calendar_page import days_left

OWN_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "zh": "中文",
}


class TurnShown(NamedTuple):
    """A State in the list of the countdown."""

    state: str
    address: str
    review: str  # its day, empty where not known
    left: str
    card: str  # the day its card comes out, or came out
    is_published: bool
    is_over: bool  # its review, or the session


class CardAhead(NamedTuple):
    """The card of a review that is still to come."""

    address: str
    state: str
    session: int


class Picture(NamedTuple):
    """A card in one language, in its forms."""

    language: str
    code: str
    direction: str
    files: Sequence[tuple[str, str]]  # label and address


class PastShown(NamedTuple):
    """An earlier review in the table below the card."""

    cycle: int
    year: int | None
    recommendations: int
    states: int
    share: str
    address: str  # its rows


def card_ahead(review: Review | None, day: date) -> CardAhead | None:
    """Return the card of a review that is still to come on a day; None otherwise.

    Imagined States have no place in the countdown.
    """
    if review is None or review.session is None or review.state.is_imagined:
        return None
    last = review_day(review) or review.session.end
    is_past = last is not None and last < day
    if is_past or review.status not in queries.WAITING:
        return None
    number = review.session.number
    address = reverse("countdown-card", args=[number, review.state_id])
    return CardAhead(address, review.state.name, number)


def turns(found: Countdown, day: date) -> list[TurnShown]:
    """Return the States of a session in the order of review."""
    return [_turn(turn, found.session, day) for turn in found.turns]


def _turn(turn: Turn, session: Session, day: date) -> TurnShown:
    own = review_day(turn.review)
    target = own or session.start
    comes = turn.published.day if turn.published else turn.day
    return TurnShown(
        state=turn.review.state.name,
        address=reverse("countdown-card", args=[session.number, turn.review.state_id]),
        review=_day(own),
        left=days_left(Window(target, target), day) if target else "",
        card=_day(comes),
        is_published=turn.published is not None,
        is_over=countdown.day_shown(turn, session, day) != day,
    )


def shown(found: Countdown, place: int, day: date) -> dict[str, Any]:
    """Return everything the page of a State's card shows, by name."""
    turn = found.turns[place]
    on = countdown.day_shown(turn, found.session, day)
    card = countdown.card(turn, found.session, on)
    around = {-1: "previous", 1: "next"}
    neighbours = {
        name: _turn(found.turns[place + step], found.session, day)
        for step, name in around.items()
        if 0 <= place + step < len(found.turns)
    }
    return {
        "card": card,
        "turn": _turn(turn, found.session, day),
        "review": turn.review,
        "alt": cards.alt_text(card),
        "picture": picture_address(card, "en", Shape.WIDE, "svg"),
        "shared": picture_address(card, "en", Shape.WIDE, "png"),
        "pictures": list(_pictures(card)),
        "past": [_past(card, one) for one in card.facts.past],
        "changed": _changed(card.facts.changed),
        "drafting": f"{reverse('repeats')}?state={card.iso3}",
        **neighbours,
    }


def picture_address(card: Card, language: str, shape: Shape, ending: str) -> str:
    """Return where a card lies as it is on its day; long before, as it is today."""
    where = [card.session, card.iso3, shape, language, ending]
    address = reverse("countdown-picture", args=where)
    is_kept = countdown.is_on_view(card, card.day)
    return f"{address}?day={card.day}" if is_kept else address


def _pictures(card: Card) -> Iterator[Picture]:
    names = {Shape.WIDE: _("wide"), Shape.SQUARE: _("square")}
    for code in LANGUAGES:
        files = [
            (f"{name}, {ending.upper()}", picture_address(card, code, shape, ending))
            for shape, name in names.items()
            for ending in ("svg", "png")
        ]
        direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
        yield Picture(OWN_NAMES[code], code, direction, files)


def _past(card: Card, past: PastReview) -> PastShown:
    rows = f"{reverse('search')}?state={card.iso3}&cycle={past.cycle}"
    return PastShown(
        cycle=past.cycle,
        year=past.year,
        recommendations=past.recommendations,
        states=past.states,
        share=_percent(past.share_supported),
        address=f"{rows}&v={card.facts.version}",
    )


def _percent(share: float | None) -> str:
    return _("no position yet") if share is None else f"{share:.0%}"


def _changed(changed: Changed | None) -> str:
    return cards.changed_line(changed, "en") if changed else ""


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
