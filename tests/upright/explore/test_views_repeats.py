"""Repeats on the page of a recommendation, of a State, of a draft, and as files."""

import csv
import json

import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upright.explore import item_repeats, state_repeats
from upright.search.errors import IndexUnavailableError

pytestmark = pytest.mark.django_db

ITEM = "/recommendations/A/HRC/901/1/136.1/"
AGAIN = "/states/XAA/repeats/"
BLOCK = "//section[@aria-labelledby='repeats']"
GROUPS = "//section[@aria-labelledby='groups']//li/h3"
SCHOOLS = "Build schools for girls in rural areas"


@pytest.fixture
def asked(archive: Archive) -> None:
    """Aldoria was asked to ratify OPCAT in two cycles, Brevania in one."""
    archive(
        document(
            item("12.1", ("Ratify OP-CAT", "XAB"), position="noted"),
            item("12.2", ("Accede to the OPCAT", "XAC", "XAD"), position="noted"),
            item("12.3", (SCHOOLS, "XAD"), position="noted"),
            symbol="A/HRC/701/1",
            session=6,
        )
    )
    archive(
        document(
            item("136.1", ("Ratify the Optional Protocol to the Convention against"
                           " Torture", "XAB")),
            item("136.2", ("Consider ratifying OPCAT", "XAE"), position="noted"),
            item("136.3", (f"{SCHOOLS} by 2020", "XAD")),
            item("136.4", ("Free the press", "XAD")),
        )
    )  # fmt: skip
    archive(
        document(
            item("9.1", ("Ratify OPCAT without delay", "XAC")),
            symbol="A/HRC/902/1",
            state="XAB",
        )
    )


def test_a_recommendation_says_where_it_was_asked_before(asked, get: Get):
    page = get(ITEM)

    assert texts(page, f"{BLOCK}//dt") == [
        "Asked before",
        "In this review also by",
        "Asked of other States",
    ]
    before, review, others = texts(page, f"{BLOCK}//dd")
    assert before == "Cycle 1 by 3 States: Noted"
    assert review == "Estavia, para. 136.2 Nearly the same"
    assert others == (
        "1 recommendation The nearest: Brevania, A/HRC/902/1, para. 9.1 The same"
    )


def test_each_count_leads_to_its_rows(asked, get: Get):
    page = get(ITEM)
    [before] = page.xpath(f"{BLOCK}//dd[1]//a/@href")

    rows = get(before)

    assert texts(rows, "//main//h2")[0] == "To this State before 2"
    assert texts(rows, "//ol/li/h3") == [
        "Aldoria, A/HRC/701/1, para. 12.1",
        "Aldoria, A/HRC/701/1, para. 12.2",
    ]
    assert texts(rows, "//p[@class='note']/a") == ["Show all"]


def test_an_earlier_one_says_that_it_was_asked_again(asked, get: Get):
    page = get("/recommendations/A/HRC/701/1/12.3/")

    assert texts(page, f"{BLOCK}//dt") == ["Asked again later"]
    assert texts(page, f"{BLOCK}//dd") == ["Cycle 2 by 1 State: Supported"]


def test_one_without_repeats_says_so_and_how_to_look_further(asked, get: Get):
    page = get("/recommendations/A/HRC/901/1/136.4/")

    [note] = texts(page, f"{BLOCK}/p[@class='note']")
    assert note.startswith("No other recommendation in this archive asks the same")
    further = get(page.xpath(f"{BLOCK}/p[@class='note']/a/@href")[0])
    assert texts(further, "//p[@class='note']") == [
        "No recommendation in this archive is of the same matter."
    ]


def test_a_version_shows_what_was_known_then(asked, get: Get):
    then = get(f"{ITEM}?v=2")

    assert texts(then, f"{BLOCK}//dt") == ["Asked before", "In this review also by"]
    assert all("v=2" in a for a in then.xpath(f"{BLOCK}//dd//a/@href"))


def test_the_json_of_a_recommendation_holds_its_repeats(asked, client: Client):
    [own] = json.loads(client.get(f"{ITEM[:-1]}.json").content)["repeats"]

    assert (own["order"], own["has_more"]) == (1, False)
    first = own["found"][0]
    assert first["address"].endswith(f"{first['paragraph']}/?v=3")
    assert [
        (one["ground"], one["symbol"], one["position"]) for one in own["found"]
    ] == [
        ("earlier", "A/HRC/701/1", "noted"),
        ("earlier", "A/HRC/701/1", "noted"),
        ("others", "A/HRC/902/1", "supported"),
        ("review", "A/HRC/901/1", "noted"),
    ]


def test_each_text_of_an_item_has_its_own(archive: Archive, get: Get):
    archive(document(item("1.1", ("Ratify OPCAT", "XAB"), (SCHOOLS, "XAB"))))

    page = get("/recommendations/A/HRC/901/1/1.1/")

    assert texts(page, "//section[starts-with(@aria-labelledby, 'repeats')]/h2") == [
        "Text 1 elsewhere",
        "Text 2 elsewhere",
    ]


def test_an_item_of_several_like_texts_is_named_once(archive: Archive, get: Get):
    archive(document(item("1.1", ("Ratify OPCAT", "XAB"))))
    two = ("Ratify the OP-CAT", "XAC"), ("Ratify OPCAT promptly", "XAD")
    archive(document(item("9.1", *two), symbol="A/HRC/902/1", state="XAB"))

    page = get("/recommendations/A/HRC/901/1/1.1/")

    assert texts(page, f"{BLOCK}//dd/p/a") == ["2 recommendations, States asked: 1"]
    assert texts(page, f"{BLOCK}//dd/ul/li/a") == ["Brevania, A/HRC/902/1, para. 9.1"]


def test_a_recommendation_is_shown_without_an_index(asked, get: Get, monkeypatch):
    def no_index(_wanted):
        raise IndexUnavailableError("gone")

    monkeypatch.setattr(item_repeats, "repeats_each", no_index)

    page = get(ITEM)

    assert texts(page, "//h1") == ["Recommendation to Aldoria"]
    assert page.xpath(BLOCK) == []


# --- a draft


def test_a_draft_is_asked_for(asked, get: Get):
    page = get("/repeats/")

    assert page.xpath("//textarea/@maxlength") == ["1500"]
    assert page.xpath("//h2") == []


def test_a_draft_shows_its_parts_and_the_nearest_recommendations(asked, get: Get):
    page = get("/repeats/?text=Accede+to+OPCAT+by+2030&state=XAA")

    parts = dict(
        zip(
            texts(page, "//section[@aria-labelledby='parts']//dt"),
            texts(page, "//section[@aria-labelledby='parts']//dd"),
            strict=True,
        )
    )
    assert parts["A specific action"] == "Accede"
    assert parts["A time"] == "by 2030"
    assert parts["Who is to act"].startswith("Not seen.")
    assert parts["It names"].startswith("Optional Protocol to the Convention against")
    assert texts(page, "//h2")[1:3] == ["To this State 4", "To other States 1"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "text=Accede+to+OPCAT&state=XAC",
            ["Nothing that asks the same or nearly the same of Corvalia is in this "
             "archive."],
        ),
        (
            "text=Accede+to+OPCAT&state=XAC&grade=matter",
            ["Nothing of the same matter that was asked of Corvalia is in this "
             "archive."],
        ),
        ("text=Accede+to+OPCAT&state=XAA", []),
        ("text=Accede+to+OPCAT", []),
    ],
)  # fmt: skip
def test_a_draft_for_a_state_says_that_it_was_not_asked_so(
    asked, get: Get, query, said
):
    assert texts(get(f"/repeats/?{query}"), "//p[@class='note']") == said


def test_a_draft_is_not_for_search_engines(asked, get: Get):
    page = get("/repeats/?text=Accede+to+OPCAT")

    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_draft_that_is_new_says_so(asked, get: Get):
    page = get("/repeats/?text=Plant+olive+trees")

    assert texts(page, "//p[@class='note']") == [
        "No recommendation in this archive asks the same or nearly the same."
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("text=" + "a" * 1501, "A draft has at most 1500 characters here"),
        ("text=a&state=QQQ", "“state=QQQ” cannot be read"),
        ("text=a&where=moon", "“where=moon” cannot be read"),
        ("text=a&grade=best", "“grade=best” cannot be read"),
        ("text=a&cycle=x", "“cycle=x” cannot be read"),
        ("text=a&imagined=2", "“imagined=2” cannot be read"),
        ("text=a%00", "zero character"),
        ("text=a&v=99", "There is no data version 99"),
    ],
)
def test_what_cannot_be_meant_is_said(asked, client: Client, query, said):
    response = client.get(f"/repeats/?{query}")

    assert response.status_code == 400
    assert said in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["symbol=A/HRC/1/1&paragraph=1", "symbol=A/HRC/901/1&paragraph=136.1&text_order=7"],
)
def test_an_item_that_is_not_here_is_not_found(asked, client: Client, query):
    assert client.get(f"/repeats/?{query}").status_code == 404


# --- a State


def test_a_state_shows_what_it_was_asked_again(asked, get: Get):
    page = get(AGAIN)

    assert texts(page, GROUPS) == [
        "Ratify the Optional Protocol to the Convention against Torture",
        f"{SCHOOLS} by 2020",
    ]
    assert texts(page, "//section[@aria-labelledby='before']//li") == [
        "Of 4 items in cycle 2, 3 (75%) ask the same or nearly the same as one in an"
        " earlier cycle."
    ]
    first = texts(page, f"{GROUPS}/..")[0]
    assert "by 3 States: Noted" in first
    assert "12.1, 12.2" in first


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("change=noted-supported", 1),
        ("change=other", 1),
        ("change=supported-noted", 0),
        ("from=1&to=2", 2),
        ("from=1", 2),
        ("from=2", 0),
        ("to=1", 0),
    ],
)
def test_groups_can_be_narrowed(asked, get: Get, query, number):
    page = get(f"{AGAIN}?{query}")

    assert len(page.xpath(GROUPS)) == number
    empty = ["Nothing that came again fits what you chose. Show all"]
    assert texts(page, "//p[@class='note']") == ([] if number else empty)


@pytest.mark.parametrize("query", ["from=2&to=1", "from=x", "to=22", "change=better"])
def test_a_filter_that_cannot_be_meant_is_said(asked, client: Client, query):
    assert client.get(f"{AGAIN}?{query}").status_code == 400


def test_the_file_has_every_recommendation_of_every_group(asked, client: Client, get):
    [address] = get(f"{AGAIN}?change=noted-supported").xpath("//a[@download]/@href")

    text = client.get(address).content.decode("utf-8-sig")
    said, *lines = (
        line for line in csv.reader(text.splitlines()) if "#" not in line[0]
    )
    rows = [dict(zip(said, line, strict=True)) for line in lines]

    assert "v=3" in address
    assert [(row["cycle"], row["paragraph"], row["change"]) for row in rows] == [
        ("1", "12.3", "noted-supported"),
        ("2", "136.3", "noted-supported"),
    ]
    assert (rows[0]["text"], rows[0]["recommending_states"]) == (SCHOOLS, "XAD")


def test_a_state_of_one_cycle_cannot_have_been_asked_again(asked, get: Get):
    page = get("/states/XAB/repeats/")

    assert texts(page, "//section[@aria-labelledby='groups']/p")[0].startswith(
        "This archive holds recommendations to it from fewer than two cycles"
    )
    assert page.xpath("//a[@download]") == []


def test_codes_are_led_on_or_not_known(asked, client: Client):
    response = client.get("/states/xaa/repeats/?from=1")
    assert response.headers["Location"] == f"{AGAIN}?from=1"
    assert client.get("/states/QQQ/repeats/").status_code == 404
    assert client.get("/download/states/QQQ/repeats.csv").status_code == 404


def test_the_page_of_a_state_shows_the_largest_and_leads_to_all(asked, get: Get):
    page = get("/states/XAA/")
    block = "//section[@aria-labelledby='again']"

    assert len(page.xpath(f"{block}//li/h3")) == 2
    assert page.xpath(f"{block}/p/a/@href") == [AGAIN]
    assert get("/states/VAT/").xpath(block) == []
    assert texts(get("/states/XAB/"), f"{block}/p") == [
        "Nothing in this archive was asked of it in one cycle and again in another."
    ]


@pytest.mark.parametrize(
    "address", [ITEM, AGAIN, "/repeats/?text=Ratify+OPCAT", "/states/XAA/"]
)
def test_as_many_queries_with_one_row_as_with_three(
    archive: Archive, client: Client, django_assert_max_num_queries, address
):
    archive(document(item("136.1", ("Ratify OPCAT", "XAB"))))
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    for number in (2, 3):
        archive(
            document(
                item("136.1", ("Ratify OPCAT", "XAB")),
                symbol=f"A/HRC/70{number}/1",
                session=6,
            )
        )
    client.get(address)
    with django_assert_max_num_queries(20) as three:
        client.get(address)
    assert len(one) == len(three)


def test_of_a_state_with_many_items_the_section_comes_after_the_page(
    asked, get: Get, monkeypatch
):
    whole = get("/states/XAA/")
    block = "//section[@aria-labelledby='again']"
    monkeypatch.setattr(state_repeats, "AT_ONCE", 0)
    page = get("/states/XAA/")
    [section] = page.xpath(block)
    assert section.xpath(".//li") == []
    assert section.xpath("p/a/@href") == [AGAIN]
    part = get(section.get("hx-get"))
    assert texts(part, "//li") == texts(whole, f"{block}//li")
    older = get("/states/XAA/?v=1").xpath(block)
    assert [one.get("hx-get") for one in older] == ["/states/XAA/repeats/part?v=1"]
    assert get("/states/QQQ/repeats/part", status=404) is not None
