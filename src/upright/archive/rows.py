"""The flat rows in which recommendations go to the index and into tables."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Said(NamedTuple):
    """One statement on a recommendation: what, in which words, where and when."""

    stage: str  # "report", "addendum", "plenary", "told", "decided"
    value: str  # upr.records.Stance; "pending" in a report; staff's decision
    implementation: str
    words: str  # as printed; "" of a decision of staff
    explanation: str
    symbol: str  # of the paper that says it
    paragraph: str  # there
    said_in: str  # symbol a thematic list refers to
    date: date | None
    is_corrected: bool  # decided by staff
    text: int | None  # order of the recommendation in its item; None: all of them


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One recommendation with all it is found and counted by, in force as dated.

    It holds at data version v when `since <= v` and (`until` is None or `until > v`).
    """

    recommendation_id: int
    item_id: int
    document_id: int
    symbol: str
    kind: str  # upr.records.DocumentKind of the document
    is_imagined: bool
    item_key: str
    citation: str
    order: int  # of the item in its document, from 1
    item_order: int  # of the recommendation in its item, from 1
    text: str
    states: tuple[str, ...]  # ISO3 of the recommending States that are known
    state: str  # ISO3 of the State under review; "" where the paper names none
    addressee: str
    session: int | None
    cycle: int | None
    date: date | None  # of adoption, else review, else distribution
    position: str  # "supported", "noted", "pending": today's
    implementation: str
    is_certain: bool
    since: int
    until: int | None
    position_ohchr: str = ""  # "Supported", "Noted", "Supported/Noted"
    position_at_report: str = "pending"
    position_symbol: str = ""  # of the document today's position stands in
    position_paragraph: str = ""  # there
    # Scheme, code, score, "model" or "person"; see upr.coding.Scheme and CERTAIN.
    codings: tuple[tuple[str, str, float, str], ...] = ()

    @property
    def year(self) -> int | None:
        """The year of `date`."""
        return self.date.year if self.date else None
