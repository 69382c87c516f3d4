import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.explore.conftest import Get, Page, texts

pytestmark = pytest.mark.django_db

HITS = "//ol[contains(@class, 'rows')]/li//h3"


def chosen_facets(page: Page) -> list[str]:
    return list(page.xpath("//div[@id='facets']//input[@checked]/@value"))


def test_everything_is_listed_with_both_counts(imagined, get: Get):
    page = get("/search/")
    assert texts(page, "//p[@class='tally']") == ["4 items match."]
    assert texts(page, "//p[@class='tally']/following-sibling::p[1]") == [
        "An item is a printed, numbered paragraph with at least one recommendation "
        "that matches. Within them match 5 recommendations, 5 when counted once for "
        "each recommending State. How it is counted"
    ]
    assert texts(page, "//title") == ["Search · Upright"]


def test_words_are_marked_and_the_reason_said(imagined, get: Get):
    page = get("/search/?q=educated+child")
    assert texts(page, HITS) == ["Aldoria, A/HRC/901/1, para. 136.2"]
    assert texts(page, "//mark") == ["Educate", "child"]
    assert texts(page, "//title") == ["“educated child”: 1 item matches · Upright"]
    assert page.xpath("//input[@id='q']/@value") == ["educated child"]


def test_attributions_are_counted_where_asked(real, get: Get):
    counted = {
        parameters: texts(get(f"/search/?{parameters}"), "//p[@class='tally']")
        for parameters in (
            "count=items",
            "count=attributions",
            "count=items&recommending_state=PER",
            "count=attributions&recommending_state=PER",
        )
    }
    assert counted == {
        "count=items": ["1 item matches."],
        "count=attributions": ["3 attributions match."],
        "count=items&recommending_state=PER": ["1 item matches."],
        "count=attributions&recommending_state=PER": ["2 attributions match."],
    }


def test_filters_in_force_are_removed_one_by_one(imagined, get: Get):
    page = get("/search/?q=women&state=XAA&recommending_state=XAB")
    assert texts(page, "//a[@class='chip']") == [
        "Remove State under review: Aldoria",
        "Remove Recommending State: Brevania",
    ]
    assert page.xpath("//a[@class='chip']/@href") == [
        "/search/?q=women&recommending_state=XAB",
        "/search/?q=women&state=XAA",
    ]
    assert chosen_facets(page) == ["XAA", "XAB"]


def test_all_of_several_values_can_be_asked(imagined, get: Get):
    any_of = get("/search/?recommending_state=XAB&recommending_state=XAC")
    all_of = get(
        "/search/?recommending_state=XAB&recommending_state=XAC&all=recommending_state"
    )
    assert texts(any_of, "//p[@class='tally']") == ["3 items match."]
    assert texts(all_of, "//p[@class='tally']") == ["1 item matches."]


def test_the_permanent_link_and_the_downloads_hold_the_version(imagined, get: Get):
    page = get("/search/?q=women")
    assert texts(page, "//*[@id='permanent']") == [
        "http://testserver/search/?q=women&v=2&imagined=1"
    ]
    assert page.xpath("//a[@download]/@href") == [
        f"/download/results.{ending}?q=women&v=2&imagined=1"
        for ending in ("csv", "xlsx", "json", "jsonl", "parquet", "uhri.json")
    ]


def test_an_older_version_gives_its_numbers_and_says_so(imagined, get: Get):
    page = get("/search/?v=1")
    assert texts(page, "//p[@class='tally']") == ["3 items match."]
    assert texts(page, "//main/p[@class='note']") == [
        "You see data version 1; the archive is at version 2 now. The numbers here "
        "stay as they were. See the current version"
    ]
    assert page.xpath("//main/p[@class='note']/a/@href") == ["/search/"]
    assert page.xpath("//input[@name='v']/@value") == ["1"]


def test_a_mistake_in_the_query_is_explained(imagined, get: Get):
    page = get("/search/?q=women+AND+%28girls", status=400)
    assert texts(page, "//section[@id='results']//h2") == [
        "This query cannot be understood"
    ]
    assert page.xpath("//pre/text()") == ["women AND (girls\n          ^"]
    assert page.xpath("//input[@id='q']/@value") == ["women AND (girls"]


def test_a_mistake_keeps_the_filters(imagined, get: Get):
    page = get("/search/?q=%22&state=XAA&v=1", status=400)
    hidden = page.xpath("//div[@id='facets']//input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in hidden] == [
        ("v", "1"),
        ("state", "XAA"),
    ]


def test_nothing_found_offers_ways_on(imagined, get: Get):
    page = get("/search/?q=submarine&state=XAA")
    assert texts(page, "//p[@class='tally']") == ["Nothing matches."]
    assert page.xpath("//h2[text()='Ways on']/following-sibling::ul//a/@href") == [
        "/search/?q=submarine",
        "/search/?q=submarine",
        "/search/",
        "/help/search/",
    ]


def test_an_unknown_value_is_said(imagined, get: Get):
    page = get("/search/?state=XZZ")
    assert texts(page, "//p[@class='note mistake']") == [
        "“XZZ” (State under review) is in nothing found here; perhaps it is mistyped. "
        "Search without it"
    ]


def test_an_unknown_parameter_is_said(imagined, get: Get):
    page = get("/search/?stat=XAA")
    assert texts(page, "//section[@id='results']/p[@class='note']") == [
        "The address contains “stat”, which is no filter here. It changed nothing."
    ]


def test_a_paragraph_is_found_by_its_number(imagined, get: Get):
    page = get("/search/?q=901/1+136.2")
    assert texts(page, "//section[@id='results']/p[@class='note']") == [
        "Straight to what you named: A/HRC/901/1, para. 136.2"
    ]
    assert page.xpath("//section[@id='results']/p[@class='note']/a/@href") == [
        "/recommendations/A/HRC/901/1/136.2/"
    ]


def test_a_paragraph_that_is_not_here_is_said(imagined, get: Get):
    page = get("/search/?q=901/1+999.2")
    assert texts(page, "//section[@id='results']/p[@class='note']") == [
        "A/HRC/901/1, 999.2 is not in this archive."
    ]


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ("page=x", "“page=x” cannot be read: it must be a number from 1."),
        ("v=9", "There is no data version 9; the newest is 2."),
        ("sort=x%00", "An address cannot hold a zero character."),
    ],
)
def test_an_address_that_cannot_be_meant_is_explained(
    imagined, get, parameters, reason
):
    page = get(f"/search/?{parameters}", status=400)
    assert texts(page, "//p[@class='lead']") == [reason]


def test_pages_are_turned(archive, get: Get):
    archive(document(*(item(f"1.{n}", (f"Do {n}", "XAB")) for n in range(1, 46))))
    page = get("/search/?q=do&sort=document&page=2")
    assert (
        texts(page, "//li[@class='hit']//h3")[0] == "Aldoria, A/HRC/901/1, para. 1.21"
    )
    assert texts(page, "//nav[@class='pages']") == [
        "Previous page Page 2 of 3 Next page"
    ]
    assert page.xpath("//nav[@class='pages']/a/@href") == [
        "/search/?q=do&sort=document",
        "/search/?q=do&sort=document&page=3",
    ]
    assert page.xpath("//ol[@start]/@start") == ["21"]


def test_a_facet_with_many_values_opens(archive, get: Get):
    for n in range(1, 11):
        archive(document(item("1.1", ("Do", "XAB")), symbol=f"A/HRC/901/{n}"))
    values = "//input[@name='document']/@value"
    assert len(get("/search/").xpath(values)) == 8
    opened = get("/search/?open=document")
    assert len(opened.xpath(values)) == 10
    assert opened.xpath("//input[@name='open']/@value") == ["document"]


def test_real_and_imagined_are_never_mixed(imagined, real, get: Get):
    page = get("/search/")
    assert texts(page, "//p[@class='tally']") == ["1 item matches."]
    assert texts(page, "//div[@class='strip']") == []
    assert page.xpath("//input[@name='imagined'][@checked]/@value") == ["0"]
    page = get("/search/?imagined=1")
    assert texts(page, "//p[@class='tally']") == ["4 items match."]
    assert texts(page, "//div[@class='strip']/p/strong") == [
        "Imagined demonstration data."
    ]
    assert (
        texts(page, "//li[@class='hit']//span[@class='tag imagined']")
        == ["Imagined"] * 5
    )


def test_htmx_gets_the_parts_that_change_and_the_address(imagined, client: Client):
    response = client.get(
        "/search/?q=women&count=items&sort=relevance&state=",
        headers={"HX-Request": "true"},
    )
    assert response.headers["HX-Push-Url"] == "/search/?q=women"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.decode().lstrip()[:24] == '<section id="results" cl'
    assert response.content.count(b'hx-swap-oob="true"') == 1
    assert response.content.count(b"<html") == 0


def test_the_number_of_queries_does_not_grow(
    archive, client, django_assert_num_queries
):
    archive(document(item("1.1", ("Do 1", "XAB"))))
    client.get("/search/")  # the index is made at the first question
    with django_assert_num_queries(3):
        client.get("/search/")
    for n in (2, 3):
        archive(document(item("1.1", ("Do", "XAC")), symbol=f"A/HRC/901/{n}"))
    client.get("/search/")
    with django_assert_num_queries(3):
        client.get("/search/")
