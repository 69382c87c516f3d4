import pytest
from django.test import Client

from tests.upright.builders import document, item
from upright.explore.freshness import program_fingerprint

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/search/",
    "/documents/",
    "/documents/A/HRC/901/1/",
    "/recommendations/A/HRC/901/1/136.1/",
    "/recommendations/A/HRC/901/1/136.1.json",
    "/method/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_answered_briefly_until_the_data_change(
    imagined, archive, client: Client, address
):
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    asked_again = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=asked_again)
    assert (again.status_code, again.content) == (304, b"")
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/903/1"))
    after = client.get(address, headers=asked_again)
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_asked_for_its_head(imagined, client: Client, address):
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_pages_and_their_parts_are_kept_apart(imagined, client: Client):
    page = client.get("/search/")
    names = {name.strip() for name in page.headers["Vary"].split(",")}
    assert "HX-Request" in names
    part = client.get(
        "/search/",
        headers={"HX-Request": "true", "If-None-Match": page.headers["ETag"]},
    )
    assert part.status_code == 200
    assert part.has_header("ETag") is False


def test_an_error_is_not_kept_by_its_etag(imagined, client: Client):
    assert client.get("/documents/A/HRC/9/9/").has_header("ETag") is False


def test_the_program_has_a_fingerprint():
    assert len(program_fingerprint()) == 64
