"""Everything that matches, written out as CSV, Excel or JSON Lines.

Each file says which query it answers, as of which version of the data, and when it
was made. CSV and JSON Lines are streamed; a workbook is a container that must be
whole, so it is written to a temporary file, a row at a time, and then streamed.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

import orjson
import xlsxwriter

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
    }


def flat(value: Any) -> Any:
    """A value as it stands in one cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
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
    """The rows as CSV in UTF-8 with a mark Excel knows it by.

    The lines about it begin with "#" and stand before the heading.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    for name, value in about.lines():
        writer.writerow([f"# {name}: {value}"])
    writer.writerow(COLUMNS)
    for row in rows:
        cells = values_of(row, about)
        writer.writerow([safe(flat(cells[column])) for column in COLUMNS])
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
    said: dict[str, object] = {
        name.replace(" ", "_"): value for name, value in about.lines()
    }
    said["data_version"] = about.version  # a number here
    lines = [orjson.dumps({"about": said})]
    size = 0
    for row in rows:
        lines.append(orjson.dumps(values_of(row, about)))
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
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def write_workbook(
    file: BinaryIO | Any, rows: Iterable[Row], about: About, most: int = SHEET_ROWS
) -> None:
    """Write the workbook, `most` rows a sheet; memory holds one row at a time."""
    options = {
        "constant_memory": True,
        # What looks like a formula, a number or a link is text.
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with closing(xlsxwriter.Workbook(file, options)) as workbook:
        workbook.set_properties({"title": "Upright", "created": about.made})
        bold = workbook.add_format({"bold": True})
        _sheet_about(workbook, about, bold, most)
        sheet, at = None, most
        for row in rows:
            if at == most:
                sheet, at = _sheet(workbook, bold), 0
            at += 1
            cells = values_of(row, about)
            for column, name in enumerate(COLUMNS):
                _write(sheet, at, column, flat(cells[name]))
        if sheet is None:
            _sheet(workbook, bold)


def _sheet_about(workbook: Any, about: About, bold: Any, most: int) -> None:
    sheet = workbook.add_worksheet("About")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    note = (
        f"Excel takes {SHEET_ROWS + 1:,} rows a sheet: what is more goes on in the "
        f"next sheet, {most:,} recommendations each."
    )
    for at, (name, value) in enumerate([*about.lines(), ("sheets", note)]):
        sheet.write_string(at, 0, name, bold)
        sheet.write_string(at, 1, value[:CELL_CHARACTERS])


def _sheet(workbook: Any, bold: Any) -> Any:
    number = len(workbook.worksheets())
    sheet = workbook.add_worksheet(
        "Recommendations" if number == 1 else f"Recommendations {number}"
    )
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    sheet.set_column(COLUMNS.index("text"), COLUMNS.index("text"), 80)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, bold)
    return sheet


def _write(sheet: Any, at: int, column: int, value: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(at, column, value)
    elif value:
        sheet.write_string(at, column, str(value)[:CELL_CHARACTERS])
