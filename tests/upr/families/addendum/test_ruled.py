"""Tables of PDF files with rules around their cells, set by typst, written by us."""

import typst

import upr
from tests.upr.families.addendum.written import COVER, explained, failed, said
from tests.upr.pdf_builders import pdf_of_pieces
from upr.records import Document

NUMBER, COMMENT, WIDTHS = "No.", "Comments", "1.6cm, 5cm, 2.5cm, 5cm"
HEAD = (NUMBER, "Recommendation and recommending State",
        "Position of the State under review", COMMENT)  # fmt: skip
ROWS = (
    ("98.1", "Build a lighthouse on the northern island and keep its light burning "
     "through the winter (Brevania)", "Supported", "The work began this year."),
    ("98.2", "Abolish the tax on salt (Corvalia)", "Noted",
     "The tax pays for the harbours, and for the boats that lie in them at night."),
    ("98.3", "Accepted practices should be written down (Estavia)", "Supported", ""),
    ("98.4", "Ratify the convention on bridges (Fenmark)", "Noted", "No bridges."),
)  # fmt: skip
SAID = {"98.1": "supported", "98.2": "noted", "98.3": "supported", "98.4": "noted"}
EXPLAINED = {row[0]: row[3] for row in ROWS if row[3]}
Rows = tuple[tuple[str, ...], ...]


def table(rows: Rows, columns: str = WIDTHS, more: str = "") -> str:
    cells = ", ".join(_cell(text) for row in rows for text in row)
    return f"#table(columns: ({columns}), {more} {cells})\n"


def _cell(text: str) -> str:
    """The content of a cell; what begins with "table." is written as it is."""
    return text if text.startswith("table.") else f"[{text}]"


def read(*parts: str) -> Document:
    cover = "\\ ".join(COVER)
    setting = '#set page("a4", margin: 2.5cm)\n#set text(10pt)\n'
    body = "\n".join(parts)
    source = f"{setting}{cover}\n#pagebreak()\n{body}"
    return upr.read(typst.compile(source.encode(), format="pdf"), name="addendum.pdf")


def test_cells_are_read_wherever_their_words_stand_in_them():
    for align in ("left + top", "left + horizon", "center + bottom"):
        document = read(table((HEAD, *ROWS), more=f"align: {align},"))
        assert (said(document), explained(document)) == (SAID, EXPLAINED)
        assert (document.leftovers, failed(document)) == ((), [])
        assert document.source.layout == "table"


def test_the_number_may_stand_in_the_cell_of_the_text_and_no_header_above():
    rows = tuple((f"{number} {text}", answer) for number, text, answer, _ in ROWS)
    document = read(table(rows, "8cm, 4cm", "align: horizon,"))
    assert (said(document), explained(document)) == (SAID, {})


def test_borders_may_be_drawn_cell_by_cell_and_not_at_one_height():
    """As Word does: a thin box for each cell, those of one row half a point apart."""
    sides = [
        f"{left} {top + (0.8 if left == 72 else 0)} {right - left} 0.4 re f\n"
        for left, right in ((140, 400), (72, 140), (400, 480))
        for top in (700, 640, 580)
    ]
    sides += [f"{left} 580 0.4 120 re f\n" for left in (72, 140, 400, 480)]
    pieces = [
        (150.0, 685.0, "Build a lighthouse on the"), (150.0, 660.0, "island"),
        (80.0, 650.0, "98.1"), (410.0, 672.0, "Supported"), (80.0, 600.0, "98.2"),
        (150.0, 620.0, "Abolish the tax on salt"), (410.0, 610.0, "Noted"),
    ]  # fmt: skip
    cover = [(72.0, 760.0 - 14 * n, text) for n, text in enumerate(COVER)]
    data = pdf_of_pieces(cover, pieces, drawing="".join(sides))
    document = upr.read(data, name="addendum.pdf")
    assert said(document) == {"98.1": "supported", "98.2": "noted"}


def test_the_outer_border_may_be_left_out():
    inner = "stroke: (x, y) => (left: if x > 0 {1pt}, top: if y > 0 {1pt}),"
    document = read(table((HEAD, *ROWS), more=f"{inner} align: horizon,"))
    assert (said(document), explained(document)) == (SAID, EXPLAINED)


def test_headings_over_all_columns_are_none_of_a_row():
    theme = ("table.cell(colspan: 4)[Bridges and harbours]",)
    said_of = "Recommendations that do not enjoy the support of the Government"
    answers = (f"table.cell(colspan: 4)[{said_of}]",)
    rows = (HEAD, theme, *ROWS[:2], answers, ("98.3", "Write", "", ""))
    document = read(table(rows))
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "noted"}
    assert document.leftovers == ()


def test_an_answer_over_several_rows_answers_each():
    rows = (HEAD, ("98.1", "Build", "table.cell(rowspan: 2, align: horizon)[Noted]",
            "No money."), ("98.2", "Abolish", "No wish."))  # fmt: skip
    document = read(table(rows))
    assert said(document) == {"98.1": "noted", "98.2": "noted"}
    assert explained(document) == {"98.1": "No money.", "98.2": "No wish."}


def test_a_table_goes_on_on_the_next_page_within_a_row():
    long = " ".join(["The work began this year and goes on in the next."] * 40)
    rows = (HEAD, *ROWS[1:3], ("98.1", ROWS[0][1], "Supported", long), ROWS[3])
    document = read("#v(12cm)\n", table(rows))
    assert len({place.page for place in document.statements[2].places}) > 1
    assert (said(document), explained(document)) == (SAID, EXPLAINED | {"98.1": long})


def test_the_header_may_come_again_on_each_page():
    rows = tuple((f"98.{n}", ROWS[0][1], ("Noted", "Supported")[n % 2], "")
                 for n in range(1, 90))  # fmt: skip
    head = f"table.header({', '.join(f'[{text}]' for text in HEAD)})"
    document = read(table(((head,), *rows)))
    assert said(document) == {row[0]: row[2].lower() for row in rows}
    assert document.leftovers == ()


def test_paragraphs_around_a_table_stay_paragraphs():
    before = "1. Aldoria accepts recommendations 98.8 and 98.9.\n"
    after = "2. Aldoria does not accept recommendations 98.10 and 98.11.\n"
    document = read(before, table((HEAD, *ROWS)), after)
    assert said(document) == SAID | {
        "98.8": "supported",
        "98.9": "supported",
        "98.10": "noted",
        "98.11": "noted",
    }


def test_a_box_around_words_is_no_table():
    boxed = table((("1. Aldoria accepts recommendations 98.1 and 98.2.",),), "12cm")
    assert said(read(boxed)) == {"98.1": "supported", "98.2": "supported"}


def test_a_grid_that_words_cross_is_no_table():
    """Lines that decorate a page tell nothing of the words that run over them."""
    lines = "#place(line(start: (3cm, -0.5cm), end: (3cm, 1cm)))\n" * 2
    lines += "#place(line(start: (0cm, -0.5cm), length: 12cm))\n"
    lines += "#place(line(start: (0cm, 0.2cm), length: 12cm))\n"
    lines += "#place(line(start: (0cm, 1cm), length: 12cm))\n"
    document = read(lines, "1. Aldoria accepts recommendations 98.1 and 98.2 today.\n")
    assert said(document) == {"98.1": "supported", "98.2": "supported"}
    assert document.source.layout == "numbers listed under an answer"


def dashes(count: int) -> str:
    at = "(calc.rem(n, 30) * 0.5cm, calc.quo(n, 30) * 0.5cm)"
    return f"#for n in range({count}) {{place(line(start: {at}, length: 0.2cm))}}"


def test_a_page_of_more_rules_than_a_table_has_is_not_read_by_them():
    rows = tuple((f"{number} {text}", answer) for number, text, answer, _ in ROWS)
    few, many = (
        read(table(rows, "8cm, 4cm", "align: horizon,"), dashes(count))
        for count in (9, 450)
    )
    assert said(few) == SAID
    assert said(many) != SAID
