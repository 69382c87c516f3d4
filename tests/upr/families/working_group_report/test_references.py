"""Recommendations given only by reference to section I, in imagined reports."""

import pytest

from tests.upr.families.working_group_report.printed import read, rows
from upr.families.working_group_report.references import items, points

OPENING = {
    35: """
Brevania welcomed the reform. It recommended that Aldoria (a) adopt a law on guild
courts. It noted delays and recommended that the Government (b) train judges, and
(c) publish all judgements.
""",
    38: """
While it noted progress, Corvalia recommended (a) considering the abolition of tolls;
and (b) that tolls on bread be lifted: (i) at once in the towns and (ii) within a year
in the villages.
""",
    41: """
Dunmere asked about schools. It recommended that Aldoria build schools in the hills.
It also recommended the introduction of school meals.
""",
}

LIST = """
98. The recommendations listed below enjoy the support of Aldoria:

1. Ratify the Covenant (Brevania);
"""


def _referred(sentence):
    result = read(f"{LIST}\n99. {sentence}\n", OPENING)
    return rows(result)[1:], result.leftovers


def test_lettered_points_are_read_with_their_states():
    found, left = _referred(
        "The recommendations noted in the report in paragraphs 35 (a) and (c), and "
        "38 (a) above did not enjoy the support of Aldoria."
    )
    assert found == [
        ("35(a)", "Adopt a law on guild courts", ("XAB",), "noted"),
        ("35(c)", "Publish all judgements", ("XAB",), "noted"),
        ("38(a)", "Considering the abolition of tolls", ("XAC",), "noted"),
    ]
    assert left == []


def test_roman_numbers_within_a_letter():
    found, _ = _referred(
        "The recommendations in paragraph 38 (b) (ii) did not enjoy the support."
    )
    assert [(key, states) for key, _, states, _ in found] == [("38(b)(ii)", ("XAC",))]
    assert found[0][1].startswith("Within a year in the villages")


def test_a_paragraph_without_letters_gives_each_of_its_recommendations():
    found, _ = _referred(
        "The recommendations in paragraph 41 of the report will be examined by Aldoria."
    )
    assert found == [
        ("41[1]", "Build schools in the hills", ("XAD",), "pending"),
        ("41[2]", "Recommended the introduction of school meals", ("XAD",), "pending"),
    ]


def test_the_last_sentence_of_a_paragraph():
    found, _ = _referred(
        "Recommendations noted in the report in paragraph 41, last sentence, above did "
        "not enjoy the support of Aldoria."
    )
    assert [text for _, text, _, _ in found] == [
        "Recommended the introduction of school meals"
    ]


def test_a_point_that_is_not_there_is_left_over():
    found, left = _referred(
        "The recommendations noted in paragraphs 35 (f) and 77 (a) did not enjoy it: "
        "they are not accepted, and were rejected."
    )
    assert found == []
    assert [entry.text for entry in left] == ["35 (f)", "77 (a)"]


def test_a_referred_item_is_cited_by_its_paragraph():
    result = read(
        f"{LIST}\n99. The recommendations in paragraph 35 (a) were not supported and "
        "did not enjoy the support of Aldoria.\n",
        OPENING,
    )
    item = result.items[-1]
    assert (item.citation, item.referred_to) == ("para. 35 (a)", ("35 (a)",))
    assert item.position.paragraph == "99"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paragraphs 23(b) and (f)", ["23 (b)", "23 (f)"]),
        ("paragraphs 38 (a, d)", ["38 (a)", "38 (d)"]),
        ("paragraph 48 (b) (d)", ["48 (b)", "48 (d)"]),
        ("paragraph 43 (a) (ii)", ["43 (a) (ii)"]),
        (
            "paragraphs 35 (a), (b), (e) and (g) (i); 41 (b)",
            ["35 (a)", "35 (b)", "35 (e)", "35 (g) (i)", "41 (b)"],
        ),
        ("paragraph 23 (last sentence)", ["23 (last sentence)"]),
        (
            "paragraphs 45, 55, 56, last sentence, and 63",
            ["45", "55", "56 (last sentence)", "63"],
        ),
        ("paragraphs: 71; 72 (c); 81 (d), (f)", ["71", "72 (c)", "81 (d)", "81 (f)"]),
    ],
)
def test_points_read_every_printed_form(text, expected):
    assert [point.printed for point in points(f"noted in {text} above")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "recommendations 136.1-136.3, 136.5",
            [(136, 1), (136, 2), (136, 3), (136, 5)],
        ),
        ("136.45- 136.47", [(136, 45), (136, 46), (136, 47)]),
        ("paragraphs 77.13 and 77. 24 above", [(77, 13), (77, 24)]),
        ("recommendations Nos. 85-87", [(None, 85), (None, 86), (None, 87)]),
        ("recommendations Nos. 32,33, 35", [(None, 32), (None, 33), (None, 35)]),
        ("no recommendation", []),
    ],
)
def test_items_read_every_printed_form(text, expected):
    assert [(item.paragraph, item.number) for item in items(text)] == expected


def test_recommendations_in_a_footnote_alone():
    result = read(
        f"{LIST}\n99. In the view of Aldoria, the recommendations in the footnote "
        "below are not relevant.¹\n",
        footnotes={"1": "Open the border (Corvalia); Close the mine (Dunmere)."},
    )
    assert rows(result)[1:] == [
        ("99[1]", "Open the border", ("XAC",), "noted"),
        ("99[1]", "Close the mine", ("XAD",), "noted"),
    ]
    assert result.items[-1].citation == "para. 99, footnote 1"
