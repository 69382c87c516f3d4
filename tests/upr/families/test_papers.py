"""Papers without recommendations are archived with what their covers say."""

from datetime import date

import pytest

from upr.families import papers
from upr.reading.lines import Line, Printed
from upr.records import Document, DocumentKind, Source

SOURCE = Source("a.pdf", "0" * 64, "application/pdf", 2, "1", "")
WORKING_GROUP = (
    "Human Rights Council",
    "Working Group on the Universal Periodic Review",
    "Twentieth session",
    "27 October–7 November 2014",
)
COUNCIL = (
    "Human Rights Council",
    "Twenty-eighth session",
    "Agenda item 6",
    "Report of the Working Group on the Universal Periodic",
    "Review*",
)
DISTRIBUTED = ("General Assembly Distr.: General", "15 August 2014")


def parse(kind: DocumentKind, *cover: str) -> Document:
    lines = tuple(Line(text, page=1) for text in cover)
    return papers.parse(Printed("application/pdf", 2, lines), kind, SOURCE)


def failed(document: Document) -> list[str]:
    return [check.name for check in document.checks if not check.passed]


def test_a_national_report_is_read():
    document = parse(
        DocumentKind.NATIONAL_REPORT,
        *WORKING_GROUP,
        "National report submitted in accordance with paragraph 5 of",
        "the annex to Human Rights Council resolution 16/21*",
        "Aldoria",
        "United Nations A/HRC/WG.6/20/XAA/1",
        *DISTRIBUTED,
    )
    assert (document.symbol, document.state) == ("A/HRC/WG.6/20/XAA/1", "XAA")
    assert document.title == (
        "National report submitted in accordance with paragraph 5 of the annex to "
        "Human Rights Council resolution 16/21"
    )
    assert document.distributed == date(2014, 8, 15)
    assert document.facts.session == 20
    assert document.facts.session_start == date(2014, 10, 27)
    assert document.facts.session_end == date(2014, 11, 7)
    assert (document.items, failed(document)) == ((), [])
    assert document.source == SOURCE


@pytest.mark.parametrize(
    ("kind", "cover", "title"),
    [
        (
            DocumentKind.COMPILATION,
            ("Compilation on Aldoria", "Report of the Office of the United Nations"),
            "Compilation on Aldoria",
        ),
        (
            DocumentKind.COMPILATION,
            (
                "Aldoria",
                "Compilation of information prepared by the Office of the",
                "United Nations High Commissioner for Human Rights",
                "I. Background",
            ),
            "Compilation of information prepared by the Office of the United Nations "
            "High Commissioner for Human Rights",
        ),
        (
            DocumentKind.SUMMARY,
            (
                "Summary of stakeholders’ submissions on Aldoria*",
                "Report of the Office",
            ),
            "Summary of stakeholders’ submissions on Aldoria",
        ),
        (
            DocumentKind.SUMMARY,
            ("SUMMARY PREPARED BY THE OFFICE", "Aldoria*", "The present report is"),
            "SUMMARY PREPARED BY THE OFFICE",
        ),
        (
            DocumentKind.DECISION,
            ("928/111. Outcome of the universal periodic review: Aldoria", "A/HRC/1/2"),
            "928/111. Outcome of the universal periodic review: Aldoria",
        ),
        (
            DocumentKind.DECISION,
            ("Outcome of the Universal Periodic Review: Aldoria",),
            "Outcome of the Universal Periodic Review: Aldoria",
        ),
    ],
)
def test_titles_and_states_stand_in_several_ways(
    kind: DocumentKind, cover: tuple[str, ...], title: str
):
    document = parse(kind, *cover, "A/HRC/DEC/928/111", *DISTRIBUTED)
    assert (document.title, document.state) == (title, "XAA")
    assert failed(document) == []


def test_the_report_of_the_council_is_about_no_one_state():
    document = parse(
        DocumentKind.COUNCIL_REPORT,
        "Report of the Human Rights Council on its twenty-",
        "eighth session",
        "Vice-President and Rapporteur: A. Person (Brevania)",
        "A/HRC/928/2",
    )
    assert (
        document.title
        == "Report of the Human Rights Council on its twenty-eighth session"
    )
    assert (document.state, failed(document)) == (None, [])


def test_an_addendum_is_called_by_what_it_holds():
    document = parse(
        DocumentKind.ADDENDUM,
        *COUNCIL,
        "Aldoria",
        "Addendum",
        "Views on conclusions and/or recommendations, voluntary",
        "commitments and replies presented by the State under review",
        "United Nations A/HRC/914/15/Add.1",
    )
    assert document.title == (
        "Views on conclusions and/or recommendations, voluntary commitments and "
        "replies presented by the State under review"
    )
    assert document.state == "XAA"
    assert document.facts.session is None
    assert failed(document) == []


def test_a_thematic_list_has_its_session_in_its_title_and_no_symbol():
    document = parse(
        DocumentKind.THEMATIC_LIST,
        "UPR of Aldoria (2nd Cycle – 20th session) Thematic list of recommendations "
        "Page 15 of 27",
        "Recommendation",
    )
    assert document.title == (
        "UPR of Aldoria (2nd Cycle – 20th session) Thematic list of recommendations"
    )
    assert (document.symbol, document.state) == ("", "XAA")
    assert document.facts.session == 20
    assert failed(document) == []


def test_codes_that_are_not_iso_are_known():
    document = parse(DocumentKind.SUMMARY, "Romania", "A/HRC/WG.6/2/ROM/3")
    assert (document.state, failed(document)) == ("ROU", [])


def test_symbol_and_name_that_disagree_fail_a_check():
    document = parse(DocumentKind.SUMMARY, "Brevania", "A/HRC/WG.6/20/XAA/3")
    assert (document.state, failed(document)) == ("XAA", ["known_states"])


def test_a_cover_without_symbol_and_state_fails_its_checks():
    document = parse(DocumentKind.SUMMARY, "Summary of stakeholders’ submissions")
    assert (document.state, failed(document)) == (None, ["symbol", "known_states"])


def test_a_correction_keeps_its_own_symbol():
    document = parse(
        DocumentKind.COMPILATION, "Aldoria", "Corrigendum", "A/HRC/WG.6/7/XAA/2/Corr.1*"
    )
    assert document.symbol == "A/HRC/WG.6/7/XAA/2/Corr.1"
    assert document.reissued


def test_dates_that_do_not_exist_are_left_out():
    document = parse(DocumentKind.SUMMARY, "30-31 February 2014", "A/HRC/WG.6/20/XAA/3")
    assert document.facts.session_start is None
    assert document.facts.session_end is None
