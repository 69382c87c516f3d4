"""Downloads: everything, safe in a spreadsheet, saying what they answer."""

import csv
import io
import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest

from upright.archive.rows import Said
from upright.search.answering import Row
from upright.search.downloads import (
    COLUMNS,
    HISTORY,
    About,
    csv_file,
    json_lines_file,
    safe,
    write_workbook,
    xlsx_file,
)

ABOUT = About(
    query="=water",
    address="https://example.org/search/?q=%3Dwater&v=7",
    site="https://example.org",
    version=7,
    made=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
)


def a_row(text: str = "Ratify A", number: int = 1) -> Row:
    return Row(
        recommendation_id=number,
        item_id=number,
        symbol="A/HRC/28/15",
        item_key="115.4",
        citation="para. 115.4",
        state="SVN",
        state_name="Slovenia",
        states=(("CHL", "Chile"), ("CIV", "Côte d’Ivoire")),
        addressee="SVN",
        text=text,
        position="supported",
        implementation="",
        position_at_report="pending",
        position_ohchr="Supported",
        position_symbol="A/HRC/28/15/Add.1",
        position_paragraph="4",
        session=20,
        cycle=2,
        date=date(2014, 11, 4),
        is_certain=True,
        is_imagined=False,
        since=1,
        until=None,
        codings=(
            ("action", "5", 0.97, "model"),
            ("issues", "International instruments", 0.84, "model"),
            ("issues", "Torture and other CID treatment", 1.0, "person"),
            ("sdg_goals", "16", 0.6, "model"),
        ),
        model="3-0a1b2c3d",
    )


SAID = Said(
    stage="addendum",
    value="partly",
    implementation="",
    words="accepts in part",
    explanation="=only the first",
    symbol="A/HRC/28/15/Add.1",
    paragraph="4",
    said_in="",
    date=date(2015, 3, 1),
    is_corrected=False,
    text=None,
)
SAID_CELLS = [
    "addendum",
    "partly",
    "",
    "accepts in part",
    "=only the first",
    "A/HRC/28/15/Add.1",
    "4",
    "",
    "2015-03-01",
]


CELLS = [
    "A/HRC/28/15",
    "115.4",
    "para. 115.4",
    "SVN",
    "Slovenia",
    "CHL; CIV",
    "Chile; Côte d’Ivoire",
    "SVN",
    "Ratify A",
    "supported",
    "",
    "pending",
    "Supported",
    "A/HRC/28/15/Add.1",
    "4",
    "2",
    "20",
    "2014-11-04",
    "yes",
    "no",
    "https://example.org/recommendations/A/HRC/28/15/115.4/",
    "yes",
    "5",
    "0.97",
    "model",
    "International instruments; Torture and other CID treatment",
    "0.84; 1.0",
    "model; person",
    *("", "", ""),
    "16",
    "0.6",
    "model",
    *("", "", ""),
    "",
    "3-0a1b2c3d",
]


def test_csv_has_lines_about_it_a_heading_and_the_rows():
    text = b"".join(csv_file([a_row()], ABOUT)).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [
        ["# query: =water"],
        ["# address: https://example.org/search/?q=%3Dwater&v=7"],
        ["# data version: 7"],
        ["# made: 2026-11-24T09:00:00+00:00"],
        list(COLUMNS),
        CELLS,
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"]
)
def test_csv_holds_no_formula(cell):
    text = b"".join(csv_file([a_row(cell)], ABOUT)).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[5][COLUMNS.index("text")] == f"'{cell}"


def test_numbers_are_left_alone():
    assert safe(-3) == -3


def test_json_lines_say_first_what_they_are():
    lines = b"".join(json_lines_file([a_row("=1+1")], ABOUT)).splitlines()

    about, row = map(json.loads, lines)
    assert about == {
        "about": {
            "query": "=water",
            "address": "https://example.org/search/?q=%3Dwater&v=7",
            "data_version": 7,
            "made": "2026-11-24T09:00:00+00:00",
        }
    }
    assert list(row) == list(COLUMNS)
    assert row["text"] == "=1+1"
    assert row["recommending_states"] == ["CHL", "CIV"]
    assert (row["certain"], row["cycle"]) == (True, 2)


def test_what_is_not_coded_says_so():
    row = replace(a_row(), codings=())
    one = json.loads(b"".join(json_lines_file([row], ABOUT)).splitlines()[1])
    assert (one["coded"], one["action"], one["issues"]) == (False, None, [])


IN_SHEET = tuple(name for name in COLUMNS if name != "position_history")


def sheets_of(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.values) for sheet in workbook.worksheets}


def test_workbook_holds_text_and_no_formula():
    data = b"".join(xlsx_file([a_row("=1+1")], ABOUT))

    sheets = sheets_of(data)
    assert list(sheets) == ["About", "Recommendations", "Position history"]
    assert sheets["About"][:4] == [
        ("query", "=water"),
        ("address", "https://example.org/search/?q=%3Dwater&v=7"),
        ("data version", "7"),
        ("made", "2026-11-24T09:00:00+00:00"),
    ]
    heading, row = sheets["Recommendations"]
    assert heading == IN_SHEET
    assert row[-1] == "3-0a1b2c3d"
    assert row[COLUMNS.index("text")] == "=1+1"
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    cell = workbook["Recommendations"].cell(2, COLUMNS.index("text") + 1)
    assert cell.data_type == "s"


def test_workbook_goes_on_in_the_next_sheet():
    file = io.BytesIO()
    write_workbook(file, [a_row(f"Do {n}") for n in range(5)], ABOUT, most=2)

    sheets = sheets_of(file.getvalue())
    assert [(name, len(rows)) for name, rows in sheets.items()] == [
        ("About", 5),
        ("Recommendations", 3),
        ("Position history", 1),
        ("Recommendations 2", 3),
        ("Recommendations 3", 2),
    ]


def test_nothing_found_is_a_file_with_a_heading():
    sheets = sheets_of(b"".join(xlsx_file([], ABOUT)))
    assert sheets["Recommendations"] == [IN_SHEET]
    assert sheets["Position history"] == [
        ("symbol", "paragraph", "text_in_item", *HISTORY)
    ]


def test_what_was_said_of_a_position_is_in_every_form():
    row = replace(a_row(), history=(SAID,))
    said = dict(zip(HISTORY, [*SAID_CELLS, False], strict=True))

    line = b"".join(json_lines_file([row], ABOUT)).splitlines()[1]
    assert json.loads(line)["position_history"] == [said]
    text = b"".join(csv_file([row], ABOUT)).decode("utf-8-sig")
    *_, cells = csv.reader(io.StringIO(text))
    assert json.loads(cells[COLUMNS.index("position_history")]) == [said]
    sheet = sheets_of(b"".join(xlsx_file([row], ABOUT)))["Position history"]
    told = [cell or None for cell in SAID_CELLS]
    assert sheet[1] == ("A/HRC/28/15", "115.4", 1, *told, "no")


@pytest.mark.parametrize("write", [csv_file, json_lines_file])
def test_stream_keeps_little_in_memory(write):
    def peak(number: int) -> tuple[int, int]:
        tracemalloc.start()
        size = sum(
            len(part) for part in write((a_row(number=n) for n in range(number)), ABOUT)
        )
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size, most

    small, much = peak(1_000), peak(10_000)
    assert much[0] > 9 * small[0]
    assert much[1] < 1.5 * small[1]
