"""Word files become lines, in the order in which they are printed."""

import pytest

from tests.upr.word_builders import (
    abstract,
    docx,
    level,
    listed,
    num,
    paragraph,
    run,
    table,
)
from upr.errors import TooLargeError
from upr.reading.docx import docx_lines
from upr.reading.limits import Limits
from upr.reading.lines import Zone

BOLD = "<w:b/>"
FOOTNOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NOTES = "".join(
    f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p>'
    "</w:footnote>"
    for number, text in ((5, "As read in the room."), (9, "See annex."))
)


def texts(data: bytes) -> list[str]:
    return [line.text for line in docx_lines(data).lines]


# What stands between the marks of a paragraph, and what is printed of it.
RUNS = [
    ("tab and line break", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>", "a b"),
    ("hyphens", "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
    ("a word cut in runs", run("recom") + run("mend", BOLD), "recommend"),
    ("link", f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
    ("insertion", f"<w:ins>{run('put in')}</w:ins>", "put in"),
    ("deletion", "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>" + run("b"), "b"),
    ("moved from", f"<w:moveFrom>{run('gone')}</w:moveFrom>" + run("b"), "b"),
    ("smart tag", f"<w:smartTag>{run('Aldoria')}</w:smartTag>", "Aldoria"),
    ("control", f"<w:sdt><w:sdtContent>{run('in')}</w:sdtContent></w:sdt>", "in"),
    ("simple field", f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
    ("capitals", run("Aldoria", "<w:caps/>"), "ALDORIA"),
    ("hidden", run("a", "<w:vanish/>") + run("b"), "b"),
    ("not hidden", run("a", '<w:vanish w:val="0"/>') + run("b"), "ab"),
    ("sign of a font", '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
    ("raised digits", run("Aldoria,") + run("12", '<w:vertAlign w:val="superscript"/>'),
     "Aldoria,¹²"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "printed"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS]
)
def test_runs_come_as_printed(runs: str, printed: str):
    assert texts(docx(paragraph(runs))) == [printed]


def test_instructions_of_fields_are_not_printed():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>IF 1 = 1</w:instrText><w:t>condition</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("result")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(docx(paragraph("before ", field, " after"))) == ["before result after"]


def test_an_open_field_swallows_no_other_paragraph():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(docx(paragraph(begun, "a") + paragraph("b"))) == ["b"]


def test_a_deleted_end_joins_two_paragraphs():
    joined = paragraph("first ", properties="<w:rPr><w:del/></w:rPr>")
    body = joined + paragraph("second") + joined
    assert texts(docx(body)) == ["first second", "first"]


def test_paragraphs_are_counted_with_the_empty_ones():
    lines = docx_lines(docx(paragraph("a") + paragraph() + paragraph("b"))).lines
    assert [(line.text, line.index) for line in lines] == [("a", 1), ("b", 3)]


def test_cells_are_told_by_table_row_and_column():
    inner = table(("deep",))
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('wide')}</w:tc>"
    body = (
        table(("a", "b"), ("c", paragraph("d") + inner + paragraph("e")))
        + f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('after')}</w:tc></w:tr></w:tbl>"
    )
    lines = docx_lines(docx(body)).lines
    assert [(line.text, line.cell) for line in lines] == [
        ("a", (1, 1, 1)),
        ("b", (1, 1, 2)),
        ("c", (1, 2, 1)),
        ("d", (1, 2, 2)),
        ("deep", (2, 1, 1)),
        ("e", (1, 2, 2)),
        ("wide", (3, 1, 1)),
        ("after", (3, 1, 3)),
    ]


def test_cells_tell_how_many_rows_and_columns_they_reach_over():
    begins = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    both = (
        "<w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>"
        + paragraph("both")
    )
    rest = "<w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='continue'/></w:tcPr><w:p/>"
    body = table(
        ("a", begins + paragraph("over") + paragraph("three"), "b"),
        ("c", goes_on, "d"),
        ("e", goes_on, "f"),
        ("g", begins + paragraph("anew"), "h"),
        (both, "i"),
        (rest, "j"),
        (goes_on, "k", "l"),
    )
    lines = docx_lines(docx(body)).lines
    assert [(line.text, line.cell, line.span) for line in lines] == [
        ("a", (1, 1, 1), (1, 1)),
        ("over", (1, 1, 2), (3, 1)),
        ("three", (1, 1, 2), (3, 1)),
        ("b", (1, 1, 3), (1, 1)),
        ("c", (1, 2, 1), (1, 1)),
        ("d", (1, 2, 3), (1, 1)),
        ("e", (1, 3, 1), (1, 1)),
        ("f", (1, 3, 3), (1, 1)),
        ("g", (1, 4, 1), (1, 1)),
        ("anew", (1, 4, 2), (1, 1)),
        ("h", (1, 4, 3), (1, 1)),
        ("both", (1, 5, 1), (3, 2)),
        ("i", (1, 5, 3), (1, 1)),
        ("j", (1, 6, 3), (1, 1)),
        ("k", (1, 7, 2), (1, 1)),
        ("l", (1, 7, 3), (1, 1)),
    ]


def test_a_span_that_is_no_number_of_columns_is_bounded():
    wide = "<w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>" + paragraph("wide")
    (line,) = docx_lines(docx(table((wide,)))).lines
    assert line.span == (1, 63)


def test_a_row_that_is_struck_out_is_not_printed():
    struck = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('out')}</w:tc></w:tr>"
    body = f"<w:tbl>{struck}<w:tr><w:tc>{paragraph('in')}</w:tc></w:tr></w:tbl>"
    assert texts(docx(body)) == ["in"]


def test_notes_follow_the_paragraph_that_refers_to_them():
    body = paragraph(
        "Ratify (Brevania,", FOOTNOTE.format(9), " Corvalia)", FOOTNOTE.format(5)
    ) + paragraph("Next", FOOTNOTE.format(9))
    lines = docx_lines(docx(body, footnotes=NOTES)).lines
    assert [(line.text, line.zone, line.index) for line in lines] == [
        ("Ratify (Brevania,¹ Corvalia)²", Zone.BODY, 1),
        ("¹ See annex.", Zone.NOTE, 1),
        ("² As read in the room.", Zone.NOTE, 1),
        ("Next¹", Zone.BODY, 2),
    ]


def test_a_note_with_its_own_mark_keeps_it():
    mark = (
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>'
    )
    note = f'<w:footnote w:id="5"><w:p>{run("* Not edited.")}</w:p></w:footnote>'
    assert texts(docx(paragraph("Review", mark), footnotes=note)) == [
        "Review*",
        "* Not edited.",
    ]


def test_running_heads_are_furniture():
    lines = docx_lines(
        docx(paragraph("text"), header=paragraph("A/HRC/914/15"), footer=paragraph())
    ).lines
    assert [(line.text, line.zone) for line in lines] == [
        ("A/HRC/914/15", Zone.FURNITURE),
        ("text", Zone.BODY),
    ]


def test_a_text_box_is_printed_once():
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(docx(paragraph("host", both))) == ["host", "in the box"]


def test_the_look_is_that_of_most_characters():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N">'
        '<w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="N"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    heading = '<w:pStyle w:val="H"/>'
    body = (
        paragraph("Heading", properties=heading)
        + paragraph(run("cancelled", '<w:rStyle w:val="Strong"/>'), properties=heading)
        + paragraph("long and plain", run("bold", BOLD + '<w:sz w:val="40"/>'))
        + paragraph("a", run("bold and more", BOLD))
    )
    lines = docx_lines(docx(body, styles=styles)).lines
    assert [(line.bold, line.size_pt) for line in lines] == [
        (True, 10.0),
        (False, 10.0),
        (False, 10.0),
        (True, 10.0),
    ]


def test_styles_that_go_round_in_circles_end():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("text", properties='<w:pStyle w:val="A"/>')
    assert texts(docx(body, styles=styles)) == ["text"]


def test_numbers_of_lists_stand_before_the_text():
    numbering = abstract(0, level(0, "115.%1")) + num(1, 0)
    body = listed("Ratify (Brevania);") + paragraph("Comment") + listed("Sign.")
    assert texts(docx(body, numbering=numbering)) == [
        "115.1 Ratify (Brevania);",
        "Comment",
        "115.2 Sign.",
    ]


def test_more_lines_than_allowed_are_refused():
    with pytest.raises(TooLargeError):
        docx_lines(docx(paragraph("a") * 3), Limits(lines=2))
