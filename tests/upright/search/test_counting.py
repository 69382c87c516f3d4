"""Counts against their definitions: the worked example, and rows at random."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.upright.search import oracle
from tests.upright.search.rows import (
    STATES,
    VERSION,
    random_rows,
    row,
    snapshot_of_rows,
)
from upright.search.answering import Result, Totals
from upright.search.asking import Count, Request
from upright.search.errors import QueryError
from upright.search.queries import FACETS, find_in, rows_in

ITEMS, ATTRIBUTIONS = Count.ITEMS, Count.ATTRIBUTIONS
ROWS = random_rows(seed=2)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return snapshot_of_rows(tmp_path_factory.mktemp("index"), ROWS)


@pytest.fixture
def example(tmp_path):
    """Item 5 = "Ratify A (Chile, Peru); sign B (Peru)", and another beside it."""
    rows = [
        row("Ratify A", "CHL", "PER", item_id=5, order=5, item_order=1),
        row("sign B", "PER", item_id=5, order=5, item_order=2),
        row("Ratify C", "NOR", item_id=6, order=6),
    ]
    return snapshot_of_rows(tmp_path, rows)


def counts(result: Result, facet: str) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in result.facets[facet]}


def test_example_of_design_counts_one_two_three(example):
    result = find_in(example, Request("A OR B"))

    assert result.totals == Totals(items=1, recommendations=2, attributions=3)
    assert result.total == 1


def test_example_of_design_filtered_to_peru_counts_one_two_two(example):
    peru = {"recommending_state": ("PER",)}

    result = find_in(example, Request("", peru, count=ATTRIBUTIONS))

    assert result.totals == Totals(items=1, recommendations=2, attributions=2)
    assert result.total == 2


def test_group_of_recommending_states_is_a_filter_on_them(example):
    group = {"recommending_regional_group": ("latin-america",)}

    result = find_in(example, Request("", group, count=ATTRIBUTIONS))

    assert result.totals == Totals(items=1, recommendations=2, attributions=3)
    assert counts(result, "recommending_state") == {"CHL": 1, "PER": 2}


def test_from_in_the_query_counts_attributions_of_that_state(example):
    result = find_in(example, Request("from:Peru"))

    assert result.totals == Totals(items=1, recommendations=2, attributions=2)


def test_from_both_asks_for_both_and_counts_both(example):
    result = find_in(example, Request("from:Peru from:Chile"))

    assert result.totals == Totals(items=1, recommendations=1, attributions=2)


def test_item_counts_once_for_each_value_it_has(example):
    result = find_in(example, Request(""))

    assert counts(result, "recommending_state") == {"CHL": 1, "NOR": 1, "PER": 1}
    assert counts(result, "state") == {"SVN": 2}
    by_state = find_in(example, Request("", count=ATTRIBUTIONS))
    assert counts(by_state, "recommending_state") == {"PER": 2, "CHL": 1, "NOR": 1}
    assert counts(by_state, "state") == {"SVN": 4}


def test_all_of_two_states_needs_both_in_one_recommendation(example):
    both = {"recommending_state": ("CHL", "PER")}
    all_of = frozenset({"recommending_state"})

    any_result = find_in(example, Request("", both))
    all_result = find_in(example, Request("", both, all_of))

    assert any_result.totals == Totals(items=1, recommendations=2, attributions=3)
    assert all_result.totals == Totals(items=1, recommendations=1, attributions=2)
    assert counts(all_result, "recommending_state") == {"CHL": 1, "PER": 1}
    # "Any" lists what else could be chosen.
    assert counts(any_result, "recommending_state") == {"CHL": 1, "NOR": 1, "PER": 1}


def test_state_named_twice_counts_once(tmp_path):
    snapshot = snapshot_of_rows(tmp_path, [row("Ratify", "CHL", "CHL")])

    assert find_in(snapshot, Request("")).totals.attributions == 1


def test_pending_is_no_position_and_takes_no_share(tmp_path):
    said = ["supported"] * 3 + ["noted"] + ["pending"] * 4
    rows = [row("Ratify", "CHL", position=position) for position in said]

    result = find_in(snapshot_of_rows(tmp_path, rows), Request(""))

    buckets = [(b.value, b.count, b.share) for b in result.facets["position"]]
    assert buckets == [
        ("supported", 3, 0.75),
        ("noted", 1, 0.25),
        ("pending", 4, None),
    ]
    assert result.facets["position"][2].label == "No clear position yet"


def test_no_share_where_nothing_has_a_position(tmp_path):
    snapshot = snapshot_of_rows(tmp_path, [row("Ratify", position="pending")])

    result = find_in(snapshot, Request(""))

    assert [b.share for b in result.facets["position"]] == [None, None, None]


def test_organisation_is_that_of_the_date(tmp_path):
    rows = [
        row("Before", "GBR", date=date(2012, 5, 24)),
        row("After", "GBR", date=date(2022, 11, 10)),
    ]

    result = find_in(snapshot_of_rows(tmp_path, rows), Request(""))

    assert counts(result, "recommending_organisation") == {"Commonwealth": 2, "EU": 1}


def test_chosen_value_that_is_not_there_is_listed_with_none(example):
    result = find_in(example, Request("", {"state": ("FRA",)}))

    assert [(b.value, b.count, b.is_chosen) for b in result.facets["state"]] == [
        ("SVN", 2, False),
        ("FRA", 0, True),
    ]
    assert result.total == 0


def test_unknown_filter_is_refused(example):
    with pytest.raises(QueryError) as caught:
        find_in(example, Request("", {"colour": ("red",)}))
    assert caught.value.message == "There is no filter “colour”."


def test_all_of_where_it_makes_no_sense_is_refused(example):
    with pytest.raises(QueryError) as caught:
        find_in(example, Request("", {"cycle": ("1",)}, frozenset({"cycle"})))
    assert caught.value.message == "“All of them” makes no sense for “Cycle”."


# --- at random, against the definitions worked out row by row -------------------------

VALUES = {
    "state": ("SVN", "GBR", "KEN", "XAA", "FRA"),
    "recommending_state": STATES,
    "regional_group": ("africa", "eastern-europe", "western-europe"),
    "recommending_regional_group": ("africa", "latin-america", "western-europe"),
    "organisation": ("EU", "Commonwealth", "AU"),
    "recommending_organisation": ("EU", "Commonwealth", "OIF", "AU"),
    "cycle": ("1", "2", "4"),
    "session": ("7", "13", "20"),
    "year": ("2010", "2012", "2014"),
    "position": ("supported", "noted", "pending"),
    "document": ("A/HRC/28/15", "A/HRC/8/1"),
    "certainty": ("certain", "uncertain"),
    "action": ("2", "5"),
    "issue": ("womens-rights", "torture-and-other-cid-treatment"),
    "persons": ("women-and-girls", "children"),
    "goal": ("5", "16"),
    "target": ("5.1", "16.3", "16.a"),
    "coding": ("certain", "model", "person", "none"),
}
ALL_ALLOWED = sorted(facet.name for facet in FACETS if facet.allows_all)
QUERIES = {
    "": lambda row: True,
    "rights": lambda row: oracle.has_phrase(row.text, "rights"),
    "NOT rights": lambda row: not oracle.has_phrase(row.text, "rights"),
    "educat* OR treaty": lambda row: (
        oracle.has_prefix(row.text, "educat") or oracle.has_phrase(row.text, "treaty")
    ),
}


@st.composite
def requests(draw):
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True))
    filters = {
        name: tuple(
            draw(
                st.lists(
                    st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True
                )
            )
        )
        for name in names
    }
    all_of = draw(st.sets(st.sampled_from(ALL_ALLOWED), max_size=2)) & set(filters)
    return Request(
        draw(st.sampled_from(sorted(QUERIES))),
        filters,
        frozenset(all_of),
        draw(st.sampled_from(list(Count))),
        version=draw(st.integers(0, VERSION)),
        imagined=draw(st.booleans()),
    )


@given(asked=requests())
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_counts_are_those_of_the_definitions(snapshot, asked):
    matches = QUERIES[asked.q]

    result = find_in(snapshot, asked)

    version = asked.version
    expected = oracle.totals(ROWS, matches, asked, version)
    assert (
        result.totals.items,
        result.totals.recommendations,
        result.totals.attributions,
    ) == expected
    found = {
        facet: {b.value: b.count for b in buckets if b.count}
        for facet, buckets in result.facets.items()
    }
    assert found == oracle.facet_counts(ROWS, matches, asked, version)
    streamed = [r.recommendation_id for r in rows_in(snapshot, asked)]
    rows = oracle.matching(ROWS, matches, asked, version)
    assert sorted(streamed) == sorted(r.recommendation_id for r in rows)


def test_many_sets_of_recommending_states_are_counted_in_parts(snapshot, monkeypatch):
    request = Request("rights", count=ATTRIBUTIONS)
    whole = find_in(snapshot, request)

    monkeypatch.setattr("upright.search.tallies._MOST", 20)
    monkeypatch.setattr("upright.search.tallies._OTHERS", 20)

    assert find_in(snapshot, request).facets == whole.facets


def test_everything_is_counted_the_same_when_it_is_asked_again(snapshot):
    for request in (Request(), Request("", {"cycle": ("2",)}), Request(version=4)):
        assert find_in(snapshot, request).facets == find_in(snapshot, request).facets


@pytest.mark.parametrize("count", list(Count))
def test_largest_documents_are_listed(tmp_path, count, monkeypatch):
    """Those with most items, or attributions, though others have more texts."""
    for module in ("counting", "tallies"):
        monkeypatch.setattr(f"upright.search.{module}.LARGEST", 110)
    rows = []
    for number in range(150):
        is_one_item = number % 2
        rows += [
            row(
                "Ratify",
                *STATES[: 1 + number % 3],
                document_id=number,
                symbol=f"A/HRC/28/{number}",
                item_id=number * 1000 + (0 if is_one_item else text),
                item_key=f"1.{0 if is_one_item else text}",
                order=1 if is_one_item else text,
                item_order=text,
            )
            for text in range(1, 2 + number // 10)
        ]
    snapshot = snapshot_of_rows(tmp_path, rows)
    request = Request("", {"document": ("A/HRC/28/1",)}, count=count)

    buckets = find_in(snapshot, request).facets["document"]

    expected = oracle.one_facet(rows, lambda _row: True, request, VERSION, "document")
    assert [b.count for b in buckets[:100]] == sorted(expected.values())[:-101:-1]
    assert {b.value: b.count for b in buckets}.items() <= expected.items()
    assert [b.value for b in buckets if b.is_chosen] == ["A/HRC/28/1"]


def test_data_version_that_is_not_there_is_refused(snapshot):
    with pytest.raises(QueryError) as caught:
        find_in(snapshot, replace(Request(), version=VERSION + 1))
    assert caught.value.message == (
        "There is no version 10 of the data; the newest is 9."
    )
