"""What holds for every page: nothing inline, nothing from elsewhere, little weight."""

import gzip
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, Page, texts

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/": 200,
    "/search/": 200,
    "/search/?q=women&state=XAA&recommending_state=XAB": 200,
    "/search/?q=women+AND": 400,
    "/search/?q=submarine": 200,
    "/search/?page=x": 400,
    "/recommendations/A/HRC/901/1/136.1/": 200,
    "/recommendations/A/HRC/901/1/136.2/": 200,
    "/recommendations/A/HRC/901/1/136.3/": 200,
    "/documents/": 200,
    "/documents/A/HRC/901/1/": 200,
    "/documents/A/HRC/901/1/?v=1": 200,
    "/states/": 200,
    "/states/XAA/changed/": 200,
    "/data/": 200,
    "/pledges/": 200,
    "/pledges/?q=women+AND": 400,
    "/pledges/A/HRC/901/1/1/": 200,
    "/states/?figure=supported&v=1": 200,
    "/states/XAA/": 200,
    "/groups/africa/": 200,
    "/compare/": 200,
    "/compare/?state=XAA&group=africa": 200,
    "/states/QQQ/": 404,
    "/sources/": 200,
    "/method/": 200,
    "/help/search/": 200,
    "/nothing": 404,
}
EVERY_PAGE = pytest.mark.parametrize(("address", "status"), ADDRESSES.items())
MOST_BYTES = 100_000  # of page, style and script together, compressed, before pictures


@EVERY_PAGE
def test_no_style_or_script_is_written_into_a_page(imagined, get: Get, address, status):
    page = get(address, status=status)
    assert page.xpath("//style | //*[@style] | //script[not(@src)]") == []
    handlers = [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
    assert handlers == []
    assert page.xpath("//@href[starts-with(., 'javascript')]") == []


@EVERY_PAGE
def test_nothing_comes_from_elsewhere(imagined, get: Get, address, status):
    page = get(address, status=status)
    loaded = page.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href")
    assert [address for address in loaded if not address.startswith("/")] == []


@EVERY_PAGE
def test_the_policy_allows_nothing_else(imagined, client: Client, address, status):
    policy = client.get(address).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert {directives[f"{kind}-src"] for kind in ("default", "script", "style")} == {
        "'self'"
    }


@EVERY_PAGE
def test_a_page_has_one_heading_and_its_landmarks(imagined, get: Get, address, status):
    page = get(address, status=status)
    counts = {tag: len(page.xpath(f"//{tag}")) for tag in ("h1", "main", "title")}
    assert counts == {"h1": 1, "main": 1, "title": 1}
    assert page.xpath("/html/@lang") == ["en"]
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    identifiers = page.xpath("//@id")
    assert sorted(set(identifiers)) == sorted(identifiers)


@EVERY_PAGE
def test_headings_step_down_one_by_one(imagined, get: Get, address, status):
    page = get(address, status=status)
    levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    steps = [lower - upper for upper, lower in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps, default=0) <= 1


SHOWS_NO_DATA = {"/search/?q=women+AND", "/search/?q=submarine", "/search/?page=x"} | {
    "/sources/", "/method/", "/help/search/", "/nothing", "/states/QQQ/", "/data/",
    "/pledges/?q=women+AND",
}  # fmt: skip


@EVERY_PAGE
def test_imagined_pages_say_so(imagined, get: Get, address, status):
    page = get(address, status=status)
    said = [] if address in SHOWS_NO_DATA else ["Imagined demonstration data."]
    assert texts(page, "//div[@class='strip']//strong") == said


@EVERY_PAGE
def test_pages_without_forms_that_write_hold_no_secret(
    imagined, client: Client, address, status
):
    response = client.get(address)
    assert response.content.count(b"csrf") == 0
    assert response.cookies == {}


def weight(page: bytes, parsed: Page) -> int:
    """Bytes over the wire: the page and what it loads, each compressed."""
    loaded = parsed.xpath(
        "//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
    )
    files = [finders.find(address.removeprefix("/static/")) for address in loaded]
    parts = [page, *(Path(str(file)).read_bytes() for file in files)]
    return sum(len(gzip.compress(part, 6)) for part in parts)


def test_the_heaviest_pages_stay_light(archive: Archive, client: Client, get: Get):
    """A report of 340 items, more than the longest known (Slovenia, 254)."""
    words = "Take every measure against discrimination in the province of number"
    archive(
        document(
            *(
                item(f"140.{n}", (f"{words} {n * 7919 % 1000}", "XAB", "XAC", "XAD"))
                for n in range(1, 341)
            )
        )
    )
    for address in (
        "/",
        "/search/",
        "/search/?open=recommending_state&open=document",
        "/documents/A/HRC/901/1/",
        "/recommendations/A/HRC/901/1/140.7/",
        "/states/?imagined=0",
        "/states/XAA/",
        "/groups/africa/?imagined=0",
    ):
        assert weight(client.get(address).content, get(address)) < MOST_BYTES


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/states/", 6),
        ("/states/XAA/", 9),
        (quote("/groups/Amber League/"), 2),
        ("/compare/?state=XAA&state=XAB&group=Amber+League", 3),
        ("/charts/", 3),
        ("/charts/sessions/", 3),
        ("/charts/sessions.svg", 2),
    ],
)
def test_as_many_queries_with_one_row_as_with_three(
    archive: Archive, client: Client, django_assert_num_queries, address, queries
):
    archive(document(item("1.1", ("Do", "XAB"))))
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
    for n, state in ((2, "XAA"), (3, "XAC")):
        archive(
            document(
                item("1.1", ("Do", "XAB"), ("act", "XAD", "XAE")),
                symbol=f"A/HRC/901/{n}",
                state=state,
            )
        )
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
