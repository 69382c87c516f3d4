"""From rows of the archive to what the library computes with."""

from upr.reference import sessions as session_facts
from upr.timeline import Known, Missing, ReviewDates, Window
from upright.archive.models import Review, Session

NEXT_REVIEW = "next-review"


def days_of(session: Session | None) -> Known | None:
    """Return the days of a session, None where they are not known."""
    if session is None or session.start is None or session.end is None:
        return None
    window = Window(session.start, session.end)
    return Known(window, session.source, session.is_verified)


def dates_of_session(session: Session) -> ReviewDates:
    """Return what is known of a session as a whole."""
    return ReviewDates(session.number, None, days_of(session))


def dates_of_review(review: Review, following: Review | None = None) -> ReviewDates:
    """Return what is known of a review; `following` is the State's next one."""
    known = _known(review)
    undated = {}
    if following is not None:
        known_next = _known(following).get("review") or days_of(following.session)
        if known_next is not None:
            known[NEXT_REVIEW] = known_next
        else:
            undated[NEXT_REVIEW] = _missing(following)
    session = review.session
    return ReviewDates(
        session=session.number if session else None,
        review=(review.state_id, review.cycle),
        days_of_session=days_of(session),
        known=known,
        undated=undated,
    )


def council_session_of(session: int) -> int | None:
    """Return the session of the Council that adopts the reports of a session."""
    fact = session_facts.SESSIONS.get(session)
    return fact.council_session if fact else None


def _known(review: Review) -> dict[str, Known]:
    dates = {"review": review.date, "working-group-adoption": review.adoption_date}
    return {
        step: Known(Window(day, day), review.source, review.is_verified)
        for step, day in dates.items()
        if day is not None
    }


def _missing(review: Review) -> Missing:
    return Missing.NOT_HELD if review.session is None else Missing.SESSION_NOT_DATED
