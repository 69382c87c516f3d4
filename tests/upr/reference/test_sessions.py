from datetime import date
from itertools import pairwise

import pytest

from upr.errors import UnknownNameError
from upr.reference import sessions
from upr.reference.sessions import CYCLES, SESSIONS, Cycle, SessionStatus


def test_sessions_are_numbered_without_gaps():
    assert list(SESSIONS) == list(range(1, 55))


def test_cycles_are_runs_of_sessions():
    assert dict(CYCLES) == {
        1: Cycle(1, 1, 12),
        2: Cycle(2, 13, 26),
        3: Cycle(3, 27, 40),
        4: Cycle(4, 41, 54),
    }


@pytest.mark.parametrize(
    ("session", "cycle"),
    [(1, 1), (12, 1), (13, 2), (26, 2), (27, 3), (40, 3), (41, 4), (54, 4)],
)
def test_cycle_of_a_session(session, cycle):
    assert sessions.cycle_of(session) == cycle


@pytest.mark.parametrize("session", [0, -1, 55, 900])
def test_a_session_that_is_not_known_says_so(session):
    with pytest.raises(UnknownNameError, match=f"{session} is no session"):
        sessions.cycle_of(session)


def test_sessions_follow_each_other():
    days = [(s.start, s.end) for s in SESSIONS.values() if s.start and s.end]
    assert len(days) == 52
    assert all(start < end for start, end in days)
    assert all(first[1] < second[0] for first, second in pairwise(days))


def test_sessions_of_the_council_follow_each_other():
    council = [session.council_session for session in SESSIONS.values()]
    assert council == sorted(council)
    assert all(later - earlier <= 2 for earlier, later in pairwise(council))


def test_whole_sessions_moved():
    moved = {s.number: s.planned_start for s in SESSIONS.values() if s.has_moved}
    assert moved == {36: date(2020, 5, 4), 37: date(2020, 11, 2)}


def test_days_from_memory_are_not_verified():
    unverified = [s.number for s in SESSIONS.values() if not s.is_verified]
    assert unverified == [27, 33, 37, 39, 40, 51, 52, 53, 54]
    assert all(s.source for s in SESSIONS.values())


def test_sessions_that_are_not_known_to_have_been_held():
    scheduled = [
        s.number for s in SESSIONS.values() if s.status is SessionStatus.SCHEDULED
    ]
    assert scheduled == [51, 52, 53, 54]


@pytest.mark.parametrize(
    ("when", "number"),
    [
        (date(2014, 11, 4), 20),
        (date(2008, 4, 7), 1),
        (date(2008, 4, 18), 1),
        (date(2008, 4, 19), None),
        (date(1999, 1, 1), None),
    ],
)
def test_session_on_a_day(when, number):
    session = sessions.on(when)
    assert (session.number if session else None) == number
