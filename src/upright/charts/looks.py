"""How a chart is asked for: theme, size, with or without its title, direction."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from upright.charts.figures import Figure, Shape
from upright.charts.palette import COLOURS, Colours, Theme


class Size(StrEnum):
    """How broad a chart is."""

    WIDE = "wide"
    NARROW = "narrow"  # for a telephone: letters as large, fewer of them


WIDTHS: Final = {Size.WIDE: 720, Size.NARROW: 344}  # pixels
_LINE = 17  # pixels from one line of text to the next
_TITLE_LINE = 23
_PLOT: Final = 300  # pixels of a chart whose height does not depend on its rows
_PER_GROUP: Final = {Shape.SHARES: 38, Shape.PAIRS: 46, Shape.MATRIX: 40}
_AROUND: Final = 96  # axes, legend and padding of the others


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how a figure is drawn."""

    theme: Theme = Theme.LIGHT
    size: Size = Size.WIDE
    is_bare: bool = False  # on a page whose heading says what the title would
    is_rtl: bool = False
    credit: str = ""  # below the title: whose figure it is, of which data

    @property
    def colours(self) -> Colours:
        """The colours of the theme."""
        return COLOURS[self.theme]

    @property
    def width(self) -> int:
        """Pixels."""
        return WIDTHS[self.size]

    @property
    def is_narrow(self) -> bool:
        """Whether it is for a telephone."""
        return self.size is Size.NARROW

    def height(self, figure: Figure) -> int:
        """Pixels, known before anything is drawn: a page keeps the place free."""
        per_group = _PER_GROUP.get(figure.shape)
        plot = _PLOT
        if per_group:
            plot = per_group * max(len(figure.groups), 1) + _AROUND
        if figure.shape is Shape.MATRIX and len(figure.series) > self.upright_columns:
            plot += 80
        return plot + self._legend(figure) + self._title(figure)

    @property
    def upright_columns(self) -> int:
        """How many columns of a matrix can have their names set upright."""
        return 3 if self.is_narrow else 6

    def title_lines(self, figure: Figure) -> list[str]:
        """The title, in lines that fit."""
        return textwrap.wrap(figure.text.title, 34 if self.is_narrow else 74)

    def subtitle_lines(self, figure: Figure) -> list[str]:
        """What is counted, of what, and whose figure it is, in lines that fit."""
        at_most = 46 if self.is_narrow else 100
        parts = (figure.text.counted, figure.about, self.credit)
        return [line for part in parts for line in textwrap.wrap(part, at_most)]

    def legend_columns(self, series: Sequence[str]) -> int:
        """How many names of series stand beside one another."""
        longest = max((len(name) for name in series), default=1)
        fit = (self.width - (120 if self.is_narrow else 170)) // (longest * 7 + 26)
        return max(1, min(fit, len(series)))

    def _legend(self, figure: Figure) -> int:
        if len(figure.series) < 2 or figure.shape in {Shape.MATRIX, Shape.SPREAD}:
            return 0
        names = [name.label for name in figure.series]
        rows = -(-len(names) // self.legend_columns(names))
        return rows * _LINE

    def _title(self, figure: Figure) -> int:
        if self.is_bare:
            return 0
        title, below = self.title_lines(figure), self.subtitle_lines(figure)
        return len(title) * _TITLE_LINE + len(below) * _LINE + 12
