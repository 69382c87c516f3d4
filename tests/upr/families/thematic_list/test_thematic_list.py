"""OHCHR's thematic lists in all their layouts."""

import pytest

import upr
from tests.upr.families.thematic_list.written import (
    GOALS_IN_A_COLUMN,
    HEADER,
    LETTERS,
    LETTERS_AND_GOALS,
    OWN_STATES,
    WITHOUT_LETTERS,
    Row,
    read,
    written,
)
from upr.errors import UnknownLayoutError
from upr.families.thematic_list.layouts import LAYOUTS
from upr.records import Document, DocumentKind, PositionValue

ALL = {
    "States in a column of their own": OWN_STATES,
    "themes with letters": LETTERS,
    "themes with letters, goals among them": LETTERS_AND_GOALS,
    "themes without letters": WITHOUT_LETTERS,
    "themes and goals in columns": GOALS_IN_A_COLUMN,
}


def failed(document: Document) -> list[str]:
    return [check.name for check in document.checks if not check.passed]


def recommendations(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(item.key, one.text, one.iso3s) for item, one in document.recommendations()]


@pytest.mark.parametrize("name", ALL)
def test_each_layout_is_told_by_header_and_content(name: str):
    document = read(ALL[name])
    assert document.source.layout == name
    assert (document.leftovers, failed(document)) == ((), [])
    assert (document.state, document.facts.session) == ("XAA", 20)


def test_the_running_head_may_give_the_cycle_alone():
    data = written(OWN_STATES, head="UPR of Aldoria - Second Cycle")
    document = upr.read(data, name="list.docx")
    assert (document.kind, document.state) == (DocumentKind.THEMATIC_LIST, "XAA")
    assert document.facts.session is None
    assert len(document.items) == 2


def test_every_layout_has_a_list_here():
    assert [row.name for row in LAYOUTS] == list(ALL)


def test_an_unknown_header_row_is_refused():
    rows: tuple[Row, ...] = (("Recommendation", "Opinion"), ("115.1 Ratify", "Good"))
    with pytest.raises(UnknownLayoutError):
        read(rows)


def test_texts_and_states_are_read_from_the_recommendation():
    assert recommendations(read(LETTERS)) == [
        ("115.1", "Ratify the treaty on harbours", ("XAB", "XAC")),
        ("115.2", "Train the keepers", ("XAD",)),
        ("115.2", "Pay the keepers", ("XAE",)),
    ]


def test_states_of_a_column_are_taken_where_the_text_has_none():
    document = read(OWN_STATES)
    assert recommendations(document) == [
        ("166.6", "Ratify the treaty on harbours", ("XAB", "XAC")),
        ("166.7", "Abolish the tax on salt", ("XAD",)),
    ]


def test_a_position_has_its_source():
    first, second = read(LETTERS).statements
    assert (first.items, first.value.value, first.words) == (
        ("115.1",),
        "supported",
        "Supported",
    )
    assert (first.said_in, first.paragraph) == ("A/HRC/914/15/Add.1", "3")
    assert (second.value.value, second.said_in) == ("noted", "A/HRC/914/15/Add.1")
    assert read(LETTERS).facts.documents == ("A/HRC/914/15/Add.1",)


def test_supported_and_noted_is_kept_as_said():
    document = read(OWN_STATES)
    statement = document.statements[1]
    assert (statement.value.value, statement.words) == ("partly", "Supported/Noted")
    assert statement.explanation == "Information sent in a letter"
    assert document.items[1].position.value is PositionValue.NOTED


def test_a_source_without_paragraph_or_with_a_slip_is_kept_as_printed():
    assert read(OWN_STATES).statements[0].paragraph is None
    assert read(GOALS_IN_A_COLUMN).statements[0].paragraph == "3vv"
    assert read(WITHOUT_LETTERS).statements[0].paragraph == "121"


@pytest.mark.parametrize(
    ("rows", "heading", "themes", "groups", "sdgs"),
    [
        (
            OWN_STATES,
            "2.1. Acceptance of international norms",
            ("2.1. Acceptance of international norms", "14.4. Labour rights"),
            ("seafarers", "children"),
            (),
        ),
        (
            LETTERS,
            "A12 Acceptance of international norms",
            ("A12 Acceptance of international norms", "E31 Right to work"),
            ("seafarers",),
            (),
        ),
        (
            LETTERS_AND_GOALS,
            "S16 SDG 16 - peace, justice and strong institutions",
            ("D43 Freedom of opinion",),
            ("general",),
            ("S16 SDG 16 - peace, justice and strong institutions",),
        ),
        (
            WITHOUT_LETTERS,
            "Legal, institutional & policy framework",
            ("Legal, institutional & policy framework", "Rights - general measures"),
            ("Children",),
            ("16 - PEACE, JUSTICE AND STRONG INSTITUTIONS",),
        ),
        (
            GOALS_IN_A_COLUMN,
            "Right to health",
            ("Right to health",),
            ("Older persons", "Children"),
            ("3 - GOOD HEALTH AND WELL-BEING", "10 - REDUCED INEQUALITIES"),
        ),
    ],
)
def test_themes_groups_and_goals_are_read(rows, heading, themes, groups, sdgs):
    about = read(rows).classifications[0]
    assert about.heading == heading
    assert (about.themes, about.groups, about.sdgs) == (themes, groups, sdgs)


def test_the_assessment_is_read():
    first, second = read(LETTERS).classifications
    assert first.assessment == "The bill is before the assembly."
    assert second.assessment == ""


def test_entities_left_in_the_text_are_undone():
    (item,) = read(WITHOUT_LETTERS).items
    assert item.text == "Open the archives of the harbour (Brevania);"


def test_a_header_row_that_comes_again_is_no_item():
    document = read((*LETTERS, HEADER))
    assert len(document.items) == 2
    assert document.leftovers == ()


def test_what_is_no_item_or_no_position_is_left_over():
    odd: tuple[Row, ...] = (
        *LETTERS,
        ("115.3 Feed the gulls (Brevania);", "Perhaps", "E31 Right to work", ""),
        ("Feed the cats (Brevania);", "Noted", "E31 Right to work", ""),
        ("115.1 Ratify once more (Brevania);", "Noted", "E31 Right to work", ""),
    )
    document = read(odd)
    assert [one.why for one in document.leftovers] == [
        "Item 115.3 has no known position.",
        "A row without a numbered recommendation.",
        "A second item 115.1.",
    ]
    assert failed(document) == ["once"]
    assert [item.key for item in document.items] == ["115.1", "115.2", "115.3"]
    assert document.items[2].position.value is PositionValue.PENDING


def test_states_that_are_not_known_are_told():
    odd: tuple[Row, ...] = (
        HEADER,
        ("115.3 Feed the gulls;", "Noted", "E31 Right to work", ""),
    )
    assert failed(read(odd)) == ["known_states"]
