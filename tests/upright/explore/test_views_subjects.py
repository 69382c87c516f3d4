"""The pages of issues, Goals, groups of persons and categories of action."""

import csv
import io

import pytest
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.coded import TORTURE, give_codings
from tests.upright.explore.conftest import Get, texts

pytestmark = pytest.mark.django_db

QUERIES = 5  # of the database: the scope, and the data version before each look


def rows(page, section: str = "") -> list[str]:
    inside = f"//section[@aria-labelledby='{section}']" if section else ""
    return texts(page, f"{inside}//tbody/tr")


def test_all_issues_are_listed_largest_first(coded, get: Get):
    page = get("/issues/")
    listed = rows(page)
    assert len(listed) == 54
    # Attributions, items, supported, noted, pending, share.
    assert listed[:4] == [
        "Women's rights 2 2 1 1 0 50% of 2",
        "International instruments 1 1 1 0 0 100% of 1",
        "Right to education 2 1 0 1 0 0% of 1",
        f"{TORTURE} 1 1 1 0 0 100% of 1",
    ]
    assert listed[4] == "Asylum-seekers - refugees 0 0 0 0 0 –"
    assert texts(page, "//nav[@aria-label='Rooms']//a[@aria-current]") == ["Issues"]


def test_certain_codings_alone_are_counted_where_that_is_asked(coded, get: Get):
    page = get("/issues/?coding=certain")
    assert rows(page)[:4] == [
        "International instruments 1 1 1 0 0 100% of 1",
        "Right to education 2 1 0 1 0 0% of 1",
        "Women's rights 1 1 1 0 0 100% of 1",
        "Asylum-seekers - refugees 0 0 0 0 0 –",
    ]
    link = page.xpath('//th/a[.="Women\'s rights"]/@href')[0]
    assert link == "/issues/womens-rights/?imagined=1&coding=certain"


def test_the_list_can_be_searched_without_a_script(coded, get: Get):
    page = get("/issues/?q=RIGHT+to")
    assert [row.split(" 0 ")[0] for row in rows(page)][1:] == [
        "Right to food",
        "Right to health",
        "Right to housing",
        "Right to land",
        "Right to water",
    ]
    assert (
        "6 of 54 have these words in their names."
        in texts(page, "//p[@role='status']")[0]
    )
    assert texts(get("/issues/?q=moon"), "//main//p[@class='note']") == [
        "None has these words in its name."
    ]


def test_an_issue_in_figures(coded, get: Get):
    page = get("/issues/womens-rights/")
    assert texts(page, "//h1") == ["Women's rights"]
    assert texts(page, "//dl[@class='figures']/div") == [
        "items2",
        "attributions2",
        "of them with a position, supported50%",
    ]
    assert rows(page, "answered") == [
        "Cycle 2 2 1 1 0 50% of 2",
        "All cycles 2 1 1 0 50% of 2",
        "4 – General 1 1 0 0 100% of 1",
        "5 – Specific 1 0 1 0 0% of 1",
        "African States 1 1 0 0 100% of 1",
        "Eastern European States 1 0 1 0 0% of 1",
    ]
    assert rows(page, "states") == [
        "Aldoria 1 1 0 0 100% of 1",
        "Brevania 1 0 1 0 0% of 1",
        "Aldoria 1 0 1 0 0% of 1",
        "Brevania 1 1 0 0 100% of 1",
    ]
    assert rows(page, "together") == [
        f"{TORTURE} 1 1 0 0 100% of 1",
        "16 – Peace, justice and strong institutions 1 1 0 0 100% of 1",
        "5 – Gender equality 1 1 0 0 100% of 1",
        "Women and girls 1 1 0 0 100% of 1",
    ]
    assert texts(page, "//section[@aria-labelledby='latest']//h3") == [
        "Aldoria, A/HRC/901/1, para. 136.1",
        "Brevania, A/HRC/902/2, para. 12.1",
    ]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/issues/womens-rights/?v=1", "search?issue=womens-rights&imagined=1"),
        (
            "/issues/womens-rights/?coding=certain",
            "search?issue=womens-rights&coding=certain&imagined=1",
        ),
        ("/sdgs/5/", "search?goal=5&imagined=1"),
    ],
)
def test_one_can_be_told_of_a_subject_by_mail(
    coded, get: Get, settings, address: str, told: str
):
    settings.SENDS_MAIL = True
    page = get(address)
    assert page.xpath("//details//input[@name='what']/@value") == [told]


def test_who_coded_and_what_is_not_coded_is_said(coded, get: Get):
    said = texts(get("/issues/right-to-education/"), "//main//p[@class='quiet prose']")
    assert said[0] == (
        "Coding is switched off here; what you see was coded before: 1 item (see them "
        "– coded by the model); decided by people: 1 (see them – decided by people); "
        "not coded, in the whole archive: 1 (see them – not coded). How it is coded, "
        "and how well"
    )


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        ("/issues/", ["4", "1", "1"]),
        ("/issues/?coding=certain", ["4", "1", "1"]),
        ("/issues/right-to-education/", ["1", "1", "1"]),
        ("/issues/womens-rights/?coding=certain", ["1", "1"]),
    ],
)
def test_who_coded_leads_to_as_many_rows(coded, get: Get, address, counts):
    links = get(address).xpath("//p[@class='quiet prose']//a[starts-with(., 'see')]")
    assert [
        texts(get(link.get("href")), "//p[@class='tally']/strong")[0] for link in links
    ] == counts


@pytest.mark.parametrize(
    "address",
    [
        "/issues/",
        "/issues/?coding=certain",
        "/issues/womens-rights/",
        "/issues/womens-rights/?coding=certain",
        "/sdgs/",
        "/sdgs/5/",
        "/persons/",
        "/persons/women-and-girls/",
        "/actions/",
        "/actions/4/",
        "/actions/4/?coding=certain&v=2",
        "/states/XAA/",
        "/groups/africa/?imagined=1",
    ],
)
def test_every_number_leads_to_as_many_rows(coded, get: Get, address):
    page = get(address)
    cells = page.xpath("//table//td[contains(@class, 'number')]/a")
    cells += page.xpath("//dl[@class='figures']//a")
    assert len(cells) > 3
    for cell in cells:
        found = texts(get(cell.get("href")), "//p[@class='tally']/strong")
        assert (cell.get("href"), found) == (cell.get("href"), [cell.text])


def test_a_goal_shows_its_targets(coded, get: Get):
    page = get("/sdgs/5/")
    assert texts(page, "//h1") == ["Goal 5: Gender equality"]
    targets = [row for row in rows(page, "answered") if row.startswith("5.")]
    assert [row.split(" – ")[0] for row in targets] == ["5.2", "5.c"]


def test_categories_of_action_are_shares_of_all_attributions(coded, get: Get):
    listed = rows(get("/actions/"))
    assert [row.split(" ", 2)[:2] for row in listed] == [
        [str(rank), "–"] for rank in range(1, 6)
    ]
    assert "3 60% of 5 2 1 1 0 50% of 2" in listed[3]
    assert "2 40% of 5 2 1 1 0 50% of 2" in listed[4]


def test_what_is_coded_so_in_nothing_says_so(coded, get: Get):
    page = get("/issues/death-penalty/")
    assert texts(page, "//main/p[@class='note']") == [
        "No recommendation in this archive is coded so."
    ]
    page = get("/issues/torture-and-other-cid-treatment/?coding=certain")
    assert texts(page, "//main/p[@class='note']") == [
        "No recommendation in this archive is coded so with certainty. "
        "Count all codings"
    ]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/issues/albinism/", 404, "Issues: there is none called “albinism”. See the "
         "list of all."),
        ("/sdgs/18/", 404, "Sustainable Development Goals: there is none called “18”. "
         "See the list of all."),
        ("/issues/?coding=x", 400, "“coding=x” cannot be read: it must be “certain”, "
         "or nothing."),
        ("/issues/?v=99", 400, "There is no data version 99; the newest is 2."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_in_plain_words(
    coded, get: Get, address, status, said
):
    assert texts(get(address, status=status), "//p[@class='lead']") == [said]


def test_a_permanent_link_keeps_its_numbers(coded, archive: Archive, get: Get):
    page = get("/issues/womens-rights/?coding=certain")
    permanent = page.xpath("//p[@class='copy']/a/@href")[0]
    assert permanent == "/issues/womens-rights/?coding=certain&v=2&imagined=1"
    before = texts(get(permanent), "//tbody/tr")
    archive(
        document(
            item("9.1", ("Protect women", "XAA")), symbol="A/HRC/903/3", state="XAC"
        )
    )
    give_codings(
        {("A/HRC/903/3", "9.1", 1): {"issues": [["Women's rights", 0.99, "model"]]}}
    )
    assert texts(get(permanent), "//tbody/tr") == before
    now = texts(
        get("/issues/womens-rights/?coding=certain"), "//dl[@class='figures']/div"
    )
    assert now[0] == "items2"
    assert get(permanent).xpath("//link[@rel='canonical']/@href") == [
        "http://testserver/issues/womens-rights/"
    ]


def test_the_list_is_had_as_a_file(coded, client: Client, get: Get):
    address = get("/actions/?coding=certain").xpath("//a[@download]/@href")[0]
    assert address == "/download/actions.csv?v=2&imagined=1&coding=certain"
    text = client.get(address).content.decode("utf-8-sig")
    assert text.splitlines()[:2] == [
        '"# query: Actions asked for, by items and attributions, certain codings only"',
        "# address: http://testserver/actions/?v=2&imagined=1&coding=certain",
    ]
    lines = [line for line in text.splitlines() if not line.startswith(('"#', "#"))]
    named = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert [(one["code"], one["items"], one["attributions"]) for one in named] == [
        ("1", "0", "0"),
        ("2", "0", "0"),
        ("3", "0", "0"),
        ("4", "1", "1"),
        ("5", "2", "2"),
    ]


def test_a_state_shows_what_it_was_asked_and_what_it_asks_most(coded, get: Get):
    page = get("/states/XAA/")
    captions = texts(page, "//table/caption")
    assert "Asked most: issues" in captions
    assert "Recommended most: issues" in captions
    assert "Women's rights 1 0 1 0 0% of 1" in rows(page, "recommending")
    assert "Right to education 1 0 1 0 0% of 1" in rows(page, "reviewed")


def test_issues_and_actions_are_compared(coded, get: Get):
    page = get("/compare/?state=XAA&state=XAB")
    compared = rows(page, "reviewed")
    assert compared[-6:] == [
        "Women's rights 11",
        "International instruments 10",
        "Right to education 10",
        f"{TORTURE} 10",
        "4 – General 20",
        "5 – Specific 11",
    ]
    for cell in page.xpath("//table//td[contains(@class, 'number')]/a"):
        found = texts(get(cell.get("href")), "//p[@class='tally']/strong")
        assert found == [cell.text]


def test_facets_of_codings_are_folded_until_something_in_them_is_chosen(
    coded, get: Get
):
    page = get("/search/")
    folded = page.xpath("//div[@id='facets']//details")
    assert [one.xpath("string(summary)") for one in folded] == [
        "Issue",
        "Action asked for",
        "Group of persons",
        "Sustainable Development Goal",
        "Target of a Goal",
    ]
    assert [one.get("open") for one in folded] == [None] * 5
    page = get("/search/?issue=womens-rights&coding=certain")
    assert [one.get("open") is not None for one in page.xpath("//details")][1] is True
    assert texts(page, "//ul[@class='chips']//a/span") == [
        "Remove Issue: Women's rights",
        "Remove Coding: Certain codings only",
    ]
    said = (
        "Found because: Issue: Women's rights (by the model, 97% sure); "
        "Certain codings only"
    )
    assert said in texts(page, "//li[@class='hit']//p[@class='quiet']")


def test_pages_ask_as_often_with_one_row_as_with_three(
    archive: Archive, client: Client, django_assert_num_queries
):
    women: dict[str, list[list[object]]] = {
        "issues": [["Women's rights", 0.99, "model"]],
        "action": [["5", 0.99, "model"]],
    }
    archive(document(item("1.1", ("Protect women", "XAB")), symbol="A/HRC/901/1"))
    give_codings({("A/HRC/901/1", "1.1", 1): women})
    addresses = ("/issues/", "/issues/womens-rights/", "/actions/5/")
    for address in addresses:
        client.get(address)
        with django_assert_num_queries(QUERIES):
            client.get(address)
    for number in (2, 3):
        symbol = f"A/HRC/90{number}/1"
        archive(document(item("1.1", ("Protect women", "XAB")), symbol=symbol))
        give_codings({(symbol, "1.1", 1): women})
    for address in addresses:
        client.get(address)
        with django_assert_num_queries(QUERIES):
            client.get(address)
