"""The map of equal tiles, its table and file, and the page of a State."""

from datetime import date

import pytest
from django.test import Client

from tests.upright.explore.conftest import Get, texts
from upright.archive.models import Review

pytestmark = pytest.mark.django_db

TILES = "//section[@class='region']//li"
LEGEND = "//ul[@class='legend']/li"
TWIN = "//details//tbody/tr"
REVIEWS = "//table[contains(@class, 'reviews')]/tbody/tr"


@pytest.fixture
def reviews(states) -> None:
    """Aldoria's reviews: one held, one moved and to come."""
    Review.objects.create(
        state_id="XAA",
        cycle=2,
        scheduled_session_id=21,
        session_id=21,
        status="held",
        date=date(2015, 1, 20),
        is_verified=True,
    )
    Review.objects.create(
        state_id="XAA",
        cycle=4,
        scheduled_session_id=45,
        session_id=46,
        status="scheduled",
    )


def test_each_imagined_state_is_a_tile_of_the_demonstration(imagined, get: Get):
    page = get("/states/")
    assert len(page.xpath(TILES)) == 26
    assert texts(page, TILES)[:2] == [
        "XAAAldoria (XAA): 3 items",
        "XAIIlmara (XAI): 0 items",
    ]
    assert page.xpath(f"{TILES}/a/@href")[0] == "/states/XAA/"
    assert texts(page, "//div[@class='strip']//strong") == [
        "Imagined demonstration data."
    ]
    assert page.xpath("//section[@aria-labelledby='beside']") == []


def test_each_member_is_a_tile_in_its_place_and_observers_stand_beside(
    imagined, real, get: Get
):
    page = get("/states/")
    assert len(page.xpath(f"{TILES}[contains(@class, ' r')]")) == 193
    slovenia = page.xpath(f"{TILES}[a/@href='/states/SVN/']")[0]
    assert slovenia.get("class") == "tile level5 r6 c15"
    assert slovenia.xpath("./a/@title") == ["Slovenia: 1 item"]
    beside = page.xpath("//section[@aria-labelledby='beside']//a/@href")
    assert beside == ["/states/VAT/", "/states/PSE/"]


@pytest.mark.parametrize(
    ("figure", "legend", "first"),
    [
        (
            "received",
            ["1 (1 State)", "3 (1 State)", "none here (24 States)"],
            "3 items",
        ),
        (
            "supported",
            ["0% (1 State)", "67% (1 State)", "no answers here (24 States)"],
            "67% of 3",
        ),
        ("made", ["1 (2 States)", "3 (1 State)", "none here (23 States)"], "1 item"),
        (
            "last",
            ["cycle 2 (2 States)", "no review here (24 States)"],
            "session 21, 23 January 2015",
        ),
    ],
)
def test_a_figure_is_explained_and_told_as_a_table(
    imagined, get: Get, figure, legend, first
):
    page = get(f"/states/?figure={figure}")
    assert texts(page, LEGEND) == legend
    assert texts(page, TWIN)[0] == f"AldoriaXAA{first}"
    assert page.xpath("//ul[@class='choices']//a[@aria-current]/@href") == [
        f"/states/?figure={figure}"
    ]
    for row in page.xpath(TWIN):
        for address in row.xpath("./td[2]/a/@href"):
            found = texts(get(address), "//p[@class='tally']/strong")[0]
            assert int(found) > 0


def test_a_number_of_the_map_is_the_number_of_its_rows(imagined, get: Get):
    row = get("/states/").xpath(TWIN)[0]
    assert row.xpath("./td[2]/a/@href") == ["/search/?state=XAA&imagined=1"]
    found = get("/search/?state=XAA&imagined=1")
    assert texts(found, "//p[@class='tally']") == ["3 items match."]


def test_the_map_of_an_older_version_stays_as_it_was(imagined, get: Get):
    page = get("/states/?v=1")
    assert texts(page, LEGEND) == ["3 (1 State)", "none here (25 States)"]
    assert page.xpath("//p[@class='copy']/a/@href") == ["/states/?v=1&imagined=1"]
    assert page.xpath(f"{TILES}/a/@href")[0] == "/states/XAA/?v=1"


def test_a_figure_that_is_none_is_refused(imagined, get: Get):
    page = get("/states/?figure=size", status=400)
    assert texts(page, "//p[@class='lead']") == [
        "“figure=size” cannot be read: it must be one of received, made, supported, "
        "last."
    ]


def test_the_file_holds_every_figure(imagined, client: Client):
    response = client.get("/download/states.csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[2] == "# data version: 2"
    assert lines[4:6] == [
        "iso3,state,regional_group,items_received,supported,noted,pending,"
        "share_supported,items_made,last_session,last_review,imagined",
        "XAA,Aldoria,africa,3,2,1,1,0.6667,1,21,2015-01-23,yes",
    ]
    assert len(lines) == 4 + 1 + 26
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-states-v2.csv"'
    )


def test_a_state_as_reviewed(imagined, reviews, get: Get):
    page = get("/states/XAA/")
    assert texts(page, REVIEWS) == [
        "Cycle 2 Session 2120 January 2015A/HRC/901/1 3 2 1 1 67% of 3",
        "Cycle 4 Session 46, to come (from session 45)session not verified "
        "No report yet",
        "All cycles 3 2 1 1 67% of 3",
    ]
    assert texts(page, "//dl[@class='figures']//dd") == ["3", "67%", "1"]


def test_a_state_as_recommending(imagined, get: Get):
    page = get("/states/XAA/")
    rows = texts(page, "//section[@aria-labelledby='recommending']//tbody/tr")
    assert rows == [
        "Cycle 2 1 0 1 0 0% of 1",
        "All cycles 1 0 1 0 0% of 1",
        "Brevania 1 0 1 0 0% of 1",
        "Eastern European States 1 0 1 0 0% of 1",
    ]


def test_every_number_of_a_state_leads_to_as_many_rows(imagined, get: Get):
    page = get("/states/XAA/")
    cells = page.xpath("//table//td[contains(@class, 'number')]/a")
    assert len(cells) > 20
    for cell in cells:
        found = texts(get(cell.get("href")), "//p[@class='tally']/strong")
        assert found == [cell.text]


def test_a_state_leads_to_its_reviews_and_feeds(imagined, reviews, client: Client, get):
    page = get("/states/XAA/")
    assert page.xpath(f"{REVIEWS}/th/a/@href") == ["/reviews/XAA/2/", "/reviews/XAA/4/"]
    feeds = page.xpath("//section[@aria-labelledby='follow']//li//a/@href")
    assert feeds == [
        "/feeds/states/XAA/received.atom",
        "/feeds/states/XAA/made.atom",
        "/calendar/states/XAA.ics",
    ]
    addresses = [*page.xpath(f"{REVIEWS}/th/a/@href"), *feeds]
    assert [client.get(address).status_code for address in addresses] == [200] * 5


def test_a_state_says_what_it_was_called(states, get: Get):
    page = get("/states/TUR/")
    assert texts(page, "//h1") == ["Türkiye"]
    assert texts(page, "//p[@class='lead']") == [
        "Republic of Türkiye; formerly Turkey (until 1 June 2022)"
    ]


def test_a_state_that_is_not_reviewed_says_so(states, get: Get):
    page = get("/states/VAT/")
    assert texts(page, "//p[@class='note']") == [
        "Holy See is not reviewed itself, as far as this archive knows.",
        "No recommendation by Holy See is in this archive.",
        "No document about it is in this archive.",
    ]


def test_a_code_in_small_letters_is_led_on(states, client: Client):
    response = client.get("/states/svn/?v=")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/states/SVN/?v=",
    )


def test_an_unknown_code_is_told_in_plain_words(states, get: Get):
    page = get("/states/QQQ/", status=404)
    assert texts(page, "//p[@class='lead']") == [
        "No State has the code “QQQ”. Codes are those of ISO 3166-1."
    ]


def test_a_page_is_kept_until_the_data_change(imagined, client: Client):
    first = client.get("/states/XAA/")
    again = client.get("/states/XAA/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
