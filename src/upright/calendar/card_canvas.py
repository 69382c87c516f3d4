"""Drawing a card: shapes and text of a picture as SVG, and the same as PNG.

Everything is laid out from the edge where reading begins; on a canvas that reads from
right to left the same numbers are mirrored. Fonts come with packages, so that no
letter turns into a box whatever the machine has.
"""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal
from xml.etree import ElementTree as ET

import resvg_py
from PIL import ImageFont

Side = Literal["start", "end"]
SVG: Final = "http://www.w3.org/2000/svg"
FAMILIES: Final = "Noto Sans, Noto Sans Arabic, Noto Sans SC, sans-serif"
FONTS: Final = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
)
BOLD: Final = 700
# Around words on a mirrored canvas: numbers and marks stand in their order too.
RTL, END = "\u202b", "\u202c"
MEASURED: Final = 100  # size at which text is measured


class Canvas:
    """A picture of a given size, in pixels; y counts from the top."""

    def __init__(self, size: tuple[int, int], *, is_mirrored: bool = False) -> None:
        """Begin an empty picture; where it is mirrored, x counts from the right."""
        self.width, self.height = size
        self._is_mirrored = is_mirrored
        view = f"0 0 {self.width} {self.height}"
        self._root = ET.Element("svg", xmlns=SVG, viewBox=view, role="img")
        self._root.set("width", str(self.width))
        self._root.set("height", str(self.height))

    def say(self, title: str, described: str) -> None:
        """Give the picture its name and its words for those who do not see it."""
        ET.SubElement(self._root, "title").text = title
        ET.SubElement(self._root, "desc").text = described

    def box(self, x: float, y: float, size: tuple[float, float], colour: str) -> None:
        """Fill a rectangle."""
        width, height = size
        left = self.width - x - width if self._is_mirrored else x
        numbers = {"x": left, "y": y, "width": width, "height": height}
        written = {name: _number(value) for name, value in numbers.items()}
        ET.SubElement(self._root, "rect", written, fill=colour)

    def text(
        self, x: float, y: float, words: str, style: "Style", side: Side = "start"
    ) -> None:
        """Write words on the line at `y`; `x` is where they begin, or end."""
        is_end = (side == "end") != self._is_mirrored
        left = self.width - x if self._is_mirrored else x
        written = ET.SubElement(
            self._root,
            "text",
            {"x": _number(left), "y": _number(y), "fill": style.colour},
        )
        written.set("font-family", FAMILIES)
        written.set("font-size", _number(style.size))
        written.set("font-weight", str(style.weight))
        written.set("text-anchor", "end" if is_end else "start")
        written.text = f"{RTL}{words}{END}" if self._is_mirrored else words

    def svg(self) -> bytes:
        """Return the picture as SVG, UTF-8."""
        written: bytes = ET.tostring(self._root, encoding="utf-8", xml_declaration=True)
        return written


class Style:
    """How words are written."""

    __slots__ = ("colour", "size", "weight")

    def __init__(self, size: float, colour: str, weight: int = 400) -> None:
        """Size in pixels, colour as SVG writes it."""
        self.size, self.colour, self.weight = size, colour, weight

    def fitting(self, words: str, width: float) -> "Style":
        """Return the same, smaller where the words would be wider than `width`."""
        wide = width_of(words, self)
        size = self.size if wide <= width else self.size * width / wide
        return Style(size, self.colour, self.weight)


def width_of(words: str, style: Style) -> float:
    """Return about how wide words are, in pixels, by the fonts of the packages."""
    is_bold = style.weight >= BOLD
    wide = sum(_advance(letter, is_bold) for letter in words)
    return wide * style.size / MEASURED


def png_of(svg: bytes) -> bytes:
    """Return a picture of ours as PNG, drawn with the fonts of the packages alone."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode(), skip_system_fonts=True, font_files=list(_files())
        )
    )


@cache
def _files() -> tuple[str, ...]:
    return tuple(
        str(Path(str(resources.files(name).joinpath(file)))) for name, file in FONTS
    )


@cache
def _advance(letter: str, is_bold: bool) -> float:
    """The width of a letter in the first font that has it."""
    for font in _measuring(is_bold):
        mask = font.getmask(letter)
        if letter.isspace() or bytes(mask) != _missing(font):
            return font.getlength(letter)
    return float(MEASURED)


@cache
def _missing(font: ImageFont.FreeTypeFont) -> bytes:
    return bytes(font.getmask("\U0010ffff"))


@cache
def _measuring(is_bold: bool) -> tuple[ImageFont.FreeTypeFont, ...]:
    found = []
    for file in _files():
        font = ImageFont.truetype(file, MEASURED)
        if "[" in file:  # a variable font
            font.set_variation_by_axes([BOLD if is_bold else 400, 100])  # weight, width
        found.append(font)
    return tuple(found)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
