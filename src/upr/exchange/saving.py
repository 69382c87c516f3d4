"""Records out, in other people's forms and in ours."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from upr.errors import ExportError, MissingExtraError
from upr.exchange import dihr, own_lines, own_shape, uhri_json, uhri_workbook, upr_info
from upr.exchange.cells import safe_row
from upr.exchange.foreign import ForeignRecommendation
from upr.exchange.whole_files import whole_file

if TYPE_CHECKING:
    import xlsxwriter

_MOST_SIGNS = 32_767  # a cell of a workbook holds no more
_MOST_ROWS = 1_048_576
Records = Iterable[ForeignRecommendation]
Rows = Iterable[Sequence[object]]


class Form(StrEnum):
    """A form in which records can be written."""

    UPR_INFO_CSV = "upr-info-csv"
    UHRI_JSON = "uhri-json"
    UHRI_XLSX = "uhri-xlsx"
    DIHR_CSV = "dihr-csv"
    CSV = "csv"  # ours, without loss, as are the three below
    JSON_LINES = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class _Way:
    """How a form is written, and which fields of a record it carries."""

    write: Callable[[Records, Path], None]
    carried: frozenset[str]


def save(records: Records, path: Path, form: Form) -> None:
    """Write records to a file; the file is there whole, or as it was before.

    No cell can be taken for a formula; reading takes the guard off again. What a form
    does not carry is lost in it: see `lost`.
    Raises ExportError where a workbook cannot hold a text or so many rows, and
    MissingExtraError without the extra that the form needs.
    """
    with whole_file(path) as unfinished:
        _WAYS[form].write(records, unfinished)


def lost(record: ForeignRecommendation, form: Form) -> tuple[str, ...]:
    """Return the fields of a record that have a value and would be lost in a form."""
    return tuple(
        field.name
        for field in fields(record)
        if field.name not in _WAYS[form].carried
        and getattr(record, field.name) not in ("", None, ())
    )


def save_table(header: Sequence[str], rows: Rows, path: Path) -> None:
    """Write rows to a CSV file that no spreadsheet takes for formulas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(map(safe_row, rows))


def save_workbook(header: Sequence[str], rows: Rows, path: Path) -> None:
    """Write rows to the first sheet of a workbook, in flat memory.

    Raises ExportError where a cell or the sheet cannot hold them, MissingExtraError
    without the extra `exchange`.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 -- optional extra
    except ImportError as error:
        raise MissingExtraError("workbooks", "XlsxWriter", "exchange") from error
    options = {"constant_memory": True, "strings_to_formulas": False}
    options |= {"strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Recommendations")
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            if number >= _MOST_ROWS:
                raise ExportError("A workbook holds at most 1,048,575 records.")
            _write_row(sheet, number, row)


def _write_row(
    sheet: "xlsxwriter.worksheet.Worksheet", number: int, row: Sequence[object]
) -> None:
    for column, cell in enumerate(safe_row(row)):
        if isinstance(cell, int | float):
            sheet.write_number(number, column, cell)
        elif len(text := str(cell)) > _MOST_SIGNS:
            raise ExportError(
                f"Row {number + 1} has a text of {len(text):,} signs; a cell of a "
                f"workbook holds {_MOST_SIGNS:,}. CSV and JSON Lines hold it."
            )
        elif text:
            sheet.write_string(number, column, text)


def _upr_info(records: Records, path: Path) -> None:
    save_table(upr_info.HEADER, upr_info.rows(records), path)


def _dihr(records: Records, path: Path) -> None:
    save_table(dihr.HEADER, dihr.rows(records), path)


def _uhri_json(records: Records, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(uhri_json.pieces(records))


def _uhri_xlsx(records: Records, path: Path) -> None:
    save_workbook(uhri_workbook.HEADER, uhri_workbook.rows(records), path)


def _csv(records: Records, path: Path) -> None:
    save_table(own_shape.HEADER, own_shape.rows(records), path)


def _json_lines(records: Records, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(own_lines.lines(records))


def _xlsx(records: Records, path: Path) -> None:
    save_workbook(own_shape.HEADER, own_shape.rows(records), path)


def _parquet(records: Records, path: Path) -> None:
    try:
        from upr.exchange import parquet  # noqa: PLC0415 -- optional extra
    except ImportError as error:
        raise MissingExtraError("Parquet files", "pyarrow", "parquet") from error
    parquet.save(records, path)


_WAYS: Mapping[Form, _Way] = {
    Form.UPR_INFO_CSV: _Way(_upr_info, upr_info.CARRIED),
    Form.UHRI_JSON: _Way(_uhri_json, uhri_json.CARRIED),
    Form.UHRI_XLSX: _Way(_uhri_xlsx, uhri_workbook.CARRIED),
    Form.DIHR_CSV: _Way(_dihr, dihr.CARRIED),
    Form.CSV: _Way(_csv, own_shape.CARRIED),
    Form.JSON_LINES: _Way(_json_lines, own_shape.CARRIED),
    Form.XLSX: _Way(_xlsx, own_shape.CARRIED),
    Form.PARQUET: _Way(_parquet, own_shape.CARRIED),
}
