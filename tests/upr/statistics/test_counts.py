"""The house's example: 1 item, 2 recommendations, 3 attributions."""

from typing import Any

import pytest

from upr.records import PositionValue
from upr.statistics import (
    Counted,
    PositionCounts,
    Row,
    attributions,
    by_cycle,
    by_regional_group,
    by_session,
    by_state,
    items,
    number,
    position_counts,
    position_counts_by,
    recommendations,
    share_supported,
)

SUPPORTED, NOTED, PENDING = PositionValue


def row(
    item: str,
    *states: str,
    position: PositionValue = SUPPORTED,
    state: str = "SVN",
    session: int | None = 20,
) -> Row:
    cycle = None if session is None else 1 if session < 13 else 2
    return Row(f"report on {state}", item, state, states, position, session, cycle)


EXAMPLE = [row("5", "CHL", "PER"), row("5", "PER")]


def test_the_example_counts_as_the_house_defines_it():
    assert (items(EXAMPLE), recommendations(EXAMPLE), attributions(EXAMPLE)) == (
        1,
        2,
        3,
    )
    assert [number(EXAMPLE, counted) for counted in Counted] == [1, 2, 3]


def test_items_of_two_documents_are_two():
    assert items([row("5", "CHL"), row("5", "CHL", state="NOR")]) == 2


def test_states_that_are_not_known_make_no_attribution():
    assert (recommendations([row("1")]), attributions([row("1")])) == (1, 0)


def test_nothing_counts_nothing():
    assert [number([], counted) for counted in Counted] == [0, 0, 0]
    assert share_supported([], Counted.ITEMS) is None


@pytest.mark.parametrize(
    ("counted", "counts", "share"),
    [
        (Counted.ITEMS, PositionCounts(2, 2, 1), 0.5),
        (Counted.RECOMMENDATIONS, PositionCounts(2, 2, 1), 0.5),
        (Counted.ATTRIBUTIONS, PositionCounts(3, 2, 4), 0.6),
    ],
)
def test_a_share_is_never_over_what_is_pending(counted, counts, share):
    rows = [
        row("1", "CHL", "PER"),
        row("2", "CHL"),
        row("2", "PER", position=NOTED),  # one item, answered in two ways
        row("3", "CHL", position=NOTED),
        row("4", "CHL", "PER", "NOR", "XAA", position=PENDING),
    ]
    assert position_counts(rows, counted) == counts
    assert share_supported(rows, counted) == share


def test_where_all_is_pending_there_is_no_share():
    assert share_supported([row("1", "CHL", position=PENDING)], Counted.ITEMS) is None


def test_positions_by_cycle_session_state_and_region():
    rows = [
        row("1", "CHL"),
        row("2", "CHL", position=NOTED),
        row("1", "CHL", state="NOR", session=7),
        row("1", "CHL", state="", session=None, position=PENDING),
    ]
    one, both, none = (
        PositionCounts(1, 0, 0),
        PositionCounts(1, 1, 0),
        PositionCounts(0, 0, 1),
    )
    answers = [both, one, none]
    keys: list[tuple[Any, list[Any]]] = [
        (by_cycle, [2, 1, None]),
        (by_session, [20, 7, None]),
        (by_state, ["SVN", "NOR", ""]),
        (by_regional_group, ["eastern-europe", "western-europe", ""]),
    ]
    for group, own in keys:
        found = position_counts_by(rows, group, Counted.ITEMS)
        assert list(found.items()) == list(zip(own, answers, strict=True))
