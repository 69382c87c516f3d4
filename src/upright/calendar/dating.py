"""From rows of the archive to what the library computes with."""

from collections.abc import Iterable, Mapping
from datetime import date

from upr.reference import reviews as review_facts
from upr.reference import sessions as session_facts
from upr.timeline import REAL_DATES, Known, Missing, ReviewDates, Window
from upright.archive.models import Review, Session
from upright.calendar.models import EnteredDays

NEXT_REVIEW = "next-review"


class Entered:
    """Days that staff entered, as they are in force."""

    def __init__(self, rows: Iterable[EnteredDays] = ()) -> None:
        """Keep rows in force, of any sessions and reviews."""
        self._days: dict[tuple[int, int | None], dict[str, Known]] = {}
        for row in rows:
            own = self._days.setdefault((row.session_id, row.review_id), {})
            window = Window(row.first, row.last, row.at)
            own[row.step] = Known(window, row.source, row.is_verified)

    def of(self, session: Session | None, review: Review | None) -> Mapping[str, Known]:
        """Return the days by step: a review's own before those of its session."""
        if session is None:
            return {}
        whole = self._days.get((session.number, None), {})
        own = self._days.get((session.number, review.pk), {}) if review else {}
        return {**whole, **own}


NOTHING_ENTERED = Entered()


def days_of(session: Session | None) -> Known | None:
    """Return the days of a session, None where they are not known."""
    if session is None or session.start is None or session.end is None:
        return None
    window = Window(session.start, session.end)
    return Known(window, session.source, session.is_verified)


def place_of(review: Review) -> Session | None:
    """Return the session of a review; none of one that did not take place."""
    is_held = review.status != Review.Status.NOT_HELD
    return review.session if is_held else None


def dates_of_session(
    session: Session, entered: Entered = NOTHING_ENTERED
) -> ReviewDates:
    """Return what is known of a session as a whole."""
    known = entered.of(session, None)
    return ReviewDates(session.number, None, days_of(session), known)


def dates_of_review(
    review: Review,
    following: Review | None = None,
    entered: Entered = NOTHING_ENTERED,
) -> ReviewDates:
    """Return what is known of a review; `following` is the State's next one."""
    known = {**_known(review), **entered.of(place_of(review), review)}
    undated = {}
    if following is not None:
        known_next = _known(following).get("review") or days_of(place_of(following))
        if known_next is not None:
            known[NEXT_REVIEW] = known_next
        else:
            undated[NEXT_REVIEW] = _missing(following)
    session = place_of(review)
    return ReviewDates(
        session=session.number if session else None,
        review=(review.state_id, review.cycle),
        days_of_session=days_of(session),
        known=known,
        undated=undated,
    )


def session_fact(number: int) -> session_facts.Session | None:
    """Return what the reference facts say of a session beyond its row.

    The session of the Council that adopts its reports, a note, and the days it was
    planned for, where the whole session was moved.
    """
    return session_facts.SESSIONS.get(number)


def note_on(review: Review) -> str:
    """Return what the reference facts add on a review; nothing once staff edited it."""
    fact = review_facts.REVIEWS.get((review.state_id, review.cycle))
    return fact.note if fact and not review.is_edited else ""


def note_on_session(session: Session) -> str:
    """Return the same of a session, whose note may speak of its days."""
    fact = session_fact(session.number)
    return fact.note if fact and not session.is_edited else ""


def review_day(review: Review) -> date | None:
    """Return the day of a review: of its row, else of the dates that were published."""
    if review.date is not None:
        return review.date
    key = (review.session_id or 0, (review.state_id, review.cycle), "review")
    real = REAL_DATES.get(key)
    return real.window.first if real else None


def _known(review: Review) -> dict[str, Known]:
    dates = {"review": review.date, "working-group-adoption": review.adoption_date}
    return {
        step: Known(Window(day, day), review.source, review.is_verified)
        for step, day in dates.items()
        if day is not None
    }


def _missing(review: Review) -> Missing:
    return Missing.NOT_HELD if place_of(review) is None else Missing.SESSION_NOT_DATED
