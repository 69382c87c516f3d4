"""The one big table of a thematic list, as rows of cells."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from upr.families.thematic_list.layouts import Column, Layout
from upr.reading.lines import Line, Zone

_HEADING = re.compile(r"(?:theme|right or area)s?:\s*(?P<heading>.*)$", re.IGNORECASE)
_GROUPS = re.compile(r"(?:affected persons|groups? of persons)\s*:?\s*", re.IGNORECASE)
_SDGS = re.compile(r"(?:relevant\s+)?SDGs?\s*:\s*", re.IGNORECASE)
_MARK = re.compile(  # before what heads groups and goals, also inside a paragraph
    r"(?=\b(?:affected persons|groups? of persons|SDGs)\s*:)", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*[-–•]\s*")
_INNER_BULLET = re.compile(r"\s+-\s+(?=\w)")
_GOAL = re.compile(r"S\d{0,2}\s+(?:SDG|Sustainable)\b")


@dataclass(slots=True)
class Row:
    """A row of the table, under the heading it stands under."""

    cells: dict[Column, list[Line]]
    heading: str

    def lines(self, column: Column) -> list[Line]:
        """The paragraphs of one cell."""
        return self.cells.get(column, [])

    def texts(self, column: Column) -> list[str]:
        """The paragraphs of one cell, as text."""
        return [line.text for line in self.lines(column)]


@dataclass(slots=True)
class About:
    """What the theme cell of a row says."""

    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    sdgs: list[str] = field(default_factory=list)


_Grid = list[dict[int, list[Line]]]


def grid(lines: Iterable[Line]) -> _Grid:
    """Return the rows of all tables, cells by column, entities of HTML undone."""
    found: dict[tuple[int, int], dict[int, list[Line]]] = {}
    for line in lines:
        if line.cell is None or line.zone is not Zone.BODY:
            continue
        table, row, column = line.cell
        cells = found.setdefault((table, row), {})
        cells.setdefault(column, []).append(replace(line, text=_plain(line.text)))
    return list(found.values())


def _plain(text: str) -> str:
    """The text without "&amp;" and "&nbsp;", which some lists hold literally."""
    once = html.unescape(text) if "&" in text else text
    return " ".join(once.split())


def header_of(rows: Sequence[dict[int, list[Line]]]) -> list[str]:
    """Return the texts of the header row, the first with several cells."""
    wide = (cells for cells in rows if len(cells) > 1)
    first = next(wide, {})
    return [" ".join(line.text for line in first[column]) for column in sorted(first)]


def themes_of(rows: Sequence[dict[int, list[Line]]], column: int) -> list[str]:
    """Return all lines of the column of themes but those that head groups or goals."""
    return [
        _BULLET.sub("", line.text)
        for cells in rows[1:]
        for line in cells.get(column, [])
        if not (_GROUPS.match(line.text) or _SDGS.match(line.text))
        and not line.text.startswith("-")
    ]


def listed(rows: Iterable[dict[int, list[Line]]], layout: Layout) -> Iterator[Row]:
    """Yield the rows of recommendations, each with the heading above it."""
    heading = ""
    header = [words for _, words in layout.columns]
    for cells in rows:
        texts = [" ".join(line.text for line in cells[c]) for c in sorted(cells)]
        found = _HEADING.match(texts[0]) if len(texts) == 1 else None
        if found:
            heading = found["heading"].strip()
        elif not _is_header(texts, header):
            columns = {
                column: cells.get(place, [])
                for place, (column, _) in enumerate(layout.columns, start=1)
            }
            yield Row(columns, heading)


def _is_header(texts: Sequence[str], header: Sequence[str]) -> bool:
    return len(texts) == len(header) and all(
        re.fullmatch(words, text.strip(), re.IGNORECASE)
        for words, text in zip(header, texts, strict=True)
    )


def about(row: Row, layout: Layout) -> About:
    """Return themes, groups of persons and goals of a row, as printed."""
    found = About()
    values, begins = found.themes, layout.theme
    for text in row.texts(Column.THEMES):
        for part in _MARK.split(text):
            if _GROUPS.match(part):
                values, begins = found.groups, None
            elif _SDGS.match(part):
                values, begins = found.sdgs, None
            bare = _SDGS.sub("", _GROUPS.sub("", part))
            values.extend(_values(bare, begins, has_breaks=layout.has_breaks))
    for text in row.texts(Column.SDGS):
        found.sdgs.extend(_values(text, None, has_breaks=layout.has_breaks))
    goals = [theme for theme in found.themes if _GOAL.match(theme)]
    found.themes = [theme for theme in found.themes if theme not in goals]
    found.sdgs.extend(goals)
    return found


def _values(
    text: str, begins: re.Pattern[str] | None, *, has_breaks: bool
) -> Iterator[str]:
    """The values of a text: parted at codes, or at bullets that lost their lines."""
    bare = _BULLET.sub("", text)
    parts = [bare]
    if begins is not None:
        parts = re.split(rf"\s+(?={begins.pattern})", bare)
    elif has_breaks:
        parts = _INNER_BULLET.split(bare)
    yield from (part.strip() for part in parts if part.strip(" -"))
