"""Everything that matches, written out as CSV, Excel, JSON or JSON Lines.

Each file says which query it answers, as of which version of the data, and when it
was made. CSV, JSON and JSON Lines are streamed; a workbook is a container that must be
whole, so it is written to a temporary file, a row at a time, and then streamed.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

import orjson
import xlsxwriter

from upright.archive.rows import Said
from upright.search import coding_columns
from upright.search.answering import Row

COLUMNS = (
    "symbol",
    "paragraph",
    "citation",
    "state",
    "state_name",
    "recommending_states",
    "recommending_state_names",
    "addressee",
    "text",
    "position",
    "implementation",
    "position_at_report",
    "position_ohchr",
    "position_symbol",
    "position_paragraph",
    "cycle",
    "session",
    "date",
    "certain",
    "imagined",
    "address",
    *coding_columns.COLUMNS,
    "position_history",
    "model",
)
# What is said of a position, in the order of the review; in a workbook a sheet of it.
HISTORY = (
    "stage",
    "value",
    "implementation",
    "words",
    "explanation",
    "symbol",
    "paragraph",
    "said_in",
    "date",
    "by_staff",
)
# Excel takes 1,048,576 rows a sheet: https://support.microsoft.com, "Excel
# specifications and limits", and 32,767 characters a cell. One row is the heading.
SHEET_ROWS = 1_048_575
CELL_CHARACTERS = 32_767
_CHUNK = 64 * 1024  # bytes handed on at a time
# A cell that begins like this is taken for a formula by Excel, LibreOffice or Sheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class About:
    """What a download says of itself."""

    query: str  # the question in words a person can read, filters included
    address: str  # the permanent link that gives the same again
    site: str  # address of the site, without a slash at the end
    version: int  # of the data
    made: datetime

    def lines(self) -> Sequence[tuple[str, str]]:
        """Names and values, as they stand in each kind of file."""
        return (
            ("query", self.query),
            ("address", self.address),
            ("data version", str(self.version)),
            ("made", self.made.isoformat(timespec="seconds")),
        )


def values_of(row: Row, about: About) -> dict[str, Any]:
    """A row by columns; codes of several States and their names are lists."""
    return {
        "symbol": row.symbol,
        "paragraph": row.item_key,
        "citation": row.citation,
        "state": row.state,
        "state_name": row.state_name,
        "recommending_states": [code for code, _name in row.states],
        "recommending_state_names": [name for _code, name in row.states],
        "addressee": row.addressee,
        "text": row.text,
        "position": row.position,
        "implementation": row.implementation,
        "position_at_report": row.position_at_report,
        "position_ohchr": row.position_ohchr,
        "position_symbol": row.position_symbol,
        "position_paragraph": row.position_paragraph,
        "cycle": row.cycle,
        "session": row.session,
        "date": row.date.isoformat() if row.date else None,
        "certain": row.is_certain,
        "imagined": row.is_imagined,
        "address": f"{about.site}/recommendations/{row.symbol}/{row.item_key}/",
        **coding_columns.values_of(row.codings),
        "position_history": [_said(one) for one in row.history],
        "model": row.model,
    }


def _said(one: Said) -> dict[str, Any]:
    day = one.date.isoformat() if one.date else None
    told = (one.symbol, one.paragraph, one.said_in, day, one.is_corrected)
    words = (one.value, one.implementation, one.words, one.explanation)
    return dict(zip(HISTORY, (one.stage, *words, *told), strict=True))


def flat(value: Any) -> Any:
    """A value as it stands in one cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        is_plain = all(isinstance(part, str | float) for part in value)
        return "; ".join(map(str, value)) if is_plain else orjson.dumps(value).decode()
    return value


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet program takes for a formula.

    An apostrophe before it, as OWASP advises ("CSV Injection", seen 2026-11-24).

    >>> safe("=1+1"), safe("Ratify"), safe(20)
    ("'=1+1", 'Ratify', 20)
    """
    is_formula = isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA)
    return f"'{cell}" if is_formula else cell


def csv_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as CSV in UTF-8 with a mark Excel knows it by."""
    return table_csv(COLUMNS, (values_of(row, about) for row in rows), about)


def table_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], about: About
) -> Iterator[bytes]:
    """Any rows as CSV; the lines about it begin with "#", before the heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    for name, value in about.lines():
        writer.writerow([f"# {name}: {value}"])
    writer.writerow(columns)
    for cells in rows:
        writer.writerow([safe(flat(cells[column])) for column in columns])
        if text.tell() >= _CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


def json_lines_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as JSON Lines; the first line is about the file: {"about": {...}}."""
    return table_json_lines((values_of(row, about) for row in rows), about)


def table_json_lines(
    rows: Iterable[Mapping[str, Any]], about: About
) -> Iterator[bytes]:
    """Any rows as JSON Lines; the first line is about the file: {"about": {...}}."""
    said: dict[str, object] = {
        name.replace(" ", "_"): value for name, value in about.lines()
    }
    said["data_version"] = about.version  # a number here
    lines = [orjson.dumps({"about": said})]
    size = 0
    for row in rows:
        lines.append(orjson.dumps(row))
        size += len(lines[-1])
        if size >= _CHUNK:
            yield b"\n".join(lines) + b"\n"
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines) + b"\n"


def xlsx_file(rows: Iterable[Row], about: About) -> Iterator[bytes]:
    """The rows as a workbook: a sheet about it, then as many sheets as Excel needs."""
    with tempfile.TemporaryFile() as file:
        write_workbook(file, rows, about)
        yield from _pieces(file)


def table_xlsx(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    about: About,
    name: str,
) -> Iterator[bytes]:
    """Any rows as a workbook: a sheet about it, and one with the rows."""
    with tempfile.TemporaryFile() as file:
        with _workbook(file, about, SHEET_ROWS) as workbook:
            sheets = _Sheets(workbook, name, columns, SHEET_ROWS)
            for cells in rows:
                sheets.add(flat(cells[column]) for column in columns)
        yield from _pieces(file)


def _pieces(file: BinaryIO | Any) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def write_workbook(
    file: BinaryIO | Any, rows: Iterable[Row], about: About, most: int = SHEET_ROWS
) -> None:
    """Write the workbook, `most` rows a sheet; memory holds one row at a time."""
    with _workbook(file, about, most) as workbook:
        columns = [name for name in COLUMNS if name != "position_history"]
        found = _Sheets(workbook, "Recommendations", columns, most)
        said = _Sheets(workbook, "Position history", (*_KEYS, *HISTORY), most)
        for row in rows:
            cells = values_of(row, about)
            found.add(flat(cells[name]) for name in columns)
            keys = [row.symbol, row.item_key, row.item_order]
            for one in cells["position_history"]:
                said.add([*keys, *map(flat, one.values())])


@contextmanager
def _workbook(file: BinaryIO | Any, about: About, most: int) -> Iterator[Any]:
    """A workbook that holds one row at a time, with a sheet about it."""
    options = {
        "constant_memory": True,
        # What looks like a formula, a number or a link is text.
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with closing(xlsxwriter.Workbook(file, options)) as workbook:
        workbook.set_properties({"title": "Upright", "created": about.made})
        _sheet_about(workbook, about, workbook.add_format({"bold": True}), most)
        yield workbook


def _sheet_about(workbook: Any, about: About, bold: Any, most: int) -> None:
    sheet = workbook.add_worksheet("About")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    note = (
        f"Excel takes {SHEET_ROWS + 1:,} rows a sheet: what is more goes on in the "
        f"next sheet, {most:,} rows each."
    )
    for at, (name, value) in enumerate([*about.lines(), ("sheets", note)]):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, value[:CELL_CHARACTERS])


_KEYS = ("symbol", "paragraph", "text_in_item")  # what a line of the history is of
_WIDE = frozenset({"text", "words", "explanation"})


class _Sheets:
    """Rows of one kind, in as many sheets as Excel needs for them."""

    def __init__(
        self, workbook: Any, name: str, columns: Sequence[str], most: int
    ) -> None:
        self._workbook, self._columns, self._most = workbook, columns, most
        self._name = name
        self._bold = workbook.add_format({"bold": True})
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name} {self._count}"
        self._sheet, self._at = self._workbook.add_worksheet(name), 0
        self._sheet.freeze_panes(1, 0)
        for column, title in enumerate(self._columns):
            self._sheet.set_column(column, column, 80 if title in _WIDE else 14)
            self._sheet.write_string(0, column, title, self._bold)

    def add(self, cells: Iterable[Any]) -> None:
        """Write a row."""
        if self._at == self._most:
            self._begin()
        self._at += 1
        for column, value in enumerate(cells):
            _write(self._sheet, self._at, column, value)


def _write(sheet: Any, at: int, column: int, value: Any) -> None:
    if isinstance(value, int | float):
        sheet.write_number(at, column, value)
    elif value:
        sheet.write_string(at, column, str(value)[:CELL_CHARACTERS])
