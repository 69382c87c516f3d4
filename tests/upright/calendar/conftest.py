"""Sessions and reviews to compute with; the day of the tests is given, never asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from upright.archive.models import Review, Session
from upright.calendar.actions import publish
from upright.calendar.models import Entry

THEN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
MakeReview = Callable[..., Review]


def sits(number: int, start: date | None, end: date | None = None) -> Session:
    """Give a session its days."""
    session = Session.objects.get(number=number)
    session.start, session.end = start, end
    session.is_verified, session.source = True, "told by a test"
    session.save()
    return session


@pytest.fixture
def make_review(states: None) -> MakeReview:
    """Schedule a review of a State."""

    def make(
        iso3: str = "SVN", session: int | None = 47, cycle: int = 4, **fields: object
    ) -> Review:
        return Review.objects.create(
            state_id=iso3,
            cycle=cycle,
            session_id=session,
            **{
                "scheduled_session_id": session,
                "status": Review.Status.SCHEDULED,
                "is_verified": True,
                "source": "told by a test",
                **fields,
            },
        )

    return make


@pytest.fixture
def november(states: None) -> Session:
    """Session 47 moved to November 2026: its days are these."""
    return sits(47, date(2026, 11, 2), date(2026, 11, 13))


@pytest.fixture
def published(november: Session, make_review: MakeReview) -> Review:
    """A review at session 47 on 5 November 2026, with its calendars published."""
    review = make_review(date=date(2026, 11, 5))
    publish(THEN)
    return review


def entry(key: str) -> Entry:
    """A published entry."""
    return Entry.objects.get(key=key)
