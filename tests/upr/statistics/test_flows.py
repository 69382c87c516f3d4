"""Who recommends to whom."""

import pytest

from upr.records import PositionValue
from upr.statistics import Counted, Row, flows

NOTED = PositionValue.NOTED
ROWS = [
    # Item 1: one text by two States of one group; item 2: two texts, one State twice.
    Row("A/HRC/901/1", "1", "PER", ("NOR", "SWE", "SVN"), NOTED),
    Row("A/HRC/901/1", "2", "PER", ("SWE",), NOTED),
    Row("A/HRC/901/1", "2", "PER", ("SWE", "EGY"), NOTED),
    Row("A/HRC/901/2", "2", "SVN", ("SWE",), NOTED),
    Row("A/HRC/901/2", "3", "SVN", (), NOTED),
]
WEST, EAST, AFRICA, LATIN = (
    "western-europe",
    "eastern-europe",
    "africa",
    "latin-america",
)


@pytest.mark.parametrize(
    ("counted", "west_to_latin"),
    [(Counted.ITEMS, 2), (Counted.RECOMMENDATIONS, 3), (Counted.ATTRIBUTIONS, 4)],
)
def test_each_cell_counts_in_the_count_asked_for(counted, west_to_latin):
    assert flows(ROWS, counted) == {
        (WEST, LATIN): west_to_latin,
        (EAST, LATIN): 1,
        (AFRICA, LATIN): 1,
        (WEST, EAST): 1,
    }


def test_groups_can_be_ones_own_and_overlap():
    clubs = {"SWE": ("north", "cold"), "NOR": ("north",), "PER": ("warm",)}
    found = flows(ROWS[:2], Counted.ITEMS, lambda iso3: clubs.get(iso3, ()))
    assert found == {("north", "warm"): 2, ("cold", "warm"): 2}
