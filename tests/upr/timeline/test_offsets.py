from datetime import date

import pytest

from upr.timeline.offsets import Offset, Rounding, Unit, read_offset, rounded


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("0 days", date(2024, 2, 29), date(2024, 2, 29)),
        ("1 days", date(2024, 2, 28), date(2024, 2, 29)),
        ("1 days", date(2023, 2, 28), date(2023, 3, 1)),
        ("-12 weeks", date(2016, 1, 18), date(2015, 10, 26)),
        ("6 months", date(2023, 8, 31), date(2024, 2, 29)),
        ("6 months", date(2022, 8, 31), date(2023, 2, 28)),
        ("-6 months", date(2024, 8, 31), date(2024, 2, 29)),
        ("-8 months", date(2025, 1, 20), date(2024, 5, 20)),
        ("24 months", date(2024, 2, 29), date(2026, 2, 28)),
        ("48 months", date(2024, 2, 29), date(2028, 2, 29)),
        ("54 months", date(2020, 2, 29), date(2024, 8, 29)),
        ("-1 months", date(2024, 1, 31), date(2023, 12, 31)),
        ("11 months", date(2024, 1, 31), date(2024, 12, 31)),
    ],
)
def test_an_offset_leads_to_a_day(text, day, expected):
    assert read_offset(text).from_day(day) == expected


@pytest.mark.parametrize(
    ("count", "day", "expected"),
    [
        (-1, date(2025, 1, 27), date(2025, 1, 24)),  # Monday: the Friday before
        (-1, date(2025, 1, 26), date(2025, 1, 24)),  # Sunday
        (-10, date(2025, 1, 28), date(2025, 1, 14)),
        (1, date(2025, 1, 24), date(2025, 1, 27)),
        (0, date(2025, 1, 25), date(2025, 1, 25)),
        (-2, date(2024, 3, 4), date(2024, 2, 29)),  # over a leap day
    ],
)
def test_working_days_leave_out_saturdays_and_sundays(count, day, expected):
    assert Offset(count, Unit.WORKING_DAYS).from_day(day) == expected


@pytest.mark.parametrize("text", ["", "12", "weeks", "+2 weeks", "2 years", "-1  days"])
def test_other_words_are_no_offset(text):
    with pytest.raises(ValueError, match="is no offset"):
        read_offset(text)


def test_a_day_is_moved_back_to_the_monday_of_its_week():
    days = [date(2025, 6, day) for day in (23, 25, 29, 30)]
    assert [rounded(day, Rounding.MONDAY) for day in days] == [
        date(2025, 6, 23),
        date(2025, 6, 23),
        date(2025, 6, 23),
        date(2025, 6, 30),
    ]
    assert rounded(date(2025, 6, 25), Rounding.NONE) == date(2025, 6, 25)
