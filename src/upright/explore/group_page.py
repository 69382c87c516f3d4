"""A regional group or an organisation: its name, its members, and its two sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upr.reference.organisations import MEMBERSHIPS, ORGANISATIONS
from upr.reference.states import REGIONAL_GROUPS, STATES
from upright.explore.answers import Line, Side, query_of
from upright.explore.paths import path_to
from upright.search.membership import state_ranks

FACETS = (
    "cycle",
    "state",
    "recommending_state",
    "regional_group",
    "recommending_regional_group",
)


@dataclass(frozen=True, slots=True)
class Group:
    """A regional group of the United Nations, or an organisation."""

    code: str
    name: str
    is_regional: bool
    is_imagined: bool | None  # None: a regional group holds States of both kinds

    @property
    def reviewed(self) -> Mapping[str, tuple[str, ...]]:
        """The filters of what was recommended to its members."""
        name = "regional_group" if self.is_regional else "organisation"
        return {name: (self.code,)}

    @property
    def recommending(self) -> Mapping[str, tuple[str, ...]]:
        """The filters of what its members recommended."""
        name = "regional_group" if self.is_regional else "organisation"
        return {f"recommending_{name}": (self.code,)}

    def address(self, version: int | None, imagined: bool | None) -> str:
        """The address of its page."""
        scope = imagined if self.is_regional else None
        return reverse("group", args=[self.code]) + query_of(version, scope)


class Member(NamedTuple):
    """A State in a group, and its part in the figures."""

    name: str
    address: str
    days: str  # of its membership, as far as they are known; "" for always
    reviewed: Line
    recommending: Line


def find(code: str) -> Group | None:
    """Return the group with a code; None if there is none."""
    if code in REGIONAL_GROUPS:
        return Group(code, REGIONAL_GROUPS[code].name, True, None)
    if code in ORGANISATIONS:
        found = ORGANISATIONS[code]
        return Group(code, found.name, False, found.is_imagined)
    return None


def every(imagined: bool) -> list[Group]:
    """Return the groups that can be chosen: regional ones first."""
    codes = [code for code in REGIONAL_GROUPS if code != "observer" or not imagined]
    own = [code for code, one in ORGANISATIONS.items() if one.is_imagined == imagined]
    return [group for group in map(find, [*codes, *own]) if group]


def members(
    group: Group, imagined: bool, sides: tuple[Side, Side], version: int | None
) -> list[Member]:
    """Return the members of a group, past ones too, in the order of names."""
    reviewed, recommending = sides
    ranks = state_ranks()
    days = dict(_days(group, imagined))
    return [
        Member(
            name=STATES[iso3].name,
            address=path_to("state", iso3) + query_of(version),
            days=days[iso3],
            reviewed=reviewed.line("state", iso3),
            recommending=recommending.line("recommending_state", iso3),
        )
        for iso3 in sorted(days, key=lambda iso3: ranks[iso3])
    ]


def _days(group: Group, imagined: bool) -> Iterator[tuple[str, str]]:
    for iso3, state in STATES.items():
        if state.is_imagined != imagined:
            continue
        if group.is_regional:
            if state.regional_group == group.code:
                yield iso3, ""
            continue
        for one in MEMBERSHIPS.get(iso3, ()):
            if one.organisation == group.code:
                yield iso3, in_words(one.valid_from, one.valid_to)


def in_words(first: date | None, last: date | None) -> str:
    """Return the days of a membership in words; "" where none is known.

    >>> in_words(None, date(2020, 1, 31))
    'until 31 January 2020'
    """
    begun = date_format(first, "j F Y") if first else ""
    ended = date_format(last, "j F Y") if last else ""
    if begun and ended:
        return _("%(first)s to %(last)s") % {"first": begun, "last": ended}
    if begun:
        return _("since %(day)s") % {"day": begun}
    return _("until %(day)s") % {"day": ended} if ended else ""
