"""The codes of one text, decided by staff outside of rounds."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.upright.builders import document, item
from tests.upright.curation.coding import coder
from tests.upright.curation.test_coding_views import chosen, page
from upright.accounts.models import User
from upright.archive.models import Change, Coding, Document, Recommendation

pytestmark = pytest.mark.django_db

MODEL: dict[str, object] = {
    "action": [["4", 0.61, "model"]],
    "issues": [["Women's rights", 0.9, "model"], ["Detention", 0.7, "model"]],
}


@pytest.fixture
def text(three_texts: None) -> Recommendation:
    """A text and what a model gives it."""
    found = Recommendation.objects.filter(item__key="136.1")
    found.update(codings=MODEL)
    return found.get()


@pytest.fixture
def dora(db: None, client: Client) -> User:
    """Somebody who may correct, signed in."""
    user = coder("dora", "add_correction")
    client.force_login(user)
    return user


def at(text: Recommendation, scheme: str = "action", name: str = "decide") -> str:
    return reverse(f"admin:curation_codedtext_{name}", args=[text.pk, scheme])


def given() -> object:
    """What is in force of the action that the text asks for."""
    return Recommendation.objects.get(item__key="136.1", until=None).codings["action"]


def told(response) -> str:
    shown: Any = html.fromstring(response.content.decode())
    return str(shown.xpath("string(//ul[@class='messagelist']/li)"))


def test_codes_are_decided_with_a_reason_and_taken_back(text, dora, client):
    assert chosen(page(client, at(text))) == ["4"]
    said = {"codes": ["5"], "reason": "It names the treaty."}

    answer = client.post(at(text), said, follow=True)

    assert told(answer) == "Decided, and in force. It can be taken back."
    assert given() == [["5", 1.0, "person"]]
    row = Coding.objects.get(coder="person")
    assert (row.by, row.reason) == (dora, "It names the treaty.")
    shown: Any = html.fromstring(answer.content.decode())
    assert chosen(shown) == ["5"]
    cells = shown.xpath("//h2[text()='What was given so far']/following::tbody/tr/td")
    assert [one.text_content() for one in cells][1:] == [
        "dora@example.org",
        "5 – Specific",
        "It names the treaty.",
        "yes",
    ]
    [back] = shown.xpath("//form[.//button[text()='Take the decision back']]/@action")
    assert told(client.post(back, follow=True)) == (
        "Taken back. What was before is in force again."
    )
    assert Coding.objects.filter(coder="person", until=None).count() == 0
    assert told(client.post(back, follow=True)) == "There is nothing to take back."
    assert Change.objects.filter(kind=Change.Kind.CODING).count() == 2


def test_a_page_opened_before_somebody_decided_still_decides(text, dora, client):
    said = {"codes": ["5"], "reason": "one"}
    client.post(at(text), said)
    client.post(at(text), {"codes": ["3"], "reason": "two"})  # of the row before
    assert given() == [["3", 1.0, "person"]]
    assert Coding.objects.filter(coder="person").count() == 2


def test_several_issues_or_none_are_decided(text, dora, client):
    shown = page(client, at(text, "issues"))
    assert chosen(shown) == ["Detention", "Women's rights"]
    values = shown.xpath("//input[@name='codes']/@value")
    assert (values[:2], len(values)) == (["Detention", "Women's rights"], 54)
    client.post(at(text, "issues"), {"reason": "It names none."})
    assert Coding.objects.get(coder="person").codes == {"issues": []}


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"codes": ["5"], "reason": " "}, "This field is required."),
        ({"reason": "why"}, "A recommendation has one action category."),
        ({"codes": ["9"], "reason": "why"}, "No code of this scheme: 9."),
        (
            {"codes": ["4", "5"], "reason": "why"},
            "A recommendation has one action category.",
        ),
    ],
)
def test_what_cannot_be_is_said_and_what_was_written_stays(
    text, dora, client, said, error
):
    response = client.post(at(text), said)
    shown = html.fromstring(response.content.decode())
    assert shown.xpath("string(//ul[contains(@class, 'errorlist')]/li)") == error
    assert chosen(shown) == [one for one in said.get("codes", ()) if one != "9"]
    assert shown.xpath("normalize-space(//textarea)") == said["reason"].strip()
    assert given() == MODEL["action"]


def test_what_is_not_there_is_not_found(text, dora, client):
    addresses = (at(text, "colour"), at(text).replace(str(text.pk), "987654"))
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    Recommendation.objects.update(until=1)
    assert client.get(at(text)).status_code == 404
    assert client.get(at(text, name="undo")).status_code == 405


def test_who_may_not_correct_decides_nothing(text, ann, client):
    client.force_login(ann)
    assert client.get(at(text)).status_code == 403
    said = {"codes": ["5"], "reason": "why"}
    assert client.post(at(text), said).status_code == 403
    assert client.post(at(text, name="undo")).status_code == 403
    listed = reverse("admin:curation_codedtext_changelist")
    assert client.get(listed).status_code == 403
    assert given() == MODEL["action"]


def test_texts_are_listed_with_their_codes_and_the_way_to_decide(text, dora, client):
    listed = reverse("admin:curation_codedtext_changelist")
    shown = page(client, f"{listed}?q=Ratify")
    [row] = shown.xpath("//table[@id='result_list']/tbody/tr")
    assert [one.text_content() for one in row.xpath("./*")] == [
        "A/HRC/901/1, para. 136.1",
        "Ratify A",
        "Decide",
        "4 – General (0.61)",
        "Women's rights (0.90), Detention (0.70)",
    ]
    assert row.xpath(".//a[text()='Decide']/@href") == [at(text)]
    client.post(at(text), {"codes": ["5"], "reason": "why"})
    shown = page(client, f"{listed}?q=Ratify")
    assert shown.xpath("string(//td[contains(@class, 'field-action')])") == (
        "5 – Specific (by a person)"
    )


def test_every_decision_in_force_comes_as_a_file_for_training(
    text, dora, client, archive
):
    client.post(at(text), {"codes": ["5"], "reason": "why"})
    client.post(at(text, "issues"), {"codes": ["Detention"], "reason": "why"})
    client.post(at(text), {"codes": ["3"], "reason": "better"})
    listed = page(client, reverse("admin:curation_codedtext_changelist"))
    [link] = listed.xpath("//a[@download]/@href")
    answer = client.get(link)
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer["Content-Disposition"] == (
        'attachment; filename="upright-decisions.jsonl"'
    )
    assert [
        (one["text"], one["scheme"], one["codes"]) for one in map(json.loads, lines)
    ] == [("Ratify A", "issues", ["Detention"]), ("Ratify A", "action", ["3"])]
    archive(document(item("9.1", ("Do D", "XAC")), symbol="A/HRC/902/1", state="XAB"))
    Document.objects.filter(symbol="A/HRC/902/1").update(is_imagined=False)
    answer = client.get(link)  # of imagined documents only where there are no others
    assert list(answer.streaming_content) == []
    client.force_login(coder("eve"))
    assert client.get(link).status_code == 403


def test_the_page_to_correct_a_text_leads_to_its_codes(text, client):
    client.force_login(coder("eve", "add_correction", "view_recommendation"))
    corrects = reverse("admin:archive_recommendation_change", args=[text.pk])
    assert at(text) in page(client, corrects).xpath("//a/@href")


def test_queries_do_not_grow_with_decisions(
    text, dora, client, django_assert_max_num_queries
):
    for reason in ("one", "two", "three", "four"):
        client.post(
            at(text), {"codes": ["5" if reason < "p" else "3"], "reason": reason}
        )
    with django_assert_max_num_queries(14):
        assert client.get(at(text)).status_code == 200
