"""A figure in words: from its numbers, for those who do not see it."""

from tests.upright.charts.made import ONE, POSITIONS, figure
from tests.upright.charts.test_specs import EVERY
from upright.charts.figures import Name, Shape, Unit
from upright.charts.words import described


def test_each_series_says_highest_lowest_and_where_it_goes():
    assert described(ONE) == (
        "Recommendations by session, from 1 to 3. "
        "Supported: highest 8 (2), lowest 2 (3); down from 5 to 2. "
        "Noted: highest 4 (3), lowest 0 (2); up from 1 to 4."
    )


def test_shares_are_said_in_hundredths_and_gaps_are_left_out():
    made = figure(
        {"Cycle 1": (0.999, None), "Cycle 2": (0.5, None), "Cycle 3": (0.999, None)},
        shape=Shape.SHARES,
        unit=Unit.SHARE,
        is_time=True,
        about="Cycle: 1",
    )
    assert described(made) == (
        "Recommendations by session (Cycle: 1), from Cycle 1 to Cycle 3. "
        "Supported: highest 99% (Cycle 1), lowest 50% (Cycle 2); "
        "in the end as in the beginning."
    )


def test_groups_that_are_no_time_have_no_trend():
    made = figure({"Africa": (1500,), "Asia": (2,)}, POSITIONS[:1])
    assert described(made) == (
        "Recommendations by session. "
        "Supported: highest 1,500 (Africa), lowest 2 (Asia)."
    )


def test_a_number_that_is_always_the_same_is_said_once():
    made = figure({"1": (4,), "2": (4,)}, POSITIONS[:1])
    assert described(made).endswith("Supported: 4 throughout.")


def test_a_matrix_says_who_recommends_most_to_whom():
    assert described(EVERY[Shape.MATRIX]) == (
        "Recommendations by session. Most: b to Supported, 8. Least: a to Noted, 0."
    )


def test_a_spread_says_its_medians():
    five = [Name(code, code.title()) for code in ("least", "median", "most")]
    made = figure({"1": (1, 20, 90), "2": (2, 35.5, 80)}, five, shape=Shape.SPREAD)
    assert described(made) == (
        "Recommendations by session. Median: highest 35.5 (2), lowest 20 (1)."
    )


def test_nothing_is_said_to_be_nothing():
    assert described(figure({})) == "Recommendations by session: nothing to show."
