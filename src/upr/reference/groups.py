"""Groups of persons that recommendations speak of, in two schemes.

The Danish Institute for Human Rights (DIHR) sorts into 12 groups; OHCHR's thematic
lists use finer words that changed over the years. `dihr` says which of the 12 a word
of OHCHR falls under; that mapping is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from upr.reference.tables import Table, found, parts, rows


class GroupScheme(StrEnum):
    """Whose words they are."""

    DIHR = "dihr"
    OHCHR = "ohchr"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of persons in one scheme."""

    scheme: GroupScheme
    slug: str
    label: str  # as the scheme writes it, with a capital first
    also: tuple[str, ...]  # other spellings in the same scheme
    dihr: str | None  # slug of the DIHR group it falls under


def _load() -> Mapping[tuple[GroupScheme, str], Group]:
    groups = {}
    for row in rows("groups.csv"):
        scheme = GroupScheme(row["scheme"])
        groups[scheme, row["slug"]] = Group(
            scheme, row["slug"], row["label"], parts(row["also"]), row["dihr"] or None
        )
    return groups


GROUPS: Mapping[tuple[GroupScheme, str], Group] = Table(_load)
DIHR: Mapping[str, Group] = Table(lambda: _scheme(GroupScheme.DIHR))
OHCHR: Mapping[str, Group] = Table(lambda: _scheme(GroupScheme.OHCHR))
_BY_LABEL: Mapping[tuple[GroupScheme, str], Group] = Table(
    lambda: {
        (group.scheme, label.casefold()): group
        for group in GROUPS.values()
        for label in (group.label, *group.also)
    }
)


def _scheme(scheme: GroupScheme) -> Mapping[str, Group]:
    return {slug: group for (own, slug), group in GROUPS.items() if own is scheme}


def get(scheme: GroupScheme, slug: str) -> Group:
    """The group with that slug. Raises UnknownNameError if there is none."""
    return found(GROUPS, (scheme, slug), "group of persons")


def by_label(scheme: GroupScheme, label: str) -> Group:
    """The group with that label, whatever the case. Raises UnknownNameError if none.

    >>> by_label(GroupScheme.OHCHR, "general").slug
    'general'
    """
    key = (scheme, label.strip().casefold())
    return found(_BY_LABEL, key, "group of persons", asked=label)
