"""Mornings of Geneva, over every edge of the calendar."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from upright.subscriptions.models import Frequency
from upright.subscriptions.periods import day_of, is_ahead, is_near, period_of


@pytest.mark.parametrize(
    ("at", "daily", "weekly"),
    [
        ("2026-11-24T05:59:59+00:00", "2026-11-23", "2026-11-23"),
        ("2026-11-24T06:00:00+00:00", "2026-11-24", "2026-11-23"),
        ("2026-11-23T05:59:59+00:00", "2026-11-22", "2026-11-16"),
        ("2026-07-14T04:59:59+00:00", "2026-07-13", "2026-07-13"),
        ("2026-07-14T05:00:00+00:00", "2026-07-14", "2026-07-13"),
        ("2027-01-01T05:00:00+00:00", "2026-12-31", "2026-12-28"),
        ("2028-02-29T12:00:00+00:00", "2028-02-29", "2028-02-28"),
        # The nights when the clocks go forward and back.
        ("2026-03-29T04:59:59+00:00", "2026-03-28", "2026-03-23"),
        ("2026-03-29T05:00:00+00:00", "2026-03-29", "2026-03-23"),
        ("2026-10-25T05:59:59+00:00", "2026-10-24", "2026-10-19"),
        ("2026-10-25T06:00:00+00:00", "2026-10-25", "2026-10-19"),
    ],
)
def test_a_period_begins_at_seven_in_geneva(at: str, daily: str, weekly: str) -> None:
    moment = datetime.fromisoformat(at)

    assert period_of(Frequency.DAILY, moment).isoformat() == daily
    assert period_of(Frequency.WEEKLY, moment).isoformat() == weekly


def test_a_day_is_a_day_of_geneva() -> None:
    assert day_of(datetime.fromisoformat("2026-11-24T23:30:00+00:00")) == date(
        2026, 11, 25
    )


@pytest.mark.parametrize("frequency", list(Frequency))
def test_a_date_is_told_as_often_as_it_should_by_regular_digests(
    frequency: Frequency,
) -> None:
    step = 1 if frequency is Frequency.DAILY else 7
    first = date(2027, 3, 1)
    days = [date.fromordinal(first.toordinal() - n) for n in range(70, -8, -step)]
    told = [
        (first - day).days
        for last, day in pairwise(days)
        if is_near(first, last, day, frequency)
    ]

    expected = [28, 14, 7, 2] if frequency is Frequency.DAILY else [28, 21, 14, 7]
    assert told == expected


def test_after_a_pause_a_date_is_told_once_for_all_marks_passed() -> None:
    day = date(2027, 2, 25)

    assert is_near(date(2027, 3, 1), date(2027, 1, 1), day, Frequency.DAILY)
    assert not is_near(date(2027, 3, 1), day, day, Frequency.DAILY)


@pytest.mark.parametrize(
    ("first", "ahead"),
    [("2027-01-01", True), ("2027-01-29", True), ("2027-01-30", False)],
)
def test_what_is_new_is_told_within_four_weeks(first: str, ahead: bool) -> None:
    day = date(2027, 1, 1)

    assert is_ahead(date.fromisoformat(first), day, Frequency.DAILY) is ahead
    assert not is_ahead(date(2026, 12, 31), day, Frequency.DAILY)
