"""Who else records a recommendation, on its page, in its JSON, and in figures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import NOW
from tests.upright.explore.conftest import texts
from tests.upright.witnesses.exports import (
    CHILDREN,
    COURTS,
    PRISONS,
    SYMBOL,
    report,
    row,
    uhri,
    uhri_file,
    upr_info,
)
from upright.archive.queries import data_version
from upright.witnesses import queries
from upright.witnesses.importing import import_export
from upright.witnesses.models import Export

ITEM = f"/recommendations/{SYMBOL}/136.1/"
OTHERS = "//section[@aria-labelledby='witnesses']"


@pytest.fixture
def take(states, tmp_path):
    """Import rows of UPR Info's, or objects of UHRI's."""

    def take(*said):
        number = Export.objects.count()
        if isinstance(said[0], dict):
            path = uhri_file(tmp_path / f"uhri-{number}.json", *said)
        else:
            path = upr_info(tmp_path / f"upr-info-{number}.csv", *said)
        return import_export(path, lambda: NOW)

    return take


@pytest.fixture
def others(archive, take):
    archive(report())
    take(
        row(CHILDREN), row(CHILDREN, "Chile"),
        row(PRISONS.replace("oldest", "older"), "Peru", "Accepted", issue="Detention"),
        row("Send observers to the moon", "Estonia"),
        row(COURTS, to="Peru"), row("We will report", "Slovenia", "Voluntary Pledge"),
    )  # fmt: skip
    take(uhri(Text="136.1 Protect all children from violence at school"))


def test_rows_that_say_the_same_are_shown_as_one(others, get):
    page = get(ITEM)

    assert texts(page, f"{OTHERS}//h3") == ["UPR Info", "Universal Human Rights Index"]
    assert texts(page, f"{OTHERS}//li[1]//dd") == [
        "Norway, Chile", "Accepted", "4", "Rights of the Child",
        "by recommending State and text", "upr-info-0.csv, row 2 · The database",
    ]  # fmt: skip


def test_differences_are_marked_word_by_word_also_for_ears(others, get):
    page = get(f"/recommendations/{SYMBOL}/136.2/")

    assert texts(page, f"{OTHERS}//p/del")[0] == "[only in the report: oldest ones;]"
    assert texts(page, f"{OTHERS}//p/ins")[0] == "[only there: older ones]"
    assert texts(page, f"{OTHERS}//p[@class='differs']") == ["Disagrees: position"]


def test_a_record_of_uhri_leads_to_its_document_there(others, get):
    page = get(ITEM)

    assert page.xpath(f"{OTHERS}//li[2]//dd/a/@href") == [
        "https://uhri.ohchr.org/en/document/a1b2c3d4"
    ]
    assert texts(page, f"{OTHERS}//li[2]//p[@class='differs']") == ["Disagrees: text"]


def test_nobody_else_shows_nothing(archive, get):
    archive(report())

    assert get(ITEM).xpath(OTHERS) == []


def test_json_says_it_record_by_record(others, client):
    said = client.get(f"/recommendations/{SYMBOL}/136.1.json").json()["witnesses"]

    assert [(one["source"], one["states"]) for one in said] == [
        ("upr-info", ["NOR"]), ("upr-info", ["CHL"]), ("uhri", ["NOR", "CHL"]),
    ]  # fmt: skip
    assert said[0]["tie"]["ground"] == "state_and_text"
    assert said[2]["tie"]["disagrees_on"] == ["text"]
    assert said[2]["themes"] == ["Right to life"]
    assert said[2]["text_original"].startswith("136.1 Protect all")


def test_an_older_version_shows_what_was_known_then(archive, take, get):
    archive(report())
    take(row(CHILDREN))
    version = data_version()
    take(row(CHILDREN, response="Noted"))

    def said(address):
        return texts(get(address), f"{OTHERS}//dd")[1]

    assert said(ITEM) == "Noted"
    assert said(f"{ITEM}?v={version}") == "Accepted"
    assert get(f"{ITEM}?v=1").xpath(OTHERS) == []


def test_figures_count_what_they_say_and_lead_to_the_rows(others, get):
    page = get("/witnesses/")

    assert texts(page, "//section[1]//tbody/tr/th") == [
        "tied to a paragraph of a report", "tied, in doubt",
        "fit nothing in the report", "on reviews whose report is not here",
        "tied, and saying the same", "tied, with another text",
        "tied, with other recommending States", "tied, with another position",
    ]  # fmt: skip
    counts = page.xpath("//section[1]//tbody/tr/td/a/text()")
    assert counts == ["3", "0", "1", "1", "2", "0", "0", "1"]
    assert texts(page, "//section[1]//tbody/tr/td[2]")[:2] == ["60.0 %", "0.0 %"]
    assert "1 voluntary pledge." in texts(page, "//section[1]/p")[1]
    [pledges] = page.xpath("//section[1]/p[2]/a/@href")
    assert pledges == "/pledges/?source=upr-info"
    assert texts(get(pledges), "//p[@class='tally']/strong") == ["1"]
    for line in page.xpath("//tbody/tr"):
        (link,) = line.xpath("./td/a")
        listed = get(link.get("href"))
        assert len(listed.xpath("//ol/li[p[@class='printed']]")) == int(link.text)


def test_pages_without_any_record_say_so(db, get):
    assert (
        "No records of other databases are here yet."
        in texts(get("/witnesses/"), "//p[@class='note']")[0]
    )


@pytest.mark.parametrize("path", ["nobody/tied/", "upr-info/nothing/"])
def test_what_is_not_counted_is_not_there(path, db, client):
    assert client.get(f"/witnesses/{path}").status_code == 404


def test_queries_do_not_grow_with_witnesses(archive, take, client):
    archive(report())

    def asked(*rows) -> int:
        take(*rows)
        with CaptureQueriesContext(connection) as queried:
            assert client.get(ITEM).status_code == 200
        return len(queried)

    asked(row(COURTS))  # what is asked once in the life of a process
    one = asked(row(CHILDREN))
    more = [row(f"{CHILDREN}, point {number}", "Chile") for number in range(3)]
    assert asked(row(CHILDREN), *more) == one


def test_pledges_are_records_of_their_own(others):
    (pledge,) = queries.pledge_rows("SVN")

    assert (pledge.state, pledge.session, pledge.text, pledge.source) == (
        "SVN", 21, "We will report", "upr-info",
    )  # fmt: skip
    assert list(queries.pledge_rows("PER")) == []
    assert list(queries.pledge_rows(version=1)) == []
