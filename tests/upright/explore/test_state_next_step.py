"""What comes next for a State, over every edge of its day."""

from datetime import date

import pytest

from tests.upright.builders import NOW
from tests.upright.explore.conftest import Get, texts
from upright.archive.models import Review, Session
from upright.calendar.actions import publish
from upright.calendar.models import Entry
from upright.explore import state_next_step

pytestmark = pytest.mark.django_db
REVIEW = date(2090, 11, 9)


@pytest.fixture
def reviewed(states) -> Review:
    """Slovenia is reviewed on 9 November 2090, long after these tests run."""
    session = Session.objects.get(number=47)
    session.start, session.end = date(2090, 11, 6), date(2090, 11, 17)
    session.is_verified, session.source = True, "told by a test"
    session.save()
    review = Review.objects.create(
        state_id="SVN",
        cycle=4,
        scheduled_session_id=47,
        session_id=47,
        status="scheduled",
        date=REVIEW,
        is_verified=True,
    )
    publish(NOW)
    return review


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2090, 11, 8), "tomorrow"),
        (REVIEW, "today"),
    ],
)
def test_the_review_is_next_until_its_day_is_over(reviewed, day, left):
    found = state_next_step.shown("SVN", day)
    assert found is not None
    assert (found.days, found.left) == ("9 November 2090", left)
    assert found.address == "/reviews/SVN/4/"


def test_a_day_later_something_else_is_next(reviewed):
    found = state_next_step.shown("SVN", date(2090, 11, 10))
    assert found is not None
    assert found.days != "9 November 2090"


def test_what_was_called_off_is_not_next(reviewed):
    Entry.objects.filter(review=reviewed, first=REVIEW).update(is_cancelled=True)
    found = state_next_step.shown("SVN", date(2090, 11, 8))
    assert found is not None
    assert found.days != "9 November 2090"


def test_nothing_is_said_where_nothing_is_known(reviewed):
    assert state_next_step.shown("PER", date(2090, 11, 8)) is None
    assert state_next_step.shown("SVN", date(2199, 1, 1)) is None


def test_the_page_says_it_today_and_not_of_an_old_version(reviewed, real, get: Get):
    (said,) = texts(get("/states/SVN/"), "//p[@class='next-step']")
    assert said.startswith("Next: ")
    assert " days " in said
    assert texts(get("/states/SVN/?v=1"), "//p[@class='next-step']") == []
