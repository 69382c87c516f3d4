"""Draft reports, as the Working Group has them before it, on an imagined State."""

import pytest

import upr
from tests.upr.papers_written import CONCLUSIONS, OPENING
from tests.upr.pdf_builders import pdf
from upr.records import Document, DocumentKind

COVER = (
    "UNEDITED VERSION",
    "Human Rights Council",
    "Working Group on the Universal Periodic Review",
    "Seventh session",
    "Geneva, 8–19 February 2010",
    "Draft report of the Working Group on the Universal Periodic Review",
    "Aldoria",
    "United Nations A/HRC/WG.6/7/L.9",
    "General Assembly Distr.: Limited",
    "18 February 2010",
    "Original: English",
)
CONTENTS = (
    "Contents",
    "Paragraphs Page",
    "Introduction ..................................................... x-x x",
    "I. Summary of the proceedings of the review process .............. x-x x",
    "A. Presentation by the State under review ....................... x-x x",
    "B. Interactive dialogue and responses ............................ x-x x",
    "II. Conclusions and/or recommendations ........................... x-x x",
    "Annex",
    "Composition of the delegation ..................................... x",
)
PENDING = (
    "II. Conclusions and/or recommendations",
    "4. The following recommendations will be examined by Aldoria, which will provide",
    "responses in due time, but no later than the fourteenth session of the Council:",
    "4.1. Ratify the convention on the rights of the coast (Brevania, Corvalia);",
    "4.2. Train the police in the languages of the islands (Dunmere).",
    "5. All conclusions and/or recommendations contained in the present report",
    "reflect the position of the submitting State(s) and/or the State under review.",
    "They should not be construed as endorsed by the Working Group as a whole.",
)


def read(*conclusions: str) -> Document:
    return upr.read(pdf(COVER, CONTENTS, OPENING, conclusions))


def test_a_draft_is_read_like_a_report_and_is_provisional():
    draft = read(*CONCLUSIONS)
    assert (draft.kind, draft.symbol) == (DocumentKind.DRAFT_REPORT, "A/HRC/WG.6/7/L.9")
    assert (draft.state, draft.facts.session) == ("XAA", 7)
    assert draft.is_provisional
    assert [item.key for item in draft.items] == ["4.1", "4.2", "4.3", "5.1"]
    assert (draft.leftovers, draft.is_whole) == ((), True)


def test_a_draft_with_answers_to_come_is_read():
    draft = read(*PENDING)
    assert [(item.key, item.position.value.value) for item in draft.items] == [
        ("4.1", "pending"),
        ("4.2", "pending"),
    ]
    assert draft.is_whole


@pytest.mark.parametrize(
    "cover", [COVER[1:], [line.replace("Draft r", "R") for line in COVER]]
)
def test_a_draft_is_known_by_its_symbol_alone(cover):
    draft = upr.read(pdf(cover, CONTENTS, OPENING, CONCLUSIONS))
    assert (draft.kind, len(draft.items)) == (DocumentKind.DRAFT_REPORT, 4)


def test_an_unedited_report_without_a_symbol_is_a_draft():
    cover = [line for line in COVER if "L.9" not in line]
    draft = upr.read(pdf(cover, CONTENTS, OPENING, CONCLUSIONS))
    assert (draft.kind, draft.symbol) == (DocumentKind.DRAFT_REPORT, "")
    assert len(draft.items) == 4


def test_the_final_report_is_not_provisional():
    cover = (
        "Human Rights Council",
        "Report of the Working Group on the Universal Periodic Review",
        "Aldoria",
        "United Nations A/HRC/914/15",
        "General Assembly Distr.: General",
    )
    assert not upr.read(pdf(cover, OPENING, CONCLUSIONS)).is_provisional
