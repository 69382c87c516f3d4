"""What is answered: results, hits, buckets of facets, rows of downloads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from upright.archive.rows import Said


class Fragment(NamedTuple):
    """A stretch of text, and whether the query matched it."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A recommendation that matches."""

    recommendation_id: int
    item_id: int
    symbol: str
    item_key: str
    citation: str
    state: str  # ISO3 of the State under review
    state_name: str
    states: tuple[tuple[str, str], ...]  # recommending: ISO3 and name, as printed order
    position: str  # "supported", "noted", "pending"
    session: int | None
    cycle: int | None
    date: date | None
    is_certain: bool
    snippet: tuple[Fragment, ...]  # the whole text, but for very long ones
    why: tuple[str, ...]  # plain statements of what matched


@dataclass(slots=True)  # not frozen: hundreds are made for each answer
class Bucket:
    """One value of a facet.

    `count` is in the count that was asked for: what would be found with this value
    chosen. `share` is set for positions alone: of those that have a position, the
    share with this one (0 to 1); None for "pending", which is no position.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much matches, in each way of counting."""

    items: int
    recommendations: int
    attributions: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How much matches, and how much of it has each value of some facets.

    `items` or, where the request counts attributions, `attributions` is filled: by name
    of facet and value, none of them 0.
    """

    totals: Totals
    items: Mapping[str, Mapping[str, int]]
    attributions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Breakdowns:
    """Answers to several requests from one commit of the index."""

    each: tuple[Breakdown, ...]  # in the order of the requests
    version: int  # of the data, for the permanent link
    imagined: bool  # whether imagined States are counted


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits with all counts.

    `facets` holds, for every facet, its buckets, largest count first where the facet
    has no order of its own. Each counts over everything the other facets leave.
    """

    total: int  # in the chosen count
    totals: Totals
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    page: int
    pages: int  # of hits that can be turned to
    version: int  # of the data, for the permanent link
    imagined: bool  # whether it counts imagined States
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """A recommendation that matches, flat, as it goes into downloads."""

    recommendation_id: int
    item_id: int
    symbol: str
    item_key: str
    citation: str
    state: str
    state_name: str
    states: tuple[tuple[str, str], ...]
    addressee: str
    text: str
    position: str
    implementation: str
    session: int | None
    cycle: int | None
    date: date | None
    is_certain: bool
    is_imagined: bool
    since: int
    until: int | None
    position_at_report: str = "pending"
    position_ohchr: str = ""  # "Supported", "Noted", "Supported/Noted"
    position_symbol: str = ""  # of the document the position stands in
    position_paragraph: str = ""  # there
    # Scheme, code, score, "model" or "person"; see upr.coding.Scheme.
    codings: tuple[tuple[str, str, float, str], ...] = ()
    item_order: int = 1  # of the recommendation in its item
    history: tuple[Said, ...] = ()  # of its position, where it was asked for
    model: str = ""  # version that coded it, where it was asked for; "": none did
