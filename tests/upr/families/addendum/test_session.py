"""Which session's review an addendum answers."""

import pytest

from tests.upr.families.addendum.written import read
from upr.families.addendum.session import session_of

HELD = "This is the response to the review of Aldoria on 16 February 2010."


@pytest.mark.parametrize(
    ("symbol", "state", "texts", "session"),
    [
        ("A/HRC/914/15/Add.1", "XAA", [HELD], 7),
        ("A/HRC/914/15/Add.1", "XAA", ["A law was passed on 16 February 2010."], None),
        ("A/HRC/914/15/Add.1", "XAA", [HELD, "The review of 4 November 2014."], None),
        ("A/HRC/28/15/Add.1", "SVN", [], 20),
        ("A/HRC/28/999/Add.1", "SVN", [], 20),
        ("A/HRC/28/999/Add.1", "XAA", [], None),
        ("A/HRC/28/999/Add.1", None, [], None),
        ("", "SVN", ["The review was held on 31 February 2010."], None),
    ],
)
def test_the_session_is_told_by_the_day_or_by_the_symbol(symbol, state, texts, session):
    assert session_of(symbol, state, texts) == session


def test_an_addendum_has_the_session_of_its_review():
    document = read(f"1. {HELD}\n\n2. The Government accepts recommendation 98.1.")
    assert document.facts.session == 7
