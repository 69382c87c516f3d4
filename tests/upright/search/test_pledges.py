"""Pledges are found as recommendations are, as of a data version."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import document
from tests.upright.conftest import Archive
from upr.records import Box, Document, Place, Pledge
from upright.search.asking import Request, Sort
from upright.search.errors import QueryError
from upright.search.pledges import all_pledges, find_pledges

pytestmark = pytest.mark.django_db


def pledging(*texts: str, **facts) -> Document:
    places = (Place(16, Box(72.0, 500.0, 523.0, 530.0)),)
    pledges = tuple(
        Pledge(text, f"13{number}", places) for number, text in enumerate(texts)
    )
    return replace(document(**facts), pledges=pledges)


@pytest.fixture
def pledges(archive: Archive) -> None:
    archive(
        pledging(
            "To ratify the Convention on women’s rights.",
            "To invite the Special Rapporteur on torture.",
        )
    )
    archive(
        pledging(
            "To report in Dunmérian at mid-term.",
            symbol="A/HRC/902/2",
            state="XAB",
            session=30,
            adopted=date(2018, 5, 14),
        )
    )


def found(q: str = "", **asked) -> list[str]:
    return [row.text for row in all_pledges(Request(q=q, **asked))]


@pytest.mark.parametrize(
    ("q", "count"),
    [
        ("", 3),
        ("ratifying", 1),  # the same stem as "ratify"
        ("woman", 0),
        ("women", 1),
        ("dunmerian", 1),
        ("ratif*", 1),
        ('"special rapporteur"', 1),
        ('"rapporteur special"', 0),
        ("ratify OR torture", 2),
        ("to NOT torture", 2),
        ("NOT (ratify OR torture)", 1),
        ("state:XAA", 2),
        ("to session:30", 1),
        ("cycle:2..3", 3),
        ("A/HRC/902/2", 1),
    ],
)
def test_words_phrases_and_fields_are_those_of_the_search(pledges, q, count):
    assert len(found(q)) == count


def test_the_query_language_and_the_index_agree_on_what_a_word_is(pledges):
    assert found("DUNMÉRIAN") == ["To report in Dunmérian at mid-term."]


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("by:Peru", "has no “Recommending State” to search by"),
        ("position:noted", "has no “Position” to search by"),
        ("28/15 115.4", "has no “paragraph” to search by"),
        ("(women", "A bracket opens here and none closes it."),
    ],
)
def test_what_a_pledge_cannot_be_asked_is_explained(pledges, q, message):
    with pytest.raises(QueryError, match=message.replace("(", r"\(")):
        find_pledges(Request(q=q))


def test_the_newest_review_comes_first_or_states_by_name(pledges):
    assert [row.state for row in all_pledges(Request())] == ["XAB", "XAA", "XAA"]
    by_state = all_pledges(Request(sort=Sort.STATE))
    assert [(row.state, row.order) for row in by_state] == [
        ("XAA", 1),
        ("XAA", 2),
        ("XAB", 1),
    ]


def test_what_matched_is_marked(pledges):
    (hit,) = find_pledges(Request(q="rapporteurs")).hits
    assert [part.text for part in hit.snippet if part.is_match] == ["Rapporteur"]


def test_buckets_count_over_what_the_other_facets_leave(pledges):
    result = find_pledges(Request(filters={"state": ("XAA",)}))
    assert result.total == 2
    states = [(one.value, one.count, one.is_chosen) for one in result.facets["state"]]
    assert states == [("XAA", 2, True), ("XAB", 1, False)]
    assert [(one.value, one.count) for one in result.facets["cycle"]] == [("2", 2)]


def test_a_value_that_nothing_has_is_still_a_chosen_one(pledges):
    result = find_pledges(Request(filters={"state": ("SVN",)}))
    assert (result.total, result.pages) == (0, 0)
    assert [one.value for one in result.facets["state"] if one.is_chosen] == ["SVN"]


def test_older_versions_hold_what_they_held(pledges):
    assert [find_pledges(Request(version=one)).total for one in (1, 2)] == [2, 3]
    assert find_pledges(Request()).version == 2


def test_real_and_imagined_states_are_never_counted_together(pledges, archive):
    archive(pledging("To plant trees.", symbol="A/HRC/30/9", state="SVN"))
    assert [find_pledges(Request(imagined=one)).total for one in (True, False)] == [
        3,
        1,
    ]
    assert find_pledges(Request()).total == 1


def test_a_list_is_paged(archive: Archive):
    archive(pledging(*(f"To do thing {number}." for number in range(45))))
    last = find_pledges(Request(page=3))
    assert (last.total, last.pages, len(last.hits)) == (45, 3, 5)
    assert last.hits[-1].row.order == 45


def test_pledges_are_read_once_for_a_version(pledges):
    find_pledges(Request(version=2, imagined=True))
    with CaptureQueriesContext(connection) as asked:
        find_pledges(Request(q="report", version=2, imagined=True))
    assert len(asked) == 0


def test_a_row_says_where_it_stands(pledges):
    (row,) = all_pledges(Request(q="torture"))
    assert (row.symbol, row.order, row.paragraph, row.page) == (
        "A/HRC/901/1",
        2,
        "131",
        16,
    )
    assert (row.session, row.cycle, row.date) == (21, 2, date(2015, 1, 23))
