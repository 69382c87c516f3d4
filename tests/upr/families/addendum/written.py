"""Addenda of an imagined State, written by us, as a reader of PDF gives them."""

from collections.abc import Iterator

from upr.families import addendum, papers
from upr.reading.lines import Line, Printed, Zone
from upr.records import Box, Document, DocumentKind, Source

COVER = (
    "Human Rights Council",
    "Thirtieth session",
    "Report of the Working Group on the Universal Periodic Review",
    "Aldoria",
    "Addendum",
    "Views on conclusions and/or recommendations, voluntary commitments and replies",
    "presented by the State under review",
    "United Nations A/HRC/914/15/Add.1",
    "General Assembly Distr.: General",
    "10 December 2014",
    "Original: English",
)
LEADING, GAP, BOTTOM = 12.0, 18.0, 80.0
TEXT_PT, HEADING_PT = 10.0, 14.0


def lines(text: str) -> Iterator[Line]:
    """One line for each line of `text`; an empty one opens a new paragraph.

    "# " makes a heading, "** " bold type, "^ " a footnote.
    """
    page, top, distance = 2, 740.0, LEADING
    for words in text.strip("\n").split("\n"):
        if not words.strip():
            distance = GAP
            continue
        top, distance = top - distance, LEADING
        if top < BOTTOM:
            page, top = page + 1, 740.0
        mark, _, rest = words.strip().partition(" ")
        is_marked = mark in ("#", "**", "^")
        size = HEADING_PT if mark == "#" else TEXT_PT
        yield Line(
            rest if is_marked else words.strip(),
            page,
            Box(113.0, top, 480.0, top + size),
            size,
            bold=mark in ("#", "**"),
            zone=Zone.NOTE if mark == "^" else Zone.BODY,
        )


def read(text: str) -> Document:
    """An imagined addendum, read."""
    cover = (Line(words, 1) for words in COVER)
    return read_lines((*cover, *lines(text)), pages=4)


def read_lines(printed: tuple[Line, ...], pages: int | None) -> Document:
    """The lines of an imagined addendum, read."""
    source = Source("a.pdf", "0" * 64, "application/pdf", pages, "1", "")
    whole = Printed(source.media_type, pages, printed)
    paper = papers.parse(whole, DocumentKind.ADDENDUM, source)
    return addendum.read(whole, paper)


def said(document: Document) -> dict[str, str]:
    """The position on each item, as said."""
    return {
        key: statement.value.value
        for statement in document.statements
        for key in statement.items
    }


def explained(document: Document) -> dict[str, str]:
    """The explanation of each item that has one."""
    return {
        key: statement.explanation
        for statement in document.statements
        for key in statement.items
        if statement.explanation
    }


def failed(document: Document) -> list[str]:
    """The checks that did not pass."""
    return [check.name for check in document.checks if not check.passed]
