"""The parts of a report, found by their headings in the body.

A contents page repeats the headings; from about 2017 there is none. So the last
heading that fits counts, and a line of the contents never does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from upr.errors import UnknownLayoutError
from upr.reading.lines import Line, Zone

CONCLUSIONS = re.compile(
    r"(?:[IVX]{1,4}\.?\s*)?CONCLUSIONS?\s*(?:AND\s*/?\s*(?:OR)?)\s*/?\s*"
    r"RECOMMENDATIONS?\s*[*∗⁎¹²³]*",
    re.IGNORECASE,
)
PLEDGES = re.compile(
    r"(?:[IVX]{1,4}\.?\s*)?VOLUNTARY\s+(?:PLEDGES|COMMITMENTS)"
    r"(?:\s+AND\s+(?:VOLUNTARY\s+)?(?:PLEDGES|COMMITMENTS))?"
    r"(?:\s+(?:OF|BY|UNDERTAKEN\s+BY|MADE\s+BY)\s.{3,60})?\s*[*∗]*",
    re.IGNORECASE,
)
ANNEX = re.compile(r"ANNEX(?:ES)?(?:\s+[IVX\d]{1,3})?\s*[*∗.:]*", re.IGNORECASE)
DELEGATION = re.compile(r"COMPOSITION\s+OF\s+THE\s+DELEGATION.*", re.IGNORECASE)
NOTES = re.compile(r"(?:END)?NOTES", re.IGNORECASE)
PROCEEDINGS = re.compile(
    r"(?:I\.?\s*)?SUMMARY\s+OF\s+THE\s+PROCEEDINGS.*", re.IGNORECASE
)
INTRODUCTION = re.compile(r"(?:I\.?\s*)?INTRODUCTION\s*[*∗]*", re.IGNORECASE)


# What any heading begins with: nearly all lines are passed over by this alone.
_BEGINS = re.compile(
    r"(?:[IVX]{1,4}\.?\s*)?(?:CONCLUSION|VOLUNTARY|ANNEX|COMPOSITION|(?:END)?NOTES"
    r"|INTRODUCTION|SUMMARY|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sections:
    """The lines of each part, in reading order, without furniture and footnotes."""

    cover: tuple[Line, ...]  # with the contents page
    opening: tuple[Line, ...]  # introduction and section I
    conclusions: tuple[Line, ...]  # section II, without its heading
    pledges: tuple[Line, ...]  # section III
    notes: tuple[Line, ...]  # footnotes and endnotes


def split(lines: Sequence[Line]) -> Sections:
    """Return the parts of a report.

    The annex is left out: it holds names of people, which are not taken.
    Raises UnknownLayoutError where there is no heading of section II.
    """
    body, notes = _endnotes(lines)
    start, after = _heading(body, CONCLUSIONS)
    if start is None:
        raise UnknownLayoutError(
            "The report has no section of conclusions and recommendations. "
            "Nothing was kept."
        )
    end = _first(body, after, ANNEX, DELEGATION)
    third = _first(body, after, PLEDGES)
    opening = _opening(body[:start])
    return Sections(
        cover=tuple(body[:opening]),
        opening=tuple(body[opening:start]),
        conclusions=tuple(body[after : min(third, end)]),
        pledges=tuple(body[third + 1 : end]),
        notes=notes,
    )


def _opening(lines: Sequence[Line]) -> int:
    """Index of the introduction: its heading, or the first numbered paragraph."""
    heading = _first(lines, 0, INTRODUCTION, last=True)
    if heading < len(lines):
        return heading
    first = (i for i, line in enumerate(lines) if line.text.startswith("1. The "))
    return next(first, 0)


def _endnotes(lines: Sequence[Line]) -> tuple[list[Line], tuple[Line, ...]]:
    """The body, and the footnotes with the endnotes that follow a heading."""
    body = [line for line in lines if line.zone is Zone.BODY]
    notes = [line for line in lines if line.zone is Zone.NOTE]
    heading = _first(body, len(body) // 2, NOTES)
    return body[:heading], (*notes, *body[heading + 1 :])


def _heading(lines: Sequence[Line], heading: re.Pattern[str]) -> tuple[int | None, int]:
    """Index of the last heading that fits, and of the line after it.

    A heading may run over two lines.
    """
    for index in reversed(range(len(lines))):
        if not _BEGINS.match(lines[index].text):
            continue
        if heading.fullmatch(lines[index].text):
            return index, index + 1
        pair = " ".join(line.text for line in lines[index : index + 2])
        if heading.fullmatch(pair):
            return index, index + 2
    return None, 0


def _first(
    lines: Sequence[Line], start: int, *headings: re.Pattern[str], last: bool = False
) -> int:
    """Index of the first line from `start` on that is one of the headings.

    With `last` the last such line; the number of lines where there is none.
    """
    found = (
        index
        for index in range(start, len(lines))
        if _BEGINS.match(lines[index].text)
        and any(heading.fullmatch(lines[index].text) for heading in headings)
    )
    return max(found, default=len(lines)) if last else next(found, len(lines))
