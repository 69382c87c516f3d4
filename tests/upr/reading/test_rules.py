"""Rules drawn in each of the ways in which programs draw them, by us."""

import pytest

from tests.upr.pdf_builders import pdf_of_drawings
from upr.reading import read_lines
from upr.reading.lines import Rule
from upr.reading.rules import MOST


def rules(drawing: str) -> list[Rule]:
    data = pdf_of_drawings(f"0.1 w {drawing}")
    found = read_lines(data, has_pieces=True).rules
    return [
        Rule(one.page, one.is_level, round(one.at), round(one.start), round(one.end))
        for one in found
    ]


LEVEL, UPRIGHT = Rule(1, True, 500, 100, 300), Rule(1, False, 100, 500, 600)


@pytest.mark.parametrize(
    ("drawing", "drawn"),
    [
        ("100 500 m 300 500 l S", [LEVEL]),  # one line
        ("100 500 m 100 600 l S", [UPRIGHT]),
        ("100 499.75 200 0.5 re f", [LEVEL]),  # a thin box, filled
        ("1 0 0 1 50 400 cm 50 100 m 250 100 l S", [LEVEL]),  # from another corner
        ("100 500 200 100 re S", [  # the border of a box
            LEVEL, Rule(1, True, 600, 100, 300),
            UPRIGHT, Rule(1, False, 300, 500, 600),
        ]),
        ("100 500 200 100 re f", []),  # a coloured ground
        ("100 500 m 300 600 l S", []),  # slanted
        ("100 500 m 150 600 250 600 300 500 c S", []),  # an arc
        ("100 500 0.5 0.5 re f", []),  # a dot
    ],
)  # fmt: skip
def test_rules_are_known_however_they_are_drawn(drawing, drawn):
    assert rules(drawing) == drawn


def test_a_page_full_of_drawings_has_no_rules():
    assert rules("100 500 m 300 500 l S\n" * (MOST + 1)) == []


def test_rules_are_read_where_they_are_asked_for():
    assert read_lines(pdf_of_drawings("100 500 m 300 500 l S")).rules == ()
