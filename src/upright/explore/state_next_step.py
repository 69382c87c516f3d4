"""What comes next in a State's review, and in how many days."""

from datetime import date
from typing import NamedTuple

from upr.timeline import Window
from upright.calendar import labels as words
from upright.calendar import queries as calendar
from upright.explore import calendar_page


class NextStep(NamedTuple):
    """The first step of a State's reviews that is not over."""

    name: str
    days: str
    left: str  # "in 12 days", in days of Geneva
    address: str  # of the review with all its steps
    basis_label: str  # whether the day was published or computed
    is_verified: bool


def shown(iso3: str, day: date) -> NextStep | None:
    """Return what comes next for a State on a day; None where nothing is known."""
    entry = calendar.next_entry_of(iso3, day)
    if entry is None:
        return None
    window = Window(entry.first, entry.last, entry.at)
    return NextStep(
        name=words.step(entry.step),
        days=words.when(window, entry.is_known),
        left=calendar_page.days_left(window, day),
        address=calendar_page.entry_path(entry),
        basis_label=calendar_page.basis_label(entry.is_known),
        is_verified=entry.is_verified,
    )
