"""The pages of regional groups and organisations, and of comparisons."""

from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upright.explore.group_page import in_words

pytestmark = pytest.mark.django_db

AMBER = quote("/groups/Amber League/")


def rows(page, section: str) -> list[str]:
    return texts(page, f"//section[@aria-labelledby='{section}']//tbody/tr")


def test_an_organisation_as_reviewed_and_as_recommending(imagined, get: Get):
    page = get(AMBER)
    assert texts(page, "//h1") == ["Amber League"]
    assert rows(page, "reviewed")[:2] == [
        "Cycle 2 1 0 1 0 0% of 1",
        "All cycles 1 0 1 0 0% of 1",
    ]
    assert rows(page, "recommending")[:2] == [
        "Cycle 2 3 2 1 0 67% of 3",
        "All cycles 3 2 1 0 67% of 3",
    ]
    members = rows(page, "members")
    assert members[0] == "Brevania – 1 0% of 1 3"
    assert page.xpath("//p[@class='copy']/a/@href") == ["/groups/Amber%20League/?v=2"]


def test_a_regional_group_keeps_imagined_states_apart(imagined, real, get: Get):
    assert len(rows(get("/groups/eastern-europe/"), "members")) == 23
    page = get("/groups/eastern-europe/?imagined=1")
    assert rows(page, "members") == [
        "Brevania 1 0% of 1 3",
        "Estavia 0 – 0",
        "Jorvika 0 – 0",
        "Ravenska 0 – 0",
    ]


def test_every_number_of_a_group_leads_to_as_many_rows(imagined, get: Get):
    cells = get(AMBER).xpath("//table//td[contains(@class, 'number')]/a")
    assert len(cells) > 10
    for cell in cells:
        found = texts(get(cell.get("href")), "//p[@class='tally']/strong")
        assert found == [cell.text]


def test_days_of_membership_are_shown(states, get: Get):
    page = get("/groups/EU/")
    kingdom = [row for row in rows(page, "members") if row.startswith("United")]
    assert kingdom == [
        "United Kingdom of Great Britain and Northern Ireland "
        "1 January 1973 to 31 January 2020 0 – 0"
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2013, 7, 1), None, "since 1 July 2013"),
        (date(2013, 7, 1), date(2020, 1, 31), "1 July 2013 to 31 January 2020"),
    ],
)
def test_a_membership_in_words(first, last, words):
    assert in_words(first, last) == words


def test_an_unknown_group_is_told_in_plain_words(states, get: Get):
    page = get("/groups/nix/", status=404)
    assert texts(page, "//p[@class='lead']") == [
        "No regional group or organisation here has the code “nix”."
    ]


def test_states_and_groups_are_compared(imagined, get: Get):
    page = get("/compare/?state=XAA&state=xab&group=africa&group=Amber+League")
    names = ["Aldoria", "Brevania", "African States", "Amber League"]
    assert texts(page, "//ul[@class='chips']//a") == [f"Leave out {n}" for n in names]
    assert rows(page, "reviewed") == [
        "Aldoria 3 2 1 1 67% of 3",
        "Brevania 1 0 1 0 0% of 1",
        "African States 3 2 1 1 67% of 3",
        "Amber League 1 0 1 0 0% of 1",
        "Aldoria –67% of 3––",
        "Brevania –0% of 1––",
        "African States –67% of 3––",
        "Amber League –0% of 1––",
    ]
    assert page.xpath("//p[@class='copy']/a/@href") == [
        "/compare/?state=XAA&state=xab&group=africa&group=Amber+League&v=2&imagined=1"
    ]
    left = page.xpath("//ul[@class='chips']//a/@href")[0]
    assert left == "/compare/?state=XAB&group=africa&group=Amber+League&imagined=1"


def test_every_number_of_a_comparison_leads_to_as_many_rows(imagined, get: Get):
    page = get("/compare/?state=XAA&group=Amber+League")
    cells = page.xpath("//table//td[contains(@class, 'number')]/a")
    assert len(cells) > 8
    for cell in cells:
        found = texts(get(cell.get("href")), "//p[@class='tally']/strong")
        assert found == [cell.text]


def test_a_comparison_is_had_as_a_file(imagined, client: Client, get: Get):
    page = get("/compare/?state=XAA&group=Amber+League")
    address = page.xpath("//a[@download]/@href")[0]
    assert address == (
        "/download/compare.csv?state=XAA&group=Amber+League&v=2&imagined=1"
    )
    lines = client.get(address).content.decode("utf-8-sig").splitlines()
    assert lines[1] == (
        "# address: http://testserver/compare/?state=XAA&group=Amber+League&v=2"
        "&imagined=1"
    )
    assert lines[4:7] == [
        "code,name,side,cycle,items,supported,noted,pending,share_supported",
        "XAA,Aldoria,reviewed,,3,2,1,1,0.6667",
        "XAA,Aldoria,reviewed,1,0,0,0,0,",
    ]
    assert lines[-1] == "Amber League,Amber League,recommending,,3,2,1,0,0.6667"
    assert len(lines) == 4 + 1 + 2 * 6
    assert client.get("/download/compare.csv").status_code == 404


def test_what_is_all_pending_says_so(archive: Archive, get: Get):
    archive(document(item("1.1", ("Do", "XAB"), position="pending")))
    page = get("/compare/?state=XAA")
    assert rows(page, "reviewed")[1] == "Aldoria –all pending––"


def test_nothing_chosen_offers_a_choice(imagined, get: Get):
    page = get("/compare/")
    assert texts(page, "//p[@class='note']") == [
        "Nothing is chosen yet: add a State or a group above, then another."
    ]
    assert len(page.xpath("//select[@name='state']/option")) == 1 + 26
    assert texts(page, "//select[@name='group']/option")[-1] == "Pearl Forum"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        (
            "state=QQQ",
            404,
            "No State has the code “QQQ”. Codes are those of ISO 3166-1.",
        ),
        (
            "group=nix",
            404,
            "No regional group or organisation here has the code “nix”.",
        ),
        (
            "state=XAA&state=SVN",
            400,
            "States that were made up cannot be compared with those that exist.",
        ),
        (
            "&".join(f"state=XA{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"),
            400,
            "At most 20 States and groups can be compared at once.",
        ),
    ],
)
def test_what_cannot_be_compared_is_explained(imagined, get: Get, query, status, said):
    page = get(f"/compare/?{query}", status=status)
    assert texts(page, "//p[@class='lead']") == [said]
