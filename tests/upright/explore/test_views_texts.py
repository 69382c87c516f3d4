import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.explore.conftest import Get, texts

pytestmark = pytest.mark.django_db

FIGURES = "//dl[@class='figures']/div"


def test_home_says_what_is_in_here(imagined, get: Get):
    page = get("/")
    assert texts(page, FIGURES) == [
        "documents2",
        "States reviewed2",
        "items4",
        "recommendations5",
        "attributions5",
    ]
    assert texts(page, "//ul[@aria-label='Items by position']/li") == [
        "Supported 2",
        "Noted 2",
        "Pending 1",
    ]
    assert texts(page, "//section[@aria-labelledby='latest']//li") == [
        "Brevania Imagined A/HRC/902/2 · Report of the Working Group · session 21 · "
        "23 January 2015 · 1 recommendation",
        "Aldoria Imagined A/HRC/901/1 · Report of the Working Group · session 21 · "
        "23 January 2015 · 4 recommendations",
    ]


def test_every_count_on_home_leads_to_its_rows(imagined, get: Get):
    page = get("/")
    assert page.xpath(f"{FIGURES}//a/@href") == [
        "/documents/?imagined=1",
        "/search/?imagined=1&open=state",
        "/search/?imagined=1",
        "/search/?imagined=1",
        "/search/?count=attributions&imagined=1",
    ]
    documents, states, items, _recommendations, attributions = (
        get(address) for address in page.xpath(f"{FIGURES}//a/@href")
    )
    assert len(documents.xpath("//tbody/tr")) == 2
    assert len(states.xpath("//input[@name='state']")) == 2
    assert texts(items, "//p[@class='tally']") == ["4 items match."]
    assert texts(attributions, "//p[@class='tally']") == ["5 attributions match."]
    for position in page.xpath("//ul[@aria-label='Items by position']/li"):
        found = get(position.xpath("./a/@href")[0])
        assert texts(found, "//p[@class='tally']/strong") == texts(position, "./span")


def test_home_counts_real_documents_alone(imagined, real, get: Get):
    page = get("/")
    assert texts(page, FIGURES) == [
        "documents1",
        "States reviewed1",
        "items1",
        "recommendations2",
        "attributions3",
    ]
    assert texts(page, "//div[@class='strip']") == []
    assert texts(get("/?imagined=1"), FIGURES)[0] == "documents2"


def test_an_empty_archive_says_how_to_import(db, get: Get):
    page = get("/")
    assert texts(page, "//h2") == ["This archive is empty"]
    assert texts(page, "//pre") == ["upright import reports/"]
    assert texts(page, FIGURES) == []


def test_an_empty_archive_can_be_searched(db, get: Get):
    page = get("/search/?q=women")
    assert texts(page, "//p[@class='tally']") == ["Nothing matches."]
    permanent = page.xpath("//*[@id='permanent']/parent::a/@href")[0]
    assert texts(get(permanent), "//p[@class='tally']") == ["Nothing matches."]


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/method/", "How it is read and counted"),
        ("/sources/", "Sources"),
        ("/help/search/", "How to search"),
    ],
)
def test_the_pages_that_explain(db, get: Get, address, heading):
    assert texts(get(address), "//h1") == [heading]


def test_every_example_of_the_search_help_can_be_searched(imagined, get: Get):
    page = get("/help/search/")
    examples = page.xpath("//tbody//a/@href")
    assert len(examples) == 13
    for address in examples:
        assert texts(get(address), "//section[@id='results']//h2")[0] == "Results"


def test_every_field_of_the_search_help_is_one(imagined, get: Get):
    values = {"position": "noted", "certainty": "certain", "symbol": "A/HRC/901/1"}
    values |= dict.fromkeys(("state", "from"), "Aldoria")
    values |= {"issue": "torture", "persons": "children", "target": "16.3"}
    values["coding"] = "none"
    names = [name.rstrip(":") for name in texts(get("/help/search/"), "//dl/dt")]
    for name in names:
        if name not in {"group", "from-group", "org", "from-org"}:
            found = get(f"/search/?q={name}:{values.get(name, '1')}")
            assert texts(found, "//section[@id='results']//h2")[0] == "Results"
    assert len(names) == 19


def test_robots_are_asked_to_leave_searches_alone(client: Client):
    response = client.get("/robots.txt")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /download/",
        "Disallow: /feeds/search.atom",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_home_asks_as_often_with_one_row_as_with_three(
    archive, client: Client, django_assert_num_queries
):
    archive(document(item("1.1", ("Do", "XAB"))))
    client.get("/")
    with django_assert_num_queries(7):
        client.get("/")
    for n in (2, 3):
        archive(document(item("1.1", ("Do", "XAB")), symbol=f"A/HRC/901/{n}"))
    client.get("/")
    with django_assert_num_queries(7):
        client.get("/")
