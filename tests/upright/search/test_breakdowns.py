"""Broken down in one look, each number is what a search with that value finds."""

import pytest

from tests.upright.builders import design_example, document, item
from tests.upright.conftest import Archive
from upright.search.errors import QueryError
from upright.search.queries import FACETS, Count, Request, break_down, find

pytestmark = pytest.mark.django_db

NAMES = [facet.name for facet in FACETS if facet.name != "document"]
SCOPES = [
    {},
    {"state": ("SVN",)},
    {"recommending_state": ("PER",)},
    {"recommending_regional_group": ("latin-america",), "position": ("noted",)},
    {"cycle": ("2",), "position": ("supported",)},
]


@pytest.fixture
def reports(archive: Archive) -> None:
    archive(
        document(
            design_example(),
            item("136.6", ("Close the camps", "NOR", "PER"), position="noted"),
            item("136.7", ("Open the files", "NOR"), position="pending"),
            symbol="A/HRC/30/9",
            state="SVN",
        )
    )
    archive(
        document(
            item("12.1", ("Do this", "SVN"), ("do that", "PER", "SVN")),
            symbol="A/HRC/14/2",
            state="NOR",
            session=6,
        )
    )


@pytest.mark.parametrize("filters", SCOPES)
def test_each_number_is_what_a_search_finds(reports, filters):
    found = break_down([Request(filters=filters)], NAMES)
    only = found.each[0]
    assert only.totals == find(Request(filters=filters)).totals
    for name in NAMES:
        for value, number in only.items[name].items():
            # Both values must hold; one that is not chosen yet can simply be added.
            if name in filters:
                continue
            narrowed = Request(filters={**filters, name: (value,)})
            assert (name, value, number) == (name, value, find(narrowed).totals.items)


@pytest.mark.parametrize("filters", SCOPES)
def test_attributions_are_broken_down_as_a_search_counts_them(reports, filters):
    asked = Request(filters=filters, count=Count.ATTRIBUTIONS)
    only = break_down([asked], NAMES).each[0]
    assert only.items == {}
    for name in NAMES:
        for value, number in only.attributions[name].items():
            if name in filters:
                continue
            narrowed = Request(filters={**filters, name: (value,)}, count=asked.count)
            assert (name, value, number) == (name, value, find(narrowed).total)


def test_attributions_of_a_chosen_state_are_its_own(reports):
    asked = Request(filters={"recommending_state": ("PER",)}, count=Count.ATTRIBUTIONS)
    found = break_down([asked], ["recommending_state", "position"]).each[0]
    assert found.attributions == {
        "recommending_state": {"PER": 4},
        "position": {"supported": 3, "noted": 1},
    }


def test_several_requests_are_answered_at_one_version(reports):
    found = break_down([Request(), Request(filters={"state": ("NOR",)})], ["position"])
    assert [one.items["position"] for one in found.each] == [
        {"supported": 2, "noted": 1, "pending": 1},
        {"supported": 1},
    ]
    assert (found.version, found.imagined) == (2, False)


def test_an_older_version_is_kept(reports):
    found = break_down([Request(version=1)], ["state"])
    assert (found.each[0].items["state"], found.version) == ({"SVN": 3}, 1)


def test_what_cannot_be_asked_is_refused(reports):
    with pytest.raises(QueryError):
        break_down([Request(filters={"colour": ("red",)})], ["state"])
