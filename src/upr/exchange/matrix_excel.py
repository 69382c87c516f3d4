"""A matrix as an Excel file: every cell is text, none a formula."""

import io
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from upr.errors import MissingExtraError
from upr.exchange.matrix_shape import Look, Row

# Characters; together they fit a landscape A4 at two thirds of their size.
_WIDTHS = (11, 46, 18, 11, 16, 16, 20, 14, 14, 18, 22, 11, 14)
# LibreOffice does not fit rows to wrapped text when it opens a file, so it is done
# here, for the highest type that may stand in for Excel's own where that is not there:
# lines of 11 pt stand up to 16 pt apart, with a little white. A row has at most 409 pt.
_LINE_PT, _WHITE_PT = 16, 2
_HIGHEST_PT = 409
_A4 = 9  # the paper, as Excel numbers them
_HEADER_FILL = "#DBE5F1"  # as in OHCHR's lists
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- office files know no zones


def excel(rows: Iterable[Row], look: Look, day: date | None = None) -> bytes:
    """Return the matrix; `day` is noted as the day it was made.

    Raises MissingExtraError where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError("Excel files", "XlsxWriter", "site") from error
    file = io.BytesIO()
    created = datetime(day.year, day.month, day.day) if day else _UNDATED  # noqa: DTZ001 -- office files know no zones
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties(
            {"title": look.title, "comments": look.note, "created": created}
        )
        _fill_sheet(book, rows, look)
    return file.getvalue()


def _fill_sheet(book: Any, rows: Iterable[Row], look: Look) -> None:
    words = look.words
    sheet = book.add_worksheet(words.sheet)
    head = book.add_format(
        {"bold": True, "bg_color": _HEADER_FILL, "text_wrap": True, "border": 1}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    names = (*words.excel_columns, *words.to_fill)
    for column, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.set_row(0, 2 * _LINE_PT + _WHITE_PT)
    last = 0
    for last, row in enumerate(rows, start=1):
        texts = (*_cells(row), *[""] * len(words.to_fill))
        sheet.set_row(last, _height_pt(texts))
        for column, text in enumerate(texts):
            sheet.write_string(last, column, text, body)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(names) - 1)
    status = len(names) - 1
    choice = {"validate": "list", "source": list(words.statuses), "ignore_blank": True}
    sheet.data_validation(1, status, max(last, 1), status, choice)
    _set_page(sheet, look)


def _set_page(sheet: Any, look: Look) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # & begins a code in a header, and a header holds 255 signs.
    sheet.set_header("&L" + look.title.replace("&", "&&")[:200])
    sheet.set_footer("&L" + look.note.replace("&", "&&")[:200] + "&R&P / &N")
    if look.is_right_to_left:
        sheet.right_to_left()


def _height_pt(texts: Sequence[str]) -> int:
    """The height of a row whose texts are wrapped to the widths of their columns."""
    lines = (
        sum(len(textwrap.wrap(line, width)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return min(max(lines) * _LINE_PT + _WHITE_PT, _HIGHEST_PT)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.key,
        row.text,
        "; ".join(row.states),
        row.position,
        row.source,
        row.implementation,
        "\n".join(row.themes),
        "\n".join(row.groups),
        "\n".join(row.sdgs),
    )
