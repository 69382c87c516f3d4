from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from tests.upright.calendar.conftest import LATER, MakeReview, entry
from upr.timeline import Basis, DatedStep
from upright.accounts.models import User
from upright.archive.errors import EditError
from upright.archive.models import Change, Review, Session
from upright.calendar import queries
from upright.calendar.actions import publish
from upright.calendar.entering import Entering, enter, withdraw
from upright.calendar.models import EnteredDays

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
PLENARY = date(2027, 3, 11)


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_superuser("alice@example.org", "a long pass phrase")


def plenary(held: Review, day: date = PLENARY, **fields: object) -> Entering:
    assert held.session is not None
    given = {
        "session": held.session,
        "review": held,
        "step": "plenary",
        "first": day,
        "last": day,
        "source": "Programme of work of the Council",
        **fields,
    }
    return Entering(**given)  # type: ignore[arg-type]  # fields are of many types


def shown(step: str) -> DatedStep:
    page = queries.review_page("SVN", 4)
    assert page is not None
    return next(one for one in page.steps if one.step.key == step)


def test_entered_days_outrank_the_rule_and_the_calendars_follow(
    published: Review, alice: User
) -> None:
    computed = shown("plenary")
    assert computed.basis is Basis.COMPUTED
    enter(plenary(published, at=time(10)), "Programme came out", LATER, alice)
    publish(LATER)

    known = shown("plenary")
    assert known.basis is Basis.KNOWN
    assert known.window is not None
    assert (known.window.first, known.window.at) == (PLENARY, time(10))
    moved = entry("SVN-4-47-plenary")
    assert (moved.first, moved.last, moved.is_known) == (PLENARY, PLENARY, True)
    assert moved.sequence == 1


def test_history_stays_and_withdrawing_brings_the_rule_back(
    published: Review, alice: User
) -> None:
    first = enter(plenary(published), "Programme", LATER, alice)
    second = enter(plenary(published, date(2027, 3, 12)), "It moved", AFTER, alice)
    first.refresh_from_db()
    assert first.until == second.since
    withdraw(second, "It was another State’s", AFTER, alice)

    assert shown("plenary").basis is Basis.COMPUTED
    assert EnteredDays.objects.filter(until=None).count() == 0
    assert [change.note for change in queries.edits(published)] == [
        "SVN, cycle 4: Adoption of the outcome by the Human Rights Council "
        "12 March 2027 → –. It was another State’s",
        "SVN, cycle 4: Adoption of the outcome by the Human Rights Council "
        "11 March 2027 → 12 March 2027. It moved",
        "SVN, cycle 4: Adoption of the outcome by the Human Rights Council "
        "– → 11 March 2027. Programme",
    ]
    with pytest.raises(EditError):
        withdraw(second, "Again", AFTER, alice)


def test_days_of_the_whole_session_hold_for_its_reviews(
    published: Review, alice: User
) -> None:
    days = plenary(published, review=None, step="pre-session", last=date(2027, 3, 13))
    enter(days, "Announced", LATER, alice)
    assert shown("pre-session").basis is Basis.KNOWN
    own = plenary(published, date(2027, 3, 14), step="pre-session")
    enter(own, "Its own day", AFTER, alice)
    window = shown("pre-session").window
    assert window is not None
    assert window.first == date(2027, 3, 14)
    page = queries.session_page(47)
    assert page is not None
    of_session = next(one for one in page.steps if one.step.key == "pre-session")
    assert of_session.window is not None
    assert of_session.window.first == PLENARY


def test_days_entered_for_one_session_do_not_follow_a_review_that_moves(
    published: Review, alice: User
) -> None:
    enter(plenary(published), "Programme", LATER, alice)
    published.session_id = 46
    published.save()
    assert shown("plenary").basis is not Basis.KNOWN


def test_nothing_is_entered_without_a_reason_or_backwards(
    published: Review, alice: User
) -> None:
    with pytest.raises(EditError):
        enter(plenary(published), " ", LATER, alice)
    with pytest.raises(EditError):
        enter(plenary(published, last=date(2027, 1, 1)), "Why", LATER, alice)
    assert EnteredDays.objects.count() == 0
    assert Change.objects.filter(kind=Change.Kind.EDIT).count() == 0


def test_staff_enter_and_withdraw_in_the_admin(published, alice, client, bob_looks):
    client.force_login(alice)
    form = {
        "session": published.session_id,
        "review": published.pk,
        "step": "plenary",
        "first": "2027-03-11",
        "last": "2027-03-11",
        "source": "Programme of work",
        "reason": "It came out",
    }
    address = reverse("admin:calendar_entereddays_add")
    assert client.get(address).status_code == 200
    assert client.post(address, form).status_code == 302
    assert client.post(address, {**form, "last": "2027-03-10"}).status_code == 200
    assert client.post(address, {**form, "session": 46}).status_code == 200
    row = EnteredDays.objects.get()
    assert client.get(reverse("admin:calendar_entereddays_changelist")).status_code == (
        200
    )
    assert str(row) == (
        "SVN, cycle 4: Adoption of the outcome by the Human Rights Council"
    )
    own = reverse("admin:calendar_entereddays_change", args=[row.pk])
    assert client.get(own).status_code == 200
    page = reverse("admin:calendar_entereddays_withdraw", args=[row.pk])
    shown = " ".join(client.get(page).content.decode().split())
    assert shown.count("11 March 2027, from Programme of work, would hold") == 1
    client.force_login(bob_looks)
    assert client.post(page, {"reason": "Why"}).status_code == 403
    assert client.get(address).status_code == 403
    client.force_login(alice)
    assert client.post(page, {"reason": "A mistake"}).status_code == 302
    row.refresh_from_db()
    assert row.until == row.since + 1
    assert client.get(page).status_code == 404


@pytest.fixture
def bob_looks(db: None) -> User:
    return User.objects.create_user("bob@example.org", is_staff=True)


def test_sessions_that_nobody_dated_stay_undated(
    states: None, make_review: MakeReview
) -> None:
    assert queries.entered(Session.objects.get(number=47)).of(None, None) == {}
