"""The numbers of charts are those of the library, over the same rows."""

import pytest

from tests.upright.charts.conftest import Draw
from upr.statistics import (
    Counted,
    by_cycle,
    by_session,
    flows,
    per_review,
    position_counts_by,
)
from upright.charts.figures import Figure
from upright.search.queries import Count, Request, find

pytestmark = pytest.mark.django_db
COUNTS = [(Count.ITEMS, Counted.ITEMS), (Count.ATTRIBUTIONS, Counted.ATTRIBUTIONS)]


def numbers(figure: Figure) -> dict[tuple[str, str], float]:
    """What is drawn and is not nothing, by group and series."""
    return {
        (value.group, value.series): value.number
        for value in figure.values
        if value.number
    }


def number_at(figure: Figure, group: str, series: str) -> float | None:
    value = figure.at(group, series)
    assert value is not None
    return value.number


@pytest.mark.parametrize(("count", "counted"), COUNTS)
def test_recommendations_by_session(three, draw: Draw, count, counted):
    figure = draw("sessions", count)
    assert [name.code for name in figure.groups] == [str(n) for n in range(6, 21)]
    expected: dict[tuple[str, str], int] = {}
    for session, counts in position_counts_by(three, by_session, counted).items():
        expected |= {
            (str(session), "supported"): counts.supported,
            (str(session), "noted"): counts.noted,
            (str(session), "pending"): counts.pending,
        }
    assert numbers(figure) == {
        key: number for key, number in expected.items() if number
    }


@pytest.mark.parametrize(("count", "counted"), COUNTS)
def test_shares_by_cycle_are_of_what_was_answered(three, draw: Draw, count, counted):
    figure = draw("positions", count)
    for cycle, counts in position_counts_by(three, by_cycle, counted).items():
        value = figure.at(str(cycle), "supported")
        assert value is not None
        assert value.number == counts.share_supported
        assert (value.count, value.of) == (counts.supported, counts.answered)
    assert number_at(figure, "4", "supported") is None
    assert "Left out, because no position is known: 1." in figure.text.notes


@pytest.mark.parametrize(("count", "counted"), COUNTS)
def test_who_recommends_to_whom(three, draw: Draw, count, counted):
    assert numbers(draw("flows", count)) == flows(three, counted)


def test_chosen_states_against_one_another(three, draw: Draw):
    chosen = {"state": ("NOR", "PER"), "recommending_state": ("SVN", "CHL")}
    figure = draw("flows", by="state", filters=chosen)
    assert numbers(figure) == {("SVN", "NOR"): 1, ("SVN", "PER"): 1, ("CHL", "PER"): 2}
    assert [name.label for name in figure.groups] == ["Slovenia", "Chile"]


@pytest.mark.parametrize(("count", "counted"), COUNTS)
def test_how_much_a_review_receives(three, draw: Draw, count, counted):
    figure = draw("per-review", count)
    found = {
        cycle: tuple(
            number_at(figure, str(cycle), name)
            for name in ("least", "lower", "median", "upper", "most")
        )
        for cycle in (1, 2)
    }
    spreads = per_review(three, counted)
    assert found == {
        cycle: (one.least, one.lower, one.median, one.upper, one.most)
        for cycle, one in spreads.items()
    }


def test_days_from_adoption_to_answer(answered, draw: Draw):
    figure = draw("answers")
    assert numbers(figure) == {("90", "reviews"): 1}
    assert figure.groups[0].label == "90 to 119"
    assert list(figure.text.notes) == [
        "Median: 117 days, over 1 reviews.",
        "Left out, because a day is not known: 1 reviews.",
    ]
    assert numbers(draw("answers", filters={"state": ("NOR",)})) == {}


@pytest.mark.parametrize("count", Count)
@pytest.mark.parametrize("key", ["sessions", "positions", "flows"])
def test_every_number_leads_to_as_many_rows(three, draw: Draw, key, count):
    figure = draw(key, count)
    for value in figure.values:
        if value.count:
            found = find(Request(filters=value.filters or {}, count=count))
            assert (value.group, value.series, found.total) == (
                value.group,
                value.series,
                value.count,
            )


def test_a_filter_on_positions_leaves_the_others_out(three, draw: Draw):
    figure = draw("sessions", filters={"position": ("noted",)})
    assert [name.code for name in figure.series] == ["noted"]
    assert numbers(figure) == {("13", "noted"): 1, ("20", "noted"): 1}


def test_an_older_version_gives_its_numbers(three, draw: Draw):
    figure = draw("sessions", version=1)
    assert (figure.version, [name.code for name in figure.groups]) == (1, ["20"])


def test_nothing_found_is_an_empty_figure(three, draw: Draw):
    for key in ("sessions", "positions", "flows", "per-review"):
        assert draw(key, q="submarine").is_empty
