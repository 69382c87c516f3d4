"""Section I: its numbered paragraphs, and the points of recommendations in them.

In sessions 1 to 5 recommendations stand in section I as well, as prose or as lettered
points, and section II may give some by reference alone: "the recommendations in
paragraphs 35 (b) and 38 (a) did not enjoy the support".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from upr.families.working_group_report.numbering import Token, token
from upr.families.working_group_report.references import Point
from upr.item_text.announcing import (
    ANNOUNCES,
    without_announcement,
)
from upr.parsing import joined
from upr.reading.lines import Line
from upr.reference import states

LARGEST_JUMP = 3  # paragraphs whose numbers are lost in print
LARGEST_LETTER_JUMP = 3  # letters lost in print
_LETTER = re.compile(r"\(([a-z])\)")
_ROMAN = re.compile(r"\((i{1,3}|iv|vi{0,3})\)")
_SENTENCE_END = re.compile(r"(?<=[a-z)”\"\d])\.\s+(?=[A-Z(])")
# ", and that Chad" at the end of a point belongs to the next one.
_DANGLING = re.compile(
    r"[\s,;.]*(?:\band\b(?:\s+(?:that|also|to)\b.{0,40})?)?[\s,;.:]*$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A point of section I as a recommendation."""

    text: str
    state: str | None  # ISO3 of who speaks
    state_name: str
    lines: tuple[Line, ...]


def paragraphs(lines: Sequence[Line]) -> Mapping[int, tuple[Line, ...]]:
    """Return the numbered paragraphs by their numbers, in sequence.

    Lines before the first number are left out.
    """
    found: dict[int, list[Line]] = {}
    last = 0
    for line in lines:
        number = token(line.text)
        if number is not None and _opens(number, line, last):
            last = number.number
            found[last] = [replace(line, text=number.text)]
        elif last:
            found[last].append(line)
    return {number: tuple(body) for number, body in found.items()}


def _opens(found: Token, line: Line, last: int) -> bool:
    """Whether a number opens the next paragraph, or one a few numbers on."""
    if found.paragraph is not None or not found.text:
        return False
    is_next = found.number == last + 1
    is_near = last < found.number <= last + LARGEST_JUMP
    return is_near and (is_next or line.text.startswith(f"{found.number}. "))


def statements(
    point: Point, body: Sequence[Line], state_under_review: str | None
) -> list[Statement]:
    """Return what a point of section I recommends; none if it says nothing such.

    A paragraph named without a letter may hold several recommendations.
    """
    text = joined(body)
    spans = _spans(point, text)
    speakers = [_speaker(text, start, state_under_review) for start, _ in spans]
    return [
        Statement(words, iso3, name, tuple(body))
        for (start, end), (iso3, name) in zip(spans, speakers, strict=True)
        if (words := _words(text[start:end], bool(point.letter)))
    ]


def _spans(point: Point, text: str) -> list[tuple[int, int]]:
    if point.letter:
        span = _lettered(text, point.letter, _LETTER)
        if span and point.roman:
            part = _lettered(text[span[0] : span[1]], point.roman, _ROMAN)
            span = (span[0] + part[0], span[0] + part[1]) if part else span
        if span or _LETTER.search(text):
            return [span] if span else []
    sentences = [
        span for span in _sentence_spans(text) if ANNOUNCES.search(text, *span)
    ]
    if point.letter:  # named by a letter that is not printed: only if it is clear
        return sentences if len(sentences) == 1 else []
    return sentences[-1:] if point.sentence == "last" else sentences


def _lettered(text: str, letter: str, mark: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the words of a letter stand: to the next letter or the sentence's end.

    With the words that announce them where they stand before the letter.
    """
    found = _in_sequence(mark.finditer(text))
    for index, match in enumerate(found):
        if match.group(1) != letter:
            continue
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        stop = _SENTENCE_END.search(text, match.end(), end)
        return match.end(), stop.start() if stop else end
    return None


def _in_sequence(marks: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The letters that go on from the one before: an (i) within (b) does not."""
    found: list[re.Match[str]] = []
    for mark in marks:
        letter = mark.group(1)
        last = found[-1].group(1) if found else "`"  # the sign before "a"
        if len(letter) > 1 or 0 < ord(letter) - ord(last) <= LARGEST_LETTER_JUMP:
            found.append(mark)
    return found


def _sentence_spans(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _speaker(
    text: str, position: int, state_under_review: str | None
) -> tuple[str | None, str]:
    """Who speaks at a position: the State that last began a sentence before it.

    Where none does, the first one named at all.
    """
    speaker: tuple[str | None, str] = (None, "")
    for start, _ in _sentence_spans(text):
        if start > position:
            break
        named = states.find_in(" ".join(text[start : start + 80].split()[:9]))
        if (
            named
            and named[0].iso3 != state_under_review
            and _begins(text, start, named)
        ):
            speaker = (named[0].iso3, named[0].name)
    if speaker[0] is None:
        others = [s for s in states.find_in(text) if s.iso3 != state_under_review]
        speaker = (others[0].iso3, others[0].name) if others else speaker
    return speaker


def _begins(text: str, start: int, named: Sequence[states.Resolved]) -> bool:
    return text.find(named[0].name, start) - start <= len("The ")


def _words(text: str, is_lettered: bool) -> str:
    """The words of a point as a recommendation, without those that announce it."""
    words = _DANGLING.sub("", " ".join(text.split()))
    announced = None if is_lettered else ANNOUNCES.search(words)
    if announced:
        words = words[announced.start() :]
    return without_announcement(words, in_list=False)
