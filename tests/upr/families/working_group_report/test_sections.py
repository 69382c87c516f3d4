import pytest

from tests.upr.families.working_group_report.printed import printed
from upr.errors import UnknownLayoutError
from upr.families.working_group_report.sections import split

REPORT = """
Contents

Introduction ..................... 1-4 3

II. Conclusions and/or recommendations ........... 98-99 13

{introduction}

1. The Working Group held its session.

{heading}

98. The recommendations below enjoy the support of Aldoria:

98.1. Build a school (Brevania);

{third}

100. Aldoria will build a bridge.

{annex}

Composition of the delegation

Ms. A. Person
"""


def _split(**changes):
    parts = {
        "introduction": "Introduction",
        "heading": "II. Conclusions and/or recommendations**",
        "third": "III. Voluntary pledges and commitments",
        "annex": "Annex",
    } | changes
    return split(printed(REPORT.format(**parts)))


def _texts(lines):
    return [line.text for line in lines]


def test_each_part_has_its_lines():
    found = _split()
    assert _texts(found.opening)[-1] == "1. The Working Group held its session."
    assert _texts(found.conclusions)[0].startswith("98. The recommendations")
    assert _texts(found.conclusions)[-1] == "98.1. Build a school (Brevania);"
    assert _texts(found.pledges) == ["100. Aldoria will build a bridge."]


@pytest.mark.parametrize(
    "heading",
    [
        "II. CONCLUSIONS AND/OR RECOMMENDATIONS",
        "III. Conclusions and/or recommendations**",
        "CONCLUSIONS AND RECOMMENDATIONS",
        "II.\nConclusions and/or recommendations",
        "II. CONCLUSIONS AND/OR\nRECOMMENDATIONS",
        "II. Conclusions and/or recommendations∗∗",
        "II. Conclusions and/or recommendations¹",
    ],
)
def test_the_heading_of_section_ii_is_found(heading):
    assert len(_split(heading=heading).conclusions) == 2


@pytest.mark.parametrize(
    "third",
    [
        "III. VOLUNTARY COMMITMENTS OF THE STATE UNDER REVIEW",
        "III. Voluntary pledges and commitments",
        "III. VOLUNTARY PLEDGES AND COMMITMENTS",
        "III. VOLUNTARY COMMITMENTS UNDERTAKEN BY ALDORIA",
    ],
)
def test_the_heading_of_section_iii_is_found(third):
    assert len(_split(third=third).pledges) == 1


def test_names_of_the_annex_are_not_taken():
    for annex in ("Annex", "ANNEX", "Annex I", ""):
        found = _split(annex=annex)
        lines = (*found.opening, *found.conclusions, *found.pledges, *found.notes)
        assert "Ms. A. Person" not in _texts(lines)


def test_endnotes_under_their_heading_are_notes():
    found = _split(annex="Annex\n\nNotes\n\n¹ As read in the room.")
    assert "¹ As read in the room." in _texts(found.notes)


def test_a_report_without_section_ii_is_refused():
    with pytest.raises(UnknownLayoutError, match="Nothing was kept"):
        _split(heading="II. Summary")
