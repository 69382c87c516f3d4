import io
import json
from dataclasses import replace

import pytest
from django.test import Client
from PIL import Image

from tests.upright.builders import DOCX, NOW, document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, aldoria, texts
from upr.records import Place
from upright.accounts.models import User
from upright.archive import queries as archive_queries
from upright.archive.actions import Proposal, correct

pytestmark = pytest.mark.django_db

FIRST = "/recommendations/A/HRC/901/1/136.1/"
SECOND = "/recommendations/A/HRC/901/1/136.2/"
THIRD = "/recommendations/A/HRC/901/1/136.3/"
TEXT = "//p[starts-with(@class, 'printed text')]"


def test_a_recommendation_has_text_states_and_position(imagined, get: Get):
    page = get(SECOND)
    assert texts(page, "//h1") == ["Recommendation to Aldoria"]
    assert texts(page, TEXT) == ["Educate every child"]
    assert texts(page, f"{TEXT}/following-sibling::p/a") == ["Brevania", "Corvalia"]
    assert page.xpath(f"{TEXT}/following-sibling::p/a/@href") == [
        "/search/?recommending_state=XAB&imagined=1",
        "/search/?recommending_state=XAC&imagined=1",
    ]
    assert texts(page, "//ol[contains(@class, 'history')]/li") == [
        "Noted The recommendations below are noted: A/HRC/901/1, para. 136 "
        "· 23 January 2015"
    ]


def test_what_the_report_prints_is_shown(imagined, get: Get):
    page = get(SECOND)
    assert texts(page, "//section[@aria-labelledby='printed']/p") == [
        "135.2 Educate every child (Brevania, Corvalia);",
        "1 As read in the room.",
        "The report prints the number 135.2; by its sequence it is 136.2.",
    ]
    assert texts(
        page, "//section[@aria-labelledby='comments']/*[self::p or self::blockquote]"
    ) == [
        "It is in our plan.",
        "para. 137, page 15",
    ]


def test_texts_of_one_item_that_are_answered_differently(imagined, get: Get):
    page = get(THIRD)
    assert texts(page, "//h1") == ["Recommendations to Aldoria"]
    assert texts(page, TEXT) == ["Ratify the convention", "abolish the tribunal"]
    assert texts(
        page, "//ol[contains(@class, 'history')]//span[contains(@class, 'position')]"
    ) == [
        "Supported",
        "Pending at the report",
    ]
    assert texts(page, "//li[@id='text-2']/p[2]") == [
        "Recommended by Old Dunmere Reading uncertain"
    ]


def test_neighbours_lead_on(imagined, get: Get):
    page = get(SECOND)
    assert texts(page, "//ol[@class='neighbours']/li") == [
        "136.1 Protect women from violence (Brevania);",
        "136.2 Educate every child (Brevania, Corvalia);",
        "136.3 Ratify the convention (Brevania); abolish the tribunal (Old Dunmere);",
    ]
    assert page.xpath("//nav[@class='steps']/a/@href") == [FIRST, THIRD]
    assert get(FIRST).xpath("//nav[@class='steps']/a/@href") == [SECOND]


def test_a_correction_is_shown_without_its_author(imagined, staff: User, get: Get):
    row = archive_queries.find_document("A/HRC/901/1")
    assert row is not None
    words, why = "Protect all women", "a word was lost"
    correct(Proposal(row, "136.1", 1, "text", words, why), NOW, staff)
    page = get(FIRST)
    assert texts(page, TEXT) == ["Protect all women"]
    assert texts(page, "//section[@aria-labelledby='corrections']//li") == [
        "The text (read as “Protect women from violence”), 24 November 2026: "
        "a word was lost"
    ]
    assert texts(page, "//header//span[@class='tag']") == ["Corrected"]
    assert page.text_content().count("alice") == 0
    old = get(f"{FIRST}?v=2")
    assert texts(old, TEXT) == ["Protect women from violence"]
    assert old.xpath("//section[@aria-labelledby='corrections']") == []


def test_citations_are_shown_and_downloadable(imagined, get: Get, client: Client):
    page = get(SECOND)
    assert texts(page, "//*[@id='cite-un']") == [
        "A/HRC/901/1, para. 136.2 (imagined document)."
    ]
    for style, media_type in (
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
    ):
        file = client.get(f"{SECOND}cite.{style}?v=2")
        shown = page.xpath(f"//*[@id='cite-{style}']")[0].text_content()
        assert file.content.decode().splitlines() == shown.splitlines()
        assert file.headers["Content-Type"] == media_type
        assert file.headers["Content-Disposition"] == (
            f'attachment; filename="A-HRC-901-1_136.2.{style}"'
        )


def test_the_permanent_link_names_the_version(imagined, get: Get):
    page = get(SECOND)
    assert texts(page, "//*[@id='permanent']") == [f"http://testserver{SECOND}?v=2"]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        f"http://testserver{SECOND}"
    ]


def test_the_json_twin_says_the_same(imagined, client: Client, get: Get):
    address = get(SECOND).xpath("//link[@type='application/json']/@href")[0]
    twin = json.loads(client.get(address).content)
    assert twin["address"] == f"http://testserver{SECOND}?v=2"
    assert (twin["symbol"], twin["paragraph"], twin["state"]) == (
        "A/HRC/901/1",
        "136.2",
        "XAA",
    )
    codings = [text.pop("codings") for text in twin["recommendations"]]
    assert [one["model"] for one in codings] == [None]  # see test_item_codings
    assert twin["recommendations"] == [
        {
            "order": 1,
            "text": "Educate every child",
            "as_read": None,
            "addressee": "XAA",
            "states": ["XAB", "XAC"],
            "states_as_printed": ["Brevania", "Corvalia"],
            "position": "noted",
            "position_by_rule": {"upr_info": "noted", "ohchr": "Noted"},
            "position_at_report": "noted",
            "position_source": {"symbol": "A/HRC/901/1", "paragraph": "136"},
            "implementation": None,
            "is_certain": True,
            "is_corrected": False,
        }
    ]
    assert [(one["value"], one["paragraph"]) for one in twin["positions"]] == [
        ("noted", "136")
    ]
    assert (twin["previous"], twin["next"]) == ("136.1", "136.3")


def test_the_printed_pages_are_shown_marked(imagined, get: Get, client: Client):
    page = get(FIRST)
    pictures = page.xpath("//figure//img/@src")
    assert [address.partition("?")[0] for address in pictures] == [
        f"{FIRST}page-14.png",
        f"{FIRST}page-15.png",
    ]
    response = client.get(pictures[0])
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(response.content)).size == (910, 1287)
    assert client.get(pictures[0]).content == response.content
    again = client.get(
        f"{FIRST}page-14.png", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_a_page_the_item_does_not_stand_on_is_not_found(imagined, get: Get):
    page = get(f"{FIRST}page-3.png", status=404)
    assert texts(page, "//p[@class='lead']") == [
        "This item does not stand on that page."
    ]


def test_a_file_that_cannot_be_drawn_is_not_found(archive: Archive, get: Get):
    archive(document(item("1.1", ("Do", "XAB"))))
    page = get("/recommendations/A/HRC/901/1/1.1/page-14.png", status=404)
    assert texts(page, "//p[@class='lead']") == ["This page cannot be drawn."]


def test_a_word_file_has_a_paragraph_instead_of_a_page(archive: Archive, get: Get):
    one = replace(item("1.1", ("Do", "XAB")), places=(Place(index=52),))
    archive(document(one, media_type=DOCX))
    page = get("/recommendations/A/HRC/901/1/1.1/")
    assert texts(page, "//aside//p") == [
        "This was read in a Word file, which has no pages. It is paragraph 52 of the "
        "file.",
        "Download the file",
    ]
    assert page.xpath("//figure") == []


def test_a_symbol_in_small_letters_leads_to_the_printed_one(imagined, client: Client):
    response = client.get("/recommendations/a/hrc/901/1/136.1/?v=1")
    assert (response.status_code, response.headers["Location"]) == (301, f"{FIRST}?v=1")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "/recommendations/A/HRC/901/1/9.9/",
            "There is no paragraph 9.9 of A/HRC/901/1 in this archive.",
        ),
        (
            "/recommendations/A/HRC/902/2/12.1/?v=1",
            "Data version 1 has no paragraph 12.1 of A/HRC/902/2.",
        ),
    ],
)
def test_an_item_that_is_not_here(imagined, get: Get, address, reason):
    page = get(address, status=404)
    assert texts(page, "//p[@class='lead']") == [reason]
    assert len(page.xpath("//form[@role='search']")) == 1


def test_the_number_of_queries_does_not_grow(
    archive: Archive, client: Client, django_assert_num_queries
):
    archive(document(item("1.1", ("Do", "XAB"))))
    archive(aldoria())
    client.get("/")  # the index follows
    with django_assert_num_queries(13):
        client.get("/recommendations/A/HRC/901/1/136.1/?v=2")
    with django_assert_num_queries(13):
        client.get("/recommendations/A/HRC/901/1/136.3/?v=2")
