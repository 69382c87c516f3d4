"""Addenda that are Word files with tables."""

import pytest

import upr
from tests.upr.families.addendum import written
from tests.upr.families.addendum.written import COVER, explained, failed, said
from tests.upr.word_builders import docx, paragraph, table

HEADED = table(
    ("No.", "Recommendation", "Position of Aldoria", "Comments"),
    ("98.1", "Build a lighthouse (Brevania)", "Supported", "It is being built."),
    ("98.2", "Abolish the tax on salt (Corvalia)", "Noted", ""),
    ("98.3-98.4", "Train the police (Dunmere)", "Supported in part", "Only the first."),
    ("98.5", "Open the archives (Estavia)", "See above", ""),
)
TEXT_AND_NUMBER = table(
    ("Recommendations", "Response"),
    ("98.1. Build a lighthouse (Brevania);", "Aldoria accepts this recommendation."),
    (
        "98.2. Abolish the tax (Corvalia);",
        "Aldoria does not accept this recommendation.",
    ),
)
TICKED = table(
    ("Recommendation", "Accepted", "Noted", "Explanation"),
    ("98.1 Build a lighthouse (Brevania)", "X", "", "At once."),
    ("98.2 Abolish the tax on salt (Corvalia)", "", "✓", ""),
)
FILLED = table(("Supported", "Noted"), ("98.1, 98.3-4", "98.2"))
GROUPED = table(
    ("No.", "Recommendation", "Comments"),
    ("Recommendations accepted by Aldoria",),
    ("98.1", "Build a lighthouse (Brevania)", "At once."),
    ("Recommendations which do not enjoy the support of Aldoria",),
    ("98.2", "Abolish the tax on salt (Corvalia)", ""),
)
WITHOUT_HEADER = table(
    ("98.1", "Build a lighthouse (Brevania)", "Accepted"),
    ("98.2", "Abolish the tax on salt (Corvalia)", "Not accepted"),
)


def read(tables: str):
    cover = "".join(map(paragraph, COVER))
    return upr.read(docx(cover + tables), name="a.docx")


def test_columns_are_told_by_their_heads():
    document = read(HEADED)
    assert said(document) == {
        "98.1": "supported",
        "98.2": "noted",
        "98.3": "partly",
        "98.4": "partly",
    }
    assert explained(document) == {
        "98.1": "It is being built.",
        "98.3": "Only the first.",
        "98.4": "Only the first.",
    }
    assert document.source.layout == "table"


def test_a_row_without_a_known_answer_is_left_over():
    (leftover,) = read(HEADED).leftovers
    assert leftover.text == "98.5 Open the archives (Estavia) See above"
    assert leftover.place.index is not None


@pytest.mark.parametrize("tables", [TEXT_AND_NUMBER, TICKED, GROUPED, WITHOUT_HEADER])
def test_answers_in_other_columns_are_read(tables: str):
    document = read(tables)
    assert said(document) == {"98.1": "supported", "98.2": "noted"}
    assert (document.leftovers, failed(document)) == ((), [])


def test_columns_may_hold_the_numbers_themselves():
    assert said(read(FILLED)) == {
        "98.1": "supported",
        "98.3": "supported",
        "98.4": "supported",
        "98.2": "noted",
    }


def test_headings_of_themes_are_no_questions_and_rows_without_number_are():
    document = read(
        table(
            ("No.", "Recommendation", "Position of Aldoria"),
            ("Bridges and harbours",),
            ("98.1", "Build a lighthouse (Brevania)", "Supported"),
            ("", "Abolish the tax on salt (Corvalia)", ""),
            ("Ratify the convention on bridges (Fenmark)", "", ""),
        )
    )
    assert said(document) == {"98.1": "supported"}
    assert [leftover.text for leftover in document.leftovers] == [
        "Abolish the tax on salt (Corvalia)",
        "Ratify the convention on bridges (Fenmark)",
    ]


RUN_TOGETHER = """
** No. Recommendation Position of Aldoria Comments

98.1 Build a lighthouse on Supported The work began
the island (Brevania) this year.
98.2 Abolish the tax on salt Noted The tax pays for
(Corvalia) the harbours.

98.3 Train the police in the Partially accepted Only the first part.
languages of the islands
(Dunmere)

98.4 Accepted practices should be Supported Aldoria agrees.
written down (Estavia)
"""


def test_rows_of_a_pdf_are_read_where_their_columns_run_together():
    document = written.read(RUN_TOGETHER)
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "partly"}
    assert document.statements[0].words == "Supported"
    assert document.source.layout == "table"


def test_a_row_with_two_such_words_is_left_over():
    assert [one.why for one in written.read(RUN_TOGETHER).leftovers] == [
        "No position was found on 98.4."
    ]
