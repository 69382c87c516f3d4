"""Every answer to a recommendation, on its page, on the document's and in its JSON."""

import json

import pytest
from django.test import Client

from tests.upright.archive.papers import (
    addendum,
    council_report,
    statement,
    thematic_list,
)
from tests.upright.builders import document, item, recommendation
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts

ITEM = "/recommendations/A/HRC/901/1/{}/"
HISTORY = "//ol[contains(@class, 'history')]/li"
TODAY = "//dl[contains(@class, 'today')]/*"
REPORT = document(
    item("135.1", ("Ratify A", "XAB"), position="supported"),
    item("136.1", ("Do B", "XAC"), position="pending"),
    item("136.2", ("Do C", "XAD"), position="pending"),
    item("136.3", ("Do D", "XAE"), position="pending"),
)
ADDENDUM = addendum(
    statement("supported", "136.1", explanation="It is law since May."),
    statement("partly", "136.2", paragraph="7"),
)


@pytest.fixture
def answered(archive: Archive) -> None:
    """The report (data version 1) and its addendum (2)."""
    archive(REPORT)
    archive(ADDENDUM)


def test_the_history_says_what_in_which_words_where_and_when(answered, get: Get):
    page = get(ITEM.format("136.1"))

    assert texts(page, HISTORY) == [
        "Pending at the report The recommendations below will be examined: "
        "A/HRC/901/1, para. 136 · 23 January 2015",
        "Supported in force The following are supported: It is law since May. "
        "A/HRC/901/1/Add.1, para. 4, page 2 · 20 May 2015",
    ]
    assert page.xpath(f"{HISTORY}[2]//a/@href") == [
        "/documents/A/HRC/901/1/Add.1/",
        "/documents/A/HRC/901/1/Add.1/file#page=2",
    ]


def test_todays_position_is_named_by_each_rule(answered, get: Get):
    assert texts(get(ITEM.format("136.2")), TODAY) == [
        "Today",
        "Noted by UPR Info’s rule",
        "By OHCHR’s rule",
        "Supported/Noted The two rules",
    ]
    assert texts(get(ITEM.format("136.2")), f"{HISTORY}[2]/p[1]") == [
        "Supported in part in force"
    ]


def test_a_single_answer_needs_no_rule(answered, get: Get):
    assert texts(get(ITEM.format("135.1")), TODAY) == []


def test_an_earlier_version_gives_the_earlier_history(answered, get: Get):
    page = get(f"{ITEM.format('136.1')}?v=1")

    assert len(page.xpath(HISTORY)) == 1
    assert texts(get("/documents/A/HRC/901/1/?v=1"), "//h2[@id='changed']") == []


def test_what_ohchrs_list_tells_names_its_source(answered, archive, get: Get):
    archive(thematic_list(statement("supported", "136.1", said_in="A/HRC/901/1/Add.1")))

    page = get(ITEM.format("136.1"))

    assert texts(page, f"{HISTORY}[3]/p[2]") == [
        "OHCHR’s thematic list, which names A/HRC/901/1/Add.1, para. 4, page 2"
    ]


def test_what_editors_decided_stands_last(answered, correct, get: Get):
    correct("136.1", "position", "noted")

    page = get(ITEM.format("136.1"))

    assert texts(page, TODAY) == ["Today", "Noted Decided by the editors"]
    assert texts(page, f"{HISTORY}[3]/p") == [
        "Noted Decided by the editors in force",
        "The reason stands under “Corrected by the editors”. · 24 November 2026",
    ]
    assert texts(page, "//section[@aria-labelledby='corrections']//li") == [
        "The position (read as “supported”), 24 November 2026: seen"
    ]


def test_texts_of_one_item_have_a_history_each(archive, get: Get):
    archive(
        document(
            item(
                "136.1",
                recommendation("Ratify A", "XAB", position="supported"),
                recommendation("sign B", "XAC", position="pending"),
                position="pending",
            )
        )
    )
    archive(addendum(statement("noted", "136.1")))

    page = get(ITEM.format("136.1"))

    said = "//li[@id='text-{}']" + HISTORY + "/p[1]"
    assert texts(page, said.format(1)) == ["Supported", "Noted in force"]
    assert texts(page, said.format(2)) == ["Pending at the report", "Noted in force"]


def test_the_document_lists_what_changed_since_the_review(answered, get: Get):
    page = get("/documents/A/HRC/901/1/")

    changed = "//section[@aria-labelledby='changed']"
    assert texts(page, f"{changed}/p") == [
        "2 items have another position today than in the report."
    ]
    assert texts(page, f"{changed}//summary") == [
        "Pending at the report →now Supported 1 item",
        "Pending at the report →now Noted 1 item",
    ]
    assert page.xpath(f"{changed}//li/a/@href") == [
        ITEM.format("136.1"),
        ITEM.format("136.2"),
    ]


def test_a_paper_lists_what_it_says_of_which_items(answered, get: Get):
    page = get("/documents/A/HRC/901/1/Add.1/")

    said = "//section[@aria-labelledby='said']"
    assert texts(page, f"{said}//summary") == [
        "Supported A/HRC/901/1 · 1 item",
        "Supported in part A/HRC/901/1 · 1 item",
    ]
    assert page.xpath(f"{said}//li/a/@href") == [
        ITEM.format("136.1"),
        ITEM.format("136.2"),
    ]


def test_the_json_twin_holds_the_history(answered, archive, client: Client):
    archive(council_report(statement("noted", "136.1", paragraph="503", state="XAA")))

    twin = json.loads(client.get(ITEM.format("136.1")[:-1] + ".json").content)

    text = twin["recommendations"][0]
    assert text["position_by_rule"] == {"upr_info": "noted", "ohchr": "Noted"}
    assert text["position_at_report"] == "pending"
    assert text["position_source"] == {"symbol": "A/HRC/901/2", "paragraph": "503"}
    assert [
        (said["stage"], said["value"], said["symbol"], said["explanation"])
        for said in twin["positions"]
    ] == [
        ("report", "pending", "A/HRC/901/1", None),
        ("addendum", "supported", "A/HRC/901/1/Add.1", "It is law since May."),
        ("plenary", "noted", "A/HRC/901/2", None),
    ]


def test_downloads_say_what_changed_and_where_it_is_said(answered, client: Client):
    response = client.get("/download/results.jsonl?position=noted")
    lines = response.getvalue()  # of all that is streamed

    row = json.loads(lines.splitlines()[1])
    assert (row["position"], row["position_at_report"]) == ("noted", "pending")
    assert row["position_ohchr"] == "Supported/Noted"
    assert (row["position_symbol"], row["position_paragraph"]) == (
        "A/HRC/901/1/Add.1",
        "7",
    )


def test_the_facet_counts_todays_position(answered, get: Get):
    page = get("/search/?position=supported")

    assert texts(page, "//p[@class='tally']/strong")[0] == "2"
    before = get("/search/?position=supported&v=1")
    assert texts(before, "//p[@class='tally']/strong")[0] == "1"
