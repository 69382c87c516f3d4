from collections import Counter

import pytest

from upr.errors import UnknownNameError
from upr.reference import reviews, sessions, states
from upr.reference.reviews import REVIEWS, ReviewStatus

MEMBERS = {s.iso3 for s in states.REAL.values() if s.status is states.Status.MEMBER}


def of_cycle(cycle: int) -> set[str]:
    return {iso3 for iso3, own in REVIEWS if own == cycle}


def test_calendar_closes():
    assert of_cycle(1) == MEMBERS - {"SSD"}
    assert of_cycle(2) == of_cycle(3) == of_cycle(4) == MEMBERS
    assert len(REVIEWS) == 192 + 3 * 193


def test_each_review_is_at_a_session_of_its_cycle():
    for review in REVIEWS.values():
        assert sessions.cycle_of(review.scheduled_session) == review.cycle
        if review.actual_session is not None:
            assert sessions.cycle_of(review.actual_session) == review.cycle


def test_number_of_states_at_a_session():
    counts = Counter(review.actual_session for review in REVIEWS.values())
    odd: dict[int | None, int] = {
        8: 15,
        12: 17,
        15: 13,
        17: 15,
        26: 11,
        39: 13,
        40: 12,
        42: 13,
        50: 13,
    }
    odd |= {54: 12, None: 1}
    usual: dict[int | None, int] = {n: 16 if n <= 12 else 14 for n in sessions.SESSIONS}
    assert counts == usual | odd


def test_reviews_that_moved():
    moved = {
        (r.iso3, r.scheduled_session, r.actual_session, r.status)
        for r in REVIEWS.values()
        if r.has_moved
    }
    assert moved == {
        ("HTI", 8, 12, ReviewStatus.HELD),
        ("ISR", 15, 17, ReviewStatus.HELD),
        ("SDN", 39, 40, ReviewStatus.HELD),
        ("USA", 50, 53, ReviewStatus.MOVED),
        ("UKR", 42, None, ReviewStatus.NOT_HELD),
    }


def test_states_keep_their_place_in_later_cycles():
    """Each session from the second cycle on reviews the same States again."""
    for second, third, fourth in zip(
        range(13, 27), range(27, 41), range(41, 55), strict=True
    ):
        sets = [
            {r.iso3 for r in REVIEWS.values() if r.scheduled_session == number}
            for number in (second, third, fourth)
        ]
        assert sets[0] == sets[1], (second, third)
        # Sudan was reviewed at session 40 instead of 39, and keeps that place.
        assert sets[1] - {"SDN"} == sets[2] - {"SDN"}, (third, fourth)


def test_review_lies_inside_its_session():
    for review in REVIEWS.values():
        session = sessions.SESSIONS.get(review.actual_session or 0)
        if review.review_date and session and session.start and session.end:
            assert session.start <= review.review_date <= session.end, review


def test_adoption_follows_the_review():
    for review in REVIEWS.values():
        typo = (review.iso3, review.cycle) == ("VEN", 1)  # printed so in A/HRC/19/12
        if review.review_date and review.adoption_date:
            assert (review.review_date < review.adoption_date) is not typo, review


def test_troikas_are_three_other_states():
    troikas = [r for r in REVIEWS.values() if r.troika]
    assert len(troikas) >= 303
    for review in troikas:
        assert len(set(review.troika)) == 3
        assert set(review.troika) <= MEMBERS - {review.iso3}


def test_symbols_are_unique_and_of_the_session_that_adopts():
    symbols = [r.report_symbol for r in REVIEWS.values() if r.report_symbol]
    assert len(set(symbols)) == len(symbols)
    for review in REVIEWS.values():
        if review.report_symbol:
            session = sessions.get(review.actual_session or 0).council_session
            assert review.report_symbol.startswith(f"A/HRC/{session}/")


def test_what_rests_on_memory_is_not_verified():
    for review in REVIEWS.values():
        assert review.source
        if review.source.startswith("from memory"):
            assert not review.is_verified
    unverified = {r.actual_session for r in REVIEWS.values() if not r.is_verified}
    assert unverified == {28, 30, 33, 34, 50, 51, 52, 53, 54, None}


def test_statuses():
    counts = Counter(review.status for review in REVIEWS.values())
    assert counts == {
        ReviewStatus.HELD: 716,
        ReviewStatus.SCHEDULED: 53,
        ReviewStatus.MOVED: 1,
        ReviewStatus.NOT_HELD: 1,
    }


def test_reviews_of_a_state():
    sessions_of = [review.actual_session for review in reviews.of_state("SVN")]
    assert sessions_of == [7, 20, 34, 48]
    assert reviews.of_state("PSE") == ()
    assert [review.cycle for review in reviews.of_state("SSD")] == [2, 3, 4]


def test_one_review():
    review = reviews.get("SVN", 2)
    assert review.report_symbol == "A/HRC/28/15"
    assert review.troika == ("BWA", "ITA", "VNM")
    assert reviews.of_report("A/HRC/28/15") == review
    assert reviews.of_report("A/HRC/999/1") is None
    assert review in reviews.at_session(20)
    assert reviews.at_session(0) == ()


def test_a_review_that_is_not_known_says_so():
    with pytest.raises(UnknownNameError, match=r"\('SSD', 1\) is no State and cycle"):
        reviews.get("SSD", 1)
