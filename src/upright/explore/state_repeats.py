"""What a State was asked again, as its pages and the file show it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.records import PositionValue
from upr.repeats import Asked, Group
from upright.explore import addresses
from upright.explore.answers import hundredths
from upright.explore.item_parts import address_of
from upright.explore.repeat_parts import PositionLabel, names_of, position_label
from upright.search.queries import Request
from upright.search.repeats import Again, asked_again_of

_MOST_SHOWN = 100  # groups on the page; the file has all
_FEW = 3  # groups on the State's own page
AT_ONCE = 250  # items of a State up to which its own page waits for the answer
_MOST_ITEMS = 12  # links to items of one cycle

COLUMNS: Final = (
    "group",
    "cycle",
    "symbol",
    "paragraph",
    "text",
    "recommending_states",
    "position",
    "change",
)


class Change(StrEnum):
    """How the position changed from one cycle to a later one."""

    GAINED = "noted-supported"
    LOST = "supported-noted"
    SUPPORTED = "supported"
    NOTED = "noted"
    OTHER = "other"


CHANGES: Final[dict[Change, str | Promise]] = {
    Change.GAINED: gettext_lazy("Noted then, supported now"),
    Change.LOST: gettext_lazy("Supported then, noted now"),
    Change.SUPPORTED: gettext_lazy("Supported then and now"),
    Change.NOTED: gettext_lazy("Noted then and now"),
    Change.OTHER: gettext_lazy("Answered differently within a review, or pending"),
}
_SUPPORTED, _NOTED = (PositionValue.SUPPORTED,), (PositionValue.NOTED,)
_Positions = tuple[PositionValue, ...]
_CHANGES: Final[Mapping[tuple[_Positions, _Positions], Change]] = {
    (_NOTED, _SUPPORTED): Change.GAINED,
    (_SUPPORTED, _NOTED): Change.LOST,
    (_SUPPORTED, _SUPPORTED): Change.SUPPORTED,
    (_NOTED, _NOTED): Change.NOTED,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Which groups are wanted; None and "" for all."""

    earlier: int | None = None
    later: int | None = None
    change: Change | None = None


class ItemLink(NamedTuple):
    """An item of a group."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class CycleOfGroup:
    """What a group was in one cycle."""

    cycle: int
    recommendations: int
    states: int
    by: str  # names of the recommending States
    positions: Sequence[PositionLabel]
    items: Sequence[ItemLink]
    more: int  # items that are not linked


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group of recommendations that ask the same or nearly the same."""

    text: str
    address: str  # of all repeats of its example
    change: str | Promise
    cycles: Sequence[CycleOfGroup]


@dataclass(frozen=True, slots=True)
class BeforeShown:
    """How much of a cycle's had been asked before."""

    cycle: int
    repeated: int
    of: int
    hundredths: int


@dataclass(frozen=True, slots=True)
class AgainShown:
    """What a State was asked again, in short, for its own page."""

    groups: Sequence[GroupShown]  # the largest
    count: int  # of groups in all
    before: Sequence[BeforeShown]
    address: str
    part: str = ""  # where the section is fetched from, when the page is there


class Option(NamedTuple):
    """A value to filter by."""

    value: str
    label: str | Promise
    is_chosen: bool


def read(parameters: QueryDict) -> Asking:
    """Return which groups are wanted. Raises AddressError for what cannot be meant."""
    change = str(parameters.get("change") or "")
    if change and change not in list(Change):
        raise addresses.AddressError(
            _("“change=%(asked)s” cannot be read: it must be one of %(choices)s.")
            % {"asked": change[:40], "choices": ", ".join(Change)}
        )
    earlier, later = _cycle(parameters, "from"), _cycle(parameters, "to")
    if earlier and later and earlier >= later:
        raise addresses.AddressError(
            _("Of two cycles the first (from) must be the earlier one.")
        )
    return Asking(earlier, later, Change(change) if change else None)


def wanted_groups(again: Again, asking: Asking) -> list[Group]:
    """Return the groups that fit, the largest first."""
    return [group for group in again.groups if _fits(group, asking)]


def shown(
    groups: Sequence[Group], asking: Asking, version: int | None
) -> Iterator[GroupShown]:
    """Yield groups as they are shown, at most a hundred."""
    for group in groups[:_MOST_SHOWN]:
        yield GroupShown(
            text=group.example.text,
            address=_repeats_of(group.example, version),
            change=CHANGES[change_of(group, asking)],
            cycles=[_cycle_of(group, cycle, version) for cycle in group.cycles],
        )


def again_shown(iso3: str, asked: Request, version: int) -> AgainShown | None:
    """Return what a State was asked again at `version`; None if it was asked nothing.

    Addresses keep what was asked.
    """
    again = asked_again_of(iso3, version, bool(asked.imagined))
    if not again.before:
        return None
    return AgainShown(
        groups=list(shown(again.groups[:_FEW], Asking(), asked.version)),
        count=len(again.groups),
        before=before(again),
        address=address(iso3, asked.version),
    )


def again_or_where(
    iso3: str, asked: Request, version: int, items: int
) -> AgainShown | None:
    """Return the same; of a State with many items only where it can be had.

    To compare a thousand texts with one another takes longer than a page may.
    """
    if items <= AT_ONCE:
        return again_shown(iso3, asked, version)
    whole = address(iso3, asked.version)
    _, mark, query = whole.partition("?")
    part = reverse("state-repeats-part", args=[iso3]) + mark + query
    return AgainShown([], 0, [], whole, part)


def before(again: Again) -> list[BeforeShown]:
    """Return, for each cycle but the first, how much of it had been asked before."""
    cycles = sorted(again.before)[1:]
    return [
        BeforeShown(
            cycle,
            again.before[cycle].repeated,
            again.before[cycle].of,
            hundredths(again.before[cycle].share or 0.0),
        )
        for cycle in cycles
    ]


def change_of(group: Group, asking: Asking) -> Change:
    """How the position changed, from the first cycle asked about to the last."""
    then = group.positions_of(asking.earlier or group.cycles[0])
    now = group.positions_of(asking.later or group.cycles[-1])
    return _CHANGES.get((then, now), Change.OTHER)


def options(again: Again, asking: Asking) -> dict[str, list[Option]]:
    """Return what can be filtered by, and what is chosen."""
    cycles = sorted(again.before)
    return {
        "from": [Option(str(c), str(c), c == asking.earlier) for c in cycles[:-1]],
        "to": [Option(str(c), str(c), c == asking.later) for c in cycles[1:]],
        "change": [
            Option(change, label, change is asking.change)
            for change, label in CHANGES.items()
        ],
    }


def rows(groups: Sequence[Group], asking: Asking) -> Iterator[tuple[object, ...]]:
    """Yield a line of the file for each recommendation of each group."""
    for number, group in enumerate(groups, 1):
        change = change_of(group, asking).value
        for one in group.members:
            yield (
                number,
                one.cycle,
                one.document,
                one.item,
                one.text,
                ";".join(one.states),
                one.position.value,
                change,
            )


def _fits(group: Group, asking: Asking) -> bool:
    cycles = group.cycles
    has_both = all(c in cycles for c in (asking.earlier, asking.later) if c)
    is_between = (asking.earlier or 0) < cycles[-1] and (
        asking.later is None or asking.later > cycles[0]
    )
    if not (has_both and is_between):
        return False
    return asking.change is None or change_of(group, asking) is asking.change


def _cycle_of(group: Group, cycle: int, version: int | None) -> CycleOfGroup:
    own = group.of_cycle(cycle)
    states = group.states_of(cycle)
    query = f"?v={version}" if version else ""
    links = dict.fromkeys(
        ItemLink(one.item, address_of(one.document, one.item) + query) for one in own
    )
    items = list(links)
    return CycleOfGroup(
        cycle=cycle,
        recommendations=len(own),
        states=len(states),
        by=names_of(states),
        positions=[position_label(p) for p in group.positions_of(cycle)],
        items=items[:_MOST_ITEMS],
        more=max(0, len(items) - _MOST_ITEMS),
    )


def _repeats_of(one: Asked, version: int | None) -> str:
    query = f"?v={version}" if version else ""
    return address_of(one.document, one.item) + query


def _cycle(parameters: QueryDict, name: str) -> int | None:
    asked = str(parameters.get(name) or "")
    if not asked:
        return None
    if not asked.isdecimal() or not asked.isascii() or len(asked) > 1:
        raise addresses.AddressError(
            _("“%(name)s=%(asked)s” cannot be read: it must be the number of a cycle.")
            % {"name": name, "asked": asked[:40]}
        )
    return int(asked)


def address(iso3: str, version: int | None) -> str:
    """Return the address of the page of what a State was asked again."""
    query = f"?v={version}" if version else ""
    return reverse("state-repeats", args=[iso3]) + query
