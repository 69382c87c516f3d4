"""Whole imagined reports: layouts, checks, notes, pledges, addressees."""

import pytest

from tests.upr.families.working_group_report.printed import printed, read
from upr.families.working_group_report.checks import checks
from upr.families.working_group_report.layouts import LAYOUTS
from upr.families.working_group_report.notes import as_read, footnotes
from upr.families.working_group_report.pledges import pledges
from upr.parsing import choose
from upr.reading.lines import Line
from upr.records import ReviewFacts

SUPPORTED = "The recommendations listed below enjoy the support of Aldoria:"
REFERS = "99. The recommendations in paragraph 5 were not supported and are rejected."
CASES = {
    "plain numbers": f"98. {SUPPORTED}\n\n1. Build (Brevania);",
    "plain numbers, some by reference to section I": (
        f"98. {SUPPORTED}\n\n1. Build (Brevania);\n\n{REFERS}"
    ),
    "prefixed numbers": f"98. {SUPPORTED}\n\n98.1. Build (Brevania);",
    "plain and prefixed numbers": (
        f"98. {SUPPORTED}\n\n1. Build (Brevania);\n\n"
        f"99. {SUPPORTED}\n\n99.1. Build (Brevania);"
    ),
    "lists without numbers": f"98. {SUPPORTED}\n\nBuild (Brevania).",
    "by reference to section I alone": REFERS,
}


@pytest.mark.parametrize("row", LAYOUTS, ids=lambda row: row.name)
def test_each_layout_has_a_case_that_fits_it_alone(row):
    result = read(CASES[row.name], {5: "\nBrevania recommended that it build.\n"})
    found = choose(LAYOUTS, lambda other: other.fits(result.answers), "the case")
    assert found == row
    assert len(result.items) >= 1


def _checks(text, facts=None):
    result = read(text)
    found = checks(result.items, result.answers, facts or ReviewFacts())
    return {check.name: (check.passed, check.message) for check in found}


def test_a_gap_in_the_numbers_is_reported():
    found = _checks(
        f"98. {SUPPORTED}\n\n98.1. Build (Brevania);\n\n98.3. Train (Brevania);"
    )
    assert found["numbering"] == (False, "Numbers not found: 98.2.")


def test_a_misprinted_number_is_reported_and_passes():
    found = _checks(
        f"98. {SUPPORTED}\n\n98.1. Build (Brevania);\n\n89.2. Train (Brevania);"
        "\n\n98.3. Open (Brevania);"
    )
    assert found["numbering"] == (True, "Misprinted numbers: 89.2 for 98.2.")


def test_an_unknown_state_is_reported():
    found = _checks(f"98. {SUPPORTED}\n\n98.1. Build (Brevania, Atlantis);")
    assert found["known_states"] == (False, "Names not known: Atlantis (98.1).")


def test_an_item_without_a_state_is_reported():
    found = _checks(f"98. {SUPPORTED}\n\n98.1. Build;")
    assert found["states_given"] == (
        False,
        "No recommending State is printed at 98.1.",
    )


def test_an_announced_total_is_compared():
    text = f"98. Aldoria received 2 recommendations.\n\n99. {SUPPORTED}\n\n"
    assert "total" not in _checks(text + "99.1. Build (Brevania);")
    found = _checks(
        f"98. {SUPPORTED}\n\n98.1. Build (Brevania);\n\n"
        "99. These 12 recommendations enjoy the support of Aldoria."
    )
    assert found["total"][0] is False


def test_footnotes_are_read_by_their_numbers():
    lines = [
        Line("¹ The first"),
        Line("note."),
        Line("** Not edited."),
        Line("¹² The twelfth."),
        Line("¹ Printed twice."),
    ]
    assert footnotes(lines) == {"1": "The first note.", "12": "The twelfth."}


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            "The recommendation as read during the dialogue: “Build (Mali)”.",
            "Build (Mali)",
        ),
        ("As originally read: build a school.", "build a school"),
        ("The recommendation was made by Mali.", None),
        ("See A/HRC/914/3.", None),
    ],
)
def test_words_read_in_the_room(note, words):
    assert as_read(note) == words


def test_words_read_in_the_room_go_to_their_state():
    result = read(
        f"98. {SUPPORTED}\n\n"
        "98.1. Build schools (Brevania¹); train judges (Corvalia);²",
        footnotes={
            "1": "The recommendation as read in the dialogue: “Build two (Brevania)”.",
            "2": "The recommendation as read in the dialogue: “Train all”.",
        },
    )
    parts = result.items[0].recommendations
    assert [part.as_read for part in parts] == ["Build two", "Train all"]
    assert [part.text for part in parts] == ["Build schools", "Train judges"]
    assert len(result.items[0].footnotes) == 2


def test_pledges_are_one_record_each():
    found = pledges(
        printed("""
100. Aldoria makes the following pledges:

(a) It will build a school;

(b) It will build a bridge,
and a well.

101. Aldoria will report in two years.

• It will also report in four.
""")
    )
    assert [(pledge.paragraph, pledge.text) for pledge in found] == [
        ("100", "(a) It will build a school;"),
        ("100", "(b) It will build a bridge, and a well."),
        ("101", "Aldoria will report in two years."),
        ("101", "• It will also report in four."),
    ]
