"""The matrix of a review, in Word and in Excel."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

import upr
from tests.upr import papers_written
from tests.upr.families.addendum import written as addenda
from tests.upr.families.thematic_list import written as lists
from tests.upr.pdf_builders import pdf
from upr.errors import MissingExtraError
from upr.exchange.matrix import matrix_docx, matrix_rows, matrix_xlsx, title_of
from upr.exchange.matrix_excel import excel
from upr.exchange.matrix_shape import (
    EXCEL_COLUMNS,
    STATUSES,
    TO_FILL,
    WORD_COLUMNS,
    Look,
)
from upr.exchange.matrix_word import word
from upr.positions import positions

REPORT = upr.read(pdf(*papers_written.REPORT))
ADDENDUM = addenda.read(
    """
2. The Government partially accepts recommendation 5.1.

3. The Government accepts recommendation 4.1. It considers that it has already been
implemented.
"""
)
CURRENT = positions([REPORT, ADDENDUM]).by_key()
SECONDS = 120  # for LibreOffice to start on a slow machine


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def cells(sheet) -> list[list[str]]:
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


def test_a_report_gives_a_row_for_each_item():
    rows = list(matrix_rows(REPORT))
    assert [(row.key, row.position, row.source) for row in rows] == [
        ("4.1", "Supported", "A/HRC/914/15, para. 4"),
        ("4.2", "Supported", "A/HRC/914/15, para. 4"),
        ("4.3", "Supported", "A/HRC/914/15, para. 4"),
        ("5.1", "Noted", "A/HRC/914/15, para. 5"),
    ]
    assert rows[0].states == ("Brevania", "Corvalia")


def test_the_current_position_outdoes_that_of_the_report():
    rows = {row.key: row for row in matrix_rows(REPORT, CURRENT)}
    assert rows["5.1"].position == "Supported/Noted"
    assert rows["5.1"].source == "A/HRC/914/15/Add.1, para. 2"
    assert rows["4.1"].implementation == "implemented"
    assert rows["4.2"].source == "A/HRC/914/15, para. 4"


def test_items_without_a_position_are_pending():
    draft = [line.replace("4.", "4.", 1) for line in papers_written.CONCLUSIONS]
    draft[1:3] = ["4. The following recommendations will be examined by Aldoria, which"]
    draft.insert(2, "will respond in due time:")
    pending = upr.read(pdf(papers_written.COVER, papers_written.OPENING, draft))
    assert [row.position for row in matrix_rows(pending)][:1] == ["Pending"]
    known = positions([pending]).by_key()
    assert [row.position for row in matrix_rows(pending, known)][:1] == ["Pending"]


def test_an_excel_file_has_the_rows_and_empty_columns_to_fill():
    sheet = sheet_of(matrix_xlsx(REPORT))
    head, first, *_ = cells(sheet)
    assert tuple(head) == (*EXCEL_COLUMNS, *TO_FILL)
    assert first == [
        "4.1",
        "Ratify the convention on the rights of the coast (Brevania, Corvalia);",
        "Brevania; Corvalia",
        "Supported",
        "A/HRC/914/15, para. 4",
        *[""] * 8,
    ]
    assert sheet.freeze_panes == "C2"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(STATUSES)}"'
    assert str(choice.sqref) == "M2:M5"


def test_a_thematic_list_keeps_its_themes_in_excel():
    first = cells(sheet_of(matrix_xlsx(lists.read(lists.GOALS_IN_A_COLUMN))))[1]
    assert first[3:9] == [
        "Supported",
        "A/HRC/914/15/Add.1, para. 3vv",
        "",
        "Right to health",
        "Older persons\nChildren",
        "3 - GOOD HEALTH AND WELL-BEING\n10 - REDUCED INEQUALITIES",
    ]


def test_rows_are_as_high_as_their_texts():
    sheet = sheet_of(matrix_xlsx(REPORT))
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert heights == [33.75, 33.75]  # two lines each, in whole pixels


def test_no_cell_is_a_formula():
    odd = (
        lists.HEADER,
        ("115.1 =1+1 is the tax (Brevania);", "Noted", "=cmd()", ""),
    )
    sheet = sheet_of(matrix_xlsx(lists.read(odd)))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["G2"].value == "=cmd()"


def test_the_same_document_gives_the_same_excel_file():
    assert matrix_xlsx(REPORT) == matrix_xlsx(REPORT)


def test_a_word_file_has_headings_rows_and_empty_columns():
    word = docx.Document(io.BytesIO(matrix_docx(lists.read(lists.LETTERS))))
    (table,) = word.tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert tuple(texts[0]) == (*WORD_COLUMNS, *TO_FILL)
    assert set(texts[1]) == {"Theme: A12 Acceptance of international norms"}
    assert texts[2] == [
        "115.1 Ratify the treaty on harbours (Brevania) (Corvalia);\n"
        "Source of position: A/HRC/914/15/Add.1, para. 3",
        "Supported",
        "A12 Acceptance of international norms\nE31 Right to work\n"
        "Groups of persons: seafarers",
        *[""] * 4,
    ]
    assert set(texts[3]) == {"Theme: E31 Right to work"}
    assert len(texts) == 5
    assert word.sections[0].header.paragraphs[0].text == title_of(
        lists.read(lists.LETTERS)
    )


def test_a_word_file_says_what_is_implemented():
    word = docx.Document(io.BytesIO(matrix_docx(REPORT, CURRENT)))
    assert word.tables[0].rows[1].cells[1].text == "Supported\n(implemented)"


def test_a_word_file_names_groups_and_goals():
    word = docx.Document(io.BytesIO(matrix_docx(lists.read(lists.GOALS_IN_A_COLUMN))))
    assert word.tables[0].rows[2].cells[2].text.split("\n") == [
        "Right to health",
        "Groups of persons: Older persons; Children",
        "SDGs: 3 - GOOD HEALTH AND WELL-BEING; 10 - REDUCED INEQUALITIES",
    ]


def test_the_title_names_state_session_and_symbol():
    assert title_of(REPORT) == (
        "Universal Periodic Review of Aldoria, session 7: recommendations "
        "(A/HRC/914/15)"
    )
    assert title_of(lists.read(lists.LETTERS)) == (
        "Universal Periodic Review of Aldoria, session 20: recommendations"
    )


def test_pages_are_landscape_a4_and_their_head_is_repeated():
    sheet = sheet_of(matrix_xlsx(REPORT))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
        "landscape",
        9,
    )
    assert sheet.print_title_rows == "$1:$1"
    made = docx.Document(io.BytesIO(matrix_docx(REPORT)))
    section = made.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert round(section.page_width.cm, 1) == 29.7
    assert round(section.page_height.cm, 1) == 21.0
    (head,) = made.element.xpath("//w:tr[w:trPr/w:tblHeader]")
    assert head is made.tables[0].rows[0]._tr


def test_columns_run_from_right_to_left_where_that_is_wanted():
    rows, look = list(matrix_rows(REPORT)), Look("T", is_right_to_left=True)
    made = docx.Document(io.BytesIO(word(rows, look)))
    assert len(made.element.xpath("//w:tblPr/w:bidiVisual")) == 1
    assert sheet_of(excel(rows, look)).sheet_view.rightToLeft is True


def test_a_note_stands_under_every_page():
    rows, look = list(matrix_rows(REPORT)), Look("A & B", "Data version 7 & on")
    sheet = sheet_of(excel(rows, look))
    assert sheet.oddHeader.left.text == "A && B"
    assert sheet.oddFooter.left.text == "Data version 7 && on"
    made = docx.Document(io.BytesIO(word(rows, look)))
    assert made.sections[0].footer.paragraphs[0].text == "Data version 7 & on"


@pytest.mark.parametrize(
    ("write", "module", "package"),
    [(matrix_docx, "docx", "python-docx"), (matrix_xlsx, "xlsxwriter", "XlsxWriter")],
)
def test_a_missing_extra_is_named(write, module, package, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=package):
        write(REPORT)


def converted(data: bytes, name: str, kind: str, folder: Path) -> str:
    """What LibreOffice makes of a file."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    path = folder / name
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    made = path.with_suffix(f".{kind.partition(':')[0]}")
    return made.read_bytes().decode("utf-8-sig")


def test_libreoffice_opens_the_excel_file(tmp_path: Path):
    data = matrix_xlsx(REPORT, CURRENT)
    # comma, quotation mark, UTF-8
    text = converted(
        data, "matrix.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path
    )
    assert list(csv.reader(io.StringIO(text))) == cells(sheet_of(data))


def test_libreoffice_opens_the_word_file(tmp_path: Path):
    data = matrix_docx(lists.read(lists.LETTERS))
    text = converted(data, "matrix.docx", "txt:Text (encoded):UTF8", tmp_path)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:8] == [
        *WORD_COLUMNS,
        *TO_FILL,
        "Theme: A12 Acceptance of international norms",
    ]
