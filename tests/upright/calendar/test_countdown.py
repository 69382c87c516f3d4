from datetime import UTC, date, datetime, timedelta

import pytest

from tests.upright.builders import document, item
from tests.upright.calendar.conftest import MakeReview, sits
from tests.upright.conftest import Archive
from upright.archive.models import Review, Session
from upright.calendar import countdown, queries
from upright.calendar.card_facts import CardFacts, PastReview, from_plain
from upright.calendar.models import CountdownCard
from upright.tick import tick

pytestmark = pytest.mark.django_db
START = date(2026, 11, 2)


@pytest.fixture
def three(november: Session, make_review: MakeReview) -> list[Review]:
    """Three States at session 47, in the order of their days; a fourth has moved."""
    make_review("PER", status=Review.Status.NOT_HELD)
    last = make_review("NOR", date=date(2026, 11, 9))
    first = make_review("SVN", date=date(2026, 11, 3))
    undated = make_review("CHL")
    return [first, last, undated]


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def out() -> list[tuple[str, date]]:
    found = CountdownCard.objects.order_by("day").select_related("review")
    return [(one.review.state_id, one.day) for one in found]


def test_cards_come_one_a_day_and_the_last_on_the_eve(three, november):
    found = countdown.countdown(47)
    assert found is not None
    assert [(turn.review.state_id, turn.day) for turn in found.turns] == [
        ("SVN", date(2026, 10, 30)),
        ("NOR", date(2026, 10, 31)),
        ("CHL", date(2026, 11, 1)),
    ]


def test_each_is_published_once_however_often_it_is_asked(three):
    day = date(2026, 10, 29)
    for hours in range(0, 24 * 6, 5):
        moment = at(day, 0) + timedelta(hours=hours)
        countdown.due(moment)
        countdown.due(moment)
    assert out() == [
        ("SVN", date(2026, 10, 30)),
        ("NOR", date(2026, 10, 31)),
        ("CHL", date(2026, 11, 1)),
    ]


def test_the_day_begins_at_midnight_in_geneva(three):
    assert countdown.due(datetime(2026, 10, 29, 22, 59, tzinfo=UTC)) == ""
    assert countdown.due(datetime(2026, 10, 29, 23, 1, tzinfo=UTC)) == (
        "1 countdown card published."
    )


def test_days_on_which_nobody_asked_are_made_up_for(three):
    assert len(countdown.publish_due(date(2026, 11, 1), at(date(2026, 11, 1)))) == 3
    assert out()[0] == ("SVN", date(2026, 10, 30))


def test_nothing_comes_out_once_the_session_sits(three):
    assert countdown.publish_due(START, at(START)) == []


def test_a_session_without_days_has_no_countdown_yet(states, make_review):
    make_review("SVN")
    assert countdown.due(at(date(2026, 10, 30))) == ""
    found = countdown.countdown(47)
    assert found is not None
    assert [turn.day for turn in found.turns] == [None]


def test_a_session_that_moved_publishes_nothing_twice(three):
    countdown.due(at(date(2026, 10, 30)))
    sits(47, date(2026, 12, 7), date(2026, 12, 18))
    assert countdown.due(at(date(2026, 12, 4))) == ""
    countdown.due(at(date(2026, 12, 6)))
    assert out() == [
        ("SVN", date(2026, 10, 30)),
        ("NOR", date(2026, 12, 5)),
        ("CHL", date(2026, 12, 6)),
    ]


def test_the_tick_publishes_and_pages_learn_of_it(three):
    moment = at(date(2026, 10, 30))
    done = [one for one in tick(moment) if one.name == "countdown"]
    assert [(one.said, one.has_failed) for one in done] == [
        ("1 countdown card published.", False)
    ]


def test_figures_are_those_of_the_day_it_came_out(
    three, archive: Archive, make_review: MakeReview
):
    make_review("SVN", session=21, cycle=2, date=date(2015, 1, 20), status="held")
    report = document(
        item("136.1", ("Ratify A", "NOR"), position="supported"),
        item("136.2", ("Ratify B", "NOR", "PER"), position="noted"),
        item("136.3", ("Ratify C", "CHL"), position="pending"),
        state="SVN",
    )
    archive(report)
    [first] = countdown.publish_due(date(2026, 10, 30), at(date(2026, 10, 30)))
    facts = CardFacts((PastReview(2, 2015, 3, 3, 0.5),), (), 1)
    assert from_plain(first.facts) == facts
    archive(document(item("5.1", ("Do D", "NOR")), symbol="A/HRC/1/2", state="SVN"))
    found = countdown.countdown(47)
    assert found is not None
    shown = countdown.card(found.turns[0], found.session, START)
    assert shown.facts == facts
    assert queries.earlier_reviews(found.turns[1].review) == []
