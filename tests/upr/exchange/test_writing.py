"""Lines as JSON, CSV and a table."""

import csv
import json

import pytest

from tests.upr.exchange.test_lines import document, item, recommendation
from upr.exchange.lines import FIELDS, document_lines
from upr.exchange.writing import csv_header, csv_lines, json_lines, table
from upr.records import Place

PLACE = Place(page=13)


def lines(*texts: str):
    return list(
        document_lines(
            document(
                *(item(recommendation(t, "XAB", "XAC"), places=(PLACE,)) for t in texts)
            )
        )
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_each_line_is_one_line_of_json():
    written = "".join(json_lines(lines("Ratify A", "Côte\nd’Ivoire")))
    read = [json.loads(line) for line in written.splitlines()]
    assert [line["text"] for line in read] == ["Ratify A", "Côte\nd’Ivoire"]
    assert "Côte" in written


def test_csv_has_a_column_for_each_field():
    text = csv_header() + "".join(csv_lines(lines('Ratify "A", all of it')))
    (row,) = rows(text)
    assert tuple(row) == FIELDS
    assert row["text"] == 'Ratify "A", all of it'
    assert row["states"] == "XAB; XAC"
    assert row["index"] == ""
    assert json.loads(row["places"]) == [{"page": 13, "box": None, "index": None}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_never_holds_a_formula(start: str):
    (row,) = rows(csv_header() + "".join(csv_lines(lines(f"{start}1+1"))))
    assert row["text"][:2] == f"'{start}"


def test_a_table_is_not_wider_than_the_terminal():
    text = "".join(table(document(), lines("word " * 60, "Ratify A"), 60))
    heading, long, short, end = text.splitlines()
    assert heading == "A/HRC/914/15, XAA, session 20, 2 lines"
    assert len(long) <= 60
    assert short.split() == ["115.2", "13", "supported", "XAB", "XAC", "Ratify", "A"]
    assert end == ""


def test_a_table_without_rows_is_a_heading():
    text = "".join(table(document(), [], 60))
    assert text == "A/HRC/914/15, XAA, session 20, 0 lines\n\n"


def test_a_narrow_terminal_still_shows_some_text():
    (_, row, _) = "".join(table(document(), lines("Ratify A"), 5)).splitlines()
    assert row.endswith("Ratify A")
