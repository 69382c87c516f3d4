"""From the words of a paper to its blocks: what stands on the page, in order.

A `Composed` paper says nothing of type sizes or files; `pdf` and `word` set it.
"""

import re
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from demo.sources import (
    ITEM_REFERENCE,
    NAMES,
    REFERENCE,
    Conclusion,
    Entry,
    Note,
    Paragraph,
    Piece,
    Report,
    States,
    pieces,
)

LAST = (
    "All conclusions and/or recommendations contained in the present report reflect"
    " the position of the submitting State(s) and/or the State under review. They"
    " should not be construed as endorsed by the Working Group as a whole."
)
IMAGINED = (
    "This paper is imagined: the States, persons and events in it do not exist. It"
    " was written to show and try software and is no paper of the United Nations."
)
AS_READ = "The recommendation as read during the interactive dialogue: “{}”."


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote in a paragraph: its mark, "1" or "*", and its text."""

    mark: str
    text: str


Inline = tuple[str | Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the page."""

    kind: str  # heading, subheading, paragraph, lettered, item, inset, bullet, ...
    inline: Inline
    number: str = ""
    bold: bool = False
    label: str = ""  # of a heading, for the contents page


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents page."""

    level: int
    number: str
    text: str
    paragraphs: str
    target: str


@dataclass
class Composed:
    """A whole paper, ready to be set."""

    layout: str  # typewriter, alternating, modern
    symbol: str
    cover: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    contents: list[ContentsLine] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The paper as plain data, for the typesetter."""
        return asdict(self)


class Composer:
    """Puts a report together, counting paragraphs and footnotes as it goes."""

    def __init__(self, report: Report) -> None:
        """Begin an empty paper for `report`."""
        self.report = report
        self.layout: str = report["layout"]
        self.paper = Composed(self.layout, report["symbol"], _cover(report))
        self.paragraph = 0  # number of the last paragraph
        self.notes = 0  # number of the last footnote
        self.labels: dict[str, int] = {}

    def heading(self, kind: str, number: str, text: str, mark: str = "") -> None:
        """Print a heading and give it a line of the contents."""
        label = f"h{len(self.paper.contents)}"
        printed = text.upper() if self._is_capital(kind) else text
        note = (Mark("**", mark),) if mark else ()
        self.paper.blocks.append(
            Block(kind, (printed, *note), number, bold=True, label=label)
        )
        level = {"heading": 0, "subheading": 1}[kind]
        first = str(self.paragraph + 1)
        self.paper.contents.append(ContentsLine(level, number, printed, first, label))

    def _is_capital(self, kind: str) -> bool:
        return self.layout == "typewriter" and kind == "heading"

    def say(self, text: str, *, bold: bool = False, label: str = "") -> None:
        """Print a numbered paragraph."""
        self.paragraph += 1
        if label:
            self.labels[label] = self.paragraph
        words = self.refer(text)
        self.paper.blocks.append(
            Block("paragraph", self.inline(pieces(words)), f"{self.paragraph}.", bold)
        )

    def put(self, kind: str, text: str, number: str = "") -> None:
        """Print a paragraph without a number of its own."""
        self.paper.blocks.append(Block(kind, self.inline(pieces(text)), number))

    def refer(self, text: str) -> str:
        """`text` with its references to labels printed as numbers."""
        text = ITEM_REFERENCE.sub(lambda m: f"{self.labels[m[1]]}.{m[2]}", text)
        return REFERENCE.sub(lambda m: f"{self.labels[m[1]]}{m[2]}", text)

    def inline(self, parts: tuple[Piece, ...]) -> Inline:
        """`parts` as printed."""
        return tuple(self._printed(part) for part in parts)

    def _printed(self, part: Piece) -> str | Mark:
        if isinstance(part, States):
            return self._bracket(part)
        if isinstance(part, Note):
            self.notes += 1
            text = AS_READ.format(part.as_read) if part.as_read else part.text
            return Mark(str(self.notes), text)
        return part

    def _bracket(self, states: States) -> str:
        if states.printed:
            return f"({states.printed})"
        names = [NAMES[code] for code in states.codes]
        if self.report.get("brackets") == "adjacent":
            return " ".join(f"({name})" for name in names)
        return f"({', '.join(names)})"


def compose(report: Report) -> Composed:
    """The whole report, in the order of its pages."""
    composer = Composer(report)
    _introduction(composer)
    composer.heading(
        "heading", "I.", "Summary of the proceedings of the review process"
    )
    composer.heading("subheading", "A.", "Presentation by the State under review")
    _summary(composer, report.presentation)
    title = "Interactive dialogue and responses by the State under review"
    composer.heading("subheading", "B.", title)
    _summary(composer, report.dialogue)
    mark = "Conclusions and recommendations have not been edited."
    composer.heading(
        "heading",
        "II.",
        "Conclusions and/or recommendations",
        mark if report.get("is_unedited") else "",
    )
    for conclusion in report.conclusions:
        _conclude(composer, conclusion)
    composer.say(LAST, bold=True)
    _pledge(composer)
    _annex(composer)
    _close_contents(composer)
    return composer.paper


def _introduction(composer: Composer) -> None:
    report = composer.report
    composer.heading("heading", "", "Introduction")
    if composer.layout == "typewriter":  # its heading is not in capitals
        first = composer.paper.blocks.pop()
        composer.paper.blocks.append(
            Block(first.kind, ("Introduction",), "", True, first.label)
        )
        line = composer.paper.contents.pop()
        composer.paper.contents.append(
            ContentsLine(0, "", "Introduction", line.paragraphs, line.target)
        )
    composer.say(report["opening"])
    composer.say(report["troika_words"])
    composer.say(report["documents_words"])
    for letter, words in zip("abc", report["documents_list"], strict=True):
        composer.put("lettered", words, f"({letter})")
    composer.say(report["questions_words"])


def _summary(composer: Composer, paragraphs: tuple[Paragraph, ...]) -> None:
    for paragraph in paragraphs:
        composer.say(paragraph.text, label=paragraph.label)


def _conclude(composer: Composer, conclusion: Conclusion) -> None:
    composer.say(conclusion.opening, bold=True, label=conclusion.key)
    last = len(conclusion.entries)
    for number, entry in enumerate(conclusion.entries, 1):
        _item(composer, entry, number, is_last=number == last)
        for comment in entry.comments:
            composer.put("inset", comment)


def _item(composer: Composer, entry: Entry, number: int, *, is_last: bool) -> None:
    printed = item_number(composer.report, composer.paragraph, number, entry)
    parts = [(" ", *text) for text in entry.texts]
    whole = tuple(piece for part in parts for piece in part)[1:]
    inline = (*composer.inline(whole), "." if is_last else ";")
    blocks = composer.paper.blocks
    if entry.is_joined:
        before = blocks.pop()
        joined = (*before.inline, f"{printed} ", *inline)
        blocks.append(Block("item", joined, before.number, bold=True))
    else:
        blocks.append(Block("item", inline, printed, bold=True))


def item_number(report: Report, paragraph: int, number: int, entry: Entry) -> str:
    """The number of an item as the report prints it: "1.", "98.1." or "98.1"."""
    if entry.wrong_number:
        before = entry.wrong_number.replace("P-1", str(paragraph - 1))
        return before.replace("P", str(paragraph))
    if report["numbering"] == "plain":
        return f"{number}."
    dot = "." if report["numbering"] == "dotted" else ""
    return f"{paragraph}.{number}{dot}"


def _pledge(composer: Composer) -> None:
    report = composer.report
    if not report.get("pledges"):
        return
    composer.heading("heading", "III.", report["pledges_title"])
    for pledge in report["pledges"]:
        composer.say(pledge)


def _annex(composer: Composer) -> None:
    report = composer.report
    blocks = composer.paper.blocks
    blocks.append(Block("annex", ("Annex",), label="annex"))
    blocks.append(Block("annex_title", ("Composition of the delegation",), bold=True))
    head, *members = report["delegation"]
    blocks.append(Block("plain", (head,)))
    blocks += [Block("bullet", (member,)) for member in members]
    composer.paper.contents.append(
        ContentsLine(0, "Annex", "Composition of the delegation", "", "annex")
    )


def _close_contents(composer: Composer) -> None:
    """Give each line of the contents the last paragraph of its part too."""
    lines = composer.paper.contents
    dash = " - " if composer.layout == "typewriter" else "–"
    for place, line in enumerate(lines):
        if not line.paragraphs:
            continue
        later = [
            int(other.paragraphs)
            for other in lines[place + 1 :]
            if other.paragraphs and other.level <= line.level
        ]
        last = min(later) - 1 if later else composer.paragraph
        lines[place] = ContentsLine(
            line.level,
            line.number,
            line.text,
            f"{line.paragraphs}{dash}{last}",
            line.target,
        )
    if not composer.report.get("has_contents", True):
        composer.paper.contents = []


def _cover(report: Report) -> dict[str, Any]:
    return {
        "session": report["council_session"],
        "session_dates": report.get("council_dates"),
        "agenda": "Agenda item 6",
        "title": "Report of the Working Group on the Universal Periodic Review",
        "state": report.state_name,
        "distributed": long_date(report["distributed"]),
        "date": report["distributed"].isoformat(),
        "original": report.get("original", "English"),
        "job": report["job"],
        "star": "*" if report.get("is_reissue") else "",
        "notes": report["cover_notes"],
        "imagined": IMAGINED,
    }


def long_date(day: date) -> str:
    """`day` as the UN prints it.

    >>> long_date(date(2009, 1, 7))
    '7 January 2009'
    """
    return f"{day.day} {day:%B} {day.year}"


PAPER_HEADING = re.compile(r"^(#{1,2}) (?:([IVX]+\.|[A-Z]\.) )?(.*)$")


def compose_paper(table: dict[str, Any]) -> Composed:
    """A national report, compilation, summary or decision."""
    paper = Composed(table["layout"], table["symbol"], _paper_cover(table))
    number = 0
    for block in re.split(r"\n\s*\n", table["text"].strip()):
        text = " ".join(block.split())
        heading = PAPER_HEADING.match(text)
        if heading:
            kind = "heading" if heading[1] == "#" else "subheading"
            words = (
                heading[3].upper() if table["layout"] == "typewriter" else heading[3]
            )
            paper.blocks.append(Block(kind, (words,), heading[2] or "", bold=True))
        elif text.startswith("| "):
            paper.blocks.append(Block("plain", (text[2:],)))
        else:
            number += 1
            paper.blocks.append(Block("paragraph", (text,), f"{number}."))
    return paper


def _paper_cover(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "session": table["session_lines"][0],
        "session_dates": "",
        "lines": table["session_lines"],
        "agenda": "",
        "title": table["title"],
        "state": table.get("state_line", ""),
        "distributed": long_date(table["distributed"]),
        "date": table["distributed"].isoformat(),
        "original": table.get("original", "English"),
        "job": table["job"],
        "star": "",
        "notes": table.get("cover_notes", []),
        "imagined": IMAGINED,
        "is_paper": True,
    }
