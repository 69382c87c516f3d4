"""How runs of a Word file look, through their styles.

ECMA-376 part 1, 17.7: what a run says itself comes first, then its character style,
then the style of its paragraph, then the defaults of the document. Bold and italic
are toggles (17.7.3): said by both styles they cancel out. Styles of tables are not
followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_OFF = frozenset({"0", "false", "off", "none"})
_SIZE_PT = 10.0  # where a file says nothing at all (17.3.2.38)
_Said = TypeVar("_Said", bool, float)


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a run; None where nothing is."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None  # superscript
    size_pt: float | None = None

    def over(self, other: "Look") -> "Look":
        """Return this look where it says something, `other` where it does not."""
        return Look(
            bold=_first(self.bold, other.bold),
            italic=_first(self.italic, other.italic),
            capitals=_first(self.capitals, other.capitals),
            hidden=_first(self.hidden, other.hidden),
            raised=_first(self.raised, other.raised),
            size_pt=_first(self.size_pt, other.size_pt),
        )

    def toggled(self, other: "Look") -> "Look":
        """Return this look of a style over `other` of another, toggles cancelling."""
        return Look(
            bold=_either(self.bold, other.bold),
            italic=_either(self.italic, other.italic),
            capitals=_either(self.capitals, other.capitals),
            hidden=_either(self.hidden, other.hidden),
            raised=_first(self.raised, other.raised),
            size_pt=_first(self.size_pt, other.size_pt),
        )


NOTHING = Look()


def _first(one: _Said | None, other: _Said | None) -> _Said | None:
    return other if one is None else one


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one is None or other is None:
        return _first(one, other)
    return one != other


def value(parent: _Element | None, name: str) -> str | None:
    """Return `w:val` of the child `name`, None where there is none."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(VAL)


def integer(text: str | None) -> int | None:
    """Return the number that `text` spells, None where it spells none."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def _switch(properties: _Element, name: str) -> bool | None:
    child = properties.find(f"{W}{name}")
    return None if child is None else child.get(VAL, "1") not in _OFF


def look_of(properties: _Element | None) -> Look:
    """Return what the run properties `w:rPr` say."""
    if properties is None or len(properties) == 0:
        return NOTHING
    half_points = integer(value(properties, "sz"))
    align = value(properties, "vertAlign")
    return Look(
        bold=_switch(properties, "b"),
        italic=_switch(properties, "i"),
        capitals=_switch(properties, "caps"),
        hidden=_switch(properties, "vanish"),
        raised=None if align is None else align == "superscript",
        size_pt=None if half_points is None else half_points / 2,
    )


class Styles:
    """The styles of one Word file, by their ids."""

    def __init__(self, root: _Element | None) -> None:
        """Keep the styles of `word/styles.xml`; None where a file has none."""
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next((s for s in found if _is_default_paragraph(s)), None)
        path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
        self._defaults = look_of(None if root is None else root.find(path)).over(
            Look(size_pt=_SIZE_PT)
        )
        self._looks: dict[str | None, Look] = {}

    def chain(self, style_id: str | None) -> Iterator[_Element]:
        """Yield the style and those it is based on; without an id the default."""
        style = self._default if style_id is None else self._styles.get(style_id)
        seen: set[str | None] = set()
        while style is not None and style.get(f"{W}styleId") not in seen:
            seen.add(style.get(f"{W}styleId"))
            yield style
            style = self._styles.get(value(style, "basedOn") or "")

    def _own(self, style_id: str | None) -> Look:
        if style_id not in self._looks:
            look = NOTHING
            for style in self.chain(style_id):
                look = look.over(look_of(style.find(f"{W}rPr")))
            self._looks[style_id] = look
        return self._looks[style_id]

    def run(self, style_id: str | None, properties: _Element | None) -> Look:
        """Return the look of a run in a paragraph of style `style_id`."""
        look = self._own(style_id)
        character = value(properties, "rStyle")
        if character is not None:
            look = self._own(character).toggled(look)
        return look_of(properties).over(look).over(self._defaults)

    def list_of(self, style_id: str | None) -> tuple[int | None, int | None, str]:
        """Return the list a style numbers in: its id, its level, the style it is from.

        Nearest style first; the last is "" where no style says anything.
        """
        number: int | None = None
        level: int | None = None
        for style in self.chain(style_id):
            listed = style.find(f"{W}pPr/{W}numPr")
            level = level if level is not None else integer(value(listed, "ilvl"))
            number = integer(value(listed, "numId"))
            if number is not None:
                return number, level, style.get(f"{W}styleId", "")
        return None, None, ""


def _is_default_paragraph(style: _Element) -> bool:
    is_default = style.get(f"{W}default", "0") not in _OFF
    return is_default and style.get(f"{W}type") == "paragraph"
