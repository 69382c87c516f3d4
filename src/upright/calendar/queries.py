"""What can be asked of the calendar. Everything here is public.

Steps are computed at each call from the archive's rows and the library's rules; the
entries of feeds are those that were published (see `models`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from django.db.models import F, Q, QuerySet

from upr.reference.sessions import Session as SessionFact
from upr.timeline import (
    STEPS,
    DatedStep,
    Known,
    Role,
    Scope,
    session_timeline,
    timeline,
)
from upright.archive.models import Change, Document, Review, Session, State
from upright.calendar.dating import (
    Entered,
    dates_of_review,
    dates_of_session,
    days_of,
    note_on,
    review_day,
    session_fact,
)
from upright.calendar.models import EnteredDays, EnteredTroika, Entry, Publication

PAST_DAYS = 90  # how long a feed of everything keeps what is over
SESSION_STEP = "session"  # the sitting of a session, in entries
_RULE_FILES = ("steps.csv", "step-rules.csv", "real-dates.csv")


@dataclass(frozen=True)
class ReviewPage:
    """A review with all its steps and the papers archived of it."""

    review: Review
    steps: Sequence[DatedStep]
    days: Known | None  # of its session
    fact: SessionFact | None  # of its session
    note: str
    papers: Sequence[Document]  # oldest first
    others: Sequence[Review]  # of the same State, oldest first, this one too
    troika: Sequence[State]  # in printed order
    entered_troika: EnteredTroika | None  # where staff entered it


@dataclass(frozen=True)
class SessionPage:
    """A session with its own steps, and its reviews in their order."""

    session: Session
    days: Known | None
    steps: Sequence[DatedStep]
    fact: SessionFact | None
    reviews: Sequence[Review]  # held there, or to be held there
    left: Sequence[Review]  # scheduled there, and moved away or not held


# A review that has not been held, and will be.
WAITING = frozenset({Review.Status.SCHEDULED, Review.Status.MOVED})


@dataclass(frozen=True)
class SessionRow:
    """A session as the list of all shows it."""

    session: Session
    reviews: int  # held there, or to be held there
    held: int
    doubtful: int  # reviews that rest on memory
    dated: int  # reviews whose day is known
    left: int  # reviews that moved away or were not held


def review_page(iso3: str, cycle: int) -> ReviewPage | None:
    """Return a review with its steps; None if there is none."""
    own = list(_reviews().filter(state_id=iso3).order_by("cycle"))
    by_cycle = {review.cycle: review for review in own}
    review = by_cycle.get(cycle)
    if review is None:
        return None
    told = troika_in_force(review)
    troika = told.states if told else review.troika
    found = State.objects.in_bulk(troika)
    session = review.session
    return ReviewPage(
        review=review,
        steps=timeline(
            dates_of_review(review, by_cycle.get(cycle + 1), entered(session))
        ),
        days=days_of(session),
        fact=session_fact(session.number) if session else None,
        note=note_on(review),
        papers=list(_papers(review)),
        others=own,
        troika=[found[code] for code in troika if code in found],
        entered_troika=told,
    )


def session_page(number: int, imagined: bool = False) -> SessionPage | None:
    """Return a session with its reviews; None if there is none."""
    session = Session.objects.filter(number=number).first()
    if session is None:
        return None
    here = Q(session=session) | Q(scheduled_session=session)
    found = list(_reviews().filter(here, state__is_imagined=imagined))
    reviews = [one for one in found if one.session_id == number]
    return SessionPage(
        session=session,
        days=days_of(session),
        steps=session_timeline(dates_of_session(session, entered(session))),
        fact=session_fact(number),
        reviews=sorted(reviews, key=_place),
        left=[one for one in found if one.session_id != number],
    )


def session_rows() -> list[SessionRow]:
    """Return every session with counts of its reviews, in the order of numbers."""
    here: dict[int | None, list[Review]] = {}
    left: Counter[int | None] = Counter()
    for review in Review.objects.filter(state__is_imagined=False).order_by():
        here.setdefault(review.session_id, []).append(review)
        left[review.scheduled_session_id] += (
            review.session_id != review.scheduled_session_id
        )
    return [
        _session_row(session, here.get(session.number, []), left[session.number])
        for session in Session.objects.order_by("number")
    ]


def _session_row(session: Session, reviews: list[Review], left: int) -> SessionRow:
    return SessionRow(
        session=session,
        reviews=len(reviews),
        held=sum(one.status == Review.Status.HELD for one in reviews),
        doubtful=sum(not one.is_verified for one in reviews),
        dated=sum(review_day(one) is not None for one in reviews),
        left=left,
    )


def _place(review: Review) -> tuple[date, int]:
    return review_day(review) or date.max, review.pk


def every_review() -> list[Review]:
    """Return every review with its State and session, a State's in order of cycles."""
    return list(_reviews().order_by("state_id", "cycle"))


def next_entries(day: date, number: int) -> list[Entry]:
    """Return what comes next, of sessions as a whole and of reviews with a day."""
    found = broad_entries(day).filter(last__gte=day, is_cancelled=False)
    return list(found.order_by("first", "key")[:number])


def current_or_next_session(day: date) -> Session | None:
    """Return the session that sits or comes next; one without days after the others.

    None where every session is over.
    """
    coming = Session.objects.filter(Q(end__gte=day) | Q(end=None))
    return coming.order_by(F("start").asc(nulls_last=True), "number").first()


def edits(row: Review | Session) -> list[Change]:
    """Return what staff changed in a review or session, newest first.

    Each note says what was before, what is now, and why; who it was is for staff.
    """
    own = Change.objects.filter(kind=Change.Kind.EDIT, note__startswith=f"{row}: ")
    return list(own.order_by("-id"))


def times_of_changes(numbers: Iterable[int]) -> dict[int, datetime]:
    """Return when each of some changes was made."""
    found = Change.objects.filter(pk__in=list(numbers))
    return dict(found.values_list("pk", "at"))


def entered(session: Session | None = None) -> Entered:
    """Return the days that staff entered: of one session, or all there are."""
    found = EnteredDays.objects.filter(until=None)
    return Entered(found.filter(session=session) if session else found)


def entered_in_force(pk: int) -> EnteredDays | None:
    """Return days that staff entered, if they still hold."""
    return EnteredDays.objects.filter(pk=pk, until=None).first()


def troika_in_force(review: Review) -> EnteredTroika | None:
    """Return the troika that staff entered of a review, if they did and it holds."""
    return EnteredTroika.objects.filter(review=review, until=None).first()


def entered_troika_in_force(pk: int) -> EnteredTroika | None:
    """Return a troika that staff entered, if it still holds."""
    return EnteredTroika.objects.filter(pk=pk, until=None).first()


def published_at() -> datetime | None:
    """Return when the entries were last brought up to date."""
    return Publication.objects.filter(pk=1).values_list("at", flat=True).first()


def reviews_at(number: int) -> list[Review]:
    """Return the reviews held, or to be held, at a session, in their order."""
    found = _reviews().filter(session=number, state__is_imagined=False)
    return sorted(found, key=_place)


def coming_review(iso3: str, day: date) -> Review | None:
    """Return the review of a State that a session still has before it on a day."""
    found = _reviews().filter(
        Q(session__end__gte=day) | Q(session__end=None),
        state_id=iso3,
        session__isnull=False,
        status__in=WAITING,
    )
    return found.order_by("cycle").first()


def earlier_reviews(review: Review) -> list[Review]:
    """Return the earlier reviews of the same State, oldest first."""
    own = _reviews().filter(state_id=review.state_id, cycle__lt=review.cycle)
    return list(own.order_by("cycle"))


def entries() -> QuerySet[Entry]:
    """Return every published entry, by day."""
    # What no entry shows is not decoded for each of them.
    found = Entry.objects.select_related("review__state").defer(
        "review__troika", "review__source", "review__state__organisations"
    )
    return found.order_by("first", "key")


def broad_entries(day: date) -> QuerySet[Entry]:
    """Return what a calendar of everything holds on a day: real States alone.

    Steps that all reviews of a session share stand there once, and a review of which
    only the session is known does not stand beside its session.
    """
    of_session = Q(review=None)
    of_review = Q(
        review__state__is_imagined=False,
        step__in=[
            key
            for key, step in STEPS.items()
            if step.scope is Scope.REVIEW and step.is_in_broad_feeds
        ],
    ) & (Q(first=F("last")) | Q(step__in=("mid-term", "plenary")))
    since = day - timedelta(days=PAST_DAYS)
    return entries().filter(of_session | of_review, last__gte=since)


def role_entries(role: Role, day: date) -> QuerySet[Entry]:
    """Return of a calendar of everything what matters for a role."""
    keys = [key for key, step in STEPS.items() if role in step.roles]
    return broad_entries(day).filter(step__in=[SESSION_STEP, *keys])


def state_entries(iso3: str) -> QuerySet[Entry]:
    """Return every entry of a State's reviews."""
    return entries().filter(review__state_id=iso3)


def next_entry_of(iso3: str, day: date) -> Entry | None:
    """Return the first entry of a State's reviews that is not over on a day."""
    coming = state_entries(iso3).filter(last__gte=day, is_cancelled=False)
    return coming.order_by("first", "last", "key").first()


def session_entries(number: int) -> QuerySet[Entry]:
    """Return what a session's calendar holds: its own steps and its reviews'."""
    keys = [key for key, step in STEPS.items() if step.scope is Scope.REVIEW]
    mine = Q(review=None) | Q(step__in=keys, review__state__is_imagined=False)
    return entries().filter(mine, session_id=number)


def state(iso3: str) -> State | None:
    """Return a State that is reviewed."""
    return State.objects.filter(iso3=iso3, reviews__isnull=False).distinct().first()


def session(number: int) -> Session | None:
    """Return a session."""
    return Session.objects.filter(number=number).first()


def is_current() -> bool:
    """Whether the entries were published by the rules of this program."""
    return Publication.objects.filter(pk=1, rules=rules_fingerprint()).exists()


@cache
def rules_fingerprint() -> str:
    """Return a digest of the files that the steps are computed from."""
    folder = resources.files("upr.reference")
    digest = hashlib.sha256()
    for name in _RULE_FILES:
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()


def _reviews() -> QuerySet[Review]:
    return Review.objects.select_related("state", "session", "scheduled_session")


def _papers(review: Review) -> Iterable[Document]:
    own = Q(state_id=review.state_id, cycle=review.cycle)
    if review.report_symbol:
        own |= Q(symbol=review.report_symbol)
    return Document.objects.filter(own, current_reading__isnull=False).order_by(
        F("distributed").asc(nulls_last=True), "symbol", "pk"
    )
