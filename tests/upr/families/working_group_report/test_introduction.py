from datetime import date

import pytest

from tests.upr.families.working_group_report.printed import printed
from upr.families.working_group_report.introduction import facts, number_of

OPENING = {
    1: """
The Working Group on the Universal Periodic Review, established in accordance with
Human Rights Council resolution 5/1, held its seventh session from 30 November to
11 December 2009. The review of Aldoria was held at the 5th meeting, on 2 December
2009. The delegation was headed by the Minister for Justice. At its 9th meeting, held
on 4 December 2009, the Working Group adopted the present report on Aldoria.
""",
    2: """
On 7 September 2009, the Human Rights Council selected the following group of
rapporteurs (troika) to facilitate the review of Aldoria: Brevania, Galdria
(Federated Union of) and Corvalia.
""",
    3: """
The following documents were issued for the review of Aldoria: (a) A national report
(A/HRC/WG.6/7/ XAA /1); (b) A compilation (A/HRC/WG.6/7/XAA/2); (c) A summary.¹
""",
    4: """
A list of questions prepared in advance by Dunmere, Estavia and Valdesta
(Plurinational Commonwealth of) was transmitted to Aldoria through the troika.
""",
}


def _facts(**changes):
    texts = OPENING | {int(key[1:]): value for key, value in changes.items()}
    paragraphs = {number: printed(words) for number, words in texts.items()}
    return facts(paragraphs, {"1": "A/HRC/WG.6/7/XAA/3."})


def test_facts_of_the_opening_are_read():
    found, state = _facts()
    assert state == "XAA"
    assert found.session == 7
    assert (found.session_start, found.session_end) == (
        date(2009, 11, 30),
        date(2009, 12, 11),
    )
    assert found.review_date == date(2009, 12, 2)
    assert found.adoption_date == date(2009, 12, 4)
    assert found.troika == ("XAB", "XAG", "XAC")
    assert found.documents == (
        "A/HRC/WG.6/7/XAA/1",
        "A/HRC/WG.6/7/XAA/2",
        "A/HRC/WG.6/7/XAA/3",
    )
    assert found.advance_questions == ("XAD", "XAE", "XAV")


def test_a_day_without_a_year_takes_that_of_the_session():
    found, _ = _facts(p1=OPENING[1].replace("on 2 December\n2009.", "on 2nd December."))
    assert found.review_date == date(2009, 12, 2)


def test_an_opening_that_says_nothing_gives_no_facts():
    found, state = facts({}, {})
    assert state is None
    assert (found.session, found.review_date, found.troika) == (None, None, ())


@pytest.mark.parametrize(
    ("ordinal", "number"),
    [
        ("first", 1),
        ("twelfth", 12),
        ("twentieth", 20),
        ("twenty-first", 21),
        ("forty-eighth", 48),
        ("24th", 24),
        ("nineteenth", 19),
        ("resumed", None),
    ],
)
def test_ordinals_are_read(ordinal, number):
    assert number_of(ordinal) == number
