"""The reviews: which State is reviewed in which cycle, and at which session.

A review is a State and a cycle, not a State and a session: reviews move (Haiti,
Israel, Sudan, the United States of America), and so do whole sessions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from upr.reference.tables import Table, day, found, parts, rows, whole


class ReviewStatus(StrEnum):
    """What became of a review, as far as the sources say."""

    SCHEDULED = "scheduled"
    HELD = "held"  # also at another session than first scheduled: see has_moved
    MOVED = "moved"  # put off to another session, and not yet held there
    NOT_HELD = "not_held"  # did not take place, and no new session is known


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one State in one cycle."""

    iso3: str
    cycle: int
    status: ReviewStatus
    scheduled_session: int  # by the calendar
    actual_session: int | None  # where it was held, or is to be held as things stand
    review_date: date | None
    adoption_date: date | None  # of the report, by the Working Group
    troika: tuple[str, ...]  # ISO3, in printed order; empty where not known
    report_symbol: str | None
    source: str
    is_verified: bool  # State and session; False where they rest on memory
    note: str

    @property
    def has_moved(self) -> bool:
        """Whether the review left the session it was scheduled for."""
        return self.actual_session != self.scheduled_session


def _review(row: Mapping[str, str]) -> Review:
    return Review(
        iso3=row["iso3"],
        cycle=int(row["cycle"]),
        status=ReviewStatus(row["status"]),
        scheduled_session=int(row["scheduled_session"]),
        actual_session=whole(row["actual_session"]),
        review_date=day(row["review_date"]),
        adoption_date=day(row["adoption_date"]),
        troika=parts(row["troika"]),
        report_symbol=row["report_symbol"] or None,
        source=row["source"],
        is_verified=row["is_verified"] == "yes",
        note=row["note"],
    )


def _load() -> Mapping[tuple[str, int], Review]:
    return {(review.iso3, review.cycle): review for review in _reviews()}


def _reviews() -> Iterator[Review]:
    return map(_review, rows("reviews.csv"))


# By State and cycle; inside a session in the order of the calendar where it is known.
REVIEWS: Mapping[tuple[str, int], Review] = Table(_load)
_BY_SYMBOL: Mapping[str, Review] = Table(
    lambda: {r.report_symbol: r for r in REVIEWS.values() if r.report_symbol}
)


def get(iso3: str, cycle: int) -> Review:
    """The review of that State in that cycle. Raises UnknownNameError if none."""
    return found(REVIEWS, (iso3, cycle), "State and cycle")


def of_state(iso3: str) -> tuple[Review, ...]:
    """The reviews of a State, oldest first; none for a State that is not reviewed."""
    own = (review for review in REVIEWS.values() if review.iso3 == iso3)
    return tuple(sorted(own, key=lambda review: review.cycle))


def at_session(number: int) -> tuple[Review, ...]:
    """The reviews held, or to be held, at a session."""
    return tuple(r for r in REVIEWS.values() if r.actual_session == number)


def of_report(symbol: str) -> Review | None:
    """The review whose report bears the symbol, where that is known.

    >>> of_report("A/HRC/28/15").iso3
    'SVN'
    """
    return _BY_SYMBOL.get(symbol)
