"""Who recommends to whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from upr.reference.states import STATES
from upr.statistics.counts import Counted, items
from upr.statistics.rows import Row

GroupsOf = Callable[[str], Iterable[str]]


def regional_group_of(iso3: str) -> tuple[str, ...]:
    """The regional group of a State as it stands today; nothing where none is known."""
    state = STATES.get(iso3)
    return (state.regional_group,) if state and state.regional_group else ()


def flows(
    rows: Iterable[Row], counted: Counted, groups_of: GroupsOf = regional_group_of
) -> Mapping[tuple[str, str], int]:
    """How much each group recommends to each: by (recommending, under review).

    A State belongs to whatever groups `groups_of` names for it. By items, one counts
    once in a cell however many States of the group recommend it; by attributions, each
    of them counts; by recommendations, each text counts once. Cells of nothing are not
    in it.

    >>> from upr.records import PositionValue
    >>> row = Row("A/HRC/901/1", "5", "PER", ("NOR", "SWE"), PositionValue.NOTED)
    >>> flows([row], Counted.ITEMS), flows([row], Counted.ATTRIBUTIONS)
    ({('western-europe', 'latin-america'): 1}, {('western-europe', 'latin-america'): 2})
    """
    cells: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    attributions: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        givers = [group for state in row.states for group in groups_of(state)]
        for reviewed in groups_of(row.state):
            for giver in givers:
                attributions[giver, reviewed] += 1
            for giver in dict.fromkeys(givers):
                cells[giver, reviewed].append(row)
    if counted is Counted.ATTRIBUTIONS:
        return dict(attributions)
    count = items if counted is Counted.ITEMS else len
    return {cell: count(own) for cell, own in cells.items()}
