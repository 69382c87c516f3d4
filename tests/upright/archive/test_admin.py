"""The admin: everything to look at, corrections through their action alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from tests.upright.builders import NOW, document, item
from upr.coding import Scheme
from upr.records import READER_VERSION, Check, Leftover, Place
from upright.accounts.models import User
from upright.archive import queries
from upright.archive.actions import (
    Decision,
    archive_document,
    decide,
    load_reference,
)
from upright.archive.models import (
    Correction,
    Document,
    Recommendation,
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
def bob(db, client):
    """The browser of Bob: staff who may look and not correct."""
    user = User.objects.create_user("bob@example.org", is_staff=True)
    looks = Permission.objects.filter(
        content_type__app_label="archive", codename__startswith="view_"
    )
    user.user_permissions.set(looks)
    client.force_login(user)
    return client


def page_of(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def form_of(field: str) -> str:
    first = Recommendation.objects.earliest("pk")
    return reverse("admin:archive_recommendation_correct", args=[first.pk, field])


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


def test_a_row_of_which_the_codes_alone_changed_leads_to_the_one_in_its_place(
    read, alice, staff
):
    first = Recommendation.objects.earliest("pk")
    codes = Decision(first.item.document, "136.1", 1, Scheme.ACTION, ["5"])
    decide(codes, NOW, staff)
    first.refresh_from_db()
    assert first.until is not None

    said = {"value": "Ratify A soon", "reason": "misread"}
    alice.post(form_of("text"), said)

    now = Recommendation.objects.get(item__key="136.1", order=1, until=None)
    assert (now.text, now.codings["action"]) == (
        "Ratify A soon",
        [["5", 1.0, "person"]],
    )
    assert alice.post(form_of("text"), said).status_code == 404


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
