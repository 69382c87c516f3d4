"""What the shapes of figures share: rows, names in lines, axes and colours.

A drawn row holds: `g` the name of its group (lines parted by a line feed), `s` the name
of its series and `o` the place of it, `v` the number, `t` the number in words.
"""

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from upright.charts.figures import Figure, Name, Shape, Value
from upright.charts.looks import Look
from upright.charts.numbers import said

Row = dict[str, Any]
Stack = Literal["zero", False]

LINES = "split(datum.label, '\\n')"  # an expression over names, never made of them
HALF_LINE = 7  # pixels
_LETTER = 7  # pixels at most
_TICKS = 6  # at most


def wrapped(name: str, at_most: int, lines: int = 2) -> str:
    """A name in so many lines at most, broken between words."""
    whole = textwrap.wrap(name, at_most) or [name]
    while len(whole) > lines:
        at_most += 1
        whole = textwrap.wrap(name, at_most)
    return "\n".join(whole)


def by_lines(one: int, two: int, three: int = 0) -> dict[str, Any]:
    """An axis property for names of one line, of two and of three."""
    conditions = [
        {"test": f"length(split(datum.value, '\\n')) == {lines}", "value": value}
        for lines, value in ((2, two), (3, three))
    ]
    return {"condition": conditions, "value": one}


def broad(look: Look) -> int:
    """Letters in a line of a name beside the plot."""
    return 17 if look.is_narrow else 30


def names_of(names: Sequence[Name], at_most: int, lines: int = 2) -> Mapping[str, str]:
    """The names by code, each in so many lines at most."""
    return {name.code: wrapped(name.label, at_most, lines) for name in names}


def rows_of(figure: Figure, at_most: int) -> list[Row]:
    """The values there are, by group and series in their order.

    One without a number is a row without one: a line has a gap there.
    """
    groups = names_of(figure.groups, at_most)
    return [
        _row(figure, groups[group.code], order, value)
        for group in figure.groups
        for order, series in enumerate(figure.series)
        if (value := figure.at(group.code, series.code))
    ]


def _row(figure: Figure, group: str, order: int, value: Value) -> Row:
    return {
        "g": group,
        "s": figure.series[order].label,
        "o": order,
        "v": value.number,
        "t": said(figure, value),
    }


def data_of(rows: list[Row]) -> alt.Data:
    """Rows as Altair takes them."""
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]  # not typed by Altair


def _order(figure: Figure, at_most: int) -> list[str]:
    return list(names_of(figure.groups, at_most).values())


def series_of(figure: Figure) -> list[str]:
    """The names of the series, in their order."""
    return [name.label for name in figure.series]


def colours_of(figure: Figure, look: Look) -> list[str]:
    """A colour for each series, of the palette of the figure."""
    known = look.colours.series.get(figure.palette, (look.colours.one,))
    return [known[place % len(known)] for place in range(len(figure.series))]


def legend_of(figure: Figure, look: Look) -> alt.Legend | None:
    """The legend; none of a single series."""
    if len(figure.series) < 2:
        return None
    return alt.Legend(columns=look.legend_columns(series_of(figure)))


def coloured(figure: Figure, look: Look) -> alt.Color:
    """Colour by series, with its legend."""
    return alt.Color(
        "s:N",
        sort=series_of(figure),
        scale=alt.Scale(domain=series_of(figure), range=colours_of(figure, look)),
        legend=legend_of(figure, look),
    )


def along(figure: Figure, look: Look) -> alt.X:
    """The axis of groups that follow one another."""
    names = _order(figure, 12)
    room = (look.width - 60) / max(len(names), 1)
    longest = max((len(line) for name in names for line in name.split("\n")), default=1)
    step = math.ceil((longest * _LETTER + 6) / room)
    shown = [name for place, name in enumerate(names) if place % step == 0]
    return alt.X(
        "g:O",
        sort=names,
        scale=alt.Scale(domain=names, reverse=look.is_rtl, paddingInner=0.15),
        axis=alt.Axis(
            title=figure.text.group_title,
            labelAngle=0,
            labelExpr=LINES,
            values=shown,
            ticks=False,
            grid=False,
        ),
    )


def down(figure: Figure, look: Look) -> alt.Y:
    """The axis of groups that stand below one another."""
    return alt.Y(
        "g:N",
        sort=_order(figure, broad(look)),
        axis=alt.Axis(
            title=None,
            labelExpr=LINES,
            labelOffset=by_lines(0, -HALF_LINE),
            orient="right" if look.is_rtl else "left",
            ticks=False,
            grid=False,
        ),
    )


def _amount(figure: Figure, look: Look) -> alt.Axis:
    axis = alt.Axis(
        title=figure.text.value_title,
        format=".0%" if figure.is_share else ",d",
        tickCount=4 if look.is_narrow else 6,
        domain=False,
    )
    most = _most(figure)
    if not figure.is_share and most <= _TICKS:
        axis.values = list(range(math.ceil(most) + 1))  # else halves are named too
    return axis


def _most(figure: Figure) -> float:
    """The largest number, or in columns of several series the highest column."""
    highest = [
        sum(
            value.number or 0
            for series in figure.series
            if (value := figure.at(group.code, series.code))
        )
        for group in figure.groups
    ]
    single = [value.number or 0 for value in figure.values]
    return max(highest if figure.shape is Shape.STACKED else single, default=0)


def upward(figure: Figure, look: Look, field: str = "v:Q") -> alt.Y:
    """The axis of numbers that grow upwards."""
    axis = _amount(figure, look)
    axis.orient = "right" if look.is_rtl else "left"
    return alt.Y(field, axis=axis)


def sideways(figure: Figure, look: Look, stack: Stack) -> alt.X:
    """The axis of numbers that grow in the direction of reading."""
    scale = alt.Scale(reverse=look.is_rtl, domain=_domain(figure, stack))
    return alt.X("v:Q", axis=_amount(figure, look), scale=scale, stack=stack)


def _domain(figure: Figure, stack: Stack) -> Any:
    if stack:
        return [0, 1]
    return [
        0,
        _most(figure) * 1.15 or 1,
    ]  # room for the numbers at the ends of the bars
