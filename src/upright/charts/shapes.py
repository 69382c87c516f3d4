"""Each shape of a figure as layers of marks, over the rows of `axes`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import altair as alt

from upright.charts.axes import (
    HALF_LINE,
    LINES,
    Row,
    along,
    broad,
    by_lines,
    coloured,
    colours_of,
    data_of,
    down,
    legend_of,
    names_of,
    rows_of,
    series_of,
    sideways,
    upward,
    wrapped,
)
from upright.charts.figures import Figure, Name, Shape
from upright.charts.looks import Look
from upright.charts.numbers import said
from upright.charts.palette import on

Drawing = Any  # layers of Altair, whose types depend on what they are made of
Layers = Callable[[Figure, Look], Drawing]

_MOST_NARROW = 6  # columns of a matrix whose numbers can be read on a telephone
_FEW = 12  # columns that can each have a name
_LEGIBLE = 0.09  # of a bar: a smaller part has no room for its number
_GAP = 1  # pixels of ground between neighbours: colour alone does not part them
_DASHES: Final = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (4, 4), (1, 3))
_SIGNS: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
SPREAD: Final = ("least", "lower", "median", "upper", "most")  # series of a spread


def _stacked(figure: Figure, look: Look) -> Drawing:
    bars = (
        alt.Chart(data_of(rows_of(figure, 12)))
        .mark_bar(stroke=look.colours.paper, strokeWidth=_GAP / 2)
        .encode(
            x=along(figure, look),
            y=upward(figure, look),
            color=coloured(figure, look),
            order="o:O",
        )
    )
    return alt.layer(bars)


def _columns(figure: Figure, look: Look) -> Drawing:
    rows = rows_of(figure, 12)
    drawn = alt.Chart(data_of(rows)).encode(
        x=along(figure, look), y=upward(figure, look)
    )
    bars = drawn.mark_bar(color=look.colours.one)
    if len(rows) > _FEW:
        return alt.layer(bars)
    texts = drawn.mark_text(dy=-7, color=look.colours.ink)
    return alt.layer(bars, texts.encode(text="t:N"))


def _shares(figure: Figure, look: Look) -> Drawing:
    rows = rows_of(figure, broad(look))
    inks = [on(colour) for colour in colours_of(figure, look)]
    for row in rows:
        row["c"] = inks[row["o"]]
        row["t"] = row["t"] if (row["v"] or 0) >= _LEGIBLE else ""
    drawn = alt.Chart(data_of(rows)).encode(y=down(figure, look), order="o:O")
    bars = drawn.mark_bar(stroke=look.colours.paper, strokeWidth=_GAP).encode(
        x=sideways(figure, look, "zero"), color=coloured(figure, look)
    )
    texts = drawn.mark_text(fontSize=12).encode(
        x=alt.X("v:Q", stack="zero", bandPosition=0.5),
        text="t:N",
        color=alt.Color("c:N", scale=None, legend=None),
    )
    return alt.layer(bars, texts).resolve_scale(color="independent")


def _pairs(figure: Figure, look: Look) -> Drawing:
    offset = alt.YOffset("s:N", sort=series_of(figure))
    drawn = alt.Chart(data_of(rows_of(figure, broad(look)))).encode(
        x=sideways(figure, look, False),
        y=down(figure, look),
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
        bars.encode(color=coloured(figure, look)), texts.encode(text="t:N")
    )


def _lines(figure: Figure, look: Look) -> Drawing:
    names, legend = series_of(figure), legend_of(figure, look)
    dashes = [list(_DASHES[place % len(_DASHES)]) for place in range(len(names))]
    signs = [_SIGNS[place % len(_SIGNS)] for place in range(len(names))]
    drawn = alt.Chart(data_of(rows_of(figure, 12))).encode(
        x=along(figure, look),
        y=upward(figure, look),
        color=coloured(figure, look),
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
    across = (
        names_of(figure.series, 24) if is_upright else names_of(figure.series, 14, 3)
    )
    rows = list(_cells(figure, look, names_of(figure.groups, broad(look)), across))
    drawn = alt.Chart(data_of(rows)).encode(
        y=down(figure, look),
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
        labelExpr=LINES,
        labelAngle=-90 if is_upright else 0,
        labelAlign="left" if is_upright else "center",
        labelBaseline="middle" if is_upright else "bottom",
        labelOffset=by_lines(0, -HALF_LINE if is_upright else 0),
        labelPadding=4 if is_upright else by_lines(4, 18, 32),
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
    drawn = alt.Chart(data_of(measured)).encode(x=along(figure, look))
    colours = look.colours
    low = upward(figure, look, "least:Q")
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
    yield "g", wrapped(name.label, 12)
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
