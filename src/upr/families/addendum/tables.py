"""Tables of an addendum: which column says what, and the rows.

The columns are told by the header row. One may hold the answer in words, or each
answer has a column of its own, ticked or filled with numbers. A cell may reach over
several rows: what it says stands in each of them; those beside one number are one row.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from upr.families.addendum.answers import Given
from upr.families.addendum.cutting import is_number, label_of
from upr.item_numbers import run_at
from upr.parsing import joined
from upr.reading.lines import Line
from upr.records import Stance
from upr.stances.stated import answer_of
from upr.stances.wordings import implementation_in, short_answer

_NUMBER_SIGN = re.compile(r"nos?\b\W*", re.IGNORECASE)  # heads numbers, is no "no"
_THEME = re.compile(r"(?:[^\s\d()]+ ){0,11}[^\s\d().;:!?]+")  # no States, no sentence
_MOST_REPEATED = 2_000_000  # signs of cells over several rows: more is no annex
_TICK = re.compile(r"[xX×✓✔√☑•+]|yes", re.IGNORECASE)


class Role(Enum):
    """What a column holds."""

    ITEM = auto()  # number, or number and text of the recommendation
    POSITION = auto()
    COMMENT = auto()


# The first that fits counts: "Response and comments" holds the response.
HEADERS = (
    (
        Role.POSITION,
        re.compile(
            r"\b(?:position|response|status|decision|answer|reply|accepted\s*/|support"
            r"(?:ed)?\s*/|acceptance)",
            re.IGNORECASE,
        ),
    ),
    (
        Role.COMMENT,
        re.compile(
            r"\b(?:comments?|explanations?|remarks?|observations?|clarifications?"
            r"|reasons?|rationale|justification|information|views?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Role.ITEM,
        re.compile(
            r"\b(?:recommendations?|paragraphs?|para|nos?|number)\b|^#", re.IGNORECASE
        ),
    ),
)


@dataclass(slots=True)
class Columns:
    """Which column of a table holds what; of each answer one may have its own."""

    roles: dict[int, Role] = field(default_factory=dict)
    answers: dict[int, Stance] = field(default_factory=dict)

    def of(self, role: Role) -> list[int]:
        """The columns with this role."""
        return [column for column, own in self.roles.items() if own is role]


@dataclass(slots=True)
class Tables:
    """What the tables gave."""

    given: list[Given] = field(default_factory=list)
    undecided: list[tuple[str, list[Line]]] = field(default_factory=list)


_Cells = Mapping[int, Sequence[Line]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, with what cells say that reach into it from above."""

    number: int
    cells: dict[int, list[Line]]

    def own(self) -> dict[int, list[Line]]:
        """The cells without what comes from above."""
        cells = {
            column: [line for line in lines if not self._is_from_above(line)]
            for column, lines in self.cells.items()
        }
        return {column: lines for column, lines in cells.items() if lines}

    def in_order(self) -> list[Line]:
        """The lines of its own cells, then those from above."""
        lines = [line for column in sorted(self.cells) for line in self.cells[column]]
        return sorted(lines, key=self._is_from_above)

    def add(self, below: "_Row") -> None:
        """Take the own cells of a row below that goes on with this one."""
        for column, lines in below.own().items():
            mine = self.cells.setdefault(column, [])
            if joined(mine) != joined(lines):  # "Accepted" in both
                mine.extend(lines)

    def _is_from_above(self, line: Line) -> bool:
        return line.cell is not None and line.cell[1] < self.number


def read(lines: Iterable[Line], prefix: int | None, known: frozenset[int]) -> Tables:
    """Return the positions that tables give, and the rows that give none."""
    reader = _Reader(prefix, known)
    for table in _tables(lines):
        reader.table(table)
    return reader.result


def _tables(lines: Iterable[Line]) -> Iterator[list[_Row]]:
    found: dict[int, dict[int, dict[int, list[Line]]]] = {}
    left = _MOST_REPEATED
    for line in lines:
        if line.cell is None:
            continue
        table, row, column = line.cell
        rows = found.setdefault(table, {})
        more = line.span[0] - 1
        left -= more * (len(line.text) + 1)
        for number in range(row, row + more + 1 if left > 0 else row + 1):
            rows.setdefault(number, {}).setdefault(column, []).append(line)
    for rows in found.values():
        yield [_Row(number, rows[number]) for number in sorted(rows)]


def _text(cells: _Cells, columns: Iterable[int], between: str = "\n") -> str:
    texts = (joined(cells.get(column, ())) for column in columns)
    return between.join(text for text in texts if text)


def _depth(cells: _Cells, column: int) -> int:
    """How many rows a cell reaches over."""
    return max((line.span[0] for line in cells.get(column, ())), default=1)


def _may_be_one(above: str, below: str) -> bool:
    """Whether two cells, one above the other, do not give two answers."""
    answers = {answer_of(above), answer_of(below)}
    return len(answers) == 1 or None in answers


class _Reader:
    """Reads one table after the other."""

    def __init__(self, prefix: int | None, known: frozenset[int]) -> None:
        self._prefix = prefix
        self._known = known
        self._under: tuple[str, Stance] | None = None  # a row that heads others
        self.result = Tables()

    def table(self, rows: Iterable[_Row]) -> None:
        """Read a table; a header row without items counts for the rows after it."""
        columns = Columns()
        is_header = True  # whether the row above is one: it may have two
        self._under = None
        left = deque(rows)
        while left:
            row = left.popleft()
            heads = columns_of(row.cells if is_header else row.own())
            is_header = self._keys(row.cells, columns) is None and heads is not None
            if is_header and heads is not None:
                columns = heads
                continue
            while left and self._is_part(row.cells, left[0].cells, columns):
                row.add(left.popleft())
            if not self._filled(row.own(), columns):
                self._row(row, columns)

    def _is_part(self, above: _Cells, cells: _Cells, columns: Columns) -> bool:
        """Whether a row goes on with the item of the one above.

        Its number reaches down from there, and the row holds neither a number of its
        own nor another text or answer.
        """
        shared = [column for column in cells if cells[column] == above.get(column)]
        others = [column for column in cells if column not in shared]
        items = columns.of(Role.ITEM)
        return (
            self._has_number(cells, [column for column in shared if column in items])
            and not any(column in items for column in others)
            and not self._has_number(cells, others)
            and all(
                _may_be_one(joined(above.get(column, ())), joined(cells[column]))
                for column in others
            )
        )

    def _has_number(self, cells: _Cells, columns: Iterable[int]) -> bool:
        return any(
            is_number(joined(cells[column]), self._prefix, self._known)
            for column in columns
        )

    def _keys(self, cells: _Cells, columns: Columns) -> tuple[str, ...] | None:
        wanted = columns.of(Role.ITEM) or sorted(cells)
        # A number beside several rows is rather that of their chapter.
        for column in sorted(wanted, key=lambda place: _depth(cells, place)):
            text = joined(cells.get(column, ()))
            label = label_of(text, self._prefix, self._known)
            if label is not None:
                return label[0].keys
            run = run_at(text, prefix=self._prefix, known=self._known)
            if run is not None and not text[run.end :].strip(" ."):
                return run.keys
        return None

    def _filled(self, cells: _Cells, columns: Columns) -> bool:
        """Take a row whose answers have columns of their own, filled with numbers."""
        taken = False
        for column, value in columns.answers.items():
            text = joined(cells.get(column, ()))
            run = run_at(text, prefix=self._prefix, known=self._known)
            if run is not None:
                lines = list(cells[column])
                self.result.given.append(Given(run.keys, value, text, None, lines))
                taken = True
        return taken

    def _row(self, row: _Row, columns: Columns) -> None:
        cells = row.cells
        keys = self._keys(cells, columns)
        if keys is None:
            self._other(row.own())
            return
        lines = row.in_order()
        said = self._said(cells, columns)
        if said is None:
            self.result.undecided.append((_text(cells, sorted(cells), " "), lines))
            return
        words, value = said
        comment = _text(cells, columns.of(Role.COMMENT))
        self.result.given.append(
            Given(
                keys=keys,
                value=value,
                words=words,
                paragraph=None,
                lines=lines,
                implementation=implementation_in(f"{words} {comment}"),
                explanation=comment,
            )
        )

    def _other(self, cells: _Cells) -> None:
        """Take a row without a number: a theme, a heading that answers, or neither."""
        if not cells or _is_theme(cells):
            return
        lines = [line for column in sorted(cells) for line in cells[column]]
        text = joined(lines)
        value = answer_of(text)
        if value is not None:
            self._under = text, value
        elif len(text) > 1:
            self.result.undecided.append((text, lines))

    def _said(self, cells: _Cells, columns: Columns) -> tuple[str, Stance] | None:
        for column, value in columns.answers.items():
            text = joined(cells.get(column, ()))
            if _TICK.fullmatch(text.strip()):
                return value.value, value
        wanted = columns.of(Role.POSITION) or self._others(cells, columns)
        for column in wanted:
            text = joined(cells.get(column, ()))
            answer = answer_of(text)
            if answer is not None:
                return text, answer
        return self._under

    @staticmethod
    def _others(cells: _Cells, columns: Columns) -> list[int]:
        """The columns that may hold the answer where no header says which."""
        if columns.roles:
            return columns.of(Role.COMMENT)
        return [
            column
            for column in sorted(cells)
            if short_answer(joined(cells[column])) is not None
        ]


def _is_theme(cells: _Cells) -> bool:
    """Whether a row is a heading of a theme: a few words in its first cell alone."""
    filled = [column for column in cells if joined(cells[column])]
    text = joined(cells[filled[0]]) if filled == [min(cells)] else ""
    return bool(_THEME.fullmatch(text)) and answer_of(text) is None


def columns_of(cells: _Cells) -> Columns | None:
    """What a header row says of the columns, None where it is none."""
    found, count = Columns(), 0
    for column, lines in cells.items():
        text = joined(lines)
        under = range(column, column + lines[0].span[1])
        value = None if _NUMBER_SIGN.fullmatch(text) else short_answer(text)
        role = next((role for role, words in HEADERS if words.search(text)), None)
        if value is not None and role is not Role.POSITION:
            found.answers |= dict.fromkeys(under, value)
            count += 1
        elif role is not None and len(text.split()) <= 12:
            found.roles |= dict.fromkeys(under, role)
            count += 1
    return found if count > 1 else None
