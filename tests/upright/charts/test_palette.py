"""Every colour stands out, and from its neighbours for every kind of eye."""

from itertools import combinations, pairwise

import pytest

from tests.upright.charts.colour_vision import SEEN, distance
from upright.charts.palette import COLOURS, Theme, contrast, on

THEMES = list(Theme)
# In Oklab, black to white 100; about 2 is just seen side by side.
APART = 13
IN_ORDER = 7  # steps of a scale from little to much, parted by a gap of ground


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_the_ground_can_be_read(theme):
    colours = COLOURS[theme]
    assert contrast(colours.ink, colours.paper) >= 7
    assert contrast(colours.ink_soft, colours.paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_every_series_stands_out_from_the_ground(theme):
    colours = COLOURS[theme]
    every = [colours.one, *(one for each in colours.series.values() for one in each)]
    assert [one for one in every if contrast(one, colours.paper) < 3] == []


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_on_bars_can_be_read(theme):
    colours = COLOURS[theme]
    on_bars = [one for name in ("positions", "levels") for one in colours.series[name]]
    low = [one for one in on_bars if contrast(on(one), one) < 4.5]
    cells = zip(colours.levels, colours.on_levels, strict=True)
    assert low + [a for a, ink in cells if contrast(a, ink) < 4.5] == []


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("name", ["positions", "pair", "lines"])
@pytest.mark.parametrize("theme", THEMES)
def test_series_differ_for_every_kind_of_eye(theme, name, eyes):
    pairs = combinations(COLOURS[theme].series[name], 2)
    assert [pair for pair in pairs if distance(*pair, eyes) < APART] == []


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("theme", THEMES)
def test_steps_from_little_to_much_differ_for_every_kind_of_eye(theme, eyes):
    colours = COLOURS[theme]
    steps = [*pairwise(colours.series["levels"]), *pairwise(colours.levels)]
    assert [pair for pair in steps if distance(*pair, eyes) < IN_ORDER] == []


def test_the_simulation_knows_what_red_and_green_are_to_such_eyes():
    red, green = "#c0392b", "#6b8e23"
    assert distance(red, green, "full") > 20
    assert distance(red, green, "deuteranopia") < 12
