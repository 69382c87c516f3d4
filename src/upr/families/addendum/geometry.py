"""Tables of PDF files: columns told by where their words stand.

A PDF has no cells. The row of headers tells where the columns are; each number of an
item begins a row, and what stands from there down to the next number, column by
column, is its cells. That holds where cells begin at one height. Where they do not,
or where no header is known, the lines stay as they are: what cannot be told apart is
left to those who read run-together rows, and what they cannot read is left over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from upr.families.addendum.cutting import is_number
from upr.families.addendum.tables import Columns, Role, columns_of
from upr.reading.lines import Line, Piece
from upr.records import Box
from upr.stances.stated import answer_of

_LONGEST_HEADER = 14  # words of one line
_HEADER_LINES = 12  # as drawn: those of one cell after those of another
_OVER = 6.0  # points by which words may reach into the next column
_LEVEL = 2.0  # points by which the heights of one row differ at most
_FAR = 2.6  # times its size by which a line below a table is none of it
_NEARER = 0.4  # of the white between two headers: where the next column begins


@dataclass(slots=True)
class _Row:
    """A row that is being put together: pieces by column."""

    cells: dict[int, list[Line]] = field(default_factory=dict)
    level: float | None = None  # of its number; None of a row without one
    page: int | None = None

    def add(self, column: int, line: Line) -> None:
        self.cells.setdefault(column, []).append(line)

    def is_level(self) -> bool:
        """Whether every cell begins where the number stands."""
        if self.level is None:
            return True
        return all(
            abs(_height(lines[0]) - self.level) <= _LEVEL
            for lines in self.cells.values()
        )


@dataclass(slots=True)
class _Table:
    """A header, its columns from left to right, and the rows under it."""

    edges: tuple[float, ...]  # where each column begins
    columns: Columns
    header: _Row
    rows: list[_Row] = field(default_factory=list)
    lowest: tuple[int | None, float] = (None, 0.0)  # page and height of what it holds

    def row_of(self, line: Line) -> _Row:
        """The row a line is of: the lowest above it, else that which goes on here."""
        for row in reversed(self.rows):
            if row.page != line.page:
                break
            if row.level is None or row.level + _LEVEL >= _height(line):
                return row
        return self.rows[-1] if self.rows else self.header

    def is_far_from(self, line: Line) -> bool:
        """Whether a line stands well below all that the table holds on its page."""
        page, height = self.lowest
        return page == line.page and height - _height(line) > _FAR * line.size_pt

    def note(self, line: Line) -> None:
        """Remember how far down the table reaches."""
        page, height = self.lowest
        own = _height(line)
        self.lowest = line.page, min(own, height) if page == line.page else own

    def column_of(self, piece: Piece) -> int:
        """The column in which a piece begins, from 1."""
        begun = sum(1 for edge in self.edges if edge <= piece.left + 1)
        return max(begun, 1)

    def fits(self, piece: Piece) -> bool:
        """Whether a piece stays in its column; the last one has no end."""
        column = self.column_of(piece)
        return column == len(self.edges) or piece.right <= self.edges[column] + _OVER


def with_cells(
    lines: Sequence[Line], prefix: int | None, known: frozenset[int]
) -> list[Line]:
    """Return the lines, those of tables as cells of their own.

    Lines need their pieces; without, and outside tables, they come as they are.
    """
    finder = _Finder(prefix, known)
    finder.count = max((line.cell[0] for line in lines if line.cell), default=0)
    found: list[Line] = []
    place = 0
    while place < len(lines):
        table, end = finder.table_at(lines, place)
        if table is None:
            found.append(lines[place])
            place += 1
            continue
        finder.count += 1
        found += _cells(table, finder.count)
        place = end
    return found


def _cells(table: _Table, number: int) -> Iterator[Line]:
    for row, one in enumerate((table.header, *table.rows), start=1):
        for column in sorted(one.cells):
            for line in one.cells[column]:
                yield replace(line, cell=(number, row, column))


class _Finder:
    """Looks for tables, knowing how items are numbered."""

    def __init__(self, prefix: int | None, known: frozenset[int]) -> None:
        self._prefix = prefix
        self._known = known
        self.count = 0  # tables so far

    def table_at(self, lines: Sequence[Line], place: int) -> tuple[_Table | None, int]:
        """The table whose header is at a place, and where the lines after it begin."""
        table, end = self._header_at(lines, place)
        if table is None:
            return None, place
        while end < len(lines):
            again, after = self._header_at(lines, end)
            if again is not None and again.columns.roles == table.columns.roles:
                end = after  # the header, printed again on the next page
            elif self._takes(table, lines[end]):
                end += 1
            else:
                break
        numbered = [row for row in table.rows if row.level is not None]
        is_sound = bool(numbered) and all(row.is_level() for row in numbered)
        return (table, end) if is_sound else (None, place)

    def _header_at(
        self, lines: Sequence[Line], place: int
    ) -> tuple[_Table | None, int]:
        """The header that begins at a place, and where the lines after it begin.

        Where one line does not say what the columns hold, more may, up to the first
        number of an item.
        """
        table = _headed(lines[place : place + 1])
        if table is not None or not _may_head(lines[place]):
            return table, place + 1
        for end in range(place + 2, min(place + _HEADER_LINES, len(lines) - 1) + 1):
            if lines[end - 1].page != lines[place].page or not _may_head(
                lines[end - 1]
            ):
                break
            table = _headed(lines[place:end])
            if table is not None and self._has_number(table, lines[end]):
                return table, end
        return None, place

    def _takes(self, table: _Table, line: Line) -> bool:
        """Put a line into the table; whether it belongs there."""
        if not line.pieces or line.cell is not None:
            return False
        if not all(table.fits(piece) for piece in line.pieces):
            return self._takes_heading(table, line)
        if not self._opens(table, line) and table.is_far_from(line):
            return False
        table.note(line)
        row = table.row_of(line)
        for piece in line.pieces:
            row.add(table.column_of(piece), part_of(line, piece))
        return True

    def _takes_heading(self, table: _Table, line: Line) -> bool:
        """Take a row that says the answer for those under it, over all columns."""
        if len(line.pieces) > 1 or answer_of(line.text) is None:
            return False
        table.note(line)
        part = part_of(line, line.pieces[0])
        table.rows.append(_Row({1: [part]}, page=line.page))
        return True

    def _opens(self, table: _Table, line: Line) -> bool:
        """Begin a row, if the line holds the number of one; whether it does."""
        begins = self._has_number(table, line)
        if begins:
            table.rows.append(_Row(level=_height(line), page=line.page))
        return begins

    def _has_number(self, table: _Table, line: Line) -> bool:
        items = table.columns.of(Role.ITEM) or [1]
        return any(
            table.column_of(piece) in items
            and is_number(piece.text, self._prefix, self._known)
            for piece in line.pieces
        )


def _may_head(line: Line) -> bool:
    """Whether a line can be one of a header."""
    is_short = len(line.text.split()) <= _LONGEST_HEADER
    return bool(line.pieces) and line.cell is None and is_short


def _headed(lines: Sequence[Line]) -> _Table | None:
    """The table that lines are the header of; None where they are none."""
    heads = _heads(lines) if all(map(_may_head, lines)) else []
    if len(heads) < 2:
        return None
    cells = {column: head.lines for column, head in enumerate(heads, start=1)}
    columns = columns_of(cells)
    if columns is None or not (columns.of(Role.POSITION) or columns.answers):
        return None
    edges = [heads[0].left]
    for left, right in pairwise(heads):
        edges.append(left.right + _NEARER * (right.left - left.right))
    return _Table((edges[0] - _OVER, *edges[1:]), columns, _Row(cells))


@dataclass(slots=True)
class _Head:
    """The words of a header over one column."""

    left: float
    right: float
    lines: list[Line]


def _heads(lines: Sequence[Line]) -> list[_Head]:
    """The parts of a header from left to right: words above one another are one's."""
    heads: list[_Head] = []
    for line in sorted(lines, key=_height, reverse=True):
        for piece in line.pieces:
            own = [
                head
                for head in heads
                if piece.left < head.right and head.left < piece.right
            ]
            lefts = [piece.left, *(head.left for head in own)]
            rights = [piece.right, *(head.right for head in own)]
            parts = [
                *(part for head in own for part in head.lines),
                part_of(line, piece),
            ]
            heads = [head for head in heads if head not in own]
            heads.append(_Head(min(lefts), max(rights), parts))
    return sorted(heads, key=lambda head: head.left)


def part_of(line: Line, piece: Piece) -> Line:
    """Return a piece of a line as a line of its own."""
    box = line.box and Box(piece.left, line.box.bottom, piece.right, line.box.top)
    return replace(line, text=piece.text, box=box, pieces=(piece,))


def _height(line: Line) -> float:
    return line.box.bottom if line.box else 0.0
