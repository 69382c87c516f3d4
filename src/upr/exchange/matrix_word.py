"""A matrix as a Word file: one table, its header row on every page."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from upr.errors import MissingExtraError
from upr.exchange.matrix_shape import Look, Row, Words

_WIDTHS_CM = (7.7, 2.7, 4.7, 3.1, 4.0, 2.2, 2.3)  # together a landscape A4
_MARGIN_CM = 1.5
_HEADING_FILL = "C6D9F1"  # as in OHCHR's lists
_HEADER_FILL = "DBE5F1"


def word(rows: Iterable[Row], look: Look) -> bytes:
    """Return the matrix; rows with a new heading come under it.

    Raises MissingExtraError where python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 -- an extra
        from docx.enum.table import WD_TABLE_DIRECTION  # noqa: PLC0415 -- an extra
        from docx.shared import Cm  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtraError("Word files", "python-docx", "site") from error
    made = docx.Document()
    made.core_properties.title = look.title
    made.core_properties.author = ""
    made.core_properties.comments = look.note
    _set_page(made, look)
    table = made.add_table(rows=1, cols=len(_WIDTHS_CM))
    table.style = "Table Grid"
    table.autofit = False
    if look.is_right_to_left:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(table.columns, _WIDTHS_CM, strict=True):
        column.width = Cm(width)
    _fill(table, rows, look.words)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _fill(table: Any, rows: Iterable[Row], words: Words) -> None:
    # Each look at `table.rows` goes through all of them: the new one is kept.
    _fill_row(table.rows[0], (*words.word_columns, *words.to_fill), bold=True)
    _mark(table.rows[0], "tblHeader")  # printed again on every page
    heading = ""
    for row in rows:
        if row.heading and row.heading != heading:
            heading = row.heading
            _add_heading(table.add_row(), heading)
        added = table.add_row()
        _fill_row(added, (*_cells(row, words), *[""] * len(words.to_fill)))
        _mark(added, "cantSplit")  # an item stays on one page


def _cells(row: Row, words: Words) -> tuple[str, ...]:
    recommendation = f"{row.key} {row.text}".strip()
    if row.source:
        recommendation += f"\n{words.source}: {row.source}"
    position = row.position
    if row.implementation:
        position += f"\n({row.implementation})"
    return recommendation, position, _about(row, words)


def _about(row: Row, words: Words) -> str:
    lines = list(row.themes)
    if row.groups:
        lines.append(f"{words.groups}: {'; '.join(row.groups)}")
    if row.sdgs:
        lines.append(f"{words.sdgs}: {'; '.join(row.sdgs)}")
    return "\n".join(lines)


def _set_page(made: Any, look: Look) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 -- an extra
    from docx.shared import Cm, Pt  # noqa: PLC0415 -- an extra

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN_CM))
    section.header.paragraphs[0].text = look.title
    section.footer.paragraphs[0].text = look.note
    made.styles["Normal"].font.size = Pt(9)


def _fill_row(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    from docx.shared import Cm  # noqa: PLC0415 -- an extra

    cells = zip(row.cells, texts, _WIDTHS_CM, strict=True)
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
    cell.paragraphs[0].add_run(_printable(text)).bold = True
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
