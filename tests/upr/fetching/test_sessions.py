"""Which papers a session has."""

import pytest

from upr.errors import FetchError
from upr.fetching.service import wanted
from upr.fetching.sessions import Kind, papers_of_session
from upr.reference.reviews import at_session


def test_reports_come_with_their_addenda_review_by_review():
    found = papers_of_session(20, [Kind.REPORT, Kind.ADDENDUM])

    place = found.symbols.index("A/HRC/28/15")
    assert found.symbols[place : place + 2] == ("A/HRC/28/15", "A/HRC/28/15/Add.1")
    assert len(found.symbols) == 2 * len(at_session(20)) - 2 * len(found.unknown)


def test_papers_are_named_after_session_and_state():
    found = papers_of_session(20, [Kind.PAPER])

    assert "A/HRC/WG.6/20/SVN/1" in found.symbols
    assert len(found.symbols) == 3 * len(at_session(20))
    assert found.unknown == ()


def test_drafts_are_numbered_through_the_session():
    found = papers_of_session(48, [Kind.DRAFT])

    assert found.symbols[0] == "A/HRC/WG.6/48/L.1"
    assert len(found.symbols) == len(at_session(48))


def test_reports_whose_symbol_is_not_known_are_named():
    found = papers_of_session(48, [Kind.REPORT])
    known = [one for one in at_session(48) if one.report_symbol]

    assert (len(found.symbols), len(found.unknown)) == (
        len(known),
        len(at_session(48)) - len(known),
    )


def test_every_symbol_can_be_asked_for():
    symbols = papers_of_session(20, list(Kind)).symbols

    assert [wanted(symbol).symbol for symbol in symbols] == list(symbols)


def test_a_session_without_reviews_is_named():
    with pytest.raises(FetchError, match="No review at session 999 is known"):
        papers_of_session(999, [Kind.REPORT])
