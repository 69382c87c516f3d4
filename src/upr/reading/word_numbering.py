"""The numbers Word prints before paragraphs.

They are not in the text: `word/numbering.xml` holds abstract lists with nine levels
each, and lists that use and override them (ECMA-376 part 1, 17.9). Numbers count in
the order of the paragraphs, so `ListNumbers` must be asked once for each, in order.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from upr.reading.word_styles import VAL, Styles, W, integer, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Bullets are drawn with signs of the fonts Symbol and Wingdings in the private area.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf02d": "–", "o": "◦"}
_MOST = 32_767  # numbers above are not spelt in letters: Word's own limit (17.18.59)


def letters(number: int) -> str:
    """Return `number` as Word's list letters: a, b, ... z, aa, bb.

    >>> letters(2), letters(27), letters(53)
    ('b', 'aa', 'aaa')
    """
    times, position = divmod(number - 1, 26)
    return chr(ord("a") + position) * (times + 1)


def roman(number: int) -> str:
    """Return `number` in small Roman numerals.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    spelt = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        spelt += sign * times
    return spelt


def _ordinal(number: int) -> str:
    tens = number % 100
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 11 <= tens <= 13 else ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "none": lambda _: "",
}


def formatted(number: int, kind: str) -> str:
    """Return `number` in the format `kind` (`w:numFmt`); in digits where unknown."""
    if not 0 < number <= _MOST:
        return str(number)
    return _FORMATS.get(kind, str)(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None  # a level from 1; 0 never, None any above
    is_legal: bool = False  # all parts in digits
    style: str | None = None  # paragraph style that uses this level


@dataclass(slots=True)
class _List:
    abstract: int
    levels: list[Level]
    starts: dict[int, int] = field(default_factory=dict)  # level: start of override


class ListNumbers:
    """Counts through the lists of one Word file."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        """Take `word/numbering.xml`; None where a file has none."""
        self._styles = styles
        self._root = root
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._nums = _by_id(root, "num", "numId")

    def number(self, properties: _Element | None) -> str:
        """Return the number printed before the next paragraph; "" where none is.

        `properties` is its `w:pPr`.
        """
        found = self._list_and_level(properties)
        if found is None:
            return ""
        number_id, level = found
        numbered = self._list(number_id)
        if numbered is None or not 0 <= level < len(numbered.levels):
            return ""
        self._count(number_id, numbered, level)
        return self._printed(numbered, level)

    def _list_and_level(self, properties: _Element | None) -> tuple[int, int] | None:
        own = None if properties is None else properties.find(f"{W}numPr")
        number_id, level = integer(value(own, "numId")), integer(value(own, "ilvl"))
        if number_id is None:
            style_id = value(properties, "pStyle")
            number_id, of_style, style = self._styles.list_of(style_id)
            if level is None:
                level = self._level_of_style(number_id, style, of_style)
        return None if not number_id else (number_id, level or 0)

    def _level_of_style(
        self, number_id: int | None, style: str, level: int | None
    ) -> int | None:
        """Levels say which style they belong to; that outranks the style's own word."""
        numbered = None if not number_id else self._list(number_id)
        if numbered is None:
            return level
        named = (i for i, of in enumerate(numbered.levels) if of.style == style)
        return next(named, level)

    def _list(self, number_id: int) -> _List | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._made(number_id)
        return self._lists[number_id]

    def _made(self, number_id: int) -> _List | None:
        num = self._nums.get(number_id)
        abstract_id = integer(value(num, "abstractNumId"))
        if num is None or abstract_id is None or abstract_id not in self._abstracts:
            return None
        abstract_id = self._through_style(abstract_id)
        levels = [Level() for _ in range(_LEVELS)]
        for element in self._abstracts[abstract_id].findall(f"{W}lvl"):
            _put(levels, element)
        made = _List(abstract_id, levels)
        for override in num.findall(f"{W}lvlOverride"):
            _override(made, override)
        return made

    def _through_style(self, abstract_id: int) -> int:
        """An abstract list can stand for the list of a numbering style (17.9.21)."""
        link = value(self._abstracts[abstract_id], "numStyleLink")
        if link is None:
            return abstract_id
        number_id, _, _ = self._styles.list_of(link)
        num = None if number_id is None else self._nums.get(number_id)
        other = integer(value(num, "abstractNumId"))
        return other if other is not None and other in self._abstracts else abstract_id

    def _count(self, number_id: int, numbered: _List, level: int) -> None:
        counts = self._counts.setdefault(numbered.abstract, [None] * _LEVELS)
        begins_anew = level in numbered.starts and (
            (number_id, level) not in self._begun
        )
        self._begun.add((number_id, level))
        last = counts[level]
        if begins_anew:
            counts[level] = numbered.starts[level]
        else:
            counts[level] = numbered.levels[level].start if last is None else last + 1
        for deeper in range(level + 1, _LEVELS):
            after = numbered.levels[deeper].restarts_after
            if after is None or after > level:
                counts[deeper] = None

    def _printed(self, numbered: _List, level: int) -> str:
        shown = numbered.levels[level]
        if shown.kind == "bullet":
            return _BULLETS.get(shown.pattern, shown.pattern)
        return _PLACE.sub(
            lambda place: self._part(numbered, int(place[1]) - 1, shown.is_legal),
            shown.pattern,
        )

    def _part(self, numbered: _List, level: int, is_legal: bool) -> str:
        counts = self._counts[numbered.abstract]
        of = numbered.levels[level]
        count = counts[level]
        if count is None:  # a level above that no paragraph has used yet
            count = counts[level] = of.start
        return formatted(count, "decimal" if is_legal else of.kind)


def _by_id(root: _Element | None, name: str, key: str) -> dict[int, _Element]:
    found = [] if root is None else root.findall(f"{W}{name}")
    keyed = ((integer(element.get(f"{W}{key}")), element) for element in found)
    return {number: element for number, element in keyed if number is not None}


def _put(levels: list[Level], element: _Element) -> None:
    place = integer(element.get(f"{W}ilvl"))
    if place is not None and 0 <= place < _LEVELS:
        levels[place] = _level(element)


def _level(element: _Element) -> Level:
    start = integer(value(element, "start"))
    legal = element.find(f"{W}isLgl")
    return Level(
        start=0 if start is None else start,
        kind=value(element, "numFmt") or "decimal",
        pattern=value(element, "lvlText") or "",
        restarts_after=integer(value(element, "lvlRestart")),
        is_legal=legal is not None and legal.get(VAL, "1") not in {"0", "false"},
        style=value(element, "pStyle"),
    )


def _override(made: _List, override: _Element) -> None:
    place = integer(override.get(f"{W}ilvl"))
    if place is None or not 0 <= place < _LEVELS:
        return
    level = override.find(f"{W}lvl")
    if level is not None:
        _put(made.levels, level)
    start = integer(value(override, "startOverride"))
    if start is not None:
        made.starts[place] = start
        made.levels[place] = replace(made.levels[place], start=start)
