"""Lines of papers that state positions: an addendum, a thematic list."""

import json

from tests.upr.families.addendum import written as addenda
from tests.upr.families.thematic_list import written as lists
from tests.upr.pdf_builders import pdf
from upr.cli import main
from upr.exchange.lines import FIELDS, document_lines

ADDENDUM = """
2. The Government accepts recommendations 98.1 and 98.2-3.

3. The Government notes recommendation 98.4 and partially accepts recommendation 98.5.

98.4

The tax pays for the harbours.
"""
IN_PDF = (
    *addenda.COVER[2:],
    "1. Aldoria received 3 recommendations, of which 2 are supported and 1 noted.",
    "2. The Government accepts recommendations 98.1 and 98.3.",
    "3. The Government takes note of recommendation 98.2.",
)


def test_an_addendum_gives_a_line_for_each_item_it_answers():
    lines = list(document_lines(addenda.read(ADDENDUM)))
    assert [
        (line["paragraph"], line["position"], line["stance"]) for line in lines
    ] == [
        ("98.1", "supported", "supported"),
        ("98.2", "supported", "supported"),
        ("98.3", "supported", "supported"),
        ("98.4", "noted", "noted"),
        ("98.5", "noted", "partly"),
    ]
    assert {line["state"] for line in lines} == {"XAA"}
    assert {tuple(line) for line in lines} == {FIELDS}


def test_a_line_of_an_addendum_has_its_source_and_no_text_and_no_states():
    line = list(document_lines(addenda.read(ADDENDUM)))[3]
    assert (line["symbol"], line["position_paragraph"]) == ("A/HRC/914/15/Add.1", "3")
    assert (line["text"], line["states"], line["addressee"]) == (None, None, None)
    assert line["explanation"] == "The tax pays for the harbours."
    assert (line["page"], line["citation"]) == (2, "para. 98.4")
    assert line["layout"] == "numbers listed under an answer"


def test_numbers_without_a_paragraph_have_no_citation():
    (line,) = document_lines(addenda.read("Aldoria accepts recommendation 7."))
    assert (line["paragraph"], line["citation"]) == ("7", None)


def test_a_thematic_list_gives_text_states_and_source():
    lines = list(document_lines(lists.read(lists.LETTERS)))
    assert [
        (line["paragraph"], line["text"], line["states"], line["position"])
        for line in lines
    ] == [
        ("115.1", "Ratify the treaty on harbours", ["XAB", "XAC"], "supported"),
        ("115.2", "Train the keepers", ["XAD"], "noted"),
        ("115.2", "Pay the keepers", ["XAE"], "noted"),
    ]
    assert {line["said_in"] for line in lines} == {"A/HRC/914/15/Add.1"}
    assert (lines[0]["stance"], lines[0]["position_paragraph"]) == ("supported", "3")
    assert (lines[0]["symbol"], lines[0]["index"]) == (None, 6)


def test_the_command_reads_an_addendum(tmp_path, capsys):
    path = tmp_path / "addendum.pdf"
    path.write_bytes(pdf(IN_PDF))
    assert main(["read", str(path)]) == 0
    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert [(line["paragraph"], line["position"]) for line in found] == [
        ("98.1", "supported"),
        ("98.3", "supported"),
        ("98.2", "noted"),
    ]
    assert err == ""


def test_the_command_shows_an_addendum_as_a_table(tmp_path, capsys):
    path = tmp_path / "addendum.pdf"
    path.write_bytes(pdf(IN_PDF))
    assert main(["read", str(path), "--format", "table"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading == "A/HRC/914/15/Add.1, XAA, 3 lines"
    assert [row.split()[:3] for row in rows if row] == [
        ["98.1", "1", "supported"],
        ["98.3", "1", "supported"],
        ["98.2", "1", "noted"],
    ]
