"""When a digest is due: each morning in Geneva, or each Monday morning.

What was missed because nothing ran is told at the next chance, once.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from upright.subscriptions.models import Frequency

GENEVA = ZoneInfo("Europe/Zurich")
MORNING = timedelta(hours=7)  # digests are written from then on
# Days before a date at which a digest tells of it. A week apart for weekly ones, so
# that each of the four last digests before it holds it once.
TOLD_BEFORE = {Frequency.DAILY: (28, 14, 7, 2), Frequency.WEEKLY: (28, 21, 14, 7)}


def day_of(at: datetime) -> date:
    """Return the day in Geneva."""
    return at.astimezone(GENEVA).date()


def period_of(frequency: Frequency, at: datetime) -> date:
    """Return the day the period of a moment began on: the key of its digest.

    A day runs from seven to seven, a week from Monday at seven.
    """
    # By the clock on the wall, so that a change of summer time moves nothing.
    day = (at.astimezone(GENEVA).replace(tzinfo=None) - MORNING).date()
    if frequency is Frequency.WEEKLY:
        return day - timedelta(days=day.weekday())
    return day


def is_near(first: date, last_told: date, day: date, frequency: Frequency) -> bool:
    """Whether a date came within one of the distances told since the last digest."""
    before, left = (first - last_told).days, (first - day).days
    return any(left <= mark < before for mark in TOLD_BEFORE[frequency])


def is_ahead(first: date, day: date, frequency: Frequency) -> bool:
    """Whether a date lies within the longest distance told."""
    return 0 <= (first - day).days <= max(TOLD_BEFORE[frequency])
