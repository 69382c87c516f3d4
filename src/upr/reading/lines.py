"""A printed line, whatever file it came from."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from upr.records import Box


class Zone(Enum):
    """What part of the page a line belongs to."""

    BODY = auto()
    NOTE = auto()  # a footnote or endnote
    FURNITURE = auto()  # running head, symbol, page number, job number


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that stands apart from the others, as in a table's columns."""

    left: float  # points
    right: float
    text: str


class Rule(NamedTuple):
    """A straight line drawn along one axis of a page, as around a table's cells."""

    page: int  # from 1
    is_level: bool
    at: float  # points: its height, or of an upright one its distance from the left
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a PDF, or one paragraph of a Word file.

    Footnote references in the text come as superscript digits, "Chile,¹".
    """

    text: str  # white space collapsed; no line break
    page: int | None = None  # from 1; None in a Word file
    box: Box | None = None
    size_pt: float = 0.0  # of its type, as printed; 0 where not known
    bold: bool = False
    cell: tuple[int, int, int] | None = None  # table, row, column, each from 1
    index: int | None = None  # paragraph of a Word file, from 1
    zone: Zone = Zone.BODY
    pieces: tuple[Piece, ...] = ()  # of a PDF, where they were asked for
    span: tuple[int, int] = (1, 1)  # rows and columns its cell reaches over; Word alone


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of one file, in reading order."""

    media_type: str
    pages: int | None  # None in a Word file
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()  # of a PDF, where pieces were asked for
