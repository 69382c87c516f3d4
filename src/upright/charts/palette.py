"""The colours of charts: those of the site, by what they stand for, light and dark.

The tokens are those of `static/upright/upright.css` and `states.css`. Colour is never
alone: series have gaps between them, an order, and in lines a shape and a dash each. A
test computes that every colour stands out from its ground by 3:1 and from its
neighbours for readers who see red and green alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Theme(StrEnum):
    """On which ground a chart is drawn."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme."""

    paper: str
    ink: str
    ink_soft: str
    line: str
    edge: str
    one: str  # a figure of a single series
    levels: Sequence[str]  # from little to much
    on_levels: Sequence[str]  # text on each of them
    series: Mapping[str, Sequence[str]]  # by name of the palette


COLOURS: Final[Mapping[Theme, Colours]] = {
    Theme.LIGHT: Colours(
        paper="#fdfdfb",
        ink="#17212a",
        ink_soft="#4b5863",
        line="#d8dddd",
        edge="#75828b",
        one="#22786c",
        levels=("#e4f1ee", "#b6dad3", "#7dbdb2", "#22786c", "#003f38"),
        on_levels=("#17212a", "#17212a", "#17212a", "#ffffff", "#ffffff"),
        series={
            "positions": ("#1c5a9f", "#b25a0a", "#79848d"),
            "levels": ("#599b8f", "#3f7f74", "#23685d", "#004b42", "#022b26"),
            "pair": ("#005a50", "#87929b"),
            "lines": ("#1c5a9f", "#b25a0a", "#0a0a14", "#662200", "#1199dd", "#001166"),
        },
    ),
    Theme.DARK: Colours(
        paper="#11171b",
        ink="#e7ecee",
        ink_soft="#a9b6bf",
        line="#2f3a42",
        edge="#7f8d97",
        one="#6fb9ad",
        levels=("#1b312f", "#234c47", "#2c675f", "#6fb9ad", "#b9efe5"),
        on_levels=("#e7ecee", "#e7ecee", "#ffffff", "#06231f", "#06231f"),
        series={
            "positions": ("#90bff5", "#e08a3c", "#7d8992"),
            "levels": ("#2e7368", "#4f9186", "#71b3a7", "#94d7ca", "#cbf6ee"),
            "pair": ("#9fe3d6", "#7d8992"),
            "lines": ("#90bff5", "#e08a3c", "#9955ee", "#eedd00", "#4499aa", "#aaffcc"),
        },
    ),
}


def on(colour: str) -> str:
    """Return the ink that stands out more from a ground: dark or white.

    >>> on("#1c5a9f"), on("#b6dad3")
    ('#ffffff', '#11171b')
    """
    dark, light = "#11171b", "#ffffff"
    return dark if contrast(dark, colour) > contrast(light, colour) else light


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def linear(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of "#rrggbb" as light, each 0 to 1."""
    red, green, blue = (_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
