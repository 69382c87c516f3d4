"""Brackets that name recommending States, found in the text of an item.

Round ones only; square brackets are the editors' insertions. A bracket may be nested,
not closed, not opened, or hold something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from upr.records import RecommendingState
from upr.reference import states

LONGEST_NAME_WORDS = 9  # United Kingdom of Great Britain and Northern Ireland
_BRACKET = re.compile(r"[()]")
_ENDS = re.compile(r"[;.](?=\s|$)|$")
# Between two brackets that belong to the same text: "(Austria) (Israel)", "), ("
_NOTHING = re.compile(r"[\s,;/&⁰¹²³⁴-⁹.]*(?:\band\b|\bor\b)?[\s,;/&⁰¹²³⁴-⁹.]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """States named at one place of an item."""

    start: int
    end: int  # after the bracket
    states: tuple[RecommendingState, ...]


@lru_cache(maxsize=4096)  # a text is asked for several times while it is read
def marks(text: str) -> tuple[Mark, ...]:
    """Return the places where States are named, in order; neighbours are one.

    >>> [[s.iso3 for s in m.states] for m in marks("Sign (Chile) (Peru); ratify it")]
    [['CHL', 'PER']]
    """
    found: list[Mark] = []
    for mark in _single_marks(text):
        if found and _NOTHING.fullmatch(text, found[-1].end, mark.start):
            found[-1] = _together(found[-1], mark)
        else:
            found.append(mark)
    return tuple(found)


def _together(first: Mark, second: Mark) -> Mark:
    known = {state.iso3 or state.name for state in first.states}
    added = [s for s in second.states if (s.iso3 or s.name) not in known]
    return Mark(first.start, second.end, (*first.states, *added))


def _single_marks(text: str) -> Iterator[Mark]:
    position = 0
    while found := _BRACKET.search(text, position):
        mark = (
            _opened(text, found.start())
            if found.group() == "("
            else _unopened(text, position, found.start())
        )
        if mark is None:
            position = found.end()
        else:
            yield mark
            position = mark.end


def _opened(text: str, start: int) -> Mark | None:
    """The bracket that opens at `start`, if it names States."""
    end = _closing(text, start)
    if end is not None and states.is_states_list(text[start + 1 : end]):
        return _mark(text, start, start + 1, end, end + 1)
    stop = _ENDS.search(text, start)
    if stop is not None and (end is None or stop.start() < end):
        content = text[start + 1 : stop.start()].rstrip(") ")
        if states.is_states_list(content):
            return _mark(text, start, start + 1, stop.start(), stop.start())
    return None


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that opens at `start` is closed."""
    depth = 0
    for found in _BRACKET.finditer(text, start):
        depth += 1 if found.group() == "(" else -1
        if depth == 0:
            return found.start()
    return None


def _unopened(text: str, start: int, end: int) -> Mark | None:
    """The longest name that stands before a bracket closed and never opened."""
    words = list(re.finditer(r"\S+", text[start:end]))[-LONGEST_NAME_WORDS:]
    for word in words:
        begin = start + word.start()
        if states.resolve(text[begin:end]).iso3:
            return _mark(text, begin, begin, end, end + 1)
    return None


def _mark(text: str, start: int, first: int, last: int, end: int) -> Mark:
    named = tuple(
        RecommendingState(found.iso3, found.name, certain=found.iso3 is not None)
        for found in states.split_names(text[first:last])
    )
    return Mark(start, end, named)
