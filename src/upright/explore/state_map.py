"""The map of equal tiles: each State one tile, coloured by a figure in classes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from upr.reference.states import REGIONAL_GROUPS, Status
from upr.reference.tiles import TILES
from upr.statistics import Class, classes
from upright.explore.answers import query_of
from upright.explore.map_figures import (
    Facts,
    Figure,
    filters_of,
    number_of,
    value_of,
)
from upright.explore.paths import path_to
from upright.explore.results import search_address
from upright.search.queries import Request

LEVELS = 5  # of lightness; a State without a value has level 0


class Tile(NamedTuple):
    """A State as the map and the table show it."""

    code: str
    name: str
    address: str
    value: str  # in words
    rows: str  # the address of the rows behind the value; "" for none
    level: int
    place: str  # classes of its row and column; "" outside the grid


class Region(NamedTuple):
    """The tiles of a regional group."""

    code: str
    name: str
    address: str
    tiles: Sequence[Tile]


class Step(NamedTuple):
    """A class of the legend."""

    level: int
    label: str
    states: int


class StateMap(NamedTuple):
    """Everything the page shows."""

    regions: Sequence[Region]
    beside: Sequence[Tile]  # who recommends and is not reviewed
    tiles: Sequence[Tile]  # all of them, by name
    legend: Sequence[Step]
    is_grid: bool  # tiles have places


def drawn(figure: Figure, listed: Sequence[Facts], asked: Request) -> StateMap:
    """Return the map of a figure."""
    numbers = [number_of(figure, facts) for facts in listed]
    steps = _levelled(classes([n for n in numbers if n is not None], LEVELS))
    levels = [_level(number, steps) for number in numbers]
    pairs = list(zip(listed, levels, strict=True))
    tiles = [_tile(figure, facts, level, asked) for facts, level in pairs]
    placed = list(zip(listed, tiles, strict=True))
    return StateMap(
        regions=list(_regions(placed, query_of(asked.version, asked.imagined))),
        beside=[t for facts, t in placed if facts.state.status is Status.OBSERVER],
        tiles=tiles,
        legend=list(_legend(figure, steps, levels)),
        is_grid=any(tile.place for tile in tiles),
    )


def _levelled(steps: Sequence[Class]) -> list[tuple[int, Class]]:
    """Spread the classes over the levels, so that few of them differ much."""
    if len(steps) == 1:
        return [(LEVELS, steps[0])]
    last = len(steps) - 1
    return [
        (1 + round(place * (LEVELS - 1) / last), step)
        for place, step in enumerate(steps)
    ]


def _level(number: float | None, steps: Sequence[tuple[int, Class]]) -> int:
    if number is None:
        return 0
    return next(level for level, step in steps if step.holds(number))


def _legend(
    figure: Figure, steps: Sequence[tuple[int, Class]], levels: Sequence[int]
) -> Iterator[Step]:
    for level, step in steps:
        first, last = int(step.first), int(step.last)
        yield Step(level, _range(figure, first, last), levels.count(level))
    if 0 in levels:
        yield Step(0, _nothing(figure), levels.count(0))


def _range(figure: Figure, first: int, last: int) -> str:
    """Return a class in words."""
    unit = {Figure.SUPPORTED: "%(n)s%%", Figure.LAST: _("cycle %(n)s")}
    written = unit.get(figure, "%(n)s")
    low, high = (
        written % {"n": number_format(number, force_grouping=True)}
        for number in (first, last)
    )
    if first == last:
        return low
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _nothing(figure: Figure) -> str:
    if figure is Figure.SUPPORTED:
        return _("no answers here")
    return _("no review here") if figure is Figure.LAST else _("none here")


def _regions(placed: Sequence[tuple[Facts, Tile]], query: str) -> Iterator[Region]:
    for code, group in REGIONAL_GROUPS.items():
        tiles = [
            tile
            for facts, tile in placed
            if facts.state.regional_group == code
            and facts.state.status is not Status.OBSERVER
        ]
        if tiles:
            yield Region(code, group.name, reverse("group", args=[code]) + query, tiles)


def _tile(figure: Figure, facts: Facts, level: int, asked: Request) -> Tile:
    state = facts.state
    place = TILES.get(state.iso3)
    filters = filters_of(figure, facts)
    return Tile(
        code=state.iso3,
        name=state.name,
        address=path_to("state", state.iso3) + query_of(asked.version),
        value=value_of(figure, facts),
        rows=search_address(replace(asked, filters=filters)) if filters else "",
        level=level,
        place=f"r{place.row} c{place.column}" if place else "",
    )
