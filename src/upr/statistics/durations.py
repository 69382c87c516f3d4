"""How long the steps of a review take."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from upr.records import Document, DocumentKind


@dataclass(frozen=True, slots=True)
class Duration:
    """The median of some durations, and what it rests on."""

    median_days: float | None  # None where nothing could be measured
    measured: int  # pairs of dates: the denominator
    left_out: int  # pairs of which a date is not known


def median_days(pairs: Iterable[tuple[date | None, date | None]]) -> Duration:
    """The median of days from the first date of each pair to its second.

    Of an even number it is the mean of the two in the middle. A pair with a date that
    is not known is left out and counted as such.

    >>> median_days([(date(2015, 1, 23), date(2015, 3, 1)), (None, None)])
    Duration(median_days=37, measured=1, left_out=1)
    """
    every = list(pairs)
    days = [(last - first).days for first, last in every if first and last]
    median = statistics.median(days) if days else None
    return Duration(median, len(days), len(every) - len(days))


def review_to_report(documents: Iterable[Document]) -> Duration:
    """The median of days from the review to the day printed on its report's cover.

    Reports of the Working Group alone; drafts and other papers are not looked at.
    Source: paragraph 1 or 2 of each report (the review), its cover (the day).
    """
    return median_days(
        (document.facts.review_date, document.distributed)
        for document in documents
        if document.kind is DocumentKind.REPORT
    )
