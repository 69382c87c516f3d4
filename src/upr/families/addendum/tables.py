"""Tables of an addendum: which column says what, and the rows.

The columns are told by the header row. One may hold the answer in words, or each
answer has a column of its own, ticked or filled with numbers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from upr.families.addendum.answers import Given
from upr.families.addendum.cutting import label_of
from upr.item_numbers import run_at
from upr.parsing import joined
from upr.reading.lines import Line
from upr.records import Stance
from upr.stances.stated import answer_of
from upr.stances.wordings import implementation_in, short_answer

_NUMBER_SIGN = re.compile(r"nos?\b\W*", re.IGNORECASE)  # heads numbers, is no "no"
_THEME = re.compile(r"(?:[^\s\d()]+ ){0,11}[^\s\d().;:!?]+")  # no States, no sentence
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


def read(lines: Iterable[Line], prefix: int | None, known: frozenset[int]) -> Tables:
    """Return the positions that tables give, and the rows that give none."""
    reader = _Reader(prefix, known)
    for table in _tables(lines):
        reader.table(table)
    return reader.result


def _tables(lines: Iterable[Line]) -> Iterator[list[dict[int, list[Line]]]]:
    found: dict[int, dict[int, dict[int, list[Line]]]] = {}
    for line in lines:
        if line.cell is not None:
            table, row, column = line.cell
            rows = found.setdefault(table, {})
            rows.setdefault(row, {}).setdefault(column, []).append(line)
    for rows in found.values():
        yield list(rows.values())


def _text(cells: _Cells, columns: Iterable[int]) -> str:
    texts = (joined(cells.get(column, ())) for column in columns)
    return "\n".join(text for text in texts if text)


class _Reader:
    """Reads one table after the other."""

    def __init__(self, prefix: int | None, known: frozenset[int]) -> None:
        self._prefix = prefix
        self._known = known
        self._under: tuple[str, Stance] | None = None  # a row that heads others
        self.result = Tables()

    def table(self, rows: Sequence[_Cells]) -> None:
        """Read a table; a header row without items counts for the rows after it."""
        columns = Columns()
        self._under = None
        for cells in rows:
            own = columns_of(cells)
            if self._keys(cells, columns) is None and own is not None:
                columns = own
            elif not self._filled(cells, columns):
                self._row(cells, columns)

    def _keys(self, cells: _Cells, columns: Columns) -> tuple[str, ...] | None:
        for column in columns.of(Role.ITEM) or sorted(cells):
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

    def _row(self, cells: _Cells, columns: Columns) -> None:
        keys = self._keys(cells, columns)
        lines = [line for column in sorted(cells) for line in cells[column]]
        if keys is None:
            if not _is_theme(cells):
                self._heading(joined(lines), lines)
            return
        said = self._said(cells, columns)
        if said is None:
            self.result.undecided.append((joined(lines), lines))
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

    def _heading(self, text: str, lines: list[Line]) -> None:
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
    found = Columns()
    for column, lines in cells.items():
        text = joined(lines)
        value = None if _NUMBER_SIGN.fullmatch(text) else short_answer(text)
        role = next((role for role, words in HEADERS if words.search(text)), None)
        if value is not None and role is not Role.POSITION:
            found.answers[column] = value
        elif role is not None and len(text.split()) <= 12:
            found.roles[column] = role
    return found if len(found.roles) + len(found.answers) > 1 else None
