"""The admin: everything to look at, corrections through their action alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from tests.upright.builders import NOW, document, item
from upr.records import READER_VERSION, Check, Leftover, Place
from upright.accounts.models import User
from upright.archive import queries
from upright.archive.actions import archive_document, edit, load_reference
from upright.archive.models import (
    Change,
    Correction,
    Document,
    Recommendation,
    Review,
    Session,
)

ONE = item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "XAC"))
MODELS = (
    "document",
    "recommendation",
    "correction",
    "review",
    "session",
    "state",
    "change",
)


@pytest.fixture
def read(archive):
    """A report with an item, a left-over line and a check, archived."""
    archive(
        document(
            ONE,
            leftovers=(Leftover("A line of nowhere", "no rule takes it", Place(3)),),
            checks=(Check("numbering", passed=False, message="136.2 is missing."),),
        )
    )


@pytest.fixture
def alice(client, staff):
    """The browser of Alice, who may do everything."""
    client.force_login(staff)
    return client


@pytest.fixture
def bob(db, client):
    """The browser of Bob: staff who may look and not correct."""
    user = User.objects.create_user("bob@example.org", is_staff=True)
    looks = Permission.objects.filter(
        content_type__app_label="archive", codename__startswith="view_"
    )
    user.user_permissions.set(looks)
    client.force_login(user)
    return client


@pytest.fixture
def bob_edits_nothing(db):
    """Staff without a permission."""
    return User.objects.create_user("bob@example.org", is_staff=True)


def form_of(field: str) -> str:
    first = Recommendation.objects.earliest("pk")
    return reverse("admin:archive_recommendation_correct", args=[first.pk, field])


def page_of(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_page_opens(read, correct, alice, model):
    load_reference(NOW)
    correct("136.1", "text", "Ratify A soon", order=1)
    listed = alice.get(reverse(f"admin:archive_{model}_changelist"))
    assert listed.status_code == 200
    row = listed.context["cl"].result_list[0]

    assert alice.get(page_of(row)).status_code == 200
    assert alice.get(reverse(f"admin:archive_{model}_changelist") + "?q=a").status_code


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_added_or_deleted_in_the_admin(read, correct, alice, model):
    load_reference(NOW)
    correct("136.1", "text", "Ratify A soon", order=1)
    row = (
        alice.get(reverse(f"admin:archive_{model}_changelist"))
        .context["cl"]
        .result_list[0]
    )
    delete = reverse(f"admin:archive_{model}_delete", args=[row.pk])

    assert alice.get(reverse(f"admin:archive_{model}_add")).status_code == 403
    assert alice.post(delete, {"post": "yes"}).status_code == 403
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", [Recommendation, Document])
def test_no_row_in_force_can_be_edited_in_the_admin(read, alice, kind):
    row = kind.objects.first()

    assert (
        alice.post(page_of(row), {"text": "Other", "title": "Other"}).status_code == 403
    )
    assert queries.data_version() == 1


def test_a_document_shows_what_was_left_over_and_its_checks(read, alice):
    page = alice.get(page_of(Document.objects.get())).content.decode()

    assert "p. 3: A line of nowhere (no rule takes it)" in page
    assert "✗ 136.2 is missing." in page
    assert f"reader {READER_VERSION}, layout “imagined”, change 1" in page


def test_a_correction_is_previewed_and_then_made(read, alice, staff):
    asked = {"value": "Ratify A soon", "reason": "p. 14"}

    shown = alice.post(form_of("text"), {**asked, "preview": "Preview"})

    assert list(shown.context["preview"].lines()) == [
        "~ 136.1(1) text: Ratify A → Ratify A soon"
    ]
    assert queries.data_version() == 1

    made = alice.post(form_of("text"), asked)

    correction = Correction.objects.get()
    assert made.url == page_of(correction)
    assert (correction.value, correction.reason, correction.by) == (
        "Ratify A soon",
        "p. 14",
        staff,
    )


@pytest.mark.parametrize(
    ("field", "sent", "value", "order"),
    [
        ("text", {"value": "Other"}, "Other", 1),
        ("states", {"value": "Dunmere\nXAE, Corvalia"}, ["XAD", "XAE", "XAC"], 1),
        ("position", {"value": "noted"}, "noted", 1),
        ("position", {"value": "noted", "whole_item": "on"}, "noted", None),
        ("addressee", {"value": "XAD"}, "XAD", 1),
        ("number", {"value": "136.9"}, "136.9", None),
    ],
)
def test_every_field_has_its_form(read, alice, field, sent, value, order):
    page = alice.get(form_of(field)).content.decode()
    assert ONE.text in page

    alice.post(form_of(field), {**sent, "reason": "seen"})

    correction = Correction.objects.get()
    assert (correction.field, correction.value, correction.recommendation_order) == (
        field,
        value,
        order,
    )


@pytest.mark.parametrize(
    ("field", "sent", "says"),
    [
        ("text", {"value": "Other"}, "This field is required."),
        ("text", {"value": "Ratify A", "reason": "x"}, "nothing would change"),
        ("states", {"value": "Atlantis", "reason": "x"}, "No State is called"),
        ("states", {"value": "Chile", "reason": "x"}, "No imagined State"),
        ("number", {"value": "first", "reason": "x"}, "A number looks like"),
    ],
)
def test_what_cannot_be_corrected_is_said_in_the_form(read, alice, field, sent, says):
    page = alice.post(form_of(field), sent)

    assert page.status_code == 200
    assert says in page.content.decode()
    assert queries.data_version() == 1


def test_a_correction_is_withdrawn_with_a_reason(read, correct, alice):
    correction = correct("136.1", "text", "Ratify A soon", order=1)
    address = reverse("admin:archive_correction_withdraw", args=[correction.pk])

    assert "Ratify A soon" in alice.get(address).content.decode()
    alice.post(address, {"reason": "it was right"})
    again = alice.post(address, {"reason": "it was right"})

    correction.refresh_from_db()
    assert correction.until == 3
    assert "withdrawn already" in again.content.decode()


def test_a_correction_without_its_item_is_named_on_the_list(read, correct, alice):
    correct("136.1", "text", "Do B now", order=2)
    archive_document(
        document(item("136.1", ("Ratify A", "XAB")), reissued=True), b"reissue", NOW
    )

    listed = alice.get(reverse("admin:archive_correction_changelist"))

    assert [str(message) for message in listed.context["messages"]] == [
        "A/HRC/901/1 136.1: text: the reading in force has no such item; decide anew."
    ]


def test_a_superseded_row_and_an_unknown_field_have_no_form(read, correct, alice):
    correct("136.1", "text", "Ratify A soon", order=1)

    assert alice.get(form_of("text")).status_code == 404
    current = Recommendation.objects.filter(until=None).latest("pk")
    address = reverse(
        "admin:archive_recommendation_correct", args=[current.pk, "title"]
    )
    assert alice.get(address).status_code == 404


def test_a_visitor_is_asked_to_sign_in(read, correct, client):
    correction = correct("136.1", "text", "Ratify A soon", order=1)
    addresses = [
        form_of("text"),
        reverse("admin:archive_correction_withdraw", args=[correction.pk]),
        page_of(correction),
        page_of(Document.objects.get()),
        reverse("admin:archive_change_changelist"),
    ]

    for address in addresses:
        for answer in (client.get(address), client.post(address, {"reason": "x"})):
            assert (answer.status_code, answer.url) == (
                302,
                f"{reverse('admin:login')}?next={address}",
            )


def test_staff_without_the_permission_look_and_cannot_correct(read, correct, bob):
    correction = correct("136.1", "text", "Ratify A soon", order=1)
    address = reverse("admin:archive_correction_withdraw", args=[correction.pk])
    current = Recommendation.objects.get(text="Ratify A soon")

    assert bob.get(page_of(current)).status_code == 200
    assert "/correct/" not in bob.get(page_of(current)).content.decode()
    for answer in (
        bob.get(form_of("text")),
        bob.post(form_of("text"), {"value": "Other", "reason": "x"}),
        bob.post(address, {"reason": "x"}),
        bob.post(reverse("admin:archive_session_change", args=[20]), {"reason": "x"}),
    ):
        assert answer.status_code == 403
    assert queries.data_version() == 2


def test_a_review_moves_with_a_reason(alice):
    load_reference(NOW)
    review = Review.objects.get(state="SVN", cycle=2)
    sent = {
        "scheduled_session": 20,
        "session": 21,
        "status": "moved",
        "date": "2015-01-20",
        "adoption_date": "2015-01-23",
        "report_symbol": "A/HRC/28/15",
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
    whole = {
        "scheduled_session": 20,
        "session": 20,
        "status": "held",
        "date": "2014-11-04",
        "adoption_date": "2014-11-06",
        "reason": "x",
    }

    page = alice.post(page_of(review), {**whole, **sent})

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
    sent = {
        "scheduled_session": odd.scheduled_session_id,
        "session": odd.session_id,
        "status": odd.status,
        "date": str(odd.date),
        "adoption_date": str(odd.adoption_date),
        "report_symbol": odd.report_symbol,
        "source": "seen on paper",
        "reason": "Its source.",
    }

    assert alice.post(page_of(odd), sent).status_code == 302

    assert Review.objects.get(pk=odd.pk).source == "seen on paper"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ["All", "in force", "no longer in force"]),
        ("?_facets=True", ["All", "in force (1)", "no longer in force (0)"]),
    ],
)
def test_the_filter_of_validity_speaks_of_force(read, correct, alice, query, words):
    correct("136.1", "text", "Ratify A soon", order=1)
    address = reverse("admin:archive_correction_changelist")

    page: Any = html.fromstring(alice.get(address + query).content.decode())

    links = page.xpath("//nav[@id='changelist-filter']//a/text()")
    assert [text.strip() for text in links][-3:] == words


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


@pytest.mark.parametrize("number", [1, 3])
def test_lists_need_the_same_number_of_queries_for_one_and_three(
    archive, alice, django_assert_num_queries, number
):
    for at in range(1, number + 1):
        archive(document(item("1.1", ("Do A", "XAB", "XAC")), symbol=f"A/HRC/901/{at}"))

    with django_assert_num_queries(8):
        alice.get(reverse("admin:archive_recommendation_changelist"))
    with django_assert_num_queries(7):
        alice.get(reverse("admin:archive_document_changelist"))


def test_the_admin_keeps_to_the_policy_of_the_site(read, alice):
    answer = alice.get(form_of("text"))

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
