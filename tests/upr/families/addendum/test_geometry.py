"""Tables of PDF files, drawn by us: columns told by where their words stand."""

from collections.abc import Iterator, Sequence

import pytest

import upr
from tests.upr.families.addendum.written import COVER, explained, failed, said
from tests.upr.pdf_builders import Piece, pdf_of_pieces
from upr.records import Document

LEFTS = (72.0, 120.0, 330.0, 430.0)
LEADING, GAP = 14.0, 6.0
HEAD = ("No.", "Recommendation", "Position of Aldoria", "Comments")
ROWS = (
    ("98.1", "Build a lighthouse on|the island (Brevania)", "Supported",
     "The work began|this year."),
    ("98.2", "Abolish the tax on salt|(Corvalia)", "Noted",
     "The tax pays for|the harbours."),
    ("98.3", "Train the police in the|languages of the islands|(Dunmere)",
     "Supported|in part", "Only the first part."),
    ("98.4", "Accepted practices should|be written down (Estavia)", "Supported", ""),
)  # fmt: skip
SAID = {"98.1": "supported", "98.2": "noted", "98.3": "partly", "98.4": "supported"}
EXPLAINED = {
    "98.1": "The work began this year.",
    "98.2": "The tax pays for the harbours.",
    "98.3": "Only the first part.",
}
Rows = Sequence[Sequence[str]]


def cells(rows: Rows, top: float = 700.0) -> Iterator[tuple[int, int, Piece]]:
    """Each printed line of a table with its row and line: cell after cell."""
    for number, row in enumerate(rows):
        lines = [cell.split("|") for cell in row]
        for left, texts in zip(LEFTS, lines, strict=False):
            for line, text in enumerate(texts):
                if text:
                    yield number, line, (left, top - LEADING * line, text)
        top -= LEADING * max(map(len, lines)) + GAP


def by_cells(rows: Rows, top: float = 700.0) -> list[Piece]:
    return [piece for _row, _line, piece in cells(rows, top)]


def by_lines(rows: Rows) -> list[Piece]:
    return [piece for *_, piece in sorted(cells(rows), key=lambda one: one[:2])]


def read(*pages: Sequence[Piece]) -> Document:
    cover = [(72.0, 760.0 - LEADING * n, text) for n, text in enumerate(COVER)]
    return upr.read(pdf_of_pieces(cover, *pages), name="addendum.pdf")


def paragraph(top: float, *lines: str) -> list[Piece]:
    return [(72.0, top - 11.5 * n, text) for n, text in enumerate(lines)]


@pytest.mark.parametrize("drawn", [by_cells, by_lines])
def test_columns_are_told_in_whatever_order_they_were_drawn(drawn):
    document = read(drawn((HEAD, *ROWS)))
    assert said(document) == SAID
    assert explained(document) == EXPLAINED
    assert (document.leftovers, failed(document)) == ((), [])
    assert document.source.layout == "table"


def test_words_of_an_answer_in_another_column_are_none():
    """ "Accepted practices" is a recommendation: its own column says what is said."""
    assert said(read(by_cells((HEAD, ROWS[3]))))["98.4"] == "supported"


def test_what_is_said_has_its_place_on_the_page():
    document = read(by_cells((HEAD, *ROWS)))
    (place,) = document.statements[0].places
    assert place.page == 2
    assert place.box is not None
    assert 60 < place.box.left < 80
    assert place.box.right > 480


WIDE_HEAD = ("No.", "Recommendation and|recommending State",
             "Position of|the State|under review", "Comments|of Aldoria")  # fmt: skip


@pytest.mark.parametrize("drawn", [by_cells, by_lines])
def test_a_header_may_take_several_lines(drawn):
    document = read(drawn((WIDE_HEAD, *ROWS)))
    assert (said(document), explained(document)) == (SAID, EXPLAINED)
    assert document.leftovers == ()


def test_a_header_of_several_lines_may_end_at_one_height_and_come_again():
    def page(rows: Rows) -> list[Piece]:
        lines = {(c, n): t for c, cell in enumerate(WIDE_HEAD)
                 for n, t in enumerate(reversed(cell.split("|")))}  # fmt: skip
        head = [(LEFTS[c], 700.0 + 14 * n, text) for (c, n), text in lines.items()]
        return [*head, *by_cells(rows, top=680.0)]

    document = read(page(ROWS[:2]), page(ROWS[2:]))
    assert (said(document), explained(document)) == (SAID, EXPLAINED)
    assert document.leftovers == ()


def test_a_table_goes_on_on_the_next_page_with_its_header():
    document = read(by_cells((HEAD, *ROWS[:2])), by_cells((HEAD, *ROWS[2:])))
    assert (said(document), explained(document)) == (SAID, EXPLAINED)


def test_a_row_goes_on_on_the_next_page():
    rest = [(430.0, 700.0, "since it has a budget."), *by_cells(ROWS[1:], top=660.0)]
    document = read(by_cells((HEAD, ROWS[0]), top=120.0), rest)
    assert said(document) == SAID
    assert explained(document)["98.1"] == (
        "The work began this year. since it has a budget."
    )


def test_a_row_over_all_columns_answers_for_those_under_it():
    head = ("No.", "Recommendation", "Response", "Comments")
    heading = (
        "The following recommendations enjoy the support of the Government of Aldoria"
    )
    other = "The following recommendations do not enjoy the support of the Government"
    drawn = [
        *by_cells((head,)),
        (72.0, 680.0, heading),
        *by_cells((("98.1", "Build a lighthouse", "", "At once."),), top=660.0),
        (72.0, 640.0, other),
        *by_cells((("98.2", "Abolish the tax", "", ""),), top=620.0),
    ]
    document = read(drawn)
    assert said(document) == {"98.1": "supported", "98.2": "noted"}
    assert explained(document) == {"98.1": "At once."}


def test_columns_of_answers_are_ticked():
    head = ("Recommendation", "", "Accepted", "Noted")
    rows = (
        ("98.1 Build (Brevania)", "", "X", ""),
        ("98.2 Tax (Corvalia)", "", "", "X"),
    )
    assert said(read(by_cells((head, *rows)))) == {"98.1": "supported", "98.2": "noted"}


def test_numbers_may_be_ranges():
    row = ("98.5-7", "As above", "Noted", "")
    assert said(read(by_cells((HEAD, *ROWS, row))))["98.6"] == "noted"


def test_paragraphs_around_a_table_stay_paragraphs():
    before = paragraph(
        740.0, "1. The Government accepts recommendations 98.8 and 98.9, which it has"
    )
    after = paragraph(
        360.0, "2. The Government does not accept recommendations 98.10 and 98.11."
    )
    document = read([*before, *by_cells((HEAD, *ROWS)), *after])
    assert said(document) == SAID | {
        "98.8": "supported",
        "98.9": "supported",
        "98.10": "noted",
        "98.11": "noted",
    }


def test_words_far_below_a_table_are_none_of_it():
    after = [(72.0, 300.0, "Thanks to all.")]
    document = read([*by_cells((HEAD, *ROWS)), *after])
    places = [place for one in document.statements for place in one.places]
    assert min(place.box.bottom for place in places if place.box) > 400


def test_a_row_without_a_known_answer_is_left_over():
    row = ("98.5", "Open the archives", "See above", "")
    (leftover,) = read(by_cells((HEAD, *ROWS, row))).leftovers
    assert leftover.text == "98.5 Open the archives See above"
    assert leftover.place.page == 2


def test_cells_that_do_not_begin_at_one_height_are_never_guessed():
    """Numbers in the middle of their rows: nobody can tell where a row begins."""
    drawn = [
        *by_cells((HEAD,)),
        (120.0, 680.0, "Build a lighthouse on the"),
        (72.0, 673.0, "98.1"),
        (330.0, 673.0, "Supported"),
        (430.0, 680.0, "At once."),
        (120.0, 666.0, "island (Brevania)"),
        (120.0, 646.0, "Abolish the tax on salt in"),
        (72.0, 639.0, "98.2"),
        (330.0, 639.0, "Noted"),
        (430.0, 646.0, "No plans."),
        (120.0, 632.0, "the harbours (Corvalia)"),
    ]
    document = read(drawn)
    assert all("plans" not in text for text in explained(document).values())
    wrong = {"98.1": "noted", "98.2": "supported"}.items()
    assert not wrong & said(document).items()
