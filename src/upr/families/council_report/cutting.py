"""Chapter VI of a Council report cut into States, sections and numbered paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from upr.parsing import joined
from upr.reading.lines import Line, Printed, Zone
from upr.reference import states


class Section(Enum):
    """A part of what the report says on one State."""

    OPENING = auto()  # when the review was held, on what papers
    VIEWS = auto()  # of the State under review
    OTHERS = auto()  # of other States
    COMMENTS = auto()  # of other stakeholders
    CLOSING = auto()  # remarks of the State under review


# How the heading of a section begins; its number differs where one is missing.
SECTIONS = (
    (Section.VIEWS, r"views\s+expressed\s+by\s+the\s+State\s+under"),
    (Section.OTHERS, r"views\s+expressed\s+by\s+(?:Member|States)"),
    (Section.COMMENTS, r"general\s+comments\s+made\s+by"),
    (Section.CLOSING, r"concluding\s+remarks\b"),
)
_CHAPTER = re.compile(r"VI\.\s+Universal\s+periodic\s+review\W*$", re.IGNORECASE)
_NEXT = re.compile(r"VII\.\s+[A-Z]")
_LEADER = re.compile(r"\.{4}|\s\d+\s*$")  # a line of the contents
_NUMBER = re.compile(r"(?P<number>\d{1,4})\.\s+(?P<text>\S.*)$")
_HEADED = re.compile(r"[1-9]\.\s+(?P<text>[A-Z].*)$")
_REVIEWED = re.compile(
    r"The\s+review\s+of\s+(?:the\s+)?(?P<name>.{3,70}?)\s+was\s+held\s+on\b"
)
_LATER_PART = re.compile(r"[B-D]\.\s+\S")  # "B. General debate on agenda item 6"
_LARGEST_JUMP = 3  # paragraphs whose numbers are lost in print


@dataclass(slots=True)
class Paragraph:
    """A numbered paragraph, without its number."""

    number: str
    lines: list[Line]
    section: Section

    @property
    def text(self) -> str:
        """The words, lines joined."""
        return joined(self.lines)


@dataclass(slots=True)
class Part:
    """What the report says on one State."""

    name: str  # as printed
    state: str | None
    paragraphs: list[Paragraph] = field(default_factory=list)

    def of(self, *sections: Section) -> list[Paragraph]:
        """The paragraphs of some sections."""
        return [one for one in self.paragraphs if one.section in sections]


def chapter(printed: Printed) -> list[Line]:
    """Return the lines of chapter VI; none where the report has no such chapter."""
    lines = [line for line in printed.lines if line.zone is Zone.BODY]
    starts = [i for i, line in enumerate(lines) if _CHAPTER.match(line.text)]
    if not starts:
        return []
    start = starts[-1]
    ends = (
        i
        for i, line in enumerate(lines[start:], start)
        if _NEXT.match(line.text) and not _LEADER.search(line.text)
    )
    return lines[start + 1 : next(ends, len(lines))]


def parts(lines: Sequence[Line]) -> list[Part]:
    """Return what the chapter says on each State, in printed order."""
    found: list[Part] = []
    for paragraph in _paragraphs(lines):
        reviewed = _REVIEWED.match(paragraph.text)
        if reviewed:
            part = Part(reviewed["name"], states.resolve(reviewed["name"]).iso3)
            _drop_heading(found, part)
            found.append(part)
        if found:
            found[-1].paragraphs.append(paragraph)
    return found


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Numbered paragraphs in sequence; what follows a section's heading is heading."""
    found: list[Paragraph] = []
    section, is_open = Section.OPENING, False
    for line in lines:
        number = _opened(line, found)
        heading = _section(line)
        if number is not None:
            section = Section.OPENING if _begins_state(number[1]) else section
            first = replace(line, text=number[1])
            found.append(Paragraph(number[0], [first], section))
            is_open = True
        elif heading is not None:
            section, is_open = heading, False
        elif line.bold and _LATER_PART.match(line.text):
            section, is_open = Section.OTHERS, False
        elif is_open:
            found[-1].lines.append(line)
    return found


def _begins_state(text: str) -> bool:
    return text.startswith("The review of ")


def _opened(line: Line, before: Sequence[Paragraph]) -> tuple[str, str] | None:
    found = _NUMBER.match(line.text)
    if found is None:
        return None
    jump = int(found["number"]) - int(before[-1].number) if before else 1
    return (found["number"], found["text"]) if 0 < jump <= _LARGEST_JUMP else None


def _section(line: Line) -> Section | None:
    found = _HEADED.match(line.text)
    if found is None:
        return None
    text = found["text"]
    rows = (
        section for section, words in SECTIONS if re.match(words, text, re.IGNORECASE)
    )
    return next(rows, None)


def _drop_heading(found: Sequence[Part], part: Part) -> None:
    """Take the State's name, printed above its part, off the part before it."""
    if not found or not found[-1].paragraphs:
        return
    lines = found[-1].paragraphs[-1].lines
    for count in (1, 2):
        name = joined(lines[-count:])
        is_name = name == part.name or (
            part.state is not None and states.resolve(name).iso3 == part.state
        )
        if len(lines) > count and is_name:
            del lines[-count:]
            return
