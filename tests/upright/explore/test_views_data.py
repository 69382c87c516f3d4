"""Open data: the page and the packages."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upright.archive import leases
from upright.explore.open_data_page import EXPLAINED
from upright.opendata.making import make
from upright.opendata.models import Package
from upright.opendata.queries import LEASE
from upright.search.downloads import COLUMNS

pytestmark = pytest.mark.django_db

PACKAGE = "/data/2/upright-data.zip"


@pytest.fixture
def packaged(imagined: None) -> Package:
    made = make(lambda: NOW)
    assert made is not None
    return made


def test_the_newest_package_is_offered_with_what_is_in_it(packaged, get: Get):
    page = get("/data/")
    (link,) = page.xpath("//section[@aria-labelledby='package']//a[@download]")
    assert (link.get("href"), link.text) == (PACKAGE, "Download upright-data-v2.zip")
    facts = texts(page, "//dl[@class='facts']/dd")
    assert facts[0] == "2"
    assert facts[3] == packaged.sha256
    assert "Creative Commons Attribution 4.0 International" in facts[4]
    assert facts[5].startswith(
        "Upright, data version 2, 2026-11-24. http://testserver/data/2/upright-data.zip"
    )
    rows = texts(page, "//section[@aria-labelledby='package']//tbody/tr")
    assert any(row.startswith("recommendations-in-force.csv") for row in rows)
    assert texts(page, "//span[@class='tag imagined']") != []


def test_the_package_is_given_whole_and_for_ever(packaged, client: Client):
    response = client.get(PACKAGE, headers={"Accept-Encoding": "gzip"})
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(data).hexdigest() == packaged.sha256
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-data-v2.zip"'
    )
    assert response.headers["Content-Length"] == str(packaged.size)
    assert "immutable" in response.headers["Cache-Control"]


def test_programs_read_what_is_in_the_newest(packaged, client: Client):
    described = json.loads(client.get("/data/datapackage.json").content)
    assert described["file"] == {
        "address": f"http://testserver{PACKAGE}",
        "bytes": packaged.size,
        "hash": f"sha256:{packaged.sha256}",
    }
    assert described["version"] == "2"


def test_older_packages_stay_offered(packaged, archive: Archive, get: Get):
    archive(document(item("1.1", ("Do", "XAB")), symbol="A/HRC/909/9"))
    make(lambda: NOW + timedelta(days=1))
    page = get("/data/")
    links = page.xpath("//section[@aria-labelledby='package']//a/@href")
    assert [link for link in links if link.endswith(".zip")] == [
        "/data/3/upright-data.zip",
        PACKAGE,
    ]


def test_without_a_package_it_says_how_one_is_made(imagined, get: Get, client):
    page = get("/data/")
    assert "upright manage make_data_package" in texts(page, "//p[@class='note']")[0]
    assert client.get("/data/datapackage.json").status_code == 404


def test_one_that_is_being_made_says_how_far_it_is(imagined, get: Get):
    at = timezone.now()
    with leases.leased(LEASE, at, timedelta(minutes=15)):
        Package.objects.create(version=2, begun=at, done=40, total=147)
        assert texts(get("/data/"), "//p[@role='status']") == [
            "The package of data version 2 is being made: 40 of 147 documents so far. "
            "Load this page again in a minute."
        ]
    assert texts(get("/data/"), "//p[@role='status']") == []


def test_the_page_is_never_kept_since_packages_come_without_changes(imagined, client):
    response = client.get("/data/")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("version", ["7", "99999999999999999999"])
def test_a_package_that_is_not_there_says_so(packaged, client: Client, version):
    assert client.get(f"/data/{version}/upright-data.zip").status_code == 404


def test_every_column_is_explained(imagined, get: Get):
    assert set(EXPLAINED) == set(COLUMNS)
    page = get("/data/")
    listed = texts(page, "//section[@aria-labelledby='columns']//tbody/tr/th")
    assert tuple(listed) == COLUMNS


def test_every_form_can_be_had(imagined, get: Get, client: Client):
    page = get("/data/")
    links = page.xpath("//section[@aria-labelledby='forms']//a/@href")
    assert len(links) == 11
    names = page.xpath("//section[@aria-labelledby='forms']//a[@download]/text()")
    assert [name.strip() for name in names if name.strip()] == [
        *("CSV", "Excel", "JSON", "JSON Lines", "Parquet", "JSON in UHRI’s form"),
        *("CSV", "Excel", "JSON Lines"),
        "CSV",
    ]
    assert {client.get(link).status_code for link in links} == {200}


def test_every_page_leads_to_it(imagined, get: Get):
    assert "/data/" in get("/").xpath("//footer//a/@href")


def test_questions_to_the_database_do_not_grow(packaged, archive, client: Client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/data/").status_code == 200
        return len(found)

    before = asked()
    for number in range(2):
        archive(document(item("1.1", ("Do", "XAB")), symbol=f"A/HRC/90{number}/9"))
        make(lambda: NOW)
    assert asked() == before
