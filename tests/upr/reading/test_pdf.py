"""Lines of PDF files, set by typst as the UN sets its reports."""

import pytest
import typst

from upr.errors import TooLargeError
from upr.reading.limits import Limits
from upr.reading.lines import Zone
from upr.reading.pdf import pdf_lines

PAGE = """
#set page(width: 595pt, height: 842pt, margin: (x: 113pt, top: 90pt, bottom: 120pt),
  header: text(size: 9pt, weight: "bold")[A/HRC/914/15],
  footer: text(size: 9pt)[#context counter(page).display() #h(1fr) GE.14-00001])
#set text(size: 10pt, font: "Libertinus Serif", hyphenate: false)
#set par(leading: 0.5em, spacing: 1.1em)
#set super(typographic: false)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt))
#show footnote.entry: set text(size: 9pt)
"""


def _lines(body):
    return pdf_lines(typst.compile((PAGE + body).encode(), format="pdf")).lines


def _texts(lines, zone):
    return [line.text for line in lines if line.zone is zone]


def test_running_heads_and_feet_are_furniture():
    lines = _lines("Words of the body. #pagebreak() More words of the body.")
    furniture = _texts(lines, Zone.FURNITURE)
    assert sorted(furniture) == [
        "1 GE.14-00001",
        "2 GE.14-00001",
        "A/HRC/914/15",
        "A/HRC/914/15",
    ]
    assert _texts(lines, Zone.BODY) == ["Words of the body.", "More words of the body."]


def test_a_number_in_the_middle_of_the_page_is_no_furniture():
    lines = _lines("#v(200pt) 17 \\ Words.")
    assert _texts(lines, Zone.BODY) == ["17", "Words."]


def test_references_to_footnotes_become_superscripts():
    lines = _lines("Train judges (Chile#footnote[As read.]); build courts in 2010.")
    assert _texts(lines, Zone.BODY) == ["Train judges (Chile¹); build courts in 2010."]
    assert _texts(lines, Zone.NOTE) == ["¹As read."]


def test_footnotes_that_follow_each_other_are_parted():
    lines = _lines(
        "The recommendations of the States stand here and are longer than the notes. "
        "One (Chile#footnote[The first note.]) two (Peru#footnote[The second note.])"
        " three (Mali#footnote[The third note.])"
    )
    assert _texts(lines, Zone.NOTE) == [
        "¹The first note.",
        "²The second note.",
        "³The third note.",
    ]


def test_a_note_with_a_star_is_a_note_whatever_its_size():
    lines = _lines("Words of the body. #v(1fr) \\*\\* The conclusions are not edited.")
    assert _texts(lines, Zone.NOTE) == ["** The conclusions are not edited."]


def test_a_line_knows_its_page_place_size_and_weight():
    first, second = _lines("*Heading* #pagebreak() Words.")[1::3][:2]
    assert (first.text, first.page, first.bold) == ("Heading", 1, True)
    assert (second.text, second.page, second.bold) == ("Words.", 2, False)
    assert second.size_pt == 10.0
    assert second.box is not None
    assert round(second.box.left) == 113
    assert second.box.bottom < second.box.top < 842 - 80


def test_the_size_is_that_of_print_where_the_text_matrix_scales():
    # pdfium gives 1 for a font set at 1 point and scaled by 10 in the matrix
    content = b"BT /F1 1 Tf 10 0 0 10 113 700 Tm (Words of the body) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 3 0 R>>>>>>",
    ]
    data = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, body)
        for number, body in enumerate(objects, 1)
    )
    data += b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
    assert [line.size_pt for line in pdf_lines(data).lines] == [10.0]


def test_more_lines_than_allowed_are_refused():
    data = typst.compile((PAGE + "One. \\ Two. \\ Three.").encode(), format="pdf")
    with pytest.raises(TooLargeError, match="more than 2 lines"):
        pdf_lines(data, Limits(lines=2))
