"""Atom feeds, as readers of feeds read them."""

import feedparser
import pytest
from django.test import Client
from lxml import etree

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get
from upright.archive.models import Document

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = (
    "/feeds/documents.atom",
    "/feeds/search.atom?q=women",
    "/feeds/states/XAA/received.atom",
    "/feeds/states/XAB/made.atom",
)


def read(client: Client, address: str):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert found.bozo is False
    return found


def test_new_documents(imagined, client: Client):
    found = read(client, "/feeds/documents.atom")
    assert found.feed.title == "Upright: new documents"
    assert [(one.title, one.link, one.id) for one in found.entries] == [
        (
            f"{state}: Report of the Working Group, {symbol}",
            f"http://testserver/documents/{symbol}/",
            f"http://testserver/documents/{symbol}/",
        )
        for state, symbol in (("Brevania", "A/HRC/902/2"), ("Aldoria", "A/HRC/901/1"))
    ]
    assert found.entries[0].updated == "2026-11-24T09:00:00+00:00"
    assert found.entries[0].published == "2015-03-01T00:00:00+01:00"


def test_what_a_search_finds(imagined, client: Client):
    found = read(client, "/feeds/search.atom?q=women&state=XAA")
    assert found.feed.title == "Upright: women; State under review: Aldoria"
    assert found.feed.link == "http://testserver/search/?q=women&state=XAA"
    (one,) = found.entries
    assert one.title == "Aldoria: A/HRC/901/1, para. 136.1"
    assert one.link == "http://testserver/recommendations/A/HRC/901/1/136.1/"
    assert one.summary == "Protect women from violence (Brevania) Supported."


def test_recommendations_to_and_by_a_state(imagined, client: Client):
    received = read(client, "/feeds/states/XAA/received.atom")
    assert received.feed.title == "Upright: recommendations to Aldoria"
    assert len(received.entries) == 3  # items: one holds two texts
    made = read(client, "/feeds/states/XAA/made.atom")
    assert [one.title for one in made.entries] == ["Brevania: A/HRC/902/2, para. 12.1"]


def test_a_feed_is_well_formed_atom(imagined, client: Client):
    for address in FEEDS:
        root = etree.fromstring(client.get(address).content)
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert len(root.findall(f"{ATOM}{name}")) == 1, address
        own = {link.get("rel"): link.get("href") for link in root.iter(f"{ATOM}link")}
        assert own["self"] == f"http://testserver{address}"


def test_printed_words_are_never_markup(archive: Archive, client: Client):
    archive(document(item("1.1", ("Stop <script>alert(1)</script> & more", "XAB"))))
    (one,) = feedparser.parse(
        client.get("/feeds/search.atom").content, sanitize_html=False
    ).entries
    assert one.summary == (
        "Stop &lt;script&gt;alert(1)&lt;/script&gt; &amp; more (Brevania) Supported."
    )


def test_real_and_imagined_are_kept_apart(imagined, real, client: Client):
    titles = [one.title for one in read(client, "/feeds/documents.atom").entries]
    assert titles == ["Slovenia: Report of the Working Group, A/HRC/30/9"]
    found = read(client, "/feeds/states/XAA/received.atom")
    assert len(found.entries) == 3


def test_a_feed_holds_fifty_entries(archive: Archive, client: Client):
    texts = [item(f"1.{n}", (f"Do {n}", "XAB"), ("Be", "XAC")) for n in range(1, 61)]
    archive(document(*texts))
    assert len(read(client, "/feeds/search.atom").entries) == 50
    assert Document.objects.count() == 1


def test_nothing_found_is_an_empty_feed(imagined, client: Client):
    assert read(client, "/feeds/search.atom?q=submarine").entries == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/search.atom?q=women+AND", 400),
        ("/feeds/search.atom?v=99", 400),
        ("/feeds/states/XXX/made.atom", 404),
    ],
)
def test_what_cannot_be_meant_is_refused(imagined, client: Client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_that_has_not_changed_is_not_sent_again(
    imagined, client: Client, address
):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/feeds/documents.atom", 5), ("/feeds/search.atom", 3)],
)
def test_the_number_of_queries_does_not_grow(
    archive: Archive, client: Client, django_assert_num_queries, address, queries
):
    archive(document(item("1.1", ("Do", "XAB"))))
    client.get("/search/")  # opens the index
    with django_assert_num_queries(queries):
        client.get(address)
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/901/2"))
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/901/3"))
    client.get("/search/")
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(
    ("search", "feed"),
    [
        ("/search/", "/feeds/search.atom"),
        (
            "/search/?q=women&state=XAA&count=attributions&v=1",
            "/feeds/search.atom?q=women&state=XAA",
        ),
    ],
)
def test_a_search_leads_to_its_feed(imagined, get: Get, client: Client, search, feed):
    link = "//div[contains(@class, 'keep')]//a[@type='application/atom+xml']/@href"
    assert get(search).xpath(link) == [feed]
    assert client.get(feed).status_code == 200
