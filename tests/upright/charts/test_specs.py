"""The specification: its size, its data, and no expression made of names."""

import json
from dataclasses import replace
from typing import Any

import altair
import pytest

from tests.upright.charts.made import ONE, POSITIONS, TEXT, figure
from upright.charts.errors import TooLargeError
from upright.charts.figures import Name, Shape, Unit
from upright.charts.looks import Look, Size
from upright.charts.palette import COLOURS, Theme
from upright.charts.specs import spec_of

HOSTILE = '</text><script>alert(1)</script> {"signal": "1"} datum[\'x\']'
FIVE = tuple(Name(code, code) for code in ("least", "lower", "median", "upper", "most"))
EVERY = {
    Shape.STACKED: ONE,
    Shape.SHARES: figure(
        {"1": (0.75, 0.25), "2": (None, None)}, shape=Shape.SHARES, unit=Unit.SHARE
    ),
    Shape.LINES: figure(
        {"2010": (0.5, 0.25), "2011": (None, 0.5)}, shape=Shape.LINES, unit=Unit.SHARE
    ),
    Shape.MATRIX: figure({"a": (5, 0), "b": (8, 3)}, shape=Shape.MATRIX),
    Shape.COLUMNS: figure({"0": (5,)}, POSITIONS[:1], shape=Shape.COLUMNS),
    Shape.PAIRS: figure(
        {"a": (0.5, 0.1)}, shape=Shape.PAIRS, unit=Unit.SHARE, palette="pair"
    ),
    Shape.SPREAD: figure({"1": (1, 2, 3, 4, 5)}, FIVE, shape=Shape.SPREAD),
}


def drawn_rows(spec: Any) -> list[dict[str, Any]]:
    data = spec["layer"][0].get("data") or spec["data"]
    return list(data["values"])


def test_every_shape_has_a_sample_here():
    assert EVERY.keys() == set(Shape)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("shape", Shape)
def test_its_size_is_known_before_it_is_drawn(shape, size):
    look = Look(size=size)
    spec = spec_of(EVERY[shape], look)
    assert (spec["width"], spec["height"]) == (look.width, look.height(EVERY[shape]))
    assert spec["autosize"] == {"type": "fit", "contains": "padding"}


@pytest.mark.parametrize("shape", Shape)
def test_it_is_what_the_grammar_allows(shape):
    altair.LayerChart.from_dict(dict(spec_of(EVERY[shape], Look())))


def test_a_stacked_chart_has_a_row_for_each_value_in_order():
    spec = spec_of(ONE, Look())
    rows = [(row["g"], row["s"], row["v"]) for row in drawn_rows(spec)]
    assert rows == [
        ("1", "Supported", 5),
        ("1", "Noted", 1),
        ("2", "Supported", 8),
        ("2", "Noted", 0),
        ("3", "Supported", 2),
        ("3", "Noted", 4),
    ]
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"]["domain"] == ["1", "2", "3"]
    assert encoding["color"]["scale"] == {
        "domain": ["Supported", "Noted"],
        "range": list(COLOURS[Theme.LIGHT].series["positions"][:2]),
    }
    assert encoding["y"]["axis"]["title"] == "Items"


def test_title_and_what_is_counted_stand_above_unless_the_page_says_them():
    look = Look(credit="Upright, data version 3")
    title = spec_of(ONE, look)["title"]
    assert title["text"] == ["Recommendations by session"]
    assert title["subtitle"] == ["Counted by items.", "Upright, data version 3"]
    assert "title" not in spec_of(ONE, replace(look, is_bare=True))


def test_from_right_to_left_everything_is_turned():
    look = Look(is_rtl=True)
    spec = spec_of(ONE, look)
    assert spec["title"]["anchor"] == "end"
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["scale"]["reverse"] is True
    assert encoding["y"]["axis"]["orient"] == "right"


def test_dark_is_drawn_on_the_dark_ground():
    spec = spec_of(ONE, Look(theme=Theme.DARK))
    assert spec["background"] == COLOURS[Theme.DARK].paper


def test_an_unfriendly_name_is_data_and_no_expression():
    names = (Name("supported", HOSTILE), Name("noted", "Noted"))
    told = replace(TEXT, title=HOSTILE)
    spec = spec_of(figure({HOSTILE: (5, 1)}, names, text=told), Look())
    drawn_from = [row["s"] for row in drawn_rows(spec)]
    assert drawn_from == [HOSTILE, "Noted"]
    expressions = list(_keys(spec, {"signal", "expr", "labelExpr", "test"}))
    assert expressions
    assert [one for one in expressions if "alert" in json.dumps(one)] == []


def test_a_gap_in_a_line_is_a_row_without_a_number():
    spec = spec_of(EVERY[Shape.LINES], Look())
    assert [row["v"] for row in drawn_rows(spec)] == [0.5, 0.25, None, 0.5]


def test_more_than_can_be_read_is_refused():
    names = tuple(Name(str(n), str(n)) for n in range(50))
    numbers = {str(n): tuple(range(50)) for n in range(41)}
    with pytest.raises(TooLargeError):
        figure(numbers, names, shape=Shape.MATRIX)


def _keys(part, names):
    """Everything that stands under one of these names."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in names:
                yield value
            yield from _keys(value, names)
    elif isinstance(part, list):
        for one in part:
            yield from _keys(one, names)
