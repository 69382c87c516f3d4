import pytest

from upr.reference.states import STATES, Status
from upr.reference.tiles import TILES

# Pairs of which the first lies west, or north, of the second.
WEST_TO_EAST = [
    ("USA", "GBR"), ("PRT", "ESP"), ("FRA", "CHE"), ("DEU", "POL"), ("MAR", "DZA"),
    ("DZA", "TUN"), ("LBY", "EGY"), ("PAK", "IND"), ("CHN", "JPN"), ("MYS", "BRN"),
    ("CHL", "ARG"), ("AUS", "VUT"), ("NAM", "MDG"), ("HTI", "DOM"),
]  # fmt: skip
NORTH_TO_SOUTH = [
    ("CAN", "USA"), ("USA", "MEX"), ("NOR", "DNK"), ("EST", "LVA"), ("LVA", "LTU"),
    ("RUS", "KAZ"), ("SDN", "SSD"), ("ZWE", "ZAF"), ("AUS", "NZL"), ("PRK", "KOR"),
    ("MNG", "CHN"), ("COL", "ECU"), ("ECU", "PER"), ("ITA", "MLT"), ("IND", "LKA"),
]  # fmt: skip
NEIGHBOURS = [
    ("FRA", "BEL"), ("FRA", "CHE"), ("SVN", "HRV"), ("NOR", "SWE"), ("SWE", "FIN"),
    ("KEN", "TZA"), ("RWA", "BDI"), ("GHA", "TGO"), ("TGO", "BEN"), ("LAO", "VNM"),
    ("NPL", "BTN"), ("PAK", "IND"), ("ARG", "URY"), ("IRN", "AFG"), ("SAU", "YEM"),
    ("HTI", "DOM"), ("CAN", "USA"), ("SDN", "SSD"), ("TUR", "ARM"), ("FJI", "TON"),
]  # fmt: skip


def test_every_member_has_one_tile_of_its_own():
    members = {iso3 for iso3, s in STATES.items() if s.status is Status.MEMBER}
    assert set(TILES) == members
    assert len({(tile.row, tile.column) for tile in TILES.values()}) == 193


def test_the_grid_has_18_rows_and_30_columns():
    assert {tile.row for tile in TILES.values()} == set(range(1, 19))
    columns = {tile.column for tile in TILES.values()}
    assert (min(columns), max(columns)) == (1, 30)


@pytest.mark.parametrize(("west", "east"), WEST_TO_EAST)
def test_west_is_left_of_east(west, east):
    assert TILES[west].column < TILES[east].column


@pytest.mark.parametrize(("north", "south"), NORTH_TO_SOUTH)
def test_north_is_above_south(north, south):
    assert TILES[north].row < TILES[south].row


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_are_near(one, other):
    rows = abs(TILES[one].row - TILES[other].row)
    columns = abs(TILES[one].column - TILES[other].column)
    assert max(rows, columns) <= 2
