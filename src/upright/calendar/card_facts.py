"""What a countdown card says of a State: its last reviews in figures.

They are taken from the archive when the day's card is published, and stay as they were
then, with the data version they rest on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import log
from typing import Any

from upright.archive.models import Review
from upright.calendar.dating import review_day
from upright.search import queries as searching
from upright.search.facets import BY_NAME
from upright.search.queries import Breakdown, Breakdowns, Request

FACETS = ("position", "recommending_state", "issue")
ASKED = 3  # issues that are named


class Figure(StrEnum):
    """A figure of a review that can have changed; the values are keys of words."""

    RECOMMENDATIONS = "recommendations"
    STATES = "states"
    SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review whose report is archived."""

    cycle: int
    year: int | None
    recommendations: int  # items
    states: int  # that recommended
    share_supported: float | None  # of the items with a position, 0 to 1

    def figure(self, figure: Figure) -> float | None:
        """Return one of the figures."""
        match figure:
            case Figure.RECOMMENDATIONS:
                return self.recommendations
            case Figure.STATES:
                return self.states
            case Figure.SUPPORTED:
                return self.share_supported


@dataclass(frozen=True, slots=True)
class Changed:
    """The figure that changed most between the last two reviews."""

    figure: Figure
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything counted on a card."""

    past: tuple[PastReview, ...]  # oldest first
    asked: tuple[str, ...]  # issues most asked at the last of them
    version: int  # of the data

    @property
    def changed(self) -> Changed | None:
        """The one fact that changed: by ratio the most; None without two reviews."""
        if len(self.past) < 2:
            return None
        before, now = self.past[-2:]
        pairs = ((one, before.figure(one), now.figure(one)) for one in Figure)
        found = [Changed(one, old, new) for one, old, new in pairs if old and new]
        return max(found, key=_ratio, default=None)

    def as_plain(self) -> dict[str, Any]:
        """Return plain data, for `from_plain`."""
        return asdict(self)


def from_plain(plain: Mapping[str, Any]) -> CardFacts:
    """Return the facts that `CardFacts.as_plain` wrote."""
    past = tuple(PastReview(**one) for one in plain["past"])
    return CardFacts(past, tuple(plain["asked"]), plain["version"])


def facts_of(earlier: Sequence[Review], version: int | None = None) -> CardFacts:
    """Return the figures of a State's earlier reviews, oldest first.

    One question to the index for all of them. Reviews without a recommendation in the
    archive are left out. Raises IndexUnavailableError.
    """
    requests = [_request(review, version) for review in earlier]
    found = (
        searching.break_down(requests, FACETS)
        if requests
        else Breakdowns((), version or 0, imagined=False)
    )
    pairs = [
        (review, counts)
        for review, counts in zip(earlier, found.each, strict=True)
        if counts.totals.items
    ]
    asked = _most(pairs[-1][1]) if pairs else ()
    return CardFacts(tuple(_past(*pair) for pair in pairs), asked, found.version)


def _request(review: Review, version: int | None) -> Request:
    filters = {"state": (review.state_id,), "cycle": (str(review.cycle),)}
    imagined = review.state.is_imagined
    return Request(filters=filters, version=version, imagined=imagined)


def _past(review: Review, counts: Breakdown) -> PastReview:
    positions = counts.items.get("position", {})
    supported, noted = positions.get("supported", 0), positions.get("noted", 0)
    day = review_day(review) or (review.session and review.session.start)
    return PastReview(
        cycle=review.cycle,
        year=day.year if day else None,
        recommendations=counts.totals.items,
        states=len(counts.items.get("recommending_state", {})),
        share_supported=supported / (supported + noted) if supported + noted else None,
    )


def _most(counts: Breakdown) -> tuple[str, ...]:
    issues = counts.items.get("issue", {})
    first = sorted(issues, key=lambda issue: (-issues[issue], issue))[:ASKED]
    return tuple(str(BY_NAME["issue"].value_label(issue)) for issue in first)


def _ratio(changed: Changed) -> float:
    return abs(log(changed.now / changed.before))
