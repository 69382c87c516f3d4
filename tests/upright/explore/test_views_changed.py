"""What changed since the reviews of a State: every review, each item, as a file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts

pytestmark = pytest.mark.django_db

PAGE = "/states/XAA/changed/"


@pytest.fixture
def changed(archive: Archive) -> None:
    """Two reviews of Aldoria, and an answer to each: data versions 1 to 4."""
    for number, session in ((1, 21), (2, 30)):
        report = f"A/HRC/90{number}/1"
        archive(
            document(
                item("136.1", ("Do A", "XAB"), position="pending"),
                item("136.2", ("Do B", "XAC"), position="pending"),
                item("136.3", ("Do C", "XAC"), position="noted"),
                symbol=report,
                session=session,
            )
        )
        answered = "supported" if number == 1 else "noted"
        archive(addendum(statement(answered, "136.1"), report=report))


def test_every_review_is_listed_the_newest_first(changed, get: Get):
    page = get(PAGE)
    assert texts(page, "//section/h2") == [
        "A/HRC/902/1",
        "A/HRC/901/1",
        "Keep this page",
    ]
    assert texts(page, "//p[@class='lead']") == [
        "2 items have another position today than in their reports."
    ]
    assert texts(page, "//details/summary") == [
        "Pending at the report →now Noted 1 item",
        "Pending at the report →now Supported 1 item",
    ]
    links = page.xpath("//ul[@class='keys']//a/@href")
    assert links == [f"/recommendations/A/HRC/90{number}/1/136.1/" for number in (2, 1)]


def test_the_page_of_the_state_leads_there(changed, get: Get):
    (link,) = get("/states/XAA/").xpath(f"//a[@href='{PAGE}']")
    assert " ".join(link.text.split()) == (
        "2 items have another position today than in their reports"
    )
    assert get("/states/XAB/").xpath("//a[contains(@href, '/changed/')]") == []


def test_an_older_version_shows_what_had_changed_by_then(changed, get: Get):
    page = get(f"{PAGE}?v=2")
    assert texts(page, "//section/h2")[:-1] == ["A/HRC/901/1"]
    assert page.xpath("//ul[@class='keys']//a/@href") == [
        "/recommendations/A/HRC/901/1/136.1/?v=2"
    ]
    assert texts(get("/states/XAA/?v=1"), "//a[contains(@href, '/changed/')]") == []


def test_the_file_says_where_each_position_is_said(changed, client: Client):
    response = client.get("/download/states/XAA/changed.csv")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-changed-v4.csv"'
    )
    lines = [
        line
        for line in response.content.decode("utf-8-sig").splitlines()
        if not line.startswith(("#", '"#'))
    ]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert [
        (row["symbol"], row["position_at_report"], row["position"]) for row in rows
    ] == [
        ("A/HRC/902/1", "pending", "noted"),
        ("A/HRC/901/1", "pending", "supported"),
    ]
    assert rows[1]["position_symbol"] == "A/HRC/901/1/Add.1"
    assert rows[1]["address"] == (
        "http://testserver/recommendations/A/HRC/901/1/136.1/"
    )


def test_a_state_of_which_nothing_changed_says_so(imagined, get: Get):
    page = get("/states/XAB/changed/")
    assert texts(page, "//p[@class='note']") == [
        "No position of Brevania changed since its reviews, as far as the papers in "
        "this archive say."
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/states/QQQ/changed/", 404), ("/states/xaa/changed/", 302)],
)
def test_other_addresses(changed, client: Client, address, status):
    assert client.get(address).status_code == status


def test_questions_to_the_database_do_not_grow(archive: Archive, client: Client):
    def asked(number: int) -> int:
        report = f"A/HRC/91{number}/1"
        keys = [f"1.{n}" for n in range(1, number + 1)]
        archive(
            document(
                *(item(key, ("Do", "XAB"), position="pending") for key in keys),
                symbol=report,
            )
        )
        archive(addendum(statement("noted", *keys), report=report))
        with CaptureQueriesContext(connection) as found:
            assert client.get(PAGE).status_code == 200
        return len(found)

    assert asked(1) == asked(3)
