"""Orders, pages and streams of what is found."""

import tracemalloc
from datetime import date

import pytest

from tests.upright.search.rows import random_rows, row, snapshot_of_rows
from upright.search.asking import Request, Sort
from upright.search.errors import QueryError
from upright.search.queries import find_in, rows_in
from upright.search.reading import Snapshot

ROWS = random_rows(seed=11, number=150)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return snapshot_of_rows(tmp_path_factory.mktemp("index"), ROWS)


def paged(snapshot: Snapshot, request: Request) -> list[int]:
    """What all pages show, one after the other."""
    pages = find_in(snapshot, request).pages
    return [
        hit.recommendation_id
        for page in range(1, pages + 1)
        for hit in find_in(
            snapshot, Request(request.q, sort=request.sort, page=page)
        ).hits
    ]


def streamed(snapshot: Snapshot, request: Request) -> list[int]:
    return [one.recommendation_id for one in rows_in(snapshot, request)]


def symbols(snapshot: Snapshot, sort: Sort) -> list[tuple[str, str]]:
    found = rows_in(snapshot, Request(sort=sort))
    return [(one.symbol, one.item_key) for one in found]


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three documents of which each is first in another order."""
    rows = []
    for number, symbol, state, day in (
        (1, "A/HRC/14/15", "SVN", date(2010, 2, 16)),
        (2, "A/HRC/8/3", "CIV", date(2009, 12, 3)),
        (3, "A/HRC/28/15", "HRV", date(2014, 11, 4)),
    ):
        rows += [
            row(
                f"Do {order} {item_order}",
                item_id=number * 100 + order,
                document_id=number,
                symbol=symbol,
                state=state,
                date=day,
                order=order,
                item_order=item_order,
                item_key=f"9.{order}.{item_order}",
            )
            for order, item_order in ((10, 1), (9, 2), (9, 1))
        ]
    return snapshot_of_rows(tmp_path_factory.mktemp("three"), rows)


PRINTED = ["9.9.1", "9.9.2", "9.10.1"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.DOCUMENT, ["A/HRC/8/3", "A/HRC/14/15", "A/HRC/28/15"]),
        (Sort.DATE, ["A/HRC/28/15", "A/HRC/14/15", "A/HRC/8/3"]),
        # Côte d'Ivoire, Croatia, Slovenia
        (Sort.STATE, ["A/HRC/8/3", "A/HRC/28/15", "A/HRC/14/15"]),
        # Nothing is more relevant than anything else: the newest first.
        (Sort.RELEVANCE, ["A/HRC/28/15", "A/HRC/14/15", "A/HRC/8/3"]),
    ],
)
def test_order(three, sort, expected):
    assert symbols(three, sort) == [(s, key) for s in expected for key in PRINTED]


def test_relevance_puts_what_says_it_most_first(tmp_path):
    rows = [
        row("water for all and everybody everywhere", item_key="1"),
        row("water", item_key="2"),
        row("water and more water", item_key="3"),
    ]

    found = rows_in(snapshot_of_rows(tmp_path, rows), Request("water"))

    assert [one.item_key for one in found] == ["2", "3", "1"]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("q", ["", "rights OR women OR treaty"])
def test_pages_show_everything_once_in_the_order_of_the_stream(snapshot, sort, q):
    request = Request(q, sort=sort)

    pages = paged(snapshot, request)

    totals = find_in(snapshot, request).totals
    assert len(pages) == len(set(pages)) == totals.recommendations
    assert pages == streamed(snapshot, request)


@pytest.mark.parametrize("sort", list(Sort))
def test_stream_in_small_batches_is_the_same(snapshot, sort, monkeypatch):
    request = Request("rights OR women", sort=sort)
    whole = streamed(snapshot, request)

    monkeypatch.setattr("upright.search.listing.BATCH", 3)
    monkeypatch.setattr("upright.search.listing._SCORED", 7)

    assert streamed(snapshot, request) == whole


def test_stream_keeps_rows_of_equal_place(tmp_path, monkeypatch):
    """Documents that print their numbers twice."""
    rows = [row(f"Do {number}", order=1, item_key="1.1") for number in range(9)]
    snapshot = snapshot_of_rows(tmp_path, rows)
    monkeypatch.setattr("upright.search.listing.BATCH", 2)

    found = streamed(snapshot, Request(sort=Sort.DOCUMENT))

    assert sorted(found) == [one.recommendation_id for one in rows]


@pytest.mark.parametrize("page", [0, -1, 501])
def test_page_that_is_not_there_is_refused(snapshot, page):
    with pytest.raises(QueryError) as caught:
        find_in(snapshot, Request(page=page))
    assert caught.value.message == (
        "Pages go from 1 to 500. Narrow the search, or download everything."
    )


def test_page_after_the_last_is_empty(snapshot):
    assert find_in(snapshot, Request(page=500)).hits == ()


def test_row_has_every_column(tmp_path):
    snapshot = snapshot_of_rows(
        tmp_path,
        [row("Ratify", "CHL", "PER", implementation="implemented", is_certain=False)],
    )

    (found,) = rows_in(snapshot, Request())

    assert (found.symbol, found.state_name) == ("A/HRC/28/15", "Slovenia")
    assert found.states == (("CHL", "Chile"), ("PER", "Peru"))
    assert (found.text, found.implementation) == ("Ratify", "implemented")
    assert (found.date, found.is_certain) == (date(2014, 11, 4), False)
    assert (found.since, found.until, found.cycle, found.session) == (1, None, 2, 20)


def test_stream_keeps_little_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("upright.search.listing.BATCH", 100)
    rows = [row("Ratify " * 50, order=number) for number in range(4000)]
    snapshot = snapshot_of_rows(tmp_path, rows)

    tracemalloc.start()
    number = sum(1 for _row in rows_in(snapshot, Request(sort=Sort.DOCUMENT)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert number == 4000
    assert most < 4000 * 350 / 4  # a quarter of the texts alone
