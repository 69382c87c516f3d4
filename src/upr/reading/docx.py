"""Lines of a Word file (DOCX): one a paragraph, in reading order.

The numbers that Word makes itself stand before the text, as in print. A note comes
right after the paragraph that refers to it, in the zone NOTE; running heads and
feet come first, as FURNITURE; text boxes after the paragraph they hang on. What a cell
says that reaches over several rows or columns comes once, with the first of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from upr.errors import DamagedFileError, TooLargeError
from upr.reading.formats import DOCX
from upr.reading.limits import DEFAULT_LIMITS, Limits
from upr.reading.lines import Line, Printed, Zone
from upr.reading.word_numbering import ListNumbers
from upr.reading.word_package import WordPackage
from upr.reading.word_styles import Styles, W, integer, value
from upr.reading.word_text import (
    Note,
    ParagraphText,
    Written,
    has_deleted_mark,
    is_hidden,
)

_MOST_COLUMNS = 63  # of a table, in Word
_RUNS_THROUGH = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where the lines of a cell stand."""

    place: tuple[int, int, int]  # table, row, column, each from 1
    span: tuple[int, int]  # rows and columns


@dataclass(frozen=True, slots=True)
class _Tc:
    """A cell as the file has it, also what is merely the rest of one above."""

    element: _Element
    column: int
    columns: int
    merge: str | None  # "restart", "continue"


def docx_lines(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Printed:
    """Return the lines of a Word file.

    Raises DamagedFileError, EncryptedFileError, TooLargeError or
    UnknownFormatError (a zip package that is no Word file).
    """
    reader = _Reader(WordPackage(data, limits))
    lines: list[Line] = []
    for line in reader.lines():
        if len(lines) >= limits.lines:
            raise TooLargeError(f"The Word file has more than {limits.lines} lines.")
        lines.append(line)
    return Printed(media_type=DOCX, pages=None, lines=tuple(lines))


class _Reader:
    """One pass through one Word file."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._styles = Styles(self._sole("styles"))
        self._numbers = ListNumbers(self._sole("numbering"), self._styles)
        self._text = ParagraphText(self._styles)
        self._notes: dict[Note, _Element] = {}
        for kind in ("footnote", "endnote"):
            self._notes |= _notes(self._sole(f"{kind}s"), kind)
        self._written_notes: set[Note] = set()
        self._index = 0
        self._tables = 0
        self._running: Written | None = None  # of a paragraph whose end is deleted

    def _sole(self, kind: str) -> _Element | None:
        """The one part the document points to as `kind`; None where it has none."""
        related = self._package.related(self._package.main, kind).values()
        part = next((part for part in related if self._package.has(part)), None)
        return None if part is None else self._package.xml(part)

    def lines(self) -> Iterator[Line]:
        """Yield every line of the file."""
        body = self._package.xml(self._package.main).find(f"{W}body")
        if body is None:
            raise DamagedFileError("The Word file has no body.")
        for kind in ("header", "footer"):
            yield from self._furniture(kind)
        yield from self._blocks(body, None)

    def _furniture(self, kind: str) -> Iterator[Line]:
        for part in self._package.related(self._package.main, kind).values():
            if not self._package.has(part):
                continue
            for paragraph in self._package.xml(part).iter(f"{W}p"):
                written = Written()
                self._text.written(paragraph, written)
                if written.text:
                    yield self._line(written, written.text, Zone.FURNITURE)

    def _blocks(self, parent: _Element, cell: _Cell | None) -> Iterator[Line]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _RUNS_THROUGH:
                yield from self._blocks(child, cell)
        yield from self._left_running(cell)

    def _left_running(self, cell: _Cell | None) -> Iterator[Line]:
        """Yield a paragraph that runs on into a next one which does not come."""
        written, self._running = self._running, None
        if written is not None and written.text:
            yield self._line(written, written.text, Zone.BODY, cell, self._index)

    def _table(self, table: _Element) -> Iterator[Line]:
        self._tables += 1
        number = self._tables
        rows = [list(_cells(row)) for row in _inside(table, "tr")]
        depths = _depths(rows)
        for row_number, row in enumerate(rows, start=1):
            for cell in row:
                place = (number, row_number, cell.column)
                span = (depths.get((row_number, cell.column), 1), cell.columns)
                yield from self._blocks(cell.element, _Cell(place, span))

    def _paragraph(self, paragraph: _Element, cell: _Cell | None) -> Iterator[Line]:
        self._index += 1
        index = self._index
        number = ""
        if not is_hidden(paragraph):
            number = self._numbers.number(paragraph.find(f"{W}pPr"))
        written = self._running or Written()
        self._running = None
        self._text.written(paragraph, written)
        if has_deleted_mark(paragraph):
            self._running = written
            return
        text = f"{number} {written.text}".strip()
        if text:
            yield self._line(written, text, Zone.BODY, cell, index)
        for note in written.notes:
            yield from self._note(note, index)
        for box in written.boxes:
            yield from self._blocks(box, cell)

    def _note(self, note: Note, index: int) -> Iterator[Line]:
        """Yield the paragraphs of a note, the first time it is referred to."""
        if note in self._written_notes or note not in self._notes:
            return
        self._written_notes.add(note)
        # A note with a mark of its own, "*", takes no number from the others.
        numbers = self._notes[note].iter(f"{W}footnoteRef", f"{W}endnoteRef")
        is_numbered = next(numbers, None) is not None
        mark = f"{self._text.note_mark(note)} " if is_numbered else ""
        for paragraph in self._notes[note].iter(f"{W}p"):
            written = Written()
            self._text.written(paragraph, written, mark=mark)
            if written.text:
                yield self._line(written, written.text, Zone.NOTE, None, index)

    @staticmethod
    def _line(
        written: Written,
        text: str,
        zone: Zone,
        cell: _Cell | None = None,
        index: int | None = None,
    ) -> Line:
        return Line(
            text=text,
            size_pt=written.size_pt,
            bold=written.is_mostly(lambda look: look.bold),
            cell=cell.place if cell else None,
            index=index,
            zone=zone,
            span=cell.span if cell else (1, 1),
        )


def _cells(row: _Element) -> Iterator[_Tc]:
    """The cells of a row by the column of the grid that each begins in, from 1."""
    column = 1 + (integer(value(row.find(f"{W}trPr"), "gridBefore")) or 0)
    for cell in _inside(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        columns = min(integer(value(properties, "gridSpan")) or 1, _MOST_COLUMNS)
        merge = None if properties is None else properties.find(f"{W}vMerge")
        said = None if merge is None else merge.get(f"{W}val", "continue")
        yield _Tc(cell, column, columns, said)
        column += columns


def _depths(rows: Sequence[Sequence[_Tc]]) -> dict[tuple[int, int], int]:
    """How many rows the cells that reach over several do, by row and column from 1."""
    depths: dict[tuple[int, int], int] = {}
    open_at: dict[int, int] = {}  # by column, the row of the cell that may go on
    for number, row in enumerate(rows, start=1):
        above, open_at = open_at, {}
        for cell in row:
            first = above.get(cell.column) if cell.merge == "continue" else None
            if first is not None:
                depths[first, cell.column] = number - first + 1
            if cell.merge is not None:
                open_at[cell.column] = number if first is None else first
    return depths


def _inside(parent: _Element, name: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None:  # a row struck out
                yield child
        elif child.tag in _RUNS_THROUGH:
            yield from _inside(child, name)


def _notes(root: _Element | None, kind: str) -> dict[Note, _Element]:
    """The notes by id, without the lines that separate them from the text."""
    found = [] if root is None else root.findall(f"{W}{kind}")
    return {
        Note(kind, note.get(f"{W}id", "")): note
        for note in found
        if note.get(f"{W}type", "normal") == "normal"
    }
