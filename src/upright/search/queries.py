"""The way in: `find`, `rows`, `lookup`."""

from collections.abc import Iterator

from upright.search.answering import (
    Bucket,
    FacetName,
    Fragment,
    Hit,
    Result,
    Row,
    Totals,
)
from upright.search.asking import Count, Request, Sort

__all__ = [
    "FACETS",
    "Bucket",
    "Count",
    "FacetName",
    "Fragment",
    "Hit",
    "Request",
    "Result",
    "Row",
    "Sort",
    "Totals",
    "find",
    "lookup",
    "rows",
]

FACETS: tuple[FacetName, ...] = (
    FacetName("state", "State under review", allows_all=False),
    FacetName("recommending_state", "Recommending State", allows_all=True),
    FacetName("regional_group", "Regional group reviewed", allows_all=False),
    FacetName("recommending_regional_group", "Regional group recommending", True),
    FacetName("organisation", "Organisation of the State reviewed", allows_all=True),
    FacetName("recommending_organisation", "Organisation recommending", True),
    FacetName("cycle", "Cycle", allows_all=False),
    FacetName("session", "Session", allows_all=False),
    FacetName("year", "Year", allows_all=False),
    FacetName("position", "Position", allows_all=False),
    FacetName("document", "Document", allows_all=False),
    FacetName("certainty", "Reader's certainty", allows_all=False),
)


def find(request: Request) -> Result:
    """Return the page of hits asked for, with totals and facets.

    Raises QueryError if the request cannot be understood, and IndexUnavailableError.
    """
    raise NotImplementedError


def rows(request: Request) -> Iterator[Row]:
    """Yield everything that matches, in the order asked for, in flat memory.

    `request.page` does not matter. Raises QueryError before the first row.
    """
    raise NotImplementedError


def lookup(q: str) -> tuple[str, str | None] | None:
    """Return the symbol and item key that `q` names, None if it is something else."""
    raise NotImplementedError
