"""How far one day lies from another: "-12 weeks", "-10 working days", "54 months".

Days are days of Geneva, without a clock and without a time zone.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
MONTHS_IN_A_YEAR = 12

_OFFSET = re.compile(r"(?P<count>-?\d+) (?P<unit>days|working days|weeks|months)")


class Unit(StrEnum):
    """What an offset counts."""

    DAYS = "days"
    WORKING_DAYS = "working days"  # Monday to Friday; holidays are not known here
    WEEKS = "weeks"
    MONTHS = "months"


class Rounding(StrEnum):
    """The day of a week that a computed day is moved to."""

    NONE = ""
    MONDAY = "monday"  # back to the Monday of its week


@dataclass(frozen=True, slots=True)
class Offset:
    """A number of days, weeks or months, before (negative) or after a day."""

    count: int
    unit: Unit

    def from_day(self, day: date) -> date:
        """Return the day that lies this far from `day`.

        Months keep the day of the month, or take the last one where a month is
        shorter. Working days skip Saturdays and Sundays.

        >>> Offset(6, Unit.MONTHS).from_day(date(2023, 8, 31))
        datetime.date(2024, 2, 29)
        >>> Offset(-10, Unit.WORKING_DAYS).from_day(date(2025, 1, 28))
        datetime.date(2025, 1, 14)
        """
        match self.unit:
            case Unit.DAYS:
                return day + timedelta(days=self.count)
            case Unit.WEEKS:
                return day + timedelta(weeks=self.count)
            case Unit.MONTHS:
                return _months_from(day, self.count)
            case Unit.WORKING_DAYS:
                return _working_days_from(day, self.count)


def read_offset(text: str) -> Offset:
    """Return the offset written as "-8 months". Raises ValueError for other words."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        message = f"{text!r} is no offset such as '-8 months'."
        raise ValueError(message)
    return Offset(int(found["count"]), Unit(found["unit"]))


def rounded(day: date, rounding: Rounding) -> date:
    """Return the day that `day` is moved to.

    >>> rounded(date(2025, 6, 25), Rounding.MONDAY)
    datetime.date(2025, 6, 23)
    """
    if rounding is Rounding.MONDAY:
        return day - timedelta(days=day.weekday())
    return day


def _months_from(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, MONTHS_IN_A_YEAR)
    year, month = day.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last))


def _working_days_from(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < SATURDAY
    return day
