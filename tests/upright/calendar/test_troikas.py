"""Staff enter the troika of a review, and take it back; the page follows at once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.upright.builders import NOW
from tests.upright.calendar.conftest import LATER, MakeReview
from tests.upright.explore.conftest import texts
from upright.accounts.models import User
from upright.archive.actions import load_reference
from upright.archive.errors import EditError
from upright.archive.models import Change, Review
from upright.calendar import queries
from upright.calendar.models import EnteredTroika
from upright.calendar.troikas import (
    EnteringTroika,
    enter_troika,
    mistakes,
    withdraw_troika,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
ADD = reverse("admin:calendar_enteredtroika_add")
LISTED = reverse("admin:calendar_enteredtroika_changelist")


@pytest.fixture
def slovenia(db: None) -> Review:
    """The review of a State whose troika the reference facts have."""
    load_reference(NOW)
    return Review.objects.get(state="SVN", cycle=3)


def drawn(review: Review, *states: str) -> EnteringTroika:
    return EnteringTroika(review, states, "example.org/troikas: seen on 2 June 2026")


def shown(client: Client, review: Review) -> list[str]:
    """The troika on the page of a review, as anybody reads it."""
    answer = client.get(reverse("review", args=[review.state_id, review.cycle]))
    page = html.fromstring(answer.content.decode())
    return texts(page, "//dt[.='Troika']/following-sibling::dd[1]")


def notes(review: Review) -> list[str]:
    return [change.note for change in queries.edits(review)]


def test_an_entered_troika_is_shown_at_once_and_says_what_it_rests_on(
    slovenia, staff, client
):
    assert shown(client, slovenia) == ["Bangladesh, Denmark, Egypt"]

    enter_troika(drawn(slovenia, "NOR", "PER"), "One was excused.", LATER, staff)

    assert shown(client, slovenia) == [
        "Norway, Peru edited example.org/troikas: seen on 2 June 2026 · not verified"
    ]
    assert notes(slovenia) == [
        "SVN, cycle 3: Troika Bangladesh, Denmark, Egypt → Norway, Peru. "
        "One was excused."
    ]


def test_a_browser_that_kept_the_page_is_told_of_a_troika(slovenia, staff, client):
    address = reverse("review", args=["SVN", 3])
    kept = {"if-none-match": client.get(address)["ETag"]}
    assert client.get(address, headers=kept).status_code == 304

    row = enter_troika(drawn(slovenia, "NOR"), "Drawn.", LATER, staff)
    entered = client.get(address, headers=kept)
    kept = {"if-none-match": entered["ETag"]}
    withdraw_troika(row, "Not so.", LATER, staff)

    assert entered.status_code == 200
    assert client.get(address, headers=kept).status_code == 200


def test_history_stays_and_withdrawing_brings_the_facts_back(slovenia, staff, client):
    first = enter_troika(drawn(slovenia, "NOR"), "Drawn.", LATER, staff)
    second = enter_troika(drawn(slovenia), "None was drawn.", LATER, staff)
    first.refresh_from_db()
    assert first.until == second.since
    assert [text.split(" edited")[0] for text in shown(client, slovenia)] == ["none"]

    withdraw_troika(second, "A mistake.", LATER, staff)

    assert shown(client, slovenia) == ["Bangladesh, Denmark, Egypt"]
    assert notes(slovenia) == [
        "SVN, cycle 3: Troika – → Bangladesh, Denmark, Egypt. A mistake.",
        "SVN, cycle 3: Troika Norway → –. None was drawn.",
        "SVN, cycle 3: Troika Bangladesh, Denmark, Egypt → Norway. Drawn.",
    ]
    with pytest.raises(EditError):
        withdraw_troika(second, "Again.", LATER, staff)


def test_loading_the_facts_again_leaves_what_was_entered(slovenia, staff, client):
    enter_troika(drawn(slovenia, "NOR", "PER"), "Drawn.", LATER, staff)
    Review.objects.filter(pk=slovenia.pk).update(troika=[], date=None)

    load_reference(LATER)

    slovenia.refresh_from_db()
    assert slovenia.troika == ["BGD", "DNK", "EGY"]
    assert slovenia.date == date(2019, 11, 12)
    assert shown(client, slovenia)[0].startswith("Norway, Peru edited")


def test_of_a_review_without_a_troika_nothing_is_said(make_review: MakeReview, client):
    assert shown(client, make_review()) == []


@pytest.mark.parametrize(
    ("iso3", "cycle", "codes", "said"),
    [
        ("SVN", 3, "NOR PER CHL", []),
        ("SVN", 3, "", []),
        (
            "SVN",
            3,
            "NOR PER CHL ALB",
            ["A troika has three States at most; these are 4."],
        ),
        ("SVN", 3, "NOR NOR PER", ["Norway is named more than once."]),
        ("SVN", 3, "SVN", ["Slovenia is the State under review."]),
        (
            "SVN",
            3,
            "VAT XAA",
            [
                "Holy See is not a member of the United Nations.",
                "Aldoria is not a member of the United Nations.",
            ],
        ),
        ("SVN", 3, "SSD", []),
        (
            "SDN",
            1,
            "SSD",
            ["South Sudan was not yet a member of the United Nations on 10 May 2011."],
        ),
    ],
)
def test_what_cannot_be_the_troika_is_said_of_each_state(
    slovenia, iso3, cycle, codes, said
):
    review = Review.objects.get(state=iso3, cycle=cycle)
    assert list(mistakes(review, codes.split(), TODAY)) == said


def test_an_imagined_state_has_an_imagined_troika(make_review: MakeReview):
    review = make_review("XAA")
    assert list(mistakes(review, ["XAB", "XAA", "NOR"], TODAY)) == [
        "Aldoria is the State under review.",
        "Norway is not imagined, as the State under review is.",
    ]


def test_nothing_is_entered_without_a_reason_or_with_a_mistake(slovenia, staff):
    with pytest.raises(EditError):
        enter_troika(drawn(slovenia, "NOR"), " ", LATER, staff)
    with pytest.raises(EditError):
        enter_troika(drawn(slovenia, "NOR", "NOR", "SVN"), "Why", LATER, staff)
    assert EnteredTroika.objects.count() == 0
    assert Change.objects.filter(kind=Change.Kind.EDIT).count() == 0


def sent(review: Review, **fields: str) -> dict[str, object]:
    given = {"states": "Norway\nPeru, Chile", "source": "A list", "reason": "Drawn."}
    return {"review": review.pk, **given, **fields}


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"states": "Korea\nPeru\nUtopia"},
            {
                "states": [
                    "No State is called “Korea”. Perhaps: KOR, PRK.",
                    "No State is called “Utopia”.",
                ]
            },
        ),
        (
            {"states": "Norway, NOR, Slovenia"},
            {
                "states": [
                    "Norway is named more than once.",
                    "Slovenia is the State under review.",
                ]
            },
        ),
        ({"reason": " "}, {"reason": ["This field is required."]}),
        ({"source": ""}, {"source": ["This field is required."]}),
    ],
)
def test_the_form_says_every_mistake(slovenia, alice, fields, errors):
    page = alice.post(ADD, sent(slovenia, **fields))
    assert page.context["adminform"].form.errors == errors
    assert EnteredTroika.objects.count() == 0


def test_staff_enter_and_withdraw_in_the_admin(slovenia, alice):
    assert alice.get(ADD).status_code == 200
    assert alice.post(ADD, sent(slovenia))["Location"] == LISTED
    row = EnteredTroika.objects.get()
    assert row.states == ["NOR", "PER", "CHL"]
    assert str(row) == "SVN, cycle 3: NOR, PER, CHL"
    listed = html.fromstring(alice.get(LISTED).content.decode())
    assert texts(listed, "//tbody//th | //tbody//td[@class='field-states_named']") == [
        "Slovenia, cycle 3",
        "Norway, Peru, Chile",
    ]
    own = reverse("admin:calendar_enteredtroika_change", args=[row.pk])
    seen = html.fromstring(alice.get(own).content.decode())
    assert texts(seen, "//div[@class='readonly']")[:3] == [
        "SVN, cycle 3",
        "Norway, Peru, Chile",
        "A list",
    ]

    form = reverse("admin:calendar_enteredtroika_withdraw", args=[row.pk])
    page = html.fromstring(alice.get(form).content.decode())
    assert texts(page, "//div[@id='content-main']/p") == [
        "Norway, Peru, Chile, from A list, would hold no longer."
    ]
    assert alice.post(form, {"reason": ""}).status_code == 200
    assert alice.post(form, {"reason": "A mistake."})["Location"] == LISTED
    row.refresh_from_db()
    assert row.until == row.since + 1
    assert alice.get(form).status_code == 404


def test_others_enter_no_troika(slovenia, staff, client):
    row = enter_troika(drawn(slovenia, "NOR"), "Drawn.", LATER, staff)
    form = reverse("admin:calendar_enteredtroika_withdraw", args=[row.pk])
    for address in (ADD, form):
        assert client.post(address, sent(slovenia)).status_code == 302  # to sign in
    client.force_login(User.objects.create_user("bob@example.org", is_staff=True))
    for address in (ADD, form):
        assert client.post(address, sent(slovenia)).status_code == 403
    assert list(EnteredTroika.objects.values_list("pk", "until")) == [(row.pk, None)]
