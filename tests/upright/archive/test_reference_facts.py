"""States, sessions and reviews come from the library; edits of staff stay."""

import pytest

from tests.upright.builders import NOW
from upr.reference import reviews, sessions
from upr.reference import states as state_facts
from upright.archive import queries
from upright.archive.actions import edit, load_reference
from upright.archive.errors import EditError
from upright.archive.models import Change, Review, Session, State


@pytest.fixture
def loaded(db):
    load_reference(NOW)


def test_every_fact_becomes_a_row(loaded):
    assert State.objects.count() == len(state_facts.STATES)
    assert Session.objects.count() == len(sessions.SESSIONS)
    assert Review.objects.count() == len(reviews.REVIEWS)
    slovenia = Review.objects.get(state="SVN", cycle=2)
    assert (slovenia.session_id, slovenia.report_symbol, slovenia.status) == (
        20,
        "A/HRC/28/15",
        "held",
    )
    assert State.objects.get(pk="SVN").organisations != []
    assert not State.objects.get(pk="VAT").is_member


def test_loading_again_changes_nothing(loaded):
    assert load_reference(NOW) == 0
    assert queries.data_version() == 1


def test_a_row_that_is_behind_the_facts_is_brought_up_to_them(loaded):
    Session.objects.filter(pk=20).update(cycle=1)

    assert load_reference(NOW) == 1
    assert Session.objects.get(pk=20).cycle == 2


def test_what_staff_edited_is_left_alone(loaded, staff):
    review = Review.objects.get(state="SVN", cycle=2)
    review.session_id = 21
    review.status = Review.Status.MOVED

    edit(review, "Asked for by the State.", NOW, staff)

    assert load_reference(NOW) == 0
    assert Review.objects.get(pk=review.pk).session_id == 21
    change = Change.objects.get(pk=2)
    assert (change.kind, change.by) == ("edit", staff)
    assert change.note == (
        "SVN, cycle 2: session 20 → 21; status held → moved. Asked for by the State."
    )


def test_an_edit_needs_a_reason(loaded, staff):
    with pytest.raises(EditError, match="Say why"):
        edit(Session.objects.get(pk=20), " ", NOW, staff)

    assert queries.data_version() == 1
