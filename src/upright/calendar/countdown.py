"""The countdown to a session: a card a day, one State each, in the order of review.

The last card comes out on the day before the session begins, the first as many days
earlier as there are States. A session without days has no countdown yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from upright.archive.models import Review, Session
from upright.calendar import queries
from upright.calendar.card_facts import CardFacts, facts_of, from_plain
from upright.calendar.cards import Card
from upright.calendar.dating import review_day
from upright.calendar.models import CountdownCard, Publication

FIRST_LOOK = 60  # days before the session from which a card can be asked for
LAST_LOOK = 14  # days after its beginning, where no day of the review is known


@dataclass(frozen=True, slots=True)
class Turn:
    """A State's turn in the countdown."""

    review: Review
    day: date | None  # on which its card comes out; None: the session has no days
    published: CountdownCard | None


@dataclass(frozen=True, slots=True)
class Countdown:
    """A session and the turns of its States, in the order of review."""

    session: Session
    turns: Sequence[Turn]

    def turn_of(self, iso3: str) -> int | None:
        """Return the place of a State, from 0; None where it is not reviewed there."""
        codes = [turn.review.state_id for turn in self.turns]
        return codes.index(iso3) if iso3 in codes else None


def countdown(number: int) -> Countdown | None:
    """Return the countdown to a session; None where there is no such session."""
    session = queries.session(number)
    if session is None:
        return None
    own = {one.review_id: one for one in CountdownCard.objects.filter(session=number)}
    reviews = [
        review
        for review in queries.reviews_at(number)
        if review.status != Review.Status.NOT_HELD
    ]
    turns = [
        Turn(review, _turn(session, len(reviews) - place), own.get(review.pk))
        for place, review in enumerate(reviews)
    ]
    return Countdown(session, turns)


def _turn(session: Session, days_before: int) -> date | None:
    return session.start - timedelta(days_before) if session.start else None


def card(turn: Turn, session: Session, day: date) -> Card:
    """Return a State's card as it is on a day; published figures stay as they were.

    Raises IndexUnavailableError for one that is not published.
    """
    review = turn.review
    own_day = review_day(review)
    return Card(
        iso3=review.state_id,
        name=review.state.name,
        session=session.number,
        cycle=review.cycle,
        target=own_day or session.start,
        is_review_day=own_day is not None,
        day=day,
        facts=_facts(turn),
    )


def day_shown(turn: Turn, session: Session, day: date) -> date:
    """Return the day as of which a page shows a card.

    Once the review is over it is the day on which the card came out, or would have.
    """
    target = review_day(turn.review) or session.end
    if target is None or day <= target:
        return day
    came = turn.published.day if turn.published else turn.day
    return came or target


def days_to_look(shown: Card) -> tuple[date, date] | None:
    """Return the first and last day on which a card can be asked for; None: never."""
    if shown.target is None:
        return None
    first = shown.target - timedelta(FIRST_LOOK)
    return first, shown.target + timedelta(0 if shown.is_review_day else LAST_LOOK)


def is_on_view(shown: Card, on: date) -> bool:
    """Return whether the card as it is on that day can be asked for by the day."""
    looked = days_to_look(shown)
    return looked is not None and looked[0] <= on <= looked[1]


def _facts(turn: Turn) -> CardFacts:
    if turn.published is not None:
        return from_plain(turn.published.facts)
    return facts_of(queries.earlier_reviews(turn.review))


def latest_cards(number: int) -> list[CountdownCard]:
    """Return the cards published last, newest first."""
    found = CountdownCard.objects.select_related("review__state", "session")
    return list(found[:number])


def publish_due(day: date, at: datetime) -> list[CountdownCard]:
    """Publish the cards whose turn has come, each once; return them, in their order.

    Days on which nobody asked are made up for, until the session begins. Raises
    IndexUnavailableError with nothing published of that State.
    """
    session = queries.current_or_next_session(day)
    if session is None or session.start is None or session.start <= day:
        return []
    found = countdown(session.number)
    turns = found.turns if found else ()
    due = [
        (turn, turn.day)
        for turn in turns
        if turn.day and turn.day <= day and not turn.published
    ]
    made = [_publish(session, turn, its_day, at) for turn, its_day in due]
    return [one for one in made if one]


@transaction.atomic
def _publish(
    session: Session, turn: Turn, day: date, at: datetime
) -> CountdownCard | None:
    facts = _facts(turn).as_plain()
    made, is_new = CountdownCard.objects.get_or_create(
        session=session,
        review=turn.review,
        defaults={"day": day, "facts": facts, "published_at": at},
    )
    # Pages that show it are told apart by when something was published last.
    Publication.objects.update_or_create(pk=1, defaults={"at": at})
    return made if is_new else None


def due(at: datetime) -> str:
    """Publish what is due at a moment, in a sentence; for the tick."""
    made = publish_due(timezone.localdate(at), at)
    said = ngettext(
        "%d countdown card published.", "%d countdown cards published.", len(made)
    )
    return said % len(made) if made else ""
