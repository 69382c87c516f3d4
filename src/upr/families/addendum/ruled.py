"""Tables of PDF files whose cells have rules around them.

The rules that touch one another are one grid; where they stand are the edges of its
columns and rows, and each piece of a line belongs to the cell it begins in. A cell may
reach over several columns, as a heading does, or over several rows: what it says then
stands in each of them. A grid that words cross is no table; its lines stay as they
are, for those who read tables without rules.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from upr.families.addendum.cutting import is_number
from upr.families.addendum.geometry import part_of
from upr.families.addendum.tables import columns_of
from upr.parsing import joined
from upr.reading.lines import Line, Piece, Rule
from upr.stances.stated import answer_of

_NEAR = 3.0  # points: rules that near touch, or are one
_OVER = 6.0  # points by which words may reach over an edge
_MOST = 400  # rules of a page, each whole; a table of 100 rows and 20 columns has 122
_Cells = dict[int, list[Line]]  # of one row, by column from 1


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """The rules of one table on one page."""

    page: int
    lefts: tuple[float, ...]  # the edges of columns, from left to right
    heights: tuple[float, ...]  # the edges of rows, from the top down
    rules: tuple[Rule, ...]

    def holds(self, line: Line) -> bool:
        """Whether a line is printed within it."""
        return (
            line.page == self.page
            and bool(line.pieces)
            and self.heights[-1] < _middle(line) < self.heights[0]
            and all(
                self.lefts[0] - _NEAR < piece.left < self.lefts[-1]
                for piece in line.pieces
            )
        )

    def row_of(self, line: Line) -> int:
        """The row a line is in, from 0."""
        return sum(1 for height in self.heights[1:-1] if height > _middle(line))

    def column_of(self, piece: Piece) -> int:
        """The column a piece begins in, from 0."""
        place = bisect_right(self.lefts, piece.left + 1) - 1
        return min(max(place, 0), len(self.lefts) - 2)

    def is_crossed(self, line: Line) -> bool:
        """Whether words of a line stand on both sides of an upright rule."""
        return any(
            piece.left + _OVER < edge < piece.right - _OVER
            and self._is_ruled(False, edge, _middle(line))
            for piece in line.pieces
            for edge in self.lefts[1:-1]
        )

    def span(self, row: int, column: int) -> tuple[int, int]:
        """The first row that a cell reaches over, and the one after its last."""
        middle = (self.lefts[column] + self.lefts[column + 1]) / 2
        first, end = row, row + 1
        while first > 0 and not self._is_ruled(True, self.heights[first], middle):
            first -= 1
        rows = len(self.heights) - 1
        while end < rows and not self._is_ruled(True, self.heights[end], middle):
            end += 1
        return first, end

    def _is_ruled(self, is_level: bool, at: float, along: float) -> bool:
        return any(
            rule.is_level is is_level
            and abs(rule.at - at) <= _NEAR
            and rule.start - _NEAR <= along <= rule.end + _NEAR
            for rule in self.rules
        )


def with_ruled_cells(
    lines: Sequence[Line],
    rules: Iterable[Rule],
    prefix: int | None,
    known: frozenset[int],
) -> list[Line]:
    """Return the lines, those within grids as cells of their own, row after row.

    A grid that goes on at the top of the next page is one table with it. Lines need
    their pieces; without, and outside grids, they come as they are.
    """
    return list(_Reader(prefix, known).read(_grids(rules), lines))


def _grids(rules: Iterable[Rule]) -> list[_Grid]:
    """The grids of at least two columns and two rows, page by page from the top."""
    pages = groupby(_merged(rules), key=lambda rule: rule.page)
    found = [_grid(group) for _, page in pages for group in _touching(list(page))]
    grids = [one for one in found if len(one.lefts) > 2 and len(one.heights) > 2]
    return sorted(grids, key=lambda grid: (grid.page, -grid.heights[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that go on where another ends, as one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.page, r.is_level, round(r.at), r.start)):
        last = found[-1] if found else None
        if (
            last is not None
            and last[:2] == rule[:2]
            and abs(last.at - rule.at) < _NEAR
            and last.start - _NEAR <= rule.end
            and rule.start <= last.end + _NEAR
        ):
            start, end = min(last.start, rule.start), max(last.end, rule.end)
            found[-1] = last._replace(start=start, end=end)
        else:
            found.append(rule)
    return found


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules of a page in groups: those of one touch one another, over corners.

    No group where there are too many for a table: each is held against each.
    """
    if len(rules) > _MOST:
        return []
    groups: list[list[Rule]] = []
    for rule in rules:
        own = [group for group in groups if any(_touch(rule, one) for one in group)]
        groups = [group for group in groups if group not in own]
        groups.append([rule, *(one for group in own for one in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.page == other.page
        and one.is_level is not other.is_level
        and one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _grid(rules: Sequence[Rule]) -> _Grid:
    """The grid of rules that touch; where its outer border is not drawn, it ends."""
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level]
    lefts = [rule.at for rule in upright]
    lefts += [side for rule in level for side in (rule.start, rule.end)]
    heights = [rule.at for rule in level]
    heights += [end for rule in upright for end in (rule.start, rule.end)]
    return _Grid(
        rules[0].page,
        tuple(_apart(lefts)),
        tuple(reversed(list(_apart(heights)))),
        tuple(rules),
    )


def _apart(places: Iterable[float]) -> Iterator[float]:
    """Places from the first on, those near one another as one."""
    last = float("-inf")
    for place in sorted(places):
        if place - last > 2 * _NEAR:
            yield place
            last = place


def _middle(line: Line) -> float:
    return (line.box.bottom + line.box.top) / 2 if line.box else 0.0


class _Reader:
    """Puts the lines of a paper into the cells of its grids."""

    def __init__(self, prefix: int | None, known: frozenset[int]) -> None:
        self._prefix = prefix
        self._known = known
        self._table = self._row = 0
        self._above: _Grid | None = None  # the one that ended with the line before
        self._first: list[str] = []  # what the first row of its table says

    def read(self, grids: Sequence[_Grid], lines: Sequence[Line]) -> Iterator[Line]:
        """Yield all lines; those of grids as cells, where the first of them stands."""
        for grid, run in groupby(lines, lambda line: _owner(grids, line)):
            own = list(run)
            if grid is None or not self._is_table(grid, own):
                self._above = None
                yield from own
            else:
                yield from self._cells(grid, own)
                self._above = grid

    def _is_table(self, grid: _Grid, lines: Sequence[Line]) -> bool:
        """Whether a grid holds numbers of items, and no words across its rules."""
        pieces = [piece for line in lines for piece in line.pieces]
        is_crossed = any(grid.is_crossed(line) for line in lines)
        return not is_crossed and self._is_numbered(piece.text for piece in pieces)

    def _cells(self, grid: _Grid, lines: Sequence[Line]) -> Iterator[Line]:
        rows = list(_rows(grid, lines))
        if self._above is None or not _goes_on(self._above, grid):
            self._table, self._row = self._table + 1, 0
            self._first = _said(rows[0])
        else:
            if len(rows) > 1 and _said(rows[0]) == self._first:
                del rows[0]  # the header, printed again
            if self._is_rest(rows[0]):
                self._row -= 1
        for cells in rows:
            self._row += 1
            for column in sorted(cells):
                for line in cells[column]:
                    yield replace(line, cell=(self._table, self._row, column))

    def _is_rest(self, cells: _Cells) -> bool:
        """Whether the first row of a page is the rest of the last of the page before.

        It has no number, and is neither the header again nor a heading that answers.
        """
        if columns_of(cells) is not None:
            return False
        texts = {column: joined(lines) for column, lines in cells.items()}
        is_heading = list(cells) == [1] and answer_of(texts[1]) is not None
        return not is_heading and not self._is_numbered(texts.values())

    def _is_numbered(self, texts: Iterable[str]) -> bool:
        return any(is_number(text, self._prefix, self._known) for text in texts)


def _said(cells: _Cells) -> list[str]:
    return [joined(cells[column]) for column in sorted(cells)]


def _owner(grids: Sequence[_Grid], line: Line) -> _Grid | None:
    return next((grid for grid in grids if grid.holds(line)), None)


def _rows(grid: _Grid, lines: Iterable[Line]) -> Iterator[_Cells]:
    """Yield the rows in which something stands, from the top down."""
    rows: list[_Cells] = [{} for _ in pairwise(grid.heights)]
    for line in sorted(lines, key=_middle, reverse=True):
        for piece in line.pieces:
            column = grid.column_of(piece)
            for row in range(*grid.span(grid.row_of(line), column)):
                rows[row].setdefault(column + 1, []).append(part_of(line, piece))
    yield from filter(None, rows)


def _goes_on(above: _Grid, below: _Grid) -> bool:
    """Whether a grid at the top of a page is that of the page before, gone on."""
    return (
        below.page == above.page + 1
        and len(above.lefts) == len(below.lefts)
        and all(
            abs(one - other) <= _NEAR
            for one, other in zip(above.lefts, below.lefts, strict=True)
        )
    )
