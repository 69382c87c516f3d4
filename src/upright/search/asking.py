"""What can be asked: one `Request` is one permanent address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PAGE_SIZE = 20
MAX_DEPTH = 10_000  # recommendations that can be paged through; downloads have no limit


class Count(StrEnum):
    """What is counted.

    ITEMS: distinct items with at least one recommendation that matches.
    ATTRIBUTIONS: pairs of a matching recommendation and a recommending State that
    itself passes the filters on recommending States.
    """

    ITEMS = "items"
    ATTRIBUTIONS = "attributions"


class Sort(StrEnum):
    """In which order recommendations are listed.

    RELEVANCE falls back on DATE where the query scores nothing (no words in it).
    DOCUMENT is by symbol and paragraph, DATE newest first, STATE by name of the State
    under review, its newest review first.
    """

    RELEVANCE = "relevance"
    DOCUMENT = "document"
    DATE = "date"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that decides a result.

    `filters` holds chosen values by name of facet. Values of one facet are
    alternatives ("any"), unless the facet is in `all_of`. `version` None asks for the
    newest data; `imagined` None means real States if the archive holds any of their
    documents, else imagined ones.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_of: frozenset[str] = frozenset()
    count: Count = Count.ITEMS
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    version: int | None = None
    imagined: bool | None = None
