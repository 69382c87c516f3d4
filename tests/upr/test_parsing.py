from dataclasses import dataclass

import pytest

from upr.errors import AmbiguousLayoutError, StaleCorrectionError, UnknownLayoutError
from upr.parsing import Correction, choose, corrected, joined, places
from upr.reading.lines import Line
from upr.records import Box, Place


@dataclass(frozen=True)
class Row:
    name: str


ROWS = (Row("one"), Row("two"))
SLIP = Correction("A/HRC/914/15", 2, "shool", "school", "a misprint", "2026-11-24")


def test_choose_returns_the_one_row_that_fits():
    assert choose(ROWS, lambda row: row.name == "two", "it") == Row("two")


def test_choose_refuses_none_and_several():
    with pytest.raises(UnknownLayoutError, match="No known layout fits it"):
        choose(ROWS, lambda _: False, "it")
    with pytest.raises(AmbiguousLayoutError, match="one, two"):
        choose(ROWS, lambda _: True, "it")


def test_a_correction_changes_its_line_alone():
    lines = [Line("a shool", 1), Line("a shool", 2)]
    assert [line.text for line in corrected(lines, [SLIP])] == ["a shool", "a school"]


@pytest.mark.parametrize("texts", [["a school"], ["a shool", "shool"]])
def test_a_correction_that_does_not_match_once_is_stale(texts):
    with pytest.raises(StaleCorrectionError, match="instead of one"):
        corrected([Line(text, 2) for text in texts], [SLIP])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["self-", "determination"], "self-determination"),
        (["OP-", "CAT"], "OP-CAT"),
        (["short-", "and long-term"], "short- and long-term"),
        (["education -", "and health"], "education - and health"),
        (["one", "two"], "one two"),
        ([], ""),
    ],
)
def test_joined_lines_read_as_one_text(lines, text):
    assert joined(Line(line) for line in lines) == text


def test_places_are_one_for_each_page():
    lines = [
        Line("a", 1, Box(10, 90, 50, 100)),
        Line("b", 1, Box(12, 70, 60, 80)),
        Line("c", 2, Box(10, 90, 50, 100)),
    ]
    assert places(lines) == (
        Place(1, Box(10, 70, 60, 100)),
        Place(2, Box(10, 90, 50, 100)),
    )


def test_the_place_in_a_word_file_is_its_first_paragraph():
    assert places([Line("a", index=7), Line("b", index=8)]) == (Place(index=7),)
