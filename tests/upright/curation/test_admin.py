"""The work list: what is open, where it is printed, and the way to decide it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import document, item
from upr.records import Check, Leftover, Place
from upright.accounts.models import User
from upright.archive import queries

Page = Any  # an element of lxml, which has no complete types

LIST = "/admin/curation/openquestion/"
REPORT = document(
    item("136.1", ("Do A", "XAB"), position="pending"),
    item("136.2", ("Do B", "XAC"), position="pending"),
    leftovers=(Leftover("A line of nowhere", "No rule takes it.", Place(3)),),
    checks=(
        Check("numbering", passed=False, message="136.3 is missing."),
        Check("known_states", passed=True, message="All States are known."),
    ),
)
ANSWERS = addendum(
    statement("unclear", "136.1"),
    statement("supported", "136.2"),
    statement("noted", "136.77"),
)


def page_of(client: Client, query: str = "") -> Page:
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


@pytest.fixture
def open_questions(archive) -> None:
    archive(REPORT)
    archive(ANSWERS)


@pytest.fixture
def rows(client, staff):
    """The rows of the list as Alice sees them, who may do everything."""
    client.force_login(staff)

    def rows(query: str = "") -> list[list[str]]:
        return [
            [" ".join(cell.text_content().split()) for cell in row.xpath("./*")]
            for row in page_of(client, query).xpath(
                "//table[@id='result_list']/tbody/tr"
            )
        ]

    return rows


def test_what_is_open_is_listed_with_its_reason_and_its_page(open_questions, rows):
    assert rows() == [
        [
            "A/HRC/901/1",
            "A check of the document failed.",
            "136.3 is missing.",
            "A/HRC/901/1",
            "Tick off",
        ],
        [
            "A/HRC/901/1, 136.1",
            "The answer takes no clear position.",
            "A/HRC/901/1/Add.1, para. 4: unclear, “The following are unclear:”",
            "A/HRC/901/1/Add.1, page 2",
            "Decide the position",
        ],
        [
            "A/HRC/901/1",
            "No item of the report has this number.",
            "136.77: noted, “The following are noted:”",
            "A/HRC/901/1/Add.1, page 2",
            "Tick off",
        ],
        [
            "A/HRC/901/1",
            "A line could not be placed. No rule takes it.",
            "A line of nowhere",
            "A/HRC/901/1, page 3",
            "Tick off",
        ],
    ]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("unclear", ["A/HRC/901/1, 136.1"]),
        ("leftover", ["A/HRC/901/1"]),
        ("check", ["A/HRC/901/1"]),
        ("disagree", []),
    ],
)
def test_one_reason_is_asked_for(reason, said, open_questions, rows):
    assert [row[0] for row in rows(f"?reason={reason}")] == said


def test_a_decision_takes_it_off_the_list(open_questions, rows, client):
    found = queries.item("A/HRC/901/1", "136.1")
    assert found is not None
    address = reverse(
        "admin:archive_recommendation_correct",
        args=[found.recommendations[0].pk, "position"],
    )
    page = page_of(client, "?reason=unclear")
    assert page.xpath("//td[@class='field-decide']/a/@href") == [address]

    client.post(address, {"value": "noted", "reason": "Said in the room."})

    assert rows("?reason=unclear") == []
    decided = queries.item("A/HRC/901/1", "136.1")
    assert decided is not None
    assert decided.recommendations[0].position == "noted"


def test_who_may_not_correct_sees_no_way_to_decide(open_questions, client):
    bob = User.objects.create_user("bob@example.org", is_staff=True)
    bob.user_permissions.set(Permission.objects.filter(codename="view_openquestion"))
    client.force_login(bob)

    page = page_of(client)

    assert len(page.xpath("//td[@class='field-reason']")) == 4
    assert page.xpath("//td[@class='field-decide']") == []


def test_others_are_asked_to_sign_in(db, client):
    assert client.get(LIST).status_code == 302
