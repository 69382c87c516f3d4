"""Numbers that Word makes are the ones it prints."""

import pytest

from tests.upr.word_builders import abstract, docx, level, listed, num, paragraph
from upr.reading.docx import docx_lines
from upr.reading.word_numbering import formatted


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    """What stands before the text "x" of each paragraph."""
    lines = docx_lines(docx(body, numbering=numbering, styles=styles)).lines
    return [line.text.removesuffix("x").strip() for line in lines]


def items(*levels: int, number: int = 1) -> str:
    return "".join(listed("x", number, place) for place in levels)


OUTLINE = abstract(
    0,
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
)


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (9, "upperRoman", "IX"),
        (22, "ordinal", "22nd"),
        (12, "ordinal", "12th"),
        (3, "none", ""),
        (3, "chineseCounting", "3"),
        (0, "lowerLetter", "0"),
        (10**9, "lowerRoman", "1000000000"),
    ],
)
def test_a_number_is_spelt_in_its_format(number: int, kind: str, printed: str):
    assert formatted(number, kind) == printed


def test_deeper_levels_begin_anew_after_a_higher_one():
    body = items(0, 1, 2, 2, 1, 2, 0, 1)
    assert numbers(body, OUTLINE + num(1, 0)) == [
        "1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1",
    ]  # fmt: skip


def test_a_level_that_never_restarts_runs_on():
    running = abstract(
        0, level(0, "%1."), level(1, "%2", more='<w:lvlRestart w:val="0"/>')
    )
    assert numbers(items(0, 1, 1, 0, 1), running + num(1, 0)) == [
        "1.", "1", "2", "2.", "3",
    ]  # fmt: skip


def test_a_level_may_restart_after_a_higher_one_only():
    numbering = abstract(
        0,
        level(0, "%1."),
        level(1, "%1.%2"),
        level(2, "%3", more='<w:lvlRestart w:val="1"/>'),
    )
    assert numbers(items(0, 1, 2, 1, 2, 0, 2), numbering + num(1, 0)) == [
        "1.", "1.1", "1", "1.2", "2", "2.", "1",
    ]  # fmt: skip


def test_a_level_above_that_no_paragraph_uses_counts_as_begun():
    assert numbers(items(1, 1, 0), OUTLINE + num(1, 0)) == ["1.1", "1.2", "2."]


def test_lists_on_one_abstract_list_count_together_unless_they_start_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, anew)
    body = items(0) + items(0, number=2) + items(0, 0, number=3) + items(0)
    assert numbers(body, numbering) == ["1.", "2.", "7.", "8.", "9."]


def test_a_list_may_put_its_own_level_in_place():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperRoman")}</w:lvlOverride>'
    assert numbers(items(0, 0), OUTLINE + num(1, 0, own)) == ["I)", "II)"]


def test_legal_numbering_is_in_digits():
    legal = abstract(
        0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")
    )
    assert numbers(items(0, 1), legal + num(1, 0)) == ["I.", "1.1"]


def test_bullets_of_symbol_fonts_are_signs():
    bullets = abstract(0, level(0, "\uf0b7", "bullet"), level(1, "–", "bullet"))
    assert numbers(items(0, 1), bullets + num(1, 0)) == ["•", "–"]


def test_number_zero_takes_a_paragraph_out_of_its_list():
    assert numbers(items(0) + items(0, number=0) + items(0), OUTLINE + num(1, 0)) == [
        "1.", "", "2.",
    ]  # fmt: skip


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Point"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_styles_number_their_paragraphs():
    numbering = abstract(
        0,
        level(0, "%1.", more='<w:pStyle w:val="Base"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>'),
    )
    body = "".join(
        paragraph("x", properties=f'<w:pStyle w:val="{style}"/>')
        for style in ("Base", "Point", "Sub")
    )
    assert numbers(body, numbering + num(1, 0), STYLED) == ["1.", "2.", "2.1"]


def test_an_abstract_list_may_stand_for_that_of_a_numbering_style():
    linked = (
        '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="List"/>'
        "</w:abstractNum>"
    )
    numbering = OUTLINE + linked + num(1, 0) + num(2, 4)
    assert numbers(items(0, number=2), numbering, STYLED) == ["1."]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        num(1, 9),
        '<w:num w:numId="1"/>',
        '<w:num w:numId="x"><w:abstractNumId w:val="0"/></w:num>',
        abstract(0, '<w:lvl w:ilvl="99"/>', '<w:lvl w:ilvl="x"/>') + num(1, 0),
    ],
)
def test_lists_that_are_not_there_print_nothing(numbering: str):
    assert numbers(items(0), numbering) == [""]
