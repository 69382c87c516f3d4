"""Pledges as other databases record them: searched, counted and given apart."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import NOW
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from tests.upright.search.test_pledges import pledging
from tests.upright.witnesses.exports import row, upr_info
from upright.archive.queries import data_version
from upright.witnesses.importing import import_export
from upright.witnesses.models import Export

pytestmark = pytest.mark.django_db

TALLY = "//p[@class='tally']"
SWITCH = "//nav[@aria-label='Whose record']//li"
LINKS = "//li[@class='hit']//h3/a/@href"


def promised(text: str, to: str = "Slovenia", session: str = "21") -> tuple[str, ...]:
    return row(text, to, "Voluntary Pledge", to=to, session=session)


@pytest.fixture
def take(states, tmp_path):
    """Import rows of UPR Info's."""

    def take(*rows):
        number = Export.objects.count()
        path = upr_info(tmp_path / f"upr-info-{number}.csv", *rows)
        return import_export(path, lambda: NOW)

    return take


@pytest.fixture
def both(archive: Archive, take) -> None:
    """One pledge read in a report (version 1), three that UPR Info records."""
    archive(
        pledging(
            "Slovenia will report on trees.",
            symbol="A/HRC/30/9",
            state="SVN",
            session=21,
        )
    )
    take(
        promised("We will report each year"),
        promised("We will plant trees"),
        promised("Peru shall report on prisons", "Peru", "28"),
    )


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    written = body(client, address).decode("utf-8-sig")
    lines = [line for line in written.splitlines() if not line.startswith(('"#', "#"))]
    return list(csv.DictReader(lines))


def test_each_source_is_counted_alone_for_the_same_words(both, get: Get):
    page = get("/pledges/?q=reporting")

    assert texts(page, TALLY) == ["1 pledge."]
    assert texts(page, SWITCH) == ["Read from reports 1", "UPR Info 2"]
    assert page.xpath(f"{SWITCH}/a[@aria-current]/@href") == ["/pledges/?q=reporting"]
    (_ours, theirs) = page.xpath(f"{SWITCH}/a/@href")
    assert theirs == "/pledges/?q=reporting&source=upr-info"
    assert texts(get(theirs), TALLY) == ["2 pledges."]
    assert texts(get(theirs), f"{SWITCH}/a[@aria-current]") == ["UPR Info"]


def test_they_are_searched_and_narrowed_by_the_same_rules(both, get: Get):
    page = get("/pledges/?q=reporting&source=upr-info")

    assert texts(page, "//li[@class='hit']//mark") == ["report", "report"]
    assert texts(page, "//li[@class='hit']//span[@class='tag']") == ["UPR Info"] * 2
    assert texts(page, "//select[@name='state']/option")[1:] == [
        "Peru (1)", "Slovenia (1)",
    ]  # fmt: skip
    assert texts(page, "//select[@name='session']/option")[1:] == ["21 (1)", "28 (1)"]
    kept = page.xpath("//form[@role='search']//input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in kept] == [
        ("source", "upr-info")
    ]
    narrowed = get("/pledges/?q=reporting&state=PER&source=upr-info")
    assert texts(narrowed, TALLY) == ["1 pledge."]
    assert narrowed.xpath("//a[@class='chip']/@href") == [
        "/pledges/?q=reporting&source=upr-info"
    ]


def test_a_record_has_a_page_of_its_own(both, get: Get):
    (link,) = get("/pledges/?q=plant&source=upr-info").xpath(LINKS)
    page = get(link)

    assert texts(page, "//p[contains(@class, 'text')]") == ["We will plant trees"]
    assert texts(page, "//h1") == ["Voluntary pledge of Slovenia"]
    assert texts(page, "//dl/dd") == [
        "Rights of the Child", "upr-info-0.csv, row 3", "UPR Info",
    ]  # fmt: skip
    (permanent,) = page.xpath("//p[@class='copy']/a/@href")
    assert permanent == f"{link}?v={data_version()}"
    get(permanent)
    get(f"{link}?v=1", status=404)


def test_permanent_links_give_what_was_recorded_then(both, take, get: Get):
    (link,) = get("/pledges/?source=upr-info").xpath("//p[@class='copy']/a/@href")
    take(
        promised("We will report each year"),
        promised("We will plant trees"),
        promised("Peru shall report on prisons", "Peru", "28"),
        promised("We will report twice"),
    )

    assert texts(get(link), TALLY) == ["3 pledges."]
    assert texts(get("/pledges/?source=upr-info"), TALLY) == ["4 pledges."]
    assert get("/pledges/?v=1").xpath(SWITCH) == []


def test_a_long_list_has_pages_that_stay_with_the_source(both, take, get: Get):
    take(*(promised(f"We will do deed {n}") for n in range(60)))
    page = get("/pledges/?source=upr-info")

    (following,) = page.xpath("//a[@rel='next']/@href")
    assert "page=2" in following
    assert following.endswith("source=upr-info")
    shown = {*page.xpath(LINKS), *get(following).xpath(LINKS)}
    assert len(shown) == len(page.xpath(LINKS)) + len(get(following).xpath(LINKS))
    get("/pledges/?source=upr-info&page=9", status=404)


def test_files_name_the_source_of_each_row(both, client: Client):
    both_sources = rows_of(client, "/download/pledges.csv?q=trees&source=all")
    assert [(one["source"], one["text"]) for one in both_sources] == [
        ("reports", "Slovenia will report on trees."),
        ("upr-info", "We will plant trees"),
    ]
    theirs = both_sources[1]
    assert (theirs["state"], theirs["export"], theirs["export_row"]) == (
        "SVN", "upr-info-0.csv", "3",
    )  # fmt: skip
    assert client.get(theirs["address"]).status_code == 200
    assert len(rows_of(client, "/download/pledges.csv")) == 1
    _about, *found = map(
        json.loads,
        body(client, "/download/pledges.jsonl?source=upr-info&state=PER").splitlines(),
    )
    assert [one["text"] for one in found] == ["Peru shall report on prisons"]
    workbook = openpyxl.load_workbook(
        io.BytesIO(body(client, "/download/pledges.xlsx?source=upr-info"))
    )
    assert len(list(workbook["Pledges"].values)) == 4


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/pledges/?source=nobody", 400),
        ("/pledges/?source=all", 400),
        ("/pledges/?source=uhri", 200),
        ("/pledges/?source=upr-info&q=(women", 400),
        ("/download/pledges.csv?source=nobody", 400),
        (f"/pledges/recorded/upr-info/{'0' * 32}/1/", 404),
        (f"/pledges/recorded/upr-info/{'0' * 32}/99999999999999999999/", 404),
    ],
)
def test_what_is_not_recorded_is_explained(both, client: Client, address, status):
    assert client.get(address).status_code == status


def test_nothing_of_others_is_put_with_imagined_pledges(both, archive, get: Get):
    imagined = pledging("Aldoria will report.", symbol="A/HRC/903/3")
    archive(replace(imagined))

    page = get("/pledges/?imagined=1")
    assert texts(page, TALLY) == ["1 pledge."]
    assert page.xpath(SWITCH) == []


def test_queries_do_not_grow_with_records(archive: Archive, take, client: Client):
    def asked(number: int) -> int:
        take(*(promised(f"To do {number}, part {n}") for n in range(number)))
        with CaptureQueriesContext(connection) as queried:
            assert client.get("/pledges/?source=upr-info").status_code == 200
        return len(queried)

    asked(2)  # what is asked once in the life of a process
    assert asked(1) == asked(3)
