"""How long the steps of a review take."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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


class Paper(NamedTuple):
    """What durations need of a document."""

    symbol: str
    kind: DocumentKind
    adopted: date | None  # by the Working Group
    distributed: date | None  # as its cover says


class Answer(NamedTuple):
    """A report, and how long its State took to answer it in an addendum."""

    report: str  # symbol
    days: int | None  # None where a date is not known


def papers_of(documents: Iterable[Document]) -> Iterator[Paper]:
    """Yield what durations need of each document."""
    for one in documents:
        yield Paper(one.symbol, one.kind, one.facts.adoption_date, one.distributed)


def adoption_to_answer(papers: Iterable[Paper]) -> Sequence[Answer]:
    """Days from the adoption of each report to its State's answer in an addendum.

    One for each report of which an addendum is among the papers too, in the order of
    the reports. The addendum whose cover has the first day counts.
    Source: the report (its adoption by the Working Group), the addendum (its cover).
    """
    every = list(papers)
    answers: defaultdict[str, list[date | None]] = defaultdict(list)
    for paper in every:
        if paper.kind == DocumentKind.ADDENDUM:
            report, _of, _number = paper.symbol.rpartition("/Add.")
            answers[report].append(paper.distributed)
    return [
        Answer(paper.symbol, days_between(paper.adopted, _first(answers[paper.symbol])))
        for paper in every
        if paper.kind == DocumentKind.REPORT and paper.symbol in answers
    ]


def days_between(first: date | None, last: date | None) -> int | None:
    """Days from one date to another; None where one is not known."""
    return None if first is None or last is None else (last - first).days


def _first(days: Iterable[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return min(known) if known else None


def in_steps(days: Iterable[int], step: int) -> Mapping[int, int]:
    """How many durations lie in each stretch of `step` days, by its first day.

    Stretches between the shortest and the longest are listed with 0.

    >>> in_steps([31, 59, 95], step=30)
    {30: 2, 60: 0, 90: 1}
    """
    counts = Counter(day // step * step for day in days)
    if not counts:
        return {}
    return {start: counts[start] for start in range(min(counts), max(counts) + 1, step)}
