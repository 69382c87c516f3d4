"""The real papers are recognised, and their covers read."""

import re
from datetime import date
from pathlib import Path

import pytest

import upr
from upr import errors
from upr.cover import cover_of
from upr.reading import read_lines
from upr.recognition import recognise
from upr.records import DocumentKind

pytestmark = pytest.mark.corpus

# One State's papers over four cycles: symbol, State, session, date of distribution.
PAPERS = {
    "g0916919": (DocumentKind.NATIONAL_REPORT, "WG.6/7/SVN/1", 7, date(2009, 11, 3)),
    "g0917008": (DocumentKind.SUMMARY, "WG.6/7/SVN/3", 7, date(2009, 11, 12)),
    "g0917123": (DocumentKind.COMPILATION, "WG.6/7/SVN/2", 7, date(2009, 11, 19)),
    "g0917825": (
        DocumentKind.COMPILATION,
        "WG.6/7/SVN/2/Corr.1",
        7,
        date(2009, 12, 22),
    ),
    "g1012465": (DocumentKind.ADDENDUM, "14/15/Add.1", 7, date(2010, 3, 23)),
    "g1014611": (DocumentKind.DECISION, "DEC/14/105", None, date(2010, 6, 23)),
    "g1217781": (DocumentKind.COUNCIL_REPORT, "14/37", 7, date(2012, 10, 23)),
    "g1409727": (DocumentKind.SUMMARY, "WG.6/20/SVN/3", 20, date(2014, 7, 25)),
    "g1413493": (DocumentKind.NATIONAL_REPORT, "WG.6/20/SVN/1", 20, date(2014, 8, 15)),
    "g1414064": (DocumentKind.COMPILATION, "WG.6/20/SVN/2", 20, date(2014, 8, 18)),
    "g1504261": (DocumentKind.ADDENDUM, "28/15/Add.1", 20, date(2015, 3, 4)),
    "g1510722": (DocumentKind.DECISION, "DEC/28/111", None, date(2015, 5, 28)),
    "g1913313": (DocumentKind.COUNCIL_REPORT, "28/2", 20, date(2019, 5, 7)),
    "g1923444": (DocumentKind.NATIONAL_REPORT, "WG.6/34/SVN/1", 34, date(2019, 8, 6)),
    "g1924226": (DocumentKind.SUMMARY, "WG.6/34/SVN/3", 34, date(2019, 8, 14)),
    "g1925890": (DocumentKind.COMPILATION, "WG.6/34/SVN/2", 34, date(2019, 8, 30)),
    "g2004192": (DocumentKind.ADDENDUM, "43/15/Add.1", 34, date(2020, 2, 19)),
    "g2007307": (DocumentKind.DECISION, "DEC/43/112", None, date(2020, 3, 25)),
    "g2110341": (DocumentKind.COUNCIL_REPORT, "43/2", 34, date(2021, 5, 6)),
    "g2419943": (DocumentKind.COMPILATION, "WG.6/48/SVN/2", 48, date(2024, 11, 7)),
    "g2420070": (DocumentKind.NATIONAL_REPORT, "WG.6/48/SVN/1", 48, date(2024, 10, 30)),
    "g2420410": (DocumentKind.SUMMARY, "WG.6/48/SVN/3", 48, date(2024, 11, 6)),
    "g2505828": (DocumentKind.ADDENDUM, "59/15/Add.1", 48, date(2025, 4, 8)),
    "g2511026": (DocumentKind.DECISION, "DEC/59/112", None, date(2025, 7, 14)),
}
THEMATIC_LISTS = {
    "UPR20__Slovenia_ThematicListRecommendations_E": (20, 163),
    "UPR34_Slovenia_Thematic_list_of_Recommendations": (34, 215),
    "upr48-slovenia-thematic-list-of-recommendatio": (48, 254),
}
REFUSED = {
    "Advance_questions_Slovenia_first_batch.doc": errors.UnknownFormatError,
    "Advance_questions_to_Slovenia_Add1.doc": errors.UnknownFormatError,
    "Advance_questions_to_Slovenia_Add2.doc": errors.UnknownFormatError,
    "AdvancedQuestionsSlovenia.doc": errors.NotUprError,
    "AdvancedQuestionsSloveniaAdd1.doc": errors.NotUprError,
    "AdvancedQuestionsSloveniaAdd2.doc": errors.NotUprError,
    "AdvancedQuestionsSloveniaAdd3.doc": errors.NotUprError,
    "Letter-OHCHR-HC-Slovenia.pdf": errors.NoTextError,
    "Slovenia.pdf": errors.NotUprError,
    "Slovenia_Add.pdf": errors.NotUprError,
    "Slovenia_Infographic.pdf": errors.NotUprError,
    "UPR-wg48-Advance-Questions-Slovenia.docx": errors.NotUprError,
    "infographic-slovenia.pdf": errors.NotUprError,
    "session48-hc-letter-republic-slovenia-eng.pdf": errors.NotUprError,
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_what_it_is(name: str, corpus: Path):
    kind, symbol, session, day = PAPERS[name]
    document = upr.read(corpus / "slovenia" / f"{name}.pdf")
    assert (document.kind, document.symbol) == (kind, f"A/HRC/{symbol}")
    assert document.facts.session == session
    assert document.distributed == day
    about = None if kind is DocumentKind.COUNCIL_REPORT else "SVN"
    assert document.state == about


@pytest.mark.parametrize("name", THEMATIC_LISTS)
def test_a_thematic_list_is_recognised_and_its_rows_are_there(name: str, corpus: Path):
    session, rows = THEMATIC_LISTS[name]
    printed = read_lines((corpus / "slovenia" / f"{name}.docx").read_bytes())
    document = upr.read(corpus / "slovenia" / f"{name}.docx")
    assert document.kind == DocumentKind.THEMATIC_LIST
    assert (document.state, document.facts.session) == ("SVN", session)
    first_column = {
        line.text.split()[0]
        for line in printed.lines
        if line.cell and line.cell[2] == 1 and re.match(r"\d+\.\d+\s", line.text)
    }
    assert len(first_column) == rows


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_paper_is_refused(name: str, corpus: Path):
    with pytest.raises(errors.ReadError) as raised:
        upr.read(corpus / "slovenia" / name)
    assert type(raised.value) is REFUSED[name]


def test_all_reports_are_recognised(corpus: Path):
    for path in sorted((corpus / "reports").glob("*.pdf")):
        printed = read_lines(path.read_bytes())
        cover = cover_of(printed)
        assert (path.name, recognise(printed)) == (path.name, DocumentKind.REPORT)
        assert re.fullmatch(r"A/HRC/\d+/\d+", cover.symbol), path.name
        assert cover.distributed is not None, path.name
