"""The map of equal tiles: where each State under review stands in a grid.

Every State has one tile of the same size, placed roughly where it lies: the review
treats all alike, and a map by area hides half of them. The placing is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from upr.reference.tables import Table, rows


@dataclass(frozen=True, slots=True)
class Tile:
    """The place of a State in the grid; rows from the north, columns from the west."""

    iso3: str
    row: int  # from 1
    column: int  # from 1


def _load() -> Mapping[str, Tile]:
    return {
        row["iso3"]: Tile(row["iso3"], int(row["row"]), int(row["column"]))
        for row in rows("tiles.csv")
    }


TILES: Mapping[str, Tile] = Table(_load)  # by ISO3, of the members
