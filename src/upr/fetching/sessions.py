"""Which papers the reviews of a session have, by their symbols.

A report's symbol stands in the reference facts, where it is known. An addendum is named
after its report; national report, compilation and summary after session and State.
Drafts are numbered through the session, and nobody knows before which is whose.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from upr.errors import FetchError
from upr.reference.reviews import Review, at_session

_PAPERS = (1, 2, 3)  # national report, compilation, summary


class Kind(StrEnum):
    """A kind of paper that a review has."""

    REPORT = "report"
    ADDENDUM = "addendum"
    DRAFT = "draft"  # of the report: provisional, until the report is out
    PAPER = "paper"  # national report, compilation, summary


@dataclass(frozen=True, slots=True)
class SessionPapers:
    """The papers of a session, as far as their symbols are known."""

    symbols: tuple[str, ...]  # review by review, in the order of the kinds asked for
    unknown: tuple[str, ...]  # ISO3 of the States whose report's symbol is not known


def papers_of_session(session: int, kinds: Iterable[Kind]) -> SessionPapers:
    """Return the symbols of papers of a session.

    Not every paper that is named exists: not every State answers in an addendum.
    Raises FetchError where no review of the session is known.
    """
    wanted = tuple(kinds)
    reviews = at_session(session)
    if not reviews:
        raise FetchError(f"No review at session {session} is known.")
    symbols = [
        symbol for review in reviews for symbol in _of_review(review, session, wanted)
    ]
    if Kind.DRAFT in wanted:
        symbols += [
            f"A/HRC/WG.6/{session}/L.{number}" for number in range(1, len(reviews) + 1)
        ]
    needs_report = Kind.REPORT in wanted or Kind.ADDENDUM in wanted
    unknown = (one.iso3 for one in reviews if needs_report and not one.report_symbol)
    return SessionPapers(tuple(symbols), tuple(unknown))


def _of_review(review: Review, session: int, kinds: tuple[Kind, ...]) -> Iterator[str]:
    if Kind.PAPER in kinds:
        for number in _PAPERS:
            yield f"A/HRC/WG.6/{session}/{review.iso3}/{number}"
    if review.report_symbol and Kind.REPORT in kinds:
        yield review.report_symbol
    if review.report_symbol and Kind.ADDENDUM in kinds:
        yield f"{review.report_symbol}/Add.1"
