"""The pages and files of voluntary pledges."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import DOCX
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import (
    A4,
    OTHER_SYMBOL,
    SYMBOL,
    Get,
    blank_pdf,
    texts,
)
from tests.upright.search.test_pledges import pledging
from upr.records import Place, Pledge

pytestmark = pytest.mark.django_db

OWN = f"/pledges/{SYMBOL}/1/"
TEXT = "Aldoria will report in 2017."


@pytest.fixture
def pledges(imagined: None, archive: Archive) -> None:
    """Aldoria's pledge (data version 1) and two of Brevania (version 3)."""
    archive(
        pledging(
            "Brevania will plant trees.",
            "Brevania will report on trees.",
            symbol="A/HRC/903/3",
            state="XAB",
            session=30,
        )
    )


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_every_pledge_is_listed_and_leads_to_its_page(pledges, get: Get):
    page = get("/pledges/")
    assert texts(page, "//p[@class='tally']") == ["3 pledges."]
    links = page.xpath("//li[@class='hit']//h3/a")
    assert {link.get("href") for link in links} == {
        OWN,
        "/pledges/A/HRC/903/3/1/",
        "/pledges/A/HRC/903/3/2/",
    }
    for link in links:
        get(link.get("href"))


def test_pages_are_turned(archive: Archive, get: Get):
    archive(pledging(*(f"Aldoria will do {n}." for n in range(45))))
    page = get("/pledges/?q=do&page=2")
    assert texts(page, "//nav[@class='pages']") == [
        "Previous page Page 2 of 3 Next page"
    ]
    assert page.xpath("//nav[@class='pages']/@aria-label") == ["Pages of pledges"]
    assert page.xpath("//nav[@class='pages']/a/@href") == [
        "/pledges/?q=do",
        "/pledges/?q=do&page=3",
    ]


def test_words_are_marked_and_narrowed_by(pledges, get: Get):
    page = get("/pledges/?q=reporting&state=XAB")
    assert texts(page, "//li[@class='hit']//mark") == ["report"]
    assert texts(page, "//a[@class='chip']") == ["Remove State under review: Brevania"]
    (chip,) = page.xpath("//a[@class='chip']/@href")
    assert chip == "/pledges/?q=reporting"
    kept = page.xpath("//form[@role='search']//input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in kept] == [("state", "XAB")]


def test_what_can_be_narrowed_by_says_how_many(pledges, get: Get):
    page = get("/pledges/")
    assert texts(page, "//select[@name='state']/option") == [
        "any",
        "Brevania (2)",
        "Aldoria (1)",
    ]
    assert texts(page, "//select[@name='cycle']/option") == ["any", "2 (1)", "3 (2)"]


def test_empty_choices_change_nothing(pledges, get: Get):
    page = get("/pledges/?q=&state=&cycle=3")
    assert texts(page, "//p[@class='tally']") == ["2 pledges."]


def test_the_permanent_link_gives_the_same_later(pledges, archive, get: Get):
    (link,) = get("/pledges/?q=report").xpath("//p[@class='copy']/a/@href")
    assert link == "/pledges/?q=report&v=3&imagined=1"
    archive(pledging("To report.", symbol="A/HRC/904/4", state="XAC"))
    assert texts(get(link), "//p[@class='tally']") == ["2 pledges."]
    assert texts(get("/pledges/?q=report"), "//p[@class='tally']") == ["3 pledges."]


def test_nothing_found_says_so_and_leads_on(pledges, get: Get):
    page = get("/pledges/?q=submarine")
    assert texts(page, "//div[@class='note']/h2") == ["No pledge matches"]
    assert page.xpath("//div[@class='note']//a/@href") == ["/pledges/"]


MISTAKE = "//div[@class='note mistake']/p[1]"
OWN_WORDS = "A pledge is the State’s own: it has no “%s” to search by."


@pytest.mark.parametrize(
    ("query", "status", "xpath", "told"),
    [
        ("q=women+AND", 400, MISTAKE, "AND stands between two things to look for."),
        ("q=by:Peru", 400, MISTAKE, OWN_WORDS % "Recommending State"),
        ("position=noted", 400, MISTAKE, OWN_WORDS % "Position"),
        ("page=2", 404, "//p[@class='lead']", "The list of pledges has no such page."),
    ],
)
def test_what_cannot_be_asked_is_explained(
    pledges, get: Get, query, status, xpath, told
):
    assert texts(get(f"/pledges/?{query}", status=status), xpath) == [told]


def test_a_pledge_has_its_source_and_a_permanent_link(pledges, get: Get):
    page = get(OWN)
    assert texts(page, "//p[contains(@class, 'text')]") == [TEXT]
    assert texts(page, "//h1") == ["Voluntary pledge of Aldoria"]
    assert texts(page, "//header/p[@class='quiet']") == [
        f"{SYMBOL}, para. 138, page 16 · session 21, cycle 2 Imagined"
    ]
    assert page.xpath("//p[@class='copy']/a/@href") == [f"{OWN}?v=3"]
    (picture,) = page.xpath("//figure//img/@src")
    assert picture.startswith(f"{OWN}page-16.png?f=")


def test_the_printed_page_is_given_and_kept_for_ever(pledges, get: Get, client):
    (address,) = get(OWN).xpath("//figure//img/@src")
    response = client.get(address)
    assert response.headers["Content-Type"] == "image/png"
    assert "immutable" in response.headers["Cache-Control"]
    assert client.get(f"{OWN}page-3.png").status_code == 404


def test_a_pledge_of_a_word_file_says_its_paragraph(archive: Archive, get: Get):
    read = pledging("To report.", media_type=DOCX)
    pledge = replace(read.pledges[0], places=(Place(index=212),))
    archive(replace(read, pledges=(pledge,)))
    page = get(OWN)
    assert page.xpath("//figure") == []
    assert "It is paragraph 212 of the file." in texts(page, "//p[@class='note']")[0]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/pledges/{SYMBOL}/2/", 404),
        (f"/pledges/{SYMBOL}/99999999999999999999/", 404),
        ("/pledges/A/HRC/999/9/1/", 404),
        ("/pledges/A/HRC/903/3/1/?v=1", 404),
        ("/pledges/a/hrc/903/3/1/", 301),
        ("/download/pledges.pdf", 404),
        ("/download/pledges.csv?stat=XAA", 400),
        ("/download/pledges.csv?q=(women", 400),
    ],
)
def test_addresses_that_lead_nowhere(pledges, client: Client, address, status):
    assert client.get(address).status_code == status


def test_files_hold_what_is_found(pledges, client: Client):
    written = body(client, "/download/pledges.csv?q=trees").decode("utf-8-sig")
    lines = [line for line in written.splitlines() if not line.startswith(('"#', "#"))]
    rows = list(csv.DictReader(lines))
    assert [(row["state"], row["order"], row["text"]) for row in rows] == [
        ("XAB", "1", "Brevania will plant trees."),
        ("XAB", "2", "Brevania will report on trees."),
    ]
    assert rows[0]["address"] == "http://testserver/pledges/A/HRC/903/3/1/"
    about, *found = map(
        json.loads, body(client, "/download/pledges.jsonl?state=XAB").splitlines()
    )
    assert about["about"]["query"] == (
        "voluntary pledges: everything; State under review: Brevania"
    )
    assert [row["text"] for row in found] == [row["text"] for row in rows]
    workbook = openpyxl.load_workbook(
        io.BytesIO(body(client, "/download/pledges.xlsx?v=1"))
    )
    assert [row[6] for row in workbook["Pledges"].values] == ["text", TEXT]


def test_a_file_is_named_by_its_version(pledges, client: Client):
    response = client.get("/download/pledges.csv?q=report%0d%0aOR+x&v=1")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-pledges-v1.csv"'
    )


def test_a_file_holds_no_formula(archive: Archive, client: Client):
    read = pledging("x")
    archive(replace(read, pledges=(Pledge("=1+1", None, ()),)))
    written = body(client, "/download/pledges.csv").decode("utf-8-sig")
    assert ",'=1+1," in written


def test_pledges_stand_on_the_pages_of_state_and_document(pledges, get: Get):
    (link,) = get("/states/XAB/").xpath("//section[@aria-labelledby='pledges']/p/a")
    assert (link.get("href"), link.text) == (
        "/pledges/?state=XAB&imagined=1",
        "2 pledges of its own accord",
    )
    assert texts(get(link.get("href")), "//p[@class='tally']") == ["2 pledges."]
    own = get(f"/documents/{SYMBOL}/").xpath(
        "//section[@aria-labelledby='pledges']//a/@href"
    )
    assert own == [OWN]
    assert get("/states/XAC/").xpath("//section[@aria-labelledby='pledges']") == []
    assert (
        get(f"/documents/{OTHER_SYMBOL}/").xpath(
            "//section[@aria-labelledby='pledges']"
        )
        == []
    )


def test_questions_to_the_database_do_not_grow(archive: Archive, client: Client):
    def asked(number: int) -> int:
        made = pledging(
            *(f"To do {n}." for n in range(number)), symbol=f"A/HRC/9{number}/1"
        )
        archive(made, data=blank_pdf(A4, pages=number))
        with CaptureQueriesContext(connection) as found:
            assert client.get("/pledges/").status_code == 200
        return len(found)

    assert asked(1) == asked(3)


def test_a_demonstration_is_marked(imagined, get: Get):
    assert get("/pledges/").xpath("//div[@class='strip']") != []
    assert get(OWN).xpath("//div[@class='strip']") != []
