"""Numbers by which a paragraph speaks of recommendations printed elsewhere.

Of two kinds: of items in the lists ("recommendations Nos. 8, 9 and 12-14 above",
"136.1-136.3"), and of points of section I ("paragraphs 23 (b) and (f), 26, last
sentence, and 35 (a, d)"). Printed loosely: stray spaces, missing commas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from upr.item_numbers import ItemNumber, runs

__all__ = ["ItemNumber", "Point", "items", "points"]

_POINTS = re.compile(
    r"paragraphs?:?\s+(?P<numbers>\d{1,3}(?:[\s,;.:]|\d|\([a-z]{1,4}(?:\s*,\s*[a-z])*\)"
    r"|\band\b|\(?(?:last|first|second|third)\s+sentence\)?|\bto\b|-)*)",
    re.IGNORECASE,
)
_POINT_TOKEN = re.compile(
    r"(?P<number>\d{1,3})"
    r"|\((?P<letters>[a-z](?:\s*,\s*[a-z])*)\)"
    r"|\((?P<roman>ii|iii|iv|vi{0,3}|ix|xi{0,2})\)"
    r"|(?P<sentence>last|first|second|third)\s+sentence",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of section I: a paragraph, or a letter or sentence of it."""

    paragraph: int
    letter: str = ""  # "b"
    roman: str = ""  # "ii", within the letter
    sentence: str = ""  # "last"

    @property
    def printed(self) -> str:
        """How it is cited: `35 (g) (i)`."""
        parts = [str(self.paragraph)]
        parts += [f"({part})" for part in (self.letter, self.roman) if part]
        if self.sentence:
            parts.append(f"({self.sentence} sentence)")
        return " ".join(parts)


def items(text: str) -> list[ItemNumber]:
    """Return the items of lists that a paragraph names, in printed order.

    >>> [i.number for i in items("recommendations Nos. 8, 9 and 12-14 above")]
    [8, 9, 12, 13, 14]
    >>> [(i.paragraph, i.number) for i in items("paragraphs 77.13 and 77. 24 above")]
    [(77, 13), (77, 24)]
    """
    return [item for run in runs(text) for item in run.items]


def points(text: str) -> list[Point]:
    """Return the points of section I that a paragraph names, each once.

    >>> [p.printed for p in points("in paragraphs 23(b) and (f), 35 (g) (i) and 61")]
    ['23 (b)', '23 (f)', '35 (g) (i)', '61']
    """
    found = [
        point
        for announced in _POINTS.finditer(text)
        for point in _points(announced["numbers"])
    ]
    return list(dict.fromkeys(found))


def _points(numbers: str) -> Iterator[Point]:
    """Tokens put together: a letter belongs to the number before it."""
    current: Point | None = None
    for token in _POINT_TOKEN.finditer(numbers):
        if token["number"]:
            if current is not None:
                yield current
            current = Point(int(token["number"]))
        elif current is not None:
            *done, current = _extended(current, token, numbers)
            yield from done
    if current is not None:
        yield current


def _extended(current: Point, token: re.Match[str], numbers: str) -> Iterator[Point]:
    """The point with what the token adds, after those it ends."""
    if token["sentence"]:
        yield Point(current.paragraph, sentence=token["sentence"].lower())
        return
    if token["roman"] or _is_roman(current, token, numbers):
        roman = (token["roman"] or token["letters"]).lower()
        if current.roman:
            yield current
        yield Point(current.paragraph, current.letter, roman)
        return
    if current.letter:
        yield current
    for letter in re.findall(r"[a-z]", token["letters"].lower()):
        yield Point(current.paragraph, letter)


def _is_roman(current: Point, token: re.Match[str], numbers: str) -> bool:
    """Whether an (i) numbers a part of the letter before it: "(g) (i)"."""
    between = numbers[: token.start()].rstrip()
    return token["letters"] == "i" and current.letter != "h" and between.endswith(")")
