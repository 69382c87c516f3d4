"""Staff edit sessions and reviews in the admin: with a reason, and with an undo."""

import pytest
from django.urls import reverse

from tests.upright.builders import NOW
from upright.accounts.models import User
from upright.archive.actions import edit, load_reference
from upright.archive.models import Change, Review, Session


@pytest.fixture
def bob_edits_nothing(db):
    """Staff without a permission."""
    return User.objects.create_user("bob@example.org", is_staff=True)


def page_of(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def form_of(review: Review) -> dict[str, object]:
    """What the form of a review sends where nothing is changed."""
    return {
        "scheduled_session": review.scheduled_session_id,
        "session": review.session_id,
        "status": review.status,
        "date": str(review.date),
        "adoption_date": str(review.adoption_date),
        "report_symbol": review.report_symbol,
        "source": review.source,
    }


def test_a_review_moves_with_a_reason(alice):
    load_reference(NOW)
    review = Review.objects.get(state="SVN", cycle=2)
    sent = {
        **form_of(review),
        "session": 21,
        "status": "moved",
        "date": "2015-01-20",
        "adoption_date": "2015-01-23",
        "source": "a note",
    }

    refused = alice.post(page_of(review), sent)
    assert "This field is required." in refused.content.decode()
    alice.post(page_of(review), {**sent, "reason": "Asked for by the State."})

    review.refresh_from_db()
    assert (review.session_id, review.status, review.is_edited) == (21, "moved", True)
    assert "session 20 → 21" in Change.objects.get(kind="edit").note


def test_a_session_moves_with_a_reason(alice):
    load_reference(NOW)
    session = Session.objects.get(pk=20)

    alice.post(
        page_of(session),
        {"start": "2014-11-03", "end": "2014-11-14", "reason": "Put off by a week."},
    )

    assert str(Session.objects.get(pk=20).start) == "2014-11-03"
    assert Change.objects.get(kind="edit").note.endswith("Put off by a week.")


def test_a_session_that_moves_names_the_reviews_it_leaves_behind(alice):
    load_reference(NOW)
    session = Session.objects.get(pk=20)
    sent = {"start": "2014-11-03", "end": "2014-11-14", "reason": "Put off by a week."}

    saved = alice.post(page_of(session), sent, follow=True)

    left = Review.objects.filter(session=20, date__lt="2014-11-03")
    names = left.order_by("date", "state__name").values_list("state__name", flat=True)
    assert [str(message) for message in saved.context["messages"]][:1] == [
        f"Their days are not days of the session: {', '.join(names)}. Edit them, too."
    ]
    assert len(names) > 1


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"start": "2014-11-14", "end": "2014-11-03"}, "end", "ends before it begins"),
        ({"start": "2014-11-03", "end": ""}, "end", "both days of the session"),
        ({"start": "", "end": "2014-11-14"}, "start", "both days of the session"),
        ({"start": "2014-11-03", "end": "2015-11-14"}, "end", "look at the years"),
        ({"start": "3/11/2014", "end": "2014-11-14"}, "start", "as 2027-01-31"),
    ],
)
def test_days_that_are_no_sessions_are_refused(alice, sent, field, says):
    load_reference(NOW)
    before = Session.objects.values().get(pk=20)

    page = alice.post(page_of(Session.objects.get(pk=20)), {**sent, "reason": "x"})

    errors = page.context["adminform"].form.errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert Session.objects.values().get(pk=20) == before


@pytest.mark.parametrize(
    ("sent", "field", "says"),
    [
        ({"date": "2014-10-04"}, "date", "27 October 2014 to 7 November 2014"),
        ({"session": 21}, "date", "19 January 2015 to 30 January 2015"),
        ({"adoption_date": "2014-11-03"}, "adoption_date", "before the review"),
        ({"session": ""}, "session", "at which session it was held"),
    ],
)
def test_what_contradicts_itself_is_refused_of_a_review(alice, sent, field, says):
    load_reference(NOW)
    review = Review.objects.get(state="SVN", cycle=2)

    page = alice.post(page_of(review), {**form_of(review), "reason": "x", **sent})

    errors = page.context["adminform"].form.errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    review.refresh_from_db()
    assert not review.is_edited


def test_a_row_that_prints_odd_days_can_be_edited_in_all_else(alice):
    load_reference(NOW)
    odd = Review.objects.get(state="VEN", cycle=1)
    assert odd.adoption_date is not None
    assert odd.date is not None
    assert odd.adoption_date < odd.date
    sent = {**form_of(odd), "source": "seen on paper", "reason": "Its source."}

    assert alice.post(page_of(odd), sent).status_code == 302

    assert Review.objects.get(pk=odd.pk).source == "seen on paper"


def test_edits_of_a_review_are_undone_with_a_reason(alice, bob_edits_nothing):
    load_reference(NOW)
    review = Review.objects.get(state="SVN", cycle=2)
    before = Review.objects.values().get(pk=review.pk)
    review.session_id, review.date = 21, None
    edit(review, "A slip.", NOW, User.objects.get(email="alice@example.org"))
    address = reverse("admin:archive_review_undo_edits", args=[review.pk])

    assert address in alice.get(page_of(review)).content.decode()
    assert alice.post(address, {"reason": " "}).status_code == 200
    assert alice.post(address, {"reason": "It was another one."}).url == page_of(review)

    assert Review.objects.values().get(pk=review.pk) == before
    assert Change.objects.filter(kind="edit").latest("id").note == (
        "SVN, cycle 2: session 21 → 20; date – → 4 November 2014. It was another one."
    )
    again = alice.post(address, {"reason": "Once more"})
    assert "Nobody edited it" in again.content.decode()
    alice.force_login(bob_edits_nothing)
    assert alice.post(address, {"reason": "x"}).status_code == 403
