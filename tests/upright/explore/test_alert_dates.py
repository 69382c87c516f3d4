"""Deadlines and dates: told as they come near, and when they move."""

from datetime import UTC, date, datetime, timedelta

import pytest

from upright.archive.models import Review, Session
from upright.calendar.actions import publish
from upright.explore.alert_dates import DATES
from upright.subscriptions.models import Frequency
from upright.subscriptions.topics import News, Span, WishError

THEN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
REVIEW = date(2026, 11, 5)


@pytest.fixture(autouse=True)
def published(states: None) -> Review:
    """A review of Slovenia on 5 November 2026, published in June."""
    session = Session.objects.get(number=47)
    session.start, session.end = date(2026, 11, 2), date(2026, 11, 13)
    session.is_verified, session.source = True, "told by a test"
    session.save()
    review = Review.objects.create(
        state_id="SVN",
        cycle=4,
        session=session,
        scheduled_session=session,
        status=Review.Status.SCHEDULED,
        is_verified=True,
        source="told by a test",
        date=REVIEW,
    )
    publish(THEN)
    return review


def span(day: date, last: date | None = None) -> Span:
    """The digest of a day, after the one of the day before or another."""
    last = last or day - timedelta(days=1)
    told_at = datetime.combine(last, datetime.min.time(), UTC) + timedelta(hours=9)
    return Span(1, 1, told_at, last, day, Frequency.DAILY)


def titles(news: News | None) -> dict[str, list[str]]:
    """The titles told, by heading."""
    if news is None:
        return {}
    return {
        section.heading: [row.title for row in section.rows]
        for section in news.sections
    }


def told_of(name: str, day: date) -> bool:
    """Whether a digest of a day tells of something."""
    news = DATES.news("state=SVN", span(day))
    return any(name in title for rows in titles(news).values() for title in rows)


@pytest.mark.parametrize("left", range(31))
def test_a_date_is_told_four_times(left: int) -> None:
    day = REVIEW - timedelta(days=left)

    assert told_of("Slovenia: Review", day) is (left in {28, 14, 7, 2})


def test_days_left_are_said_with_what_the_date_rests_on() -> None:
    news = DATES.news("state=SVN", span(REVIEW - timedelta(days=14)))

    assert news is not None
    (row,) = [
        row
        for row in news.sections[0].rows
        if row.title == "Slovenia: Review by the Working Group"
    ]
    assert row.text == "5 November 2026: in 14 days"
    assert row.note == "known; verified"
    assert row.path == "/reviews/SVN/4/"


def test_a_review_that_moves_is_told_and_so_is_one_that_falls_out(
    published: Review,
) -> None:
    moved_at = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
    published.date = date(2026, 11, 9)
    published.save()
    publish(moved_at)
    news = DATES.news("state=SVN", span(date(2026, 9, 2), date(2026, 9, 1)))
    rows = [row for section in news.sections for row in section.rows] if news else []

    assert ("Slovenia: Review by the Working Group", "9 November 2026: in 68 days") in [
        (row.title, row.text) for row in rows
    ]

    published.status = Review.Status.NOT_HELD
    published.session = None
    published.save()
    publish(moved_at + timedelta(days=1))
    news = DATES.news("state=SVN", span(date(2026, 9, 3), date(2026, 9, 2)))
    rows = [row for section in news.sections for row in section.rows] if news else []

    assert (
        "Slovenia: Review by the Working Group",
        "No longer to be expected on this day.",
    ) in [(row.title, row.text) for row in rows]


def test_what_becomes_known_late_is_told_at_once(published: Review) -> None:
    published.delete()
    other = Review.objects.create(
        state_id="PER",
        cycle=4,
        session_id=47,
        scheduled_session_id=47,
        status=Review.Status.SCHEDULED,
        date=REVIEW,
    )
    publish(datetime(2026, 10, 30, 12, 0, tzinfo=UTC))
    news = DATES.news(f"state={other.state_id}", span(date(2026, 10, 31)))

    told = [title for rows in titles(news).values() for title in rows]
    assert "Peru: Review by the Working Group" in told


@pytest.mark.parametrize("asked", ["", "state=SVN", "session=47", "role=civil-society"])
def test_each_calendar_can_be_asked_for(asked: str) -> None:
    news = DATES.news(asked, span(REVIEW - timedelta(days=14)))

    assert news is not None
    assert news.subject.startswith("Upright: ")
    assert "Slovenia" not in news.subject


def test_anothers_dates_are_not_told() -> None:
    assert DATES.news("state=PER", span(REVIEW - timedelta(days=14))) is None
    assert DATES.news("session=46", span(REVIEW - timedelta(days=14))) is None


def test_nothing_near_is_nothing() -> None:
    assert DATES.news("state=SVN", span(date(2026, 6, 3))) is None


@pytest.mark.parametrize(
    ("asked", "words", "path", "feed"),
    [
        ("", "of all sessions", "/calendar/", "/calendar/all.ics"),
        ("state=SVN", "of Slovenia", "/states/SVN/", "/calendar/states/SVN.ics"),
        ("session=47", "of session 47", "/sessions/47/", "/calendar/sessions/47.ics"),
        ("role=nhri", "National human", "/calendar/", "/calendar/roles/nhri.ics"),
    ],
)
def test_what_is_asked_has_words_a_page_and_a_feed(
    asked: str, words: str, path: str, feed: str
) -> None:
    assert DATES.read(f"{asked}&x=1") == asked
    assert words in DATES.in_words(asked)
    assert (DATES.path(asked), DATES.feed(asked)) == (path, feed)


@pytest.mark.parametrize("asked", ["state=QQQ", "session=x", "role=king"])
def test_what_is_nothing_is_refused(asked: str) -> None:
    with pytest.raises(WishError):
        DATES.read(asked)
