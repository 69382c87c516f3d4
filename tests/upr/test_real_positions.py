"""The real papers of one State over four cycles: positions against OHCHR's lists."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import upr
from upr.positions import ohchr_rule, positions, upr_info_rule
from upr.records import Document, PositionValue, Stance

pytestmark = pytest.mark.corpus

# Session: report, addendum, thematic list; items, supported, noted.
REVIEWS = {
    20: (
        "g1423930.pdf",
        "g1504261.pdf",
        "UPR20__Slovenia_ThematicListRecommendations_E.docx",
    ),
    34: (
        "g1934994.pdf",
        "g2004192.pdf",
        "UPR34_Slovenia_Thematic_list_of_Recommendations.docx",
    ),
    48: (
        "g2502644.pdf",
        "g2505828.pdf",
        "upr48-slovenia-thematic-list-of-recommendatio.docx",
    ),
}
COUNTS = {20: (163, 142, 21), 34: (215, 182, 33), 48: (254, 217, 37)}
LAYOUTS = {
    20: "themes with letters",
    34: "themes without letters",
    48: "themes and goals in columns",
}
# Where OHCHR names another paragraph of the addendum than the one that lists the
# item: mostly the one under which it is explained; one is a slip of theirs ("3vv").
OTHER_PARAGRAPHS = {20: 1, 34: 0, 48: 9}


@cache
def read(path: Path) -> Document:
    return upr.read(path)


@pytest.fixture(params=REVIEWS)
def session(request) -> int:
    return int(request.param)


@pytest.fixture
def papers(session: int, corpus: Path) -> list[Document]:
    return [read(corpus / "slovenia" / name) for name in REVIEWS[session]]


def test_each_paper_is_read_whole(papers, session: int):
    assert [one.is_whole for one in papers] == [True, True, True]
    assert [one.facts.session for one in papers] == [session] * 3
    assert papers[2].source.layout == LAYOUTS[session]


def test_positions_equal_ohchrs_on_every_item(papers, session: int):
    report, addendum, thematic_list = papers
    told = {one.items[0]: one.value for one in thematic_list.statements}
    found = positions([report, addendum])
    counted = {one.key: upr_info_rule(one).value for one in found.items}
    by_ohchr = {one.key: str(ohchr_rule(one)) for one in found.items}
    assert found.unplaced == ()
    assert counted == {key: value.value for key, value in told.items()}
    assert by_ohchr == {one.items[0]: one.words for one in thematic_list.statements}
    items, supported, noted = COUNTS[session]
    assert len(counted) == items
    assert Counter(counted.values()) == {"supported": supported, "noted": noted}


def test_sources_are_the_paragraphs_that_list_the_items(papers, session: int):
    _, addendum, thematic_list = papers
    said = {key: one.paragraph for one in addendum.statements for key in one.items}
    other = [
        one.items[0]
        for one in thematic_list.statements
        if one.said_in == addendum.symbol
        and one.paragraph is not None
        and said.get(one.items[0]) != one.paragraph
    ]
    assert len(other) == OTHER_PARAGRAPHS[session]


def test_states_and_texts_of_the_list_are_those_of_the_report(papers):
    report, _, thematic_list = papers

    def by_key(document: Document) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for item, one in document.recommendations():
            found.setdefault(item.key, []).extend(one.iso3s)
        return {key: sorted(codes) for key, codes in found.items()}

    assert by_key(thematic_list) == by_key(report)


def test_every_item_of_a_list_has_themes(papers):
    about = papers[2].classifications
    assert [one.item for one in about if not one.themes or not one.heading] == []


def test_what_the_report_answered_at_once_stands(corpus: Path):
    names = REVIEWS[34][:2]
    found = positions([read(corpus / "slovenia" / name) for name in names])
    at_once = [one for one in found.items if one.key.startswith("121.")]
    assert len(at_once) == 58
    assert {upr_info_rule(one) for one in at_once} == {PositionValue.SUPPORTED}
    assert {one.history[-1].symbol for one in at_once} == {"A/HRC/43/15"}


def test_the_answers_in_prose_of_the_first_cycle(corpus: Path):
    addendum = read(corpus / "slovenia" / "g1012465.pdf")
    said = {key: one.value for one in addendum.statements for key in one.items}
    assert addendum.source.layout == "answered one by one"
    assert Counter(said.values()) == {
        Stance.SUPPORTED: 89,
        Stance.PARTLY: 3,
        Stance.NOTED: 3,
        Stance.UNCLEAR: 1,
    }
    assert [key for key, value in said.items() if value is Stance.PARTLY] == [
        "3",
        "32",
        "58",
    ]
    assert [key for key, value in said.items() if value is Stance.NOTED] == [
        "84",
        "88",
        "93",
    ]
    assert said["1"] is Stance.UNCLEAR
    assert [one.why for one in addendum.leftovers] == ["No position was found on 15."]


def test_the_history_of_the_first_cycle(corpus: Path):
    names = ("g1012049.pdf", "g1012465.pdf", "g1217781.pdf")
    found = positions([read(corpus / "slovenia" / name) for name in names])
    assert Counter(upr_info_rule(one).value for one in found.items) == {
        "supported": 89,
        "noted": 8,
    }
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("name", "session", "reviews", "statements"),
    [("g1217781", 7, 16, 1), ("g1913313", 20, 14, 1), ("g2110341", 34, 14, 2)],
)
def test_reports_of_the_council(name, session, reviews, statements, corpus: Path):
    document = read(corpus / "slovenia" / f"{name}.pdf")
    assert document.facts.session == session
    assert len(document.outcomes) == reviews
    assert [one for one in document.outcomes if not (one.state and one.report)] == []
    assert [one for one in document.outcomes if not (one.held and one.adopted)] == []
    assert len(document.statements) == statements
    assert {one.state for one in document.comments} == {
        one.state for one in document.outcomes
    }
    assert all(check.passed for check in document.checks)
