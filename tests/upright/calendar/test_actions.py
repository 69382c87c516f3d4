from datetime import date, timedelta

import pytest

from tests.upright.calendar.conftest import LATER, THEN, MakeReview, entry, sits
from upright.archive.actions import edit
from upright.archive.models import Change, Review, Session
from upright.calendar import queries
from upright.calendar.actions import follow_change, publish
from upright.calendar.models import Entry, Publication

pytestmark = pytest.mark.django_db
REVIEW = "SVN-4-47-review"


def state_of(key: str) -> tuple[date, int, bool]:
    found = entry(key)
    return found.first, found.sequence, found.is_cancelled


def test_every_step_with_a_date_is_published(published: Review):
    assert state_of(REVIEW) == (date(2026, 11, 5), 0, False)
    assert state_of("SVN-4-47-national-report") == (date(2026, 8, 10), 0, False)
    assert state_of("session-47") == (date(2026, 11, 2), 0, False)
    assert state_of("session-47-national-report") == (date(2026, 8, 10), 0, False)


def test_publishing_again_changes_nothing(published: Review):
    before = list(Entry.objects.values())
    assert publish(LATER) == 0
    assert list(Entry.objects.values()) == before
    assert queries.published_at() == LATER


def test_a_review_on_another_day_keeps_its_key_and_counts_up(published: Review):
    uid = entry(REVIEW).uid
    published.date = date(2026, 11, 6)
    published.save()
    publish(LATER)
    assert state_of(REVIEW) == (date(2026, 11, 6), 1, False)
    assert entry(REVIEW).uid == uid
    assert entry(REVIEW).changed_at == LATER
    assert entry(REVIEW).created_at == THEN
    assert state_of("SVN-4-47-national-report") == (date(2026, 8, 10), 0, False)


def test_a_session_that_moves_takes_its_steps_with_it(published: Review):
    sits(47, date(2026, 11, 9), date(2026, 11, 20))
    publish(LATER)
    assert state_of("session-47") == (date(2026, 11, 9), 1, False)
    assert state_of("session-47-national-report") == (date(2026, 8, 17), 1, False)
    assert state_of("SVN-4-47-national-report") == (date(2026, 8, 17), 1, False)


def test_a_review_that_moves_is_cancelled_there_and_new_here(published: Review):
    sits(46, date(2027, 1, 18), date(2027, 1, 29))
    published.session_id, published.date = 46, None
    published.save()
    publish(LATER)
    assert state_of(REVIEW) == (date(2026, 11, 5), 1, True)
    assert state_of("SVN-4-46-review") == (date(2027, 1, 18), 0, False)
    assert state_of("session-47-national-report") == (date(2026, 8, 10), 0, False)


def test_a_review_that_is_not_held_is_cancelled_and_comes_back(published: Review):
    published.status = Review.Status.NOT_HELD
    published.save()
    publish(LATER)
    assert state_of(REVIEW) == (date(2026, 11, 5), 1, True)
    publish(LATER + timedelta(days=1))
    assert state_of(REVIEW) == (date(2026, 11, 5), 1, True)
    published.status = Review.Status.SCHEDULED
    published.save()
    publish(LATER + timedelta(days=2))
    assert state_of(REVIEW) == (date(2026, 11, 5), 2, False)


def test_a_session_that_loses_its_days_is_cancelled(published: Review):
    sits(47, None)
    publish(LATER)
    assert state_of("session-47") == (date(2026, 11, 2), 1, True)
    # The day of the review is still told, and so is what counts from it.
    assert state_of(REVIEW) == (date(2026, 11, 5), 0, False)


def test_a_better_source_is_no_new_sequence(published: Review):
    published.source = "a better one"
    published.save()
    publish(LATER)
    assert state_of(REVIEW) == (date(2026, 11, 5), 0, False)
    assert entry(REVIEW).source == "a better one"
    assert entry(REVIEW).changed_at == LATER


def test_a_review_without_a_date_is_not_published(make_review: MakeReview):
    make_review("NOR", 46)
    make_review("PER", None, status=Review.Status.NOT_HELD)
    publish(THEN)
    assert Entry.objects.filter(review__isnull=False).count() == 0


def test_the_next_review_speaks_for_itself(make_review: MakeReview, november: Session):
    make_review("SVN", 20, 2, date=date(2014, 11, 4), status="held")
    make_review("SVN", 34, 3, date=date(2019, 11, 12), status="held")
    publish(THEN)
    keys = Entry.objects.filter(step="next-review").values_list("key", flat=True)
    assert list(keys) == ["SVN-3-34-next-review"]


def test_a_move_by_staff_is_published_and_its_history_stays(
    published: Review, staff, django_capture_on_commit_callbacks
):
    published.date = date(2026, 11, 9)
    with django_capture_on_commit_callbacks(execute=True):
        edit(published, "The State asked for it.", LATER, staff)
    assert state_of(REVIEW) == (date(2026, 11, 9), 1, False)
    assert [change.note for change in queries.edits(published)] == [
        "SVN, cycle 4: date 5 November 2026 → 9 November 2026. The State asked for it."
    ]


def test_a_change_that_moves_nothing_publishes_nothing(published: Review):
    change = Change.objects.create(id=7, kind=Change.Kind.IMPORT, at=LATER)
    follow_change(change.pk)
    assert queries.published_at() == THEN


def test_any_change_publishes_once_the_rules_are_newer(published: Review):
    Publication.objects.update(rules="older")
    change = Change.objects.create(id=7, kind=Change.Kind.IMPORT, at=LATER)
    follow_change(change.pk)
    assert queries.published_at() == LATER
    assert queries.is_current() is True


def test_the_number_of_queries_does_not_grow(
    make_review: MakeReview, november: Session, django_assert_num_queries
):
    publish(THEN)
    make_review("SVN")
    with django_assert_num_queries(10):
        publish(THEN)
    make_review("NOR")
    make_review("PER")
    make_review("CHL")
    with django_assert_num_queries(10):
        publish(THEN)
