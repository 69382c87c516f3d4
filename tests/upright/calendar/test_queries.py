from datetime import date

import pytest

from tests.upright.builders import document
from tests.upright.calendar.conftest import THEN, MakeReview, sits
from tests.upright.conftest import Archive
from upr.records import DocumentKind
from upr.timeline import STEPS, Missing, Role
from upright.archive.models import Review, Session, State
from upright.calendar import labels, queries
from upright.calendar.actions import publish

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def keys(entries) -> set[str]:
    return {entry.key for entry in entries}


def test_every_step_is_called_as_the_library_calls_it():
    names = {key: step.name for key, step in STEPS.items()}
    assert {key: str(labels.STEPS[key]) for key in STEPS} == names
    assert set(labels.STEPS) - set(STEPS) == {"session"}
    assert set(labels.ROLES) == set(Role)
    assert set(labels.MISSING) == set(Missing)
    assert set(labels.STATUSES) == set(Review.Status.values)


def test_everything_holds_what_a_session_shares_once(
    published: Review, make_review: MakeReview
):
    make_review("NOR")  # without a day
    make_review("XAA", date=date(2026, 11, 9))  # imagined
    publish(THEN)
    assert keys(queries.broad_entries(date(2026, 11, 1))) == {
        "session-47",
        "session-47-national-report",
        "session-47-pre-session",
        "session-47-addendum",
        "SVN-4-47-advance-questions",
        "SVN-4-47-review",
        "SVN-4-47-plenary",
        "SVN-4-47-mid-term",
        "SVN-4-47-next-review",
        "NOR-4-47-plenary",
        "NOR-4-47-mid-term",
    }


def test_a_calendar_of_everything_keeps_ninety_days(published: Review):
    last = date(2026, 11, 13)
    kept = queries.broad_entries(date(2027, 2, 11))
    assert (date(2027, 2, 11) - last).days == queries.PAST_DAYS
    assert "session-47" in keys(kept)
    assert "session-47" not in keys(queries.broad_entries(date(2027, 2, 12)))


def test_a_role_has_what_matters_for_it(published: Review):
    found = {role: keys(queries.role_entries(role, DAY)) for role in Role}
    has = {
        key: {role.value for role in Role if key in found[role]}
        for key in (
            "session-47",
            "session-47-stakeholder-submission",
            "session-47-national-report",
            "session-47-addendum",
            "SVN-4-47-advance-questions",
            "SVN-4-47-mid-term",
        )
    }
    assert has == {
        "session-47": {"civil-society", "state", "recommending-state", "nhri"},
        "session-47-stakeholder-submission": {"civil-society", "nhri"},
        "session-47-national-report": {"state"},
        "session-47-addendum": {"state"},
        "SVN-4-47-advance-questions": {"state", "recommending-state"},
        "SVN-4-47-mid-term": {"state", "civil-society", "nhri"},
    }


def test_a_state_has_every_step_of_its_reviews_alone(
    published: Review, make_review: MakeReview
):
    make_review("NOR")
    publish(THEN)
    found = queries.state_entries("SVN")
    assert {entry.review_id for entry in found} == {published.pk}
    assert "SVN-4-47-report-published" in keys(found)


def test_a_session_has_its_steps_and_its_reviews(published: Review):
    found = keys(queries.session_entries(47))
    assert {"session-47", "session-47-national-report", "SVN-4-47-review"} < found
    assert "SVN-4-47-national-report" not in found


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 1), "session-47"),
        (date(2026, 11, 13), "session-47"),  # its last day
        (date(2026, 11, 14), "session-47-addendum"),
    ],
)
def test_what_is_next_is_not_over(published: Review, day, expected):
    coming = [
        entry
        for entry in queries.next_entries(day, 50)
        if entry.review is None and entry.step in {"session", "addendum"}
    ]
    assert coming[0].key == expected


def test_what_fell_out_is_not_next(published: Review):
    published.status = Review.Status.NOT_HELD
    published.save()
    publish(THEN)
    assert [e for e in queries.next_entries(DAY, 50) if e.review] == []


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 11, 1), 47),
        (date(2026, 11, 13), 47),
        (date(2026, 11, 14), 1),  # no day is known of the others
    ],
)
def test_the_session_that_sits_or_comes_next(november: Session, day, number):
    found = queries.current_or_next_session(day)
    assert found is not None
    assert found.number == number


def test_no_session_is_left():
    assert queries.current_or_next_session(DAY) is None


def test_sessions_are_counted(november: Session, make_review: MakeReview):
    make_review("SVN", date=date(2026, 11, 5), status="held")
    make_review("NOR", is_verified=False)
    make_review("PER", 46, scheduled_session_id=47, status="moved")
    make_review("CHL", None, scheduled_session_id=47, status="not_held")
    make_review("XAA")
    rows = {row.session.number: row for row in queries.session_rows()}
    row = rows[47]
    assert (row.reviews, row.held, row.doubtful, row.dated, row.left) == (2, 1, 1, 1, 2)
    assert (rows[46].reviews, rows[46].left) == (1, 0)


def test_a_day_that_was_published_is_the_day_of_the_review(make_review: MakeReview):
    State.objects.create(iso3="MMR", name="Myanmar")
    make_review("MMR", 23, 2)
    make_review("NOR", 23, 2)
    rows = {row.session.number: row for row in queries.session_rows()}
    assert (rows[23].reviews, rows[23].dated) == (2, 1)


def test_a_session_page(november: Session, make_review: MakeReview):
    make_review("NOR")
    make_review("SVN", date=date(2026, 11, 5))
    make_review("PER", 46, scheduled_session_id=47, status="moved")
    found = queries.session_page(47)
    assert found is not None
    assert [one.state_id for one in found.reviews] == ["SVN", "NOR"]
    assert [one.state_id for one in found.left] == ["PER"]
    assert queries.session_page(99) is None


def test_a_review_page(archive: Archive, make_review: MakeReview, november: Session):
    make_review(
        date=date(2026, 11, 5), troika=["NOR", "PER"], report_symbol="A/HRC/30/9"
    )
    make_review("SVN", 20, 2)
    archive(document(symbol="A/HRC/30/9", state="SVN", session=None))
    archive(
        document(
            symbol="A/HRC/WG.6/47/SVN/1",
            state="SVN",
            session=47,
            kind=DocumentKind.NATIONAL_REPORT,
        )
    )
    archive(document(symbol="A/HRC/28/15", state="SVN", session=20))
    found = queries.review_page("SVN", 4)
    assert found is not None
    assert [paper.symbol for paper in found.papers] == [
        "A/HRC/30/9",
        "A/HRC/WG.6/47/SVN/1",
    ]
    assert [state.name for state in found.troika] == ["Norway", "Peru"]
    assert [other.cycle for other in found.others] == [2, 4]
    assert queries.review_page("SVN", 3) is None
    assert queries.review_page("XXX", 4) is None


def test_the_next_review_is_known_by_the_next_cycle(
    make_review: MakeReview, november: Session
):
    make_review("SVN", 34, 3, date=date(2019, 11, 12), status="held")
    later = make_review("SVN", 47, 4, date=date(2026, 11, 5))

    def next_review():
        found = queries.review_page("SVN", 3)
        assert found is not None
        (one,) = [one for one in found.steps if one.step.key == "next-review"]
        return (one.window and one.window.first), one.missing

    assert next_review() == (date(2026, 11, 5), None)
    later.date = None
    later.save()
    assert next_review() == (date(2026, 11, 2), None)
    sits(47, None)
    assert next_review() == (None, Missing.SESSION_NOT_DATED)
    later.status = Review.Status.NOT_HELD
    later.save()
    assert next_review() == (None, Missing.NOT_HELD)
