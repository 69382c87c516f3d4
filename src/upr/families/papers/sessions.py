"""The session of the Working Group that a paper was made for."""

import re
from datetime import date

from upr.cover import MONTHS, Cover
from upr.records import ReviewFacts

_IN_SYMBOL = re.compile(r"A/HRC/WG\.6/(\d+)/")
_IN_LIST = re.compile(
    r"\bCycle\b\D{1,4}(\d{1,3})(?:st|nd|rd|th)\s+session", re.IGNORECASE
)
_MONTH = "|".join(MONTHS)
# "Geneva, 8-19 February 2010", "27 October–7 November 2014"
_DATES = re.compile(
    rf"""
    (?P<first>\d{{1,2}})
    (?:\s+(?P<first_month>{_MONTH}))?
    (?:\s+(?P<first_year>\d{{4}}))?
    \s*[-–—]\s*
    (?P<last>\d{{1,2}}) \s+ (?P<month>{_MONTH}) \s+ (?P<year>\d{{4}})
    """,
    re.VERBOSE | re.IGNORECASE,
)


def session_facts(cover: Cover, title: str) -> ReviewFacts:
    """Return number and dates of the session; empty where the cover has none.

    Papers of the Council print the dates of its own session: they are not taken.
    """
    by_symbol = _IN_SYMBOL.match(cover.symbol)
    by_title = _IN_LIST.search(title)
    if by_symbol is None:
        return ReviewFacts(session=int(by_title[1]) if by_title else None)
    start, end = _dates(cover)
    return ReviewFacts(int(by_symbol[1]), session_start=start, session_end=end)


def _dates(cover: Cover) -> tuple[date | None, date | None]:
    lines = (_DATES.search(line.text) for line in cover.lines)
    found = next((match for match in lines if match), None)
    if found is None:
        return None, None
    end = _day(found["last"], found["month"], found["year"])
    start = _day(
        found["first"],
        found["first_month"] or found["month"],
        found["first_year"] or found["year"],
    )
    return start, end


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None
