"""States and groups side by side: what is compared, and how each figure is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.sessions import CYCLES
from upr.reference.states import IMAGINED, REAL, STATES, State
from upright.explore import group_page
from upright.explore.addresses import AddressError
from upright.explore.answers import Line, Side, query_of
from upright.explore.group_page import Group
from upright.search.membership import state_ranks

MOST = 20  # compared at once: each is counted of its own


class UnknownCodeError(Exception):
    """A code is no State or group; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A State or a group that is compared."""

    key: str  # the parameter it is asked by
    code: str
    name: str
    reviewed: Mapping[str, tuple[str, ...]]
    recommending: Mapping[str, tuple[str, ...]]
    is_imagined: bool | None  # None: it may be both


class Choice(NamedTuple):
    """What can still be chosen."""

    code: str
    name: str


class Chosen(NamedTuple):
    """What is compared, and the address without it."""

    name: str
    address: str


class Compared(NamedTuple):
    """A row of each table."""

    reviewed: Line
    recommending: Line
    cycles: Sequence[Line]
    side: Side  # as reviewed


def read(parameters: QueryDict) -> list[Thing]:
    """Return what is to be compared, States first, each once.

    Raises UnknownCodeError for a code that is none, and AddressError where too many
    are asked for, or real States beside imagined ones.
    """
    things = [
        *(_state(code) for code in _codes(parameters, "state")),
        *(_group(code) for code in _codes(parameters, "group")),
    ]
    if len(things) > MOST:
        raise AddressError(
            _("At most %(most)d States and groups can be compared at once.")
            % {"most": MOST}
        )
    if {thing.is_imagined for thing in things} >= {True, False}:
        raise AddressError(
            _("States that were made up cannot be compared with those that exist.")
        )
    return things


def scope_of(things: Sequence[Thing]) -> bool | None:
    """Return whether what is compared was made up; None where it does not say."""
    said = {thing.is_imagined for thing in things} - {None}
    return said.pop() if said else None


def address(
    things: Sequence[Thing], version: int | None = None, imagined: bool | None = None
) -> str:
    """Return the address of a comparison."""
    named = urlencode([(thing.key, thing.code) for thing in things])
    kept = query_of(version, imagined).removeprefix("?")
    query = "&".join(part for part in (named, kept) if part)
    return f"{reverse('compare')}?{query}" if query else reverse("compare")


def chosen(
    things: Sequence[Thing], version: int | None, imagined: bool | None
) -> Iterator[Chosen]:
    """Yield each of what is compared with the address that leaves it out."""
    for thing in things:
        rest = [other for other in things if other != thing]
        yield Chosen(thing.name, address(rest, version, imagined))


def choices(imagined: bool) -> tuple[list[Choice], list[Choice]]:
    """Return the States and the groups that can be chosen."""
    listed = IMAGINED if imagined else REAL
    ranks = state_ranks()
    codes = sorted(listed, key=lambda iso3: ranks[iso3])
    return (
        [Choice(iso3, STATES[iso3].name) for iso3 in codes],
        [Choice(group.code, group.name) for group in group_page.every(imagined)],
    )


def compared(
    things: Sequence[Thing], reviewed: Sequence[Side], recommending: Sequence[Side]
) -> list[Compared]:
    """Return a row for each thing, from its side as reviewed and as recommending."""
    rows = []
    for thing, one, other in zip(things, reviewed, recommending, strict=True):
        page = _page_of(thing, one.asked.version, one.asked.imagined)
        cycles = [one.line("cycle", str(number)) for number in CYCLES]
        whole = one.whole(thing.name, page)
        rows.append(Compared(whole, other.whole(thing.name, page), cycles, one))
    return rows


def _codes(parameters: QueryDict, key: str) -> list[str]:
    values = (str(value).strip() for value in parameters.getlist(key))
    return list(dict.fromkeys(value for value in values if value))


def _state(code: str) -> Thing:
    state = STATES.get(code.upper())
    if state is None:
        raise UnknownCodeError(no_state(code))
    return state_thing(state)


def state_thing(state: State) -> Thing:
    """Return a State as something to compare."""
    return Thing(
        "state",
        state.iso3,
        state.name,
        {"state": (state.iso3,)},
        {"recommending_state": (state.iso3,)},
        state.is_imagined,
    )


def _group(code: str) -> Thing:
    group = group_page.find(code)
    if group is None:
        raise UnknownCodeError(no_group(code))
    return group_thing(group)


def group_thing(group: Group) -> Thing:
    """Return a group as something to compare."""
    return Thing(
        "group",
        group.code,
        group.name,
        group.reviewed,
        group.recommending,
        group.is_imagined,
    )


def no_state(code: str) -> str:
    """Return what is said of a code that is no State's."""
    return _("No State has the code “%(code)s”. Codes are those of ISO 3166-1.") % {
        "code": code[:40]
    }


def no_group(code: str) -> str:
    """Return what is said of a code that is no group's."""
    return _("No regional group or organisation here has the code “%(code)s”.") % {
        "code": code[:40]
    }


def _page_of(thing: Thing, version: int | None, imagined: bool | None) -> str:
    if thing.key == "state":
        return reverse("state", args=[thing.code]) + query_of(version)
    group = group_page.find(thing.code)
    return group.address(version, imagined) if group else ""
