from upr.records import PositionValue
from upr.statistics import AskedBefore, Counted, Row, asked_before


def row(document: str, item: str, cycle: int | None, *states: str) -> Row:
    return Row(document, item, "XAA", states, PositionValue.NOTED, cycle=cycle)


ROWS = [
    row("1", "a", 1, "XAB"),
    row("2", "a", 2, "XAB", "XAC"),
    row("2", "b", 2, "XAB"),
    row("2", "c", 2, "XAC"),
    row("3", "a", 3, "XAC"),
    row("?", "a", None, "XAC"),
]
GROUPS = {("1", "a"): 7, ("2", "a"): 7, ("2", "b"): 8, ("3", "a"): 8, ("?", "a"): 7}


def group(one: Row) -> int | None:
    return GROUPS.get((one.document, one.item))


def test_what_was_asked_in_an_earlier_cycle_is_counted_of_all_of_the_cycle():
    assert asked_before(ROWS, group, 2, Counted.ITEMS) == AskedBefore(1, 3)
    assert asked_before(ROWS, group, 2, Counted.ATTRIBUTIONS) == AskedBefore(2, 4)
    assert asked_before(ROWS, group, 3, Counted.ITEMS) == AskedBefore(1, 1)


def test_in_the_first_cycle_nothing_had_been_asked_before():
    assert asked_before(ROWS, group, 1, Counted.ITEMS) == AskedBefore(0, 1)


def test_no_share_is_computed_of_nothing():
    assert asked_before(ROWS, group, 4, Counted.ITEMS).share is None
    assert asked_before(ROWS, group, 2, Counted.ITEMS).share == 1 / 3
