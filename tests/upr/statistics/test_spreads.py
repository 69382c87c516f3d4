"""How numbers are spread."""

from upr.records import PositionValue
from upr.statistics import Counted, Row, Spread, per_review, spread


def test_a_single_number_is_all_five():
    assert spread([7]) == Spread(7, 7, 7, 7, 7, 1)


def test_nothing_has_no_spread():
    assert spread([]) is None


def test_quartiles_lie_between_the_numbers_there_are():
    assert spread([1, 2, 3, 4]) == Spread(1, 1.75, 2.5, 3.25, 4, 4)


def test_what_each_review_received_by_cycle():
    def row(item: str, state: str, cycle: int | None) -> Row:
        return Row("A/HRC/901/1", item, state, ("NOR", "SWE"), NOTED, cycle=cycle)

    rows = [
        *(row(str(number), "PER", 1) for number in range(3)),
        row("1", "SVN", 1),
        row("1", "SVN", 2),
        row("1", "SVN", None),
        row("1", "", 2),
    ]
    assert per_review(rows, Counted.ITEMS) == {
        1: Spread(1, 1.5, 2, 2.5, 3, 2),
        2: Spread(1, 1, 1, 1, 1, 1),
    }
    assert per_review(rows, Counted.ATTRIBUTIONS)[1].most == 6


NOTED = PositionValue.NOTED
