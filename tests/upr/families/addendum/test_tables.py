"""Addenda that are Word files with tables."""

import io

import docx as python_docx
import pytest

import upr
from tests.upr.families.addendum import written
from tests.upr.families.addendum.written import COVER, explained, failed, said
from tests.upr.word_builders import docx, paragraph, table
from upr.families.addendum import tables

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


def over(text: str, merge: str = "restart", columns: int = 1) -> str:
    """A cell that begins or goes on over several rows, or stands over columns."""
    spans = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tcPr>{spans}{merged}</w:tcPr>{paragraph(text)}"


def wide(text: str, columns: int) -> str:
    return over(text, "", columns)


REST = over("", "continue")
HEAD = ("No.", "Recommendation", "Position of Aldoria", "Comments")


def read(body: str):
    cover = "".join(map(paragraph, COVER))
    return upr.read(docx(cover + body), name="a.docx")


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


@pytest.mark.parametrize("body", [TEXT_AND_NUMBER, TICKED, GROUPED, WITHOUT_HEADER])
def test_answers_in_other_columns_are_read(body: str):
    document = read(body)
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


def test_an_answer_over_several_rows_answers_each():
    document = read(
        table(
            HEAD,
            ("98.1", "Build a lighthouse", over("Accepted"), "At once."),
            ("98.2", "Abolish the tax on salt", REST, ""),
            ("98.3", "Train the police", REST, over("No money.")),
            ("98.4", "Open the archives", over("Noted"), REST),
            ("98.5", "Ratify the convention", REST, REST),
            ("98.6", "Plant trees", "Supported", ""),
        )
    )
    assert said(document) == {
        "98.1": "supported",
        "98.2": "supported",
        "98.3": "supported",
        "98.4": "noted",
        "98.5": "noted",
        "98.6": "supported",
    }
    assert explained(document) == {
        "98.1": "At once.",
        "98.3": "No money.",
        "98.4": "No money.",
        "98.5": "No money.",
    }
    assert (document.leftovers, failed(document)) == ((), [])
    assert [one.words for one in document.statements][:3] == ["Accepted"] * 3


def test_the_place_of_such_an_answer_is_that_of_its_own_row():
    theme = over("Rights of the child")
    document = read(
        table(
            ("Theme", *HEAD[:3]),
            (theme, "98.1", "Build a lighthouse", over("Accepted")),
            (REST, "98.2", "Abolish the tax on salt", REST),
            (REST, "98.3", "Train the police", REST),
        )
    )
    first = len(COVER) + 4
    assert [one.places[0].index for one in document.statements] == [
        first + 1,  # the theme: it stands in the row
        first + 6,
        first + 10,
    ]
    assert said(document) == dict.fromkeys(("98.1", "98.2", "98.3"), "supported")


def test_rows_over_several_without_a_known_answer_are_listed_each():
    document = read(
        table(
            HEAD[:3],
            ("98.1", "Build a lighthouse", "Supported"),
            ("98.2", "Abolish the tax on salt", over("See below")),
            ("98.3", "Train the police", REST),
        )
    )
    assert said(document) == {"98.1": "supported"}
    assert [(one.text, one.place.index) for one in document.leftovers] == [
        ("98.2 Abolish the tax on salt See below", len(COVER) + 7),
        ("98.3 Train the police See below", len(COVER) + 10),
    ]


def test_a_header_may_have_two_rows_and_heads_over_several_columns():
    document = read(
        table(
            (over("No."), over("Recommendation"), wide("Position", 2), over("Remarks")),
            (REST, REST, "Supported", "Noted", REST),
            ("98.1", "Build a lighthouse", "X", "", over("At once.")),
            ("98.2", "Abolish the tax on salt", "", over("X"), REST),
            ("98.3", "Train the police", "", REST, ""),
        )
    )
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "noted"}
    assert explained(document) == {"98.1": "At once.", "98.2": "At once."}
    assert document.leftovers == ()


def test_cells_over_several_columns_leave_the_others_where_they_are():
    document = read(
        table(
            ("No.", wide("Recommendation", 2), wide("Response", 2), "Comments"),
            (wide("Recommendations on harbours and other matters of the sea", 6),),
            ("98.1", wide("Build a lighthouse", 2), wide("Supported", 2), "At once."),
            (wide("98.2 Abolish the tax", 3), "", "Noted", "No money."),
            ("98.3", "Fenmark", "Train the police", wide("Supported", 2), "Begun."),
        )
    )
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "supported"}
    assert explained(document) == {
        "98.1": "At once.",
        "98.2": "No money.",
        "98.3": "Begun.",
    }


def test_rows_beside_one_number_are_one():
    document = read(
        table(
            HEAD,
            (over("98.1"), over("Build a lighthouse"), "Supported", "At once."),
            (REST, REST, "", "And in the north."),
            (REST, REST, "Supported", "And in the south."),
            ("98.2", "Abolish the tax on salt", "Noted", ""),
        )
    )
    assert [one.items for one in document.statements] == [("98.1",), ("98.2",)]
    assert explained(document) == {
        "98.1": "At once. And in the north. And in the south."
    }
    assert document.leftovers == ()


def test_two_answers_beside_one_number_are_a_question():
    document = read(
        table(
            HEAD[:3],
            (over("98.1"), over("Build a lighthouse"), "Supported"),
            (REST, REST, "Noted"),
        )
    )
    (leftover,) = document.leftovers
    assert (leftover.text, failed(document)) == ("98.1", ["once"])


def test_a_text_of_its_own_beside_the_number_of_another_is_not_swallowed():
    document = read(
        table(
            HEAD[:3],
            (over("98.1"), "Build a lighthouse", "Supported"),
            (REST, "Abolish the tax on salt", "See below"),
        )
    )
    (leftover,) = document.leftovers
    assert leftover.text == "98.1 Abolish the tax on salt See below"


def test_the_number_of_a_chapter_over_several_rows_is_not_that_of_its_items():
    document = read(
        table(
            HEAD[:3],
            (over("1."), "98.1 Build a lighthouse", over("Supported")),
            (REST, "98.2 Abolish the tax on salt", REST),
            (over("2."), "98.3 Train the police", "Noted"),
            (REST, "98.4 Open the archives", "Supported"),
        )
    )
    assert said(document) == {
        "98.1": "supported",
        "98.2": "supported",
        "98.3": "noted",
        "98.4": "supported",
    }
    assert document.leftovers == ()


def test_a_heading_beside_an_answer_over_several_rows_stays_a_heading():
    document = read(
        table(
            HEAD[:3],
            ("98.1", "Build a lighthouse", over("Accepted")),
            (wide("Bridges and harbours", 2), REST),
            ("98.2", "Abolish the tax on salt", REST),
        )
    )
    assert said(document) == {"98.1": "supported", "98.2": "supported"}
    assert document.leftovers == ()


def test_cells_as_word_itself_merges_them():
    file = python_docx.Document()
    for words in COVER:
        file.add_paragraph(words)
    made = file.add_table(rows=5, cols=4)
    rows = (
        HEAD,
        ("98.1", "Build a lighthouse", "", "At once."),
        ("98.2", "Abolish the tax on salt", "", ""),
        ("98.3", "Train the police", "", ""),
        ("98.4", "Open the archives", "Noted", ""),
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            made.cell(row, column).text = text
    made.cell(1, 2).merge(made.cell(3, 2)).text = "Accepted"
    made.cell(4, 2).merge(made.cell(4, 3)).text = "Not accepted"
    data = io.BytesIO()
    file.save(data)
    document = upr.read(data.getvalue(), name="a.docx")
    assert said(document) == {
        "98.1": "supported",
        "98.2": "supported",
        "98.3": "supported",
        "98.4": "noted",
    }
    assert document.leftovers == ()


def test_what_would_fill_the_memory_is_said_once(monkeypatch):
    monkeypatch.setattr(tables, "_MOST_REPEATED", 20)
    document = read(
        table(
            HEAD[:3],
            ("98.1", "Build a lighthouse", over("Accepted")),
            ("98.2", "Abolish the tax on salt", REST),
            ("98.3", "Train the police", over("Accepted")),
            ("98.4", "Open the archives", REST),
            ("98.5", "Plant trees", REST),
        )
    )
    assert said(document) == dict.fromkeys(("98.1", "98.2", "98.3"), "supported")
    assert [leftover.text for leftover in document.leftovers] == [
        "98.4 Open the archives",
        "98.5 Plant trees",
    ]
