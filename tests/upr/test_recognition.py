"""Papers are recognised by their covers."""

import pytest

from tests.upr import papers_written
from tests.upr.test_languages import TEXTS
from upr.errors import NoTextError, NotUprError, WrongLanguageError
from upr.reading.lines import Line, Printed, Zone
from upr.recognition import recognise
from upr.records import DocumentKind

TEXT = [TEXTS["English"]] * 4
REPORT = (
    "Report of the Working Group on the Universal Periodic",
    "Review*",
    "Aldoria",
)


def printed(cover: tuple[str, ...], text: list[str] = TEXT) -> Printed:
    lines = [Line(line, page=1) for line in cover]
    lines += [Line(line, page=2) for line in text]
    return Printed("application/pdf", 2, tuple(lines))


@pytest.mark.parametrize(
    ("kind", "cover"),
    [
        (DocumentKind.REPORT, (*REPORT, "A/HRC/914/15")),
        (DocumentKind.REPORT, (*REPORT, "A/HRC/WG.6/1/XAA/4")),
        (DocumentKind.REPORT, REPORT),
        (DocumentKind.DRAFT_REPORT, ("Draft", *REPORT, "A/HRC/WG.6/22/L.10")),
        (DocumentKind.DRAFT_REPORT, (f"Draft report{REPORT[0][6:]}", "Review")),
        (DocumentKind.DRAFT_REPORT, ("UNEDITED VERSION", *REPORT)),
        (DocumentKind.ADDENDUM, (*REPORT, "Addendum", "A/HRC/914/15/Add.1")),
        (DocumentKind.ADDENDUM, (*REPORT, "Addendum", "Views on conclusions")),
        (
            DocumentKind.THEMATIC_LIST,
            ("UPR of Aldoria (2nd Cycle – 20th session) Thematic list of "
             "recommendations Page 1 of 2",),
        ),
        (
            DocumentKind.NATIONAL_REPORT,
            ("NATIONAL REPORT SUBMITTED IN ACCORDANCE WITH PARAGRAPH 15", "A/HRC/1/2"),
        ),
        (DocumentKind.NATIONAL_REPORT, ("Aldoria", "A/HRC/WG.6/20/XAA/1")),
        (DocumentKind.NATIONAL_REPORT, ("Aldoria", "A/HRC/WG.6/20/XAA/1/Rev.1")),
        (DocumentKind.COMPILATION, ("Compilation on Aldoria", "A/HRC/WG.6/34/XAA/2")),
        (DocumentKind.COMPILATION, ("Compilation prepared by the Office of the",)),
        (DocumentKind.SUMMARY, ("Summary of Stakeholders’ submissions on Aldoria*",)),
        (
            DocumentKind.DECISION,
            (
                "Decision adopted by the Human Rights Council*",
                "Outcome of the Universal Periodic Review: Aldoria",
                "Adopts the outcome, which comprises the report of the Working",
                "Group on the Universal Periodic Review",
                "A/HRC/DEC/928/111",
            ),
        ),
        (
            DocumentKind.COUNCIL_REPORT,
            ("Report of the Human Rights Council on its twenty-eighth", "session",
             "A/HRC/928/2"),
        ),
    ],
)  # fmt: skip
def test_a_paper_is_recognised(kind: DocumentKind, cover: tuple[str, ...]):
    assert recognise(printed(cover)) == kind


def test_a_report_whose_cover_forgets_the_title_is_known_by_its_opening():
    cover = ("UNIVERSAL PERIODIC REVIEW", "Aldoria *", "A/HRC/908/37")
    assert (
        recognise(printed(cover, list(papers_written.OPENING))) == DocumentKind.REPORT
    )


@pytest.mark.parametrize("language", [name for name in TEXTS if name != "English"])
def test_a_paper_in_another_language_is_refused_by_name(language: str):
    paper = printed(("A/HRC/914/15",), [TEXTS[language]] * 4)
    with pytest.raises(WrongLanguageError) as raised:
        recognise(paper)
    assert raised.value.language == language


def test_a_french_paper_under_an_english_cover_is_refused():
    paper = printed((*REPORT, "Addendum", "A/HRC/914/15/Add.1"), [TEXTS["French"]] * 4)
    with pytest.raises(WrongLanguageError):
        recognise(paper)


@pytest.mark.parametrize(
    ("cover", "sentence"),
    [
        (("ADVANCE QUESTIONS TO ALDORIA",), "These are advance questions"),
        (("Aldoria was reviewed by UPR WG 34",), "This is a poster"),
        (("Madam, I have the honour to refer to the fourth cycle review",),
         "This is a letter"),
        (("Report of the Special Rapporteur", "A/HRC/914/24"),
         "A/HRC/914/24 is no paper"),
        (("Report of the Special Rapporteur", "Addendum", "A/HRC/914/24/Add.1"),
         "A/HRC/914/24/Add.1 is no paper"),
        (("Decision adopted by the Human Rights Council", "A/HRC/DEC/917/1"),
         "A/HRC/DEC/917/1 is no paper"),
        (("We read the report of the Working Group on the Universal Periodic Review",),
         "This is no paper"),
        (("How to cook beans",), "This is no paper"),
    ],
)  # fmt: skip
def test_other_papers_are_refused_with_a_reason(cover: tuple[str, ...], sentence: str):
    with pytest.raises(NotUprError) as raised:
        recognise(printed(cover))
    assert str(raised.value)[: len(sentence)] == sentence


def test_a_french_cookbook_is_no_paper_of_the_review():
    with pytest.raises(NotUprError):
        recognise(printed(("Les haricots",), [TEXTS["French"]] * 4))


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (Line("12", page=1),),
        (Line("A/HRC/914/15 " * 9, page=1, zone=Zone.FURNITURE),),
    ],
)
def test_pages_without_text_are_a_scan(lines: tuple[Line, ...]):
    with pytest.raises(NoTextError):
        recognise(Printed("application/pdf", 2, lines))


def pages(*languages: str) -> Printed:
    lines = [Line(text, page=1) for text in (*REPORT, "A/HRC/914/15")]
    lines += [Line(TEXTS[one], page=place) for place, one in enumerate(languages, 2)]
    return Printed("application/pdf", len(languages) + 1, tuple(lines))


def test_a_report_whose_statements_are_in_french_is_read():
    """Issued in "English/French": the State's words stand as it said them."""
    report = pages("English", *["French"] * 8, "English", "English")
    assert recognise(report) == DocumentKind.REPORT


def test_one_english_page_does_not_make_a_french_report_english():
    with pytest.raises(WrongLanguageError) as raised:
        recognise(pages(*["French"] * 10, "English"))
    assert raised.value.language == "French"
