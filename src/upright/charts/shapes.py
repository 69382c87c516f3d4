"""Each shape of a figure as layers of marks.

A drawn row holds: `g` the name of its group (lines parted by a line feed), `s` the name
of its series and `o` the place of it, `v` the number, `t` the number in words.
"""

import math
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

import altair as alt

from upright.charts.figures import Figure, Name, Shape, Value
from upright.charts.looks import Look
from upright.charts.numbers import said
from upright.charts.palette import on

Row = dict[str, Any]
Stack = Literal["zero", False]
Drawing = Any  # layers of Altair, whose types depend on what they are made of
Layers = Callable[[Figure, Look], Drawing]

_LINES = "split(datum.label, '\\n')"  # an expression over names, never made of them
_HALF_LINE = 7  # pixels
_LETTER = 7  # pixels at most
_TICKS = 6  # at most
_MOST_NARROW = 6  # columns of a matrix whose numbers can be read on a telephone
_FEW = 12  # columns that can each have a name
_LEGIBLE = 0.09  # of a bar: a smaller part has no room for its number
_GAP = 1  # pixels of ground between neighbours: colour alone does not part them
_DASHES: Final = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (4, 4), (1, 3))
_SIGNS: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
SPREAD: Final = ("least", "lower", "median", "upper", "most")  # series of a spread


def _wrapped(name: str, at_most: int, lines: int = 2) -> str:
    """A name in so many lines at most, broken between words."""
    whole = textwrap.wrap(name, at_most) or [name]
    while len(whole) > lines:
        at_most += 1
        whole = textwrap.wrap(name, at_most)
    return "\n".join(whole)


def _by_lines(one: int, two: int, three: int = 0) -> dict[str, Any]:
    """An axis property for names of one line, of two and of three."""
    conditions = [
        {"test": f"length(split(datum.value, '\\n')) == {lines}", "value": value}
        for lines, value in ((2, two), (3, three))
    ]
    return {"condition": conditions, "value": one}


def _broad(look: Look) -> int:
    """Letters in a line of a name beside the plot."""
    return 17 if look.is_narrow else 30


def _names(names: Sequence[Name], at_most: int, lines: int = 2) -> Mapping[str, str]:
    return {name.code: _wrapped(name.label, at_most, lines) for name in names}


def _rows(figure: Figure, at_most: int) -> list[Row]:
    """The values there are, by group and series in their order.

    One without a number is a row without one: a line has a gap there.
    """
    groups = _names(figure.groups, at_most)
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


def _data(rows: list[Row]) -> alt.Data:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]  # not typed by Altair


def _order(figure: Figure, at_most: int) -> list[str]:
    return list(_names(figure.groups, at_most).values())


def _series(figure: Figure) -> list[str]:
    return [name.label for name in figure.series]


def _colours(figure: Figure, look: Look) -> list[str]:
    known = look.colours.series.get(figure.palette, (look.colours.one,))
    return [known[place % len(known)] for place in range(len(figure.series))]


def _legend(figure: Figure, look: Look) -> alt.Legend | None:
    if len(figure.series) < 2:
        return None
    return alt.Legend(columns=look.legend_columns(_series(figure)))


def _coloured(figure: Figure, look: Look) -> alt.Color:
    return alt.Color(
        "s:N",
        sort=_series(figure),
        scale=alt.Scale(domain=_series(figure), range=_colours(figure, look)),
        legend=_legend(figure, look),
    )


def _along(figure: Figure, look: Look) -> alt.X:
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
            labelExpr=_LINES,
            values=shown,
            ticks=False,
            grid=False,
        ),
    )


def _down(figure: Figure, look: Look) -> alt.Y:
    """The axis of groups that stand below one another."""
    return alt.Y(
        "g:N",
        sort=_order(figure, _broad(look)),
        axis=alt.Axis(
            title=None,
            labelExpr=_LINES,
            labelOffset=_by_lines(0, -_HALF_LINE),
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


def _upward(figure: Figure, look: Look, field: str = "v:Q") -> alt.Y:
    axis = _amount(figure, look)
    axis.orient = "right" if look.is_rtl else "left"
    return alt.Y(field, axis=axis)


def _sideways(figure: Figure, look: Look, stack: Stack) -> alt.X:
    scale = alt.Scale(reverse=look.is_rtl, domain=_domain(figure, stack))
    return alt.X("v:Q", axis=_amount(figure, look), scale=scale, stack=stack)


def _domain(figure: Figure, stack: Stack) -> Any:
    if stack:
        return [0, 1]
    return [
        0,
        _most(figure) * 1.15 or 1,
    ]  # room for the numbers at the ends of the bars


def _stacked(figure: Figure, look: Look) -> Drawing:
    bars = (
        alt.Chart(_data(_rows(figure, 12)))
        .mark_bar(stroke=look.colours.paper, strokeWidth=_GAP / 2)
        .encode(
            x=_along(figure, look),
            y=_upward(figure, look),
            color=_coloured(figure, look),
            order="o:O",
        )
    )
    return alt.layer(bars)


def _columns(figure: Figure, look: Look) -> Drawing:
    rows = _rows(figure, 12)
    drawn = alt.Chart(_data(rows)).encode(
        x=_along(figure, look), y=_upward(figure, look)
    )
    bars = drawn.mark_bar(color=look.colours.one)
    if len(rows) > _FEW:
        return alt.layer(bars)
    texts = drawn.mark_text(dy=-7, color=look.colours.ink)
    return alt.layer(bars, texts.encode(text="t:N"))


def _shares(figure: Figure, look: Look) -> Drawing:
    rows = _rows(figure, _broad(look))
    inks = [on(colour) for colour in _colours(figure, look)]
    for row in rows:
        row["c"] = inks[row["o"]]
        row["t"] = row["t"] if (row["v"] or 0) >= _LEGIBLE else ""
    drawn = alt.Chart(_data(rows)).encode(y=_down(figure, look), order="o:O")
    bars = drawn.mark_bar(stroke=look.colours.paper, strokeWidth=_GAP).encode(
        x=_sideways(figure, look, "zero"), color=_coloured(figure, look)
    )
    texts = drawn.mark_text(fontSize=12).encode(
        x=alt.X("v:Q", stack="zero", bandPosition=0.5),
        text="t:N",
        color=alt.Color("c:N", scale=None, legend=None),
    )
    return alt.layer(bars, texts).resolve_scale(color="independent")


def _pairs(figure: Figure, look: Look) -> Drawing:
    offset = alt.YOffset("s:N", sort=_series(figure))
    drawn = alt.Chart(_data(_rows(figure, _broad(look)))).encode(
        x=_sideways(figure, look, False),
        y=_down(figure, look),
        yOffset=offset,
    )
    bars = drawn.mark_bar(stroke=look.colours.paper, strokeWidth=_GAP / 2)
    texts = drawn.mark_text(
        align="right" if look.is_rtl else "left",
        dx=-4 if look.is_rtl else 4,
        fontSize=11,
        color=look.colours.ink,
    )
    return alt.layer(
        bars.encode(color=_coloured(figure, look)), texts.encode(text="t:N")
    )


def _lines(figure: Figure, look: Look) -> Drawing:
    names, legend = _series(figure), _legend(figure, look)
    dashes = [list(_DASHES[place % len(_DASHES)]) for place in range(len(names))]
    signs = [_SIGNS[place % len(_SIGNS)] for place in range(len(names))]
    drawn = alt.Chart(_data(_rows(figure, 12))).encode(
        x=_along(figure, look),
        y=_upward(figure, look),
        color=_coloured(figure, look),
    )
    lines = drawn.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "s:N",
            sort=names,
            scale=alt.Scale(domain=names, range=dashes),
            legend=None,
        )
    )
    points = drawn.mark_point(filled=True, size=46, opacity=1).encode(
        shape=alt.Shape(
            "s:N",
            sort=names,
            scale=alt.Scale(domain=names, range=signs),
            legend=legend,
        )
    )
    return alt.layer(lines, points)


def _matrix(figure: Figure, look: Look) -> Drawing:
    is_crowded = look.is_narrow and len(figure.series) > _MOST_NARROW
    is_upright = len(figure.series) > look.upright_columns
    if is_crowded:
        figure = replace(figure, **_by_codes(figure))
    across = _names(figure.series, 24) if is_upright else _names(figure.series, 14, 3)
    rows = list(_cells(figure, look, _names(figure.groups, _broad(look)), across))
    drawn = alt.Chart(_data(rows)).encode(
        y=_down(figure, look),
        x=alt.X(
            "s:N",
            sort=list(across.values()),
            scale=alt.Scale(reverse=look.is_rtl),
            axis=_across(figure, is_upright),
        ),
    )
    cells = drawn.mark_rect(stroke=look.colours.paper, strokeWidth=2).encode(
        color=alt.Color("f:N", scale=None, legend=None)
    )
    if is_crowded:
        return alt.layer(cells)
    texts = drawn.mark_text(fontSize=11 if look.is_narrow else 12).encode(
        color=alt.Color("c:N", scale=None, legend=None), text="t:N"
    )
    return alt.layer(cells, texts).resolve_scale(color="independent")


def _across(figure: Figure, is_upright: bool) -> alt.Axis:
    """The names above the columns of a matrix."""
    return alt.Axis(
        title=figure.text.value_title,
        orient="top",
        labelExpr=_LINES,
        labelAngle=-90 if is_upright else 0,
        labelAlign="left" if is_upright else "center",
        labelBaseline="middle" if is_upright else "bottom",
        labelOffset=_by_lines(0, -_HALF_LINE if is_upright else 0),
        labelPadding=4 if is_upright else _by_lines(4, 18, 32),
        ticks=False,
        domain=False,
        grid=False,
    )


def _by_codes(figure: Figure) -> dict[str, Any]:
    """Columns named by their codes, which the lines explain."""
    groups = tuple(
        Name(
            one.code, f"{one.label} ({one.code})" if one.code != one.label else one.code
        )
        for one in figure.groups
    )
    series = tuple(Name(one.code, one.code) for one in figure.series)
    return {"groups": groups, "series": series}


def _cells(
    figure: Figure,
    look: Look,
    groups: Mapping[str, str],
    across: Mapping[str, str],
) -> Iterator[Row]:
    levels, inks = look.colours.levels, look.colours.on_levels
    most = max((value.number or 0 for value in figure.values), default=0)
    for value in figure.values:
        number = value.number or 0
        level = min(int(len(levels) * number / most), len(levels) - 1) if most else 0
        is_none = not number
        yield {
            "g": groups[value.group],
            "s": across[value.series],
            "v": number,
            "t": said(figure, value),
            "f": look.colours.paper if is_none else levels[level],
            "c": look.colours.ink_soft if is_none else inks[level],
        }


def _spread(figure: Figure, look: Look) -> Drawing:
    rows = [dict(_five(figure, name)) for name in figure.groups]
    measured = [row for row in rows if "median" in row]
    drawn = alt.Chart(_data(measured)).encode(x=_along(figure, look))
    colours = look.colours
    low = _upward(figure, look, "least:Q")
    return alt.layer(
        drawn.mark_rule(color=colours.edge, strokeWidth=2).encode(y=low, y2="most"),
        drawn.mark_bar(color=colours.levels[1], stroke=colours.one, size=34).encode(
            y="lower:Q", y2="upper"
        ),
        drawn.mark_tick(color=colours.ink, thickness=3, size=34).encode(y="median:Q"),
        drawn.mark_text(dx=32, color=colours.ink, fontWeight="bold").encode(
            y="median:Q", text="t:N"
        ),
    )


def _five(figure: Figure, name: Name) -> Iterator[tuple[str, Any]]:
    yield "g", _wrapped(name.label, 12)
    for series in SPREAD:
        value = figure.at(name.code, series)
        if value is not None and value.number is not None:
            yield series, value.number
            if series == "median":
                yield "t", said(figure, value)


DRAWN: Final[Mapping[Shape, Layers]] = {
    Shape.STACKED: _stacked,
    Shape.SHARES: _shares,
    Shape.LINES: _lines,
    Shape.MATRIX: _matrix,
    Shape.COLUMNS: _columns,
    Shape.PAIRS: _pairs,
    Shape.SPREAD: _spread,
}
