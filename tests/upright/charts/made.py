"""Figures made by hand."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from upright.charts.figures import Figure, Name, Shape, Text, Unit, Value

TEXT = Text(
    title="Recommendations by session",
    counted="Counted by items.",
    formula="The number of each session.",
    source="Reports.",
    group_title="Session",
    value_title="Items",
    notes=("Two were left out.",),
)
POSITIONS = (Name("supported", "Supported"), Name("noted", "Noted"))


def figure(
    numbers: Mapping[str, Sequence[float | None]],
    series: Sequence[Name] = POSITIONS,
    shape: Shape = Shape.STACKED,
    **changed: Any,
) -> Figure:
    """A figure with a group for each key and its numbers by series."""
    values = [
        Value(group, name.code, number, rows(number), filters={"session": (group,)})
        for group, row in numbers.items()
        for name, number in zip(series, row, strict=True)
    ]
    told: dict[str, Any] = {
        "key": "sessions",
        "shape": shape,
        "unit": Unit.ITEMS,
        "text": TEXT,
        "groups": tuple(Name(group, group) for group in numbers),
        "series": tuple(series),
        "values": tuple(values),
        "version": 3,
        "imagined": False,
        **changed,
    }
    return Figure(**told)


def rows(number: float | None) -> int:
    """Rows enough for a number, or for a share."""
    return math.ceil(number or 0)


ONE = figure({"1": (5, 1), "2": (8, 0), "3": (2, 4)}, is_time=True)
