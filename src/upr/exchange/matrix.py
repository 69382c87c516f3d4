"""A matrix of the recommendations of a review, for ministries and coalitions.

Like OHCHR's thematic list, with empty columns for what is done about each item: the
body responsible, the action, the deadline, the status. In Word and in Excel; both open
in LibreOffice. The libraries that write them are extras.
"""

import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from upr.errors import MissingExtraError
from upr.positions import ItemPosition, ohchr_rule
from upr.records import Classification, Document, Item, PositionValue
from upr.reference import states

TO_FILL = ("Responsible body", "Action", "Deadline", "Status")
STATUSES = ("Not started", "Under way", "Partly implemented", "Fully implemented")
WORD_COLUMNS = ("Recommendation and recommending States", "Position", "Themes")
EXCEL_COLUMNS = (
    "Paragraph", "Recommendation", "Recommending States", "Position",
    "Source of position", "Implementation as stated", "Themes", "Groups of persons",
    "SDGs",
)  # fmt: skip
_EXCEL_WIDTHS = (10, 50, 22, 13, 20, 15, 28, 20, 20, 20, 28, 12, 16)  # characters
# LibreOffice does not fit rows to wrapped text when it opens a file, so it is done
# here: lines of 11 pt type stand 15 pt apart, and a row has at most 409 pt.
_LINE_PT = 15
_HIGHEST_PT = 409
_A3 = 8  # the paper, as Excel numbers them
_WORD_WIDTHS_CM = (7.7, 2.7, 4.7, 3.1, 4.0, 2.2, 2.3)  # together a landscape A4
_MARGIN_CM = 1.5
_HEADING_FILL = "C6D9F1"  # as in OHCHR's lists
_HEADER_FILL = "DBE5F1"
_POSITIONS = {
    PositionValue.SUPPORTED: "Supported",
    PositionValue.NOTED: "Noted",
    PositionValue.PENDING: "Pending",
}
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- office files know no zones


@dataclass(frozen=True, slots=True)
class Row:
    """What a matrix says of one item."""

    key: str
    text: str  # as printed, with the States in brackets
    states: tuple[str, ...]  # names
    position: str
    source: str  # "A/HRC/28/15/Add.1, para. 3"
    implementation: str
    heading: str
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    sdgs: tuple[str, ...]


def matrix_rows(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> Iterator[Row]:
    """Yield a row for each item of a report or a thematic list.

    With `positions` (of the whole review, by key) the current position by OHCHR's
    rule and its source; without, what the document says. Items of a thematic list
    stay under its headings.
    """
    about = {one.item: one for one in document.classifications}
    told = {key: one for one in document.statements for key in one.items}
    for item in document.items:
        known = positions.get(item.key) if positions else None
        own = told.get(item.key)
        if known is not None:
            position, source, done = _current(known)
        else:
            symbol = (own and own.said_in) or document.symbol
            source = _source(symbol, item.position.paragraph)
            words = item.position.words if own else ""
            position = words or _POSITIONS[item.position.value]
            done = item.position.implementation or ""
        yield _row(item, about.get(item.key), (position, source, done))


def _current(known: ItemPosition) -> tuple[str, str, str]:
    """Position, source and implementation by the latest statement."""
    value = ohchr_rule(known)
    latest = next(reversed(known.history or known.told), None)
    if latest is None:
        return value or "Pending", "", ""
    source = _source(latest.symbol, latest.paragraph)
    return value or "Pending", source, latest.implementation or ""


def _source(symbol: str, paragraph: str | None) -> str:
    return f"{symbol}, para. {paragraph}" if symbol and paragraph else symbol


def _row(item: Item, about: Classification | None, said: tuple[str, str, str]) -> Row:
    position, source, done = said
    named = (
        states.STATES[one.iso3].name if one.iso3 else one.name
        for recommendation in item.recommendations
        for one in recommendation.states
    )
    return Row(
        key=item.key,
        text=item.text,
        states=tuple(dict.fromkeys(named)),
        position=str(position),
        source=source,
        implementation=str(done).replace("_", " "),
        heading=about.heading if about else "",
        themes=about.themes if about else (),
        groups=about.groups if about else (),
        sdgs=about.sdgs if about else (),
    )


def title_of(document: Document) -> str:
    """Return the title of a matrix: State, session, source."""
    state = states.STATES[document.state].name if document.state else document.title
    session = document.facts.session
    about = f"{state}, session {session}" if session else state
    source = f" ({document.symbol})" if document.symbol else ""
    return f"Universal Periodic Review of {about}: recommendations{source}"


def matrix_xlsx(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> bytes:
    """Return the matrix as an Excel file; every cell is text, none a formula.

    Raises MissingExtraError where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError("Excel files", "XlsxWriter", "site") from error
    file = io.BytesIO()
    day = document.distributed
    created = datetime(day.year, day.month, day.day) if day else _UNDATED  # noqa: DTZ001 -- office files know no zones
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title_of(document), "created": created})
        _fill_sheet(book, document, positions)
    return file.getvalue()


def _fill_sheet(
    book: Any, document: Document, positions: Mapping[str, ItemPosition] | None
) -> None:
    sheet = book.add_worksheet("Matrix")
    head = book.add_format(
        {"bold": True, "bg_color": f"#{_HEADER_FILL}", "text_wrap": True, "border": 1}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    names = (*EXCEL_COLUMNS, *TO_FILL)
    for column, (name, width) in enumerate(zip(names, _EXCEL_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.set_row(0, 2 * _LINE_PT)
    last = 0
    for last, row in enumerate(matrix_rows(document, positions), start=1):
        texts = _excel_cells(row)
        sheet.set_row(last, _height_pt(texts))
        for column, text in enumerate(texts):
            sheet.write_string(last, column, text, body)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(names) - 1)
    status = len(names) - 1
    choice = {"validate": "list", "source": list(STATUSES), "ignore_blank": True}
    sheet.data_validation(1, status, max(last, 1), status, choice)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _height_pt(texts: Sequence[str]) -> int:
    """The height of a row whose texts are wrapped to the widths of their columns."""
    lines = (
        sum(len(textwrap.wrap(line, width)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, _EXCEL_WIDTHS, strict=True)
    )
    return min(max(lines) * _LINE_PT, _HIGHEST_PT)


def _excel_cells(row: Row) -> tuple[str, ...]:
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
        *[""] * len(TO_FILL),
    )


def matrix_docx(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> bytes:
    """Return the matrix as a Word file: one table, its header row on every page.

    Raises MissingExtraError where python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 -- an extra
        import docx.shared  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError("Word files", "python-docx", "demo") from error
    word = docx.Document()
    word.core_properties.title = title_of(document)
    word.core_properties.author = ""
    _set_page(word, title_of(document))
    table = word.add_table(rows=1, cols=len(_WORD_WIDTHS_CM))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WORD_WIDTHS_CM, strict=True):
        column.width = docx.shared.Cm(width)
    _fill_row(table.rows[0], (*WORD_COLUMNS, *TO_FILL), bold=True)
    _mark(table.rows[0], "tblHeader")  # printed again on every page
    heading = ""
    for row in matrix_rows(document, positions):
        if row.heading and row.heading != heading:
            heading = row.heading
            _add_heading(table.add_row(), heading)
        added = table.add_row()
        _fill_row(added, _word_cells(row))
        _mark(added, "cantSplit")  # an item stays on one page
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _word_cells(row: Row) -> tuple[str, ...]:
    recommendation = f"{row.key} {row.text}".strip()
    if row.source:
        recommendation += f"\nSource of position: {row.source}"
    position = row.position
    if row.implementation:
        position += f"\n({row.implementation})"
    return recommendation, position, _about(row), *[""] * len(TO_FILL)


def _about(row: Row) -> str:
    lines = list(row.themes)
    if row.groups:
        lines.append(f"Groups of persons: {'; '.join(row.groups)}")
    if row.sdgs:
        lines.append(f"SDGs: {'; '.join(row.sdgs)}")
    return "\n".join(lines)


def _set_page(word: Any, title: str) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 -- an extra
    from docx.shared import Cm, Pt  # noqa: PLC0415 -- an extra

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN_CM))
    section.header.paragraphs[0].text = title
    word.styles["Normal"].font.size = Pt(9)


def _fill_row(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    from docx.shared import Cm  # noqa: PLC0415 -- an extra

    cells = zip(row.cells, texts, _WORD_WIDTHS_CM, strict=True)
    for cell, text, width in cells:
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(text.split("\n")):
            into = cell.add_paragraph() if number else paragraph
            into.add_run(_printable(line)).bold = bold or None
        if bold:
            _shade(cell, _HEADER_FILL)


def _add_heading(row: Any, text: str) -> None:
    cell = row.cells[0].merge(row.cells[-1])
    cell.paragraphs[0].add_run(_printable(f"Theme: {text}")).bold = True
    _shade(cell, _HEADING_FILL)


def _printable(text: str) -> str:
    """The text without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\t")


def _shade(cell: Any, fill: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 -- an extra

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: Any, property_name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- an extra

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{property_name}"))
