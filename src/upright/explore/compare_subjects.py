"""What States and groups were asked, side by side: issues and categories of action."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from upright.explore.answers import Cell, Side

FACETS: Final = ("issue", "action")
MOST = 10  # issues listed: those that all together were asked most


class Compared(NamedTuple):
    """A subject, and what each of those compared was asked on it."""

    label: str
    address: str  # of its page
    cells: Sequence[tuple[str, Cell]]  # names of those compared, and items


def rows(names: Sequence[str], sides: Sequence[Side], facet: str) -> list[Compared]:
    """Return a row for each subject, the most frequent first; categories in order."""
    totals: Counter[str] = Counter()
    for side in sides:
        totals.update(side.every.items[facet])
    values = sorted(totals, key=lambda value: (-totals[value], value))[:MOST]
    if facet == "action":
        values.sort(key=int)
    return [_row(names, sides, facet, value) for value in values]


def _row(
    names: Sequence[str], sides: Sequence[Side], facet: str, value: str
) -> Compared:
    label, address = sides[0].named(facet, value)
    cells = [side.cell(facet, value) for side in sides]
    return Compared(label, address, list(zip(names, cells, strict=True)))
