"""The 54 issues recommendations are tagged with, as UPR Info's export spells them."""

from collections.abc import Mapping
from dataclasses import dataclass

from upr.reference.tables import Table, found, parts, rows


@dataclass(frozen=True, slots=True)
class Issue:
    """A tag of UPR Info's scheme."""

    slug: str  # for addresses: "rights-of-the-child"
    tag: str  # as the export spells it: "Rights of the Child"
    also: tuple[str, ...]  # as the methodology papers spell it where they differ


def _load() -> Mapping[str, Issue]:
    return {
        row["slug"]: Issue(row["slug"], row["tag"], parts(row["also"]))
        for row in rows("issues.csv")
    }


ISSUES: Mapping[str, Issue] = Table(_load)  # by slug
_BY_TAG: Mapping[str, Issue] = Table(
    lambda: {
        name.casefold(): issue
        for issue in ISSUES.values()
        for name in (issue.tag, *issue.also)
    }
)


def get(slug: str) -> Issue:
    """The issue with that slug. Raises UnknownNameError if there is none."""
    return found(ISSUES, slug, "issue")


def by_tag(tag: str) -> Issue:
    """The issue with that tag, whatever the case. Raises UnknownNameError if none.

    >>> by_tag("Detention conditions").slug
    'detention'
    """
    return found(_BY_TAG, tag.strip().casefold(), "issue", asked=tag)
