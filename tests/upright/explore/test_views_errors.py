import pytest
from django.test import Client

from tests.upright.explore.conftest import Get, texts
from upright.search.errors import IndexUnavailableError

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_a_search(imagined, get: Get):
    page = get("/nothing/here", status=404)
    assert texts(page, "//h1") == ["There is nothing at this address"]
    assert texts(page, "//p[@class='lead']") == [
        "The address may be mistyped, or the document is not in this archive. "
        "Nothing was lost."
    ]
    assert page.xpath("//form[@role='search']/@action") == ["/search/"]


def test_a_refused_request_gives_no_reason_away(get: Get):
    page = get("/search/?" + "&".join(f"a{n}=" for n in range(1100)), status=400)
    assert texts(page, "//p[@class='lead']") == [
        "Something in the request is not as it should be. Nothing was changed."
    ]


def test_a_failure_says_that_nothing_was_lost(client: Client, settings, monkeypatch):
    client.raise_request_exception = False

    def fail() -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("upright.archive.queries.data_version", fail)
    response = client.get("/")
    assert response.status_code == 500
    assert response.content.decode().count("Something broke on our side") == 1
    assert response.content.decode().count("broken") == 0


def test_a_search_that_is_not_ready_says_so(imagined, get: Get, monkeypatch):
    def fail(*_arguments: object) -> None:
        raise IndexUnavailableError("The index is being built.")

    monkeypatch.setattr("upright.search.queries.current_snapshot", fail)
    page = get("/search/", status=503)
    assert texts(page, "//p[@class='lead']") == ["The index is being built."]


@pytest.mark.parametrize(
    "address", ["/recommendations/A%00/1/", "/documents/A%00B/", "/documents/A%00/file"]
)
def test_a_zero_character_is_refused(db, get: Get, address):
    page = get(address, status=400)
    assert texts(page, "//p[@class='lead']") == [
        "An address cannot hold a zero character."
    ]


def test_nothing_but_reading_is_possible(imagined, client: Client):
    statuses = {
        address: client.post(address).status_code
        for address in ("/", "/search/", "/documents/A/HRC/901/1/")
    }
    assert set(statuses.values()) == {405}
