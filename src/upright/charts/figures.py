"""What a figure is: numbers in groups and series, with what they are of and from where.

A figure knows nothing of pixels. What is drawn, the table beneath, the file of data and
the words for those who do not see the drawing are all made of the same values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from upright.charts.errors import TooLargeError

Filters = Mapping[str, tuple[str, ...]]

MOST_VALUES = 2_000  # drawn in one chart; more cannot be read, or was not meant


class Shape(StrEnum):
    """How values are drawn."""

    STACKED = "stacked"  # columns along time, the series on top of one another
    SHARES = "shares"  # a bar for each group, the series side by side, 100 % together
    LINES = "lines"  # a line for each series along time
    MATRIX = "matrix"  # groups down, series across, darker for more
    COLUMNS = "columns"  # a column for each group, one series
    PAIRS = "pairs"  # bars for each group, a series below the other
    SPREAD = "spread"  # from least to most, with the middle half and the median


class Unit(StrEnum):
    """What the numbers are."""

    ITEMS = "items"
    ATTRIBUTIONS = "attributions"
    SHARE = "share"  # 0 to 1
    REVIEWS = "reviews"


class Name(NamedTuple):
    """A group or a series: its code, and its name for a reader."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a figure.

    `number` is what is drawn: None where there is nothing to divide by. `count` is how
    many rows it rests on, `of` the denominator of a share. `filters` find those rows,
    beside the filters of the whole figure (instead of them where `is_alone`); None
    where a search cannot find them.
    """

    group: str
    series: str
    number: float | None
    count: int
    of: int | None = None
    filters: Filters | None = None
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What a figure says of itself."""

    title: str
    counted: str  # what is counted, and in which count
    formula: str  # with its denominator
    source: str
    group_title: str  # of the axis, and of the first column of the table
    value_title: str
    notes: Sequence[str] = ()  # what was left out, with its number


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers, and everything needed to draw, list and explain them."""

    key: str  # of the chart: "sessions"
    shape: Shape
    unit: Unit
    text: Text
    groups: Sequence[Name]  # in the order in which they are drawn
    series: Sequence[Name]
    values: Sequence[Value]
    version: int  # of the data
    imagined: bool
    about: str = ""  # the filters in words; "" for everything
    palette: str = "positions"  # which colours the series have
    is_time: bool = False  # whether the groups follow one another in time
    by_cell: Mapping[tuple[str, str], Value] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what could not be read, and find each value by its place."""
        if len(self.groups) * len(self.series) > MOST_VALUES:
            raise TooLargeError(len(self.groups) * len(self.series))
        cells = {(value.group, value.series): value for value in self.values}
        object.__setattr__(self, "by_cell", cells)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value.count for value in self.values)

    @property
    def is_share(self) -> bool:
        """Whether the numbers are shares."""
        return self.unit is Unit.SHARE

    def at(self, group: str, series: str) -> Value | None:
        """The value of a group in a series, if there is one."""
        return self.by_cell.get((group, series))
