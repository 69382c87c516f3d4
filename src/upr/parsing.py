"""The one machine that reads a messy family of documents.

A family says what it knows as rows: layouts, wordings, corrections. Here is what is
done with rows: choose the one that fits, put a correction in, join printed lines to
words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol, TypeVar

from upr.errors import (
    AmbiguousLayoutError,
    StaleCorrectionError,
    UnknownLayoutError,
)
from upr.reading.lines import Line
from upr.records import Box, Place

# Lines of a paragraph stand 1.15 to 1.2 of their size apart, paragraphs 1.5 to 1.8.
PARAGRAPH_GAP = 1.35


class Row(Protocol):
    """A row of a table of layouts."""

    @property
    def name(self) -> str:
        """What people call it."""


R = TypeVar("R", bound=Row)


def choose(rows: Iterable[R], fits: Callable[[R], bool], what: str) -> R:
    """Return the one row that fits; `what` names the document in the message.

    Raises UnknownLayoutError where none fits, AmbiguousLayoutError where two do.
    """
    fitting = [row for row in rows if fits(row)]
    if not fitting:
        raise UnknownLayoutError(f"No known layout fits {what}. Nothing was kept.")
    if len(fitting) > 1:
        names = ", ".join(row.name for row in fitting)
        raise AmbiguousLayoutError(f"Several layouts fit {what}: {names}.")
    return fitting[0]


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake in print, put right before the lines are cut.

    `find` and `put` are at most eight words each.
    """

    symbol: str
    page: int
    find: str
    put: str
    why: str
    date: str  # when it was decided, ISO


def corrected(
    lines: Sequence[Line], corrections: Iterable[Correction]
) -> tuple[Line, ...]:
    """Return the lines with each correction put in where it matches.

    Raises StaleCorrectionError where one does not match exactly one line.
    """
    result = list(lines)
    for correction in corrections:
        hits = [
            index
            for index, line in enumerate(result)
            if line.page == correction.page and correction.find in line.text
        ]
        if len(hits) != 1:
            raise StaleCorrectionError(
                f"The correction for {correction.symbol}, page {correction.page}, "
                f"matches {len(hits)} lines instead of one: {correction.find!r}."
            )
        line = result[hits[0]]
        text = line.text.replace(correction.find, correction.put)
        result[hits[0]] = replace(line, text=text)
    return tuple(result)


def starts_paragraph(previous: Line, line: Line) -> bool:
    """Whether a line begins a new paragraph, as far as its place tells.

    In a Word file every line does. Across a page nobody can tell: no.
    """
    if line.box is None or previous.box is None:
        return True
    if line.page != previous.page:
        return False
    distance = previous.box.bottom - line.box.bottom
    return distance > PARAGRAPH_GAP * max(line.size_pt, previous.size_pt)


_BROKEN_WORD = re.compile(r"\w[-–]$")
_HANGING = re.compile(r"(?:and|or|to)\s")  # "short- and long-term"


def joined(lines: Iterable[Line]) -> str:
    """Return the words of the lines as one text.

    A hyphen at the end of a line stays and takes no space after it: the UN breaks
    lines at hyphens that belong to the word ("non-", "self-", "OP-").

    >>> joined([Line("self-"), Line("determination of"), Line("peoples")])
    'self-determination of peoples'
    """
    text = ""
    for line in lines:
        is_broken = _BROKEN_WORD.search(text[-2:]) and not _HANGING.match(line.text)
        text += line.text if not text or is_broken else f" {line.text}"
    return text


def places(lines: Iterable[Line]) -> tuple[Place, ...]:
    """Return where the lines stand: one place for each page.

    In a Word file: the place of the first paragraph.
    """
    found = []
    for page, group in groupby(lines, key=lambda line: line.page):
        members = list(group)
        boxes = [line.box for line in members if line.box is not None]
        around = _around(boxes) if boxes else None
        found.append(Place(page, around, members[0].index))
    return tuple(found) if found and found[0].page is not None else tuple(found[:1])


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        round(min(box.left for box in boxes), 1),
        round(min(box.bottom for box in boxes), 1),
        round(max(box.right for box in boxes), 1),
        round(max(box.top for box in boxes), 1),
    )
