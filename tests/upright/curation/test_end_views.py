"""The pages on which a round is ended, and what its end left out."""

import pytest
from django.urls import reverse
from lxml import html

from tests.upright.curation.coding import minutes, round_of, task
from tests.upright.curation.test_coding_views import at, page
from upr.coding import Scheme
from upright.archive.coding_decisions import Decision, decide
from upright.curation import coding_rounds
from upright.curation.models import CodingRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(three_texts: None) -> None:
    """All that is coded here."""


def test_a_round_with_open_texts_ends_only_if_that_is_meant(texts, ann, ben, client):
    made = round_of()
    for place in (1, 2):
        coding_rounds.judge(task(made, place), ann, ["5"], minutes(1))
    client.force_login(ben)
    shown = page(client, at(made, "agreement"))
    [meant] = shown.xpath("//label[input[@name='sure'][@required]]")
    assert (
        " ".join(meant.text_content().split()) == "End it though 1 text is not decided"
    )

    answer = client.post(at(made, "agreement"), follow=True)

    shown = html.fromstring(answer.content.decode())
    assert shown.xpath("string(//ul[@class='messagelist']/li)") == (
        "Nothing was ended: texts are open. Say that it is meant."
    )
    assert CodingRound.objects.get().ended_at is None
    coding_rounds.judge(task(made, 3), ann, ["4"], minutes(2))
    assert page(client, at(made, "agreement")).xpath("//input[@name='sure']") == []
    client.post(at(made, "agreement"))
    assert CodingRound.objects.get().ended_at is not None


def test_the_list_of_rounds_leads_each_where_they_may_go(texts, ann, ben, client):
    made = round_of()
    listed = reverse("admin:curation_codinground_changelist")
    links = "//table[@id='result_list']//tbody//a/@href"
    client.force_login(ann)
    assert page(client, listed).xpath(links) == [at(made)]
    client.force_login(ben)
    assert page(client, listed).xpath(links) == [at(made), at(made, "agreement")]
    coding_rounds.end(made, minutes(1), ben)
    shown = page(client, listed)
    assert shown.xpath(links) == [at(made, "agreement")]
    assert shown.xpath("normalize-space(//h1[text()='Coding rounds'])") != ""


def test_what_the_end_left_out_is_listed_and_brought_into_force(
    texts, ann, ben, cleo, client
):
    made = round_of(coders=2)
    own = task(made, 1)
    for by in (ann, cleo):
        coding_rounds.judge(own, by, ["5"], minutes(1))
    instead = Decision(own.document, "136.1", 1, Scheme.ACTION, ["3"], "It is softer")
    decide(instead, minutes(2), cleo)
    client.force_login(ben)
    assert "The round has not ended" in page(client, at(made, "left_out")).xpath(
        "string(//div[@id='content-main'])"
    )
    coding_rounds.end(made, minutes(3), ben)
    [link] = page(client, at(made, "agreement")).xpath("//a[text()='Look at them']")
    assert link.get("href") == at(made, "left_out")

    cells = page(client, at(made, "left_out")).xpath("//tbody/tr/td")
    assert [" ".join(one.text_content().split()) for one in cells] == [
        "1: A/HRC/901/1, para. 136.1Ratify A",
        "5 – Specific",
        "3 – Consideringdecided 1 June 2026: It is softer",
        "Bring text 1 into force",
    ]
    answer = client.post(at(made, "left_out"), {"place": "1"}, follow=True)

    shown = html.fromstring(answer.content.decode())
    assert shown.xpath("string(//ul[@class='messagelist']/li)") == "Text 1: in force."
    assert shown.xpath("//tbody/tr") == []
    answer = client.post(at(made, "left_out"), {"place": "1"}, follow=True)
    assert "left nothing of this text out" in answer.content.decode()
    assert client.post(at(made, "left_out"), {"place": "9"}).status_code == 404
    assert client.post(at(made, "left_out"), {"place": "x"}).status_code == 404
    client.force_login(ann)
    assert client.get(at(made, "left_out")).status_code == 403
