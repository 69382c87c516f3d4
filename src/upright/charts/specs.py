"""A figure as a Vega-Lite specification: one look for every chart.

Nothing of a figure is ever an expression here: names are values of the data or plain
strings of titles, which Vega draws as they are.
"""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from upright.charts import fonts
from upright.charts.figures import Figure
from upright.charts.looks import Look
from upright.charts.shapes import DRAWN, Drawing

Spec = Mapping[str, Any]
_TITLE_SIZE: Final = 17
_TEXT_SIZE: Final = 12


def spec_of(figure: Figure, look: Look) -> Spec:
    """Return the specification of a figure in a look.

    Its size is that of the look to the pixel. The figure must not be empty.
    """
    chart = DRAWN[figure.shape](figure, look).properties(
        width=look.width,
        height=look.height(figure),
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        background=look.colours.paper,
        padding={"left": 4, "right": 12, "top": 6, "bottom": 4},
    )
    if not look.is_bare:
        chart = chart.properties(title=_title(figure, look))
    written: Spec = _configured(chart, look).to_dict()
    return written


def _title(figure: Figure, look: Look) -> alt.TitleParams:
    return alt.TitleParams(
        text=look.title_lines(figure),
        subtitle=look.subtitle_lines(figure),
        anchor="end" if look.is_rtl else "start",
        frame="bounds",
        offset=12,
    )


def _configured(chart: Drawing, look: Look) -> Drawing:
    colours = look.colours
    text = {"labelFontSize": _TEXT_SIZE, "titleFontSize": _TEXT_SIZE}
    made: Drawing = (
        chart.configure(font=fonts.STACK)
        .configure_view(stroke=None)
        .configure_title(
            fontSize=_TITLE_SIZE,
            lineHeight=23,
            color=colours.ink,
            subtitleColor=colours.ink_soft,
            subtitleFontSize=_TEXT_SIZE,
            subtitleLineHeight=17,
        )
        .configure_axis(
            **text,
            labelColor=colours.ink,
            titleColor=colours.ink_soft,
            titleFontWeight="normal",
            gridColor=colours.line,
            domainColor=colours.edge,
            tickColor=colours.edge,
            labelLimit=0,
        )
        .configure_legend(
            **text,
            title=None,
            orient="top",
            labelColor=colours.ink,
            labelLimit=look.width - 60,
            symbolType="square",
            symbolSize=110,
        )
    )
    return made
