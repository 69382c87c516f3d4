"""The sitemap: every page that lasts, in files no robot refuses, and nothing else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upright.archive.models import Change, Review, Session
from upright.explore import sitemap_page

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
PARTS = ("pages", "documents", "recommendations")
DAY = NOW.date().isoformat()


def said(written: bytes, name: str) -> list[str]:
    """The text of each element with a name."""
    page: Any = html.fromstring(written)  # of lxml, which has no complete types
    return [one.text_content() for one in page.iter(name)]


def locations(client: Client, address: str) -> list[str]:
    """The paths that a file lists."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/xml; charset=utf-8",
    )
    found = said(response.content, "loc")
    assert all(one.startswith(f"{SITE}/") for one in found)
    return [one.removeprefix(SITE) for one in found]


def everything(client: Client) -> list[str]:
    files = locations(client, "/sitemap.xml")
    return [path for file in files for path in locations(client, file)]


def test_the_index_lists_the_files_with_the_day_of_the_data(imagined, client: Client):
    response = client.get("/sitemap.xml")

    assert locations(client, "/sitemap.xml") == [
        f"/sitemap-{part}-1.xml" for part in PARTS
    ]
    assert said(response.content, "lastmod") == [DAY] * 3


def test_every_address_is_there_once_and_answers(imagined, client: Client):
    Session.objects.get_or_create(number=21, defaults={"cycle": 2})
    Review.objects.create(state_id="XAA", cycle=2, session_id=21, status="held")

    found = everything(client)

    assert len(found) == len(set(found))
    for path in (
        "/",
        "/states/XAA/",
        "/sessions/21/",
        "/reviews/XAA/2/",
        "/issues/womens-rights/",
        "/sdgs/5/",
        "/persons/children/",
        "/actions/5/",
        "/groups/africa/",
        "/documents/A/HRC/901/1/",
        "/recommendations/A/HRC/901/1/136.1/",
        "/recommendations/A/HRC/902/2/12.1/",
    ):
        assert path in found
    of_each_kind = {path.split("/")[1]: path for path in found}
    for path in of_each_kind.values():
        assert client.get(path).status_code == 200


def test_imagined_documents_are_left_out_beside_real_ones(
    imagined, real, client: Client
):
    found = everything(client)

    assert "/documents/A/HRC/30/9/" in found
    assert "/states/SVN/" in found
    assert [path for path in found if "HRC/90" in path or "/XA" in path] == []


def test_a_page_has_the_day_since_when_it_is_as_it_is(archive: Archive, client: Client):
    archive(document(item("1.1", ("Do", "XAB"))))
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/902/2"))
    Change.objects.filter(pk=1).update(at=NOW.replace(year=2020))

    written = client.get("/sitemap-documents-1.xml").content

    assert said(written, "lastmod") == [NOW.replace(year=2020).date().isoformat(), DAY]


def test_many_addresses_are_in_several_files(imagined, client: Client, monkeypatch):
    monkeypatch.setattr(sitemap_page, "PER_FILE", 3)

    files = [
        path
        for path in locations(client, "/sitemap.xml")
        if path.startswith("/sitemap-recommendations-")
    ]
    found = [locations(client, path) for path in files]

    assert [len(one) for one in found] == [3, 1]
    assert len({path for one in found for path in one}) == 4


def test_a_file_is_below_what_robots_take():
    assert sitemap_page.PER_FILE <= 50_000


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing-1.xml",
        "/sitemap-documents-2.xml",
        "/sitemap-documents-0.xml",
        "/sitemap-recommendations-99999999999999999999.xml",
    ],
)
def test_what_is_no_file_is_not_there(imagined, client: Client, path):
    assert client.get(path).status_code == 404


def test_an_empty_archive_lists_its_pages_alone(db, client: Client):
    assert locations(client, "/sitemap.xml") == ["/sitemap-pages-1.xml"]


@pytest.mark.parametrize("part", ["", *PARTS])
def test_queries_do_not_grow(archive: Archive, client: Client, part):
    address = f"/sitemap-{part}-1.xml" if part else "/sitemap.xml"

    def asked(number: int) -> int:
        items = [item(f"{number}.{n}", ("Do", "XAB")) for n in range(1, number + 1)]
        archive(document(*items, symbol=f"A/HRC/9{number}/1"))
        with CaptureQueriesContext(connection) as queried:
            assert client.get(address).status_code == 200
        return len(queried)

    assert asked(1) == asked(3)
