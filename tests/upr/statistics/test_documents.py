"""Figures over documents as they are read."""

from dataclasses import replace
from datetime import date

from tests.upright.builders import design_example, document, item, recommendation
from upr.records import DocumentKind, PositionValue
from upr.statistics import (
    Counted,
    Duration,
    Row,
    position_counts,
    review_to_report,
    rows_of,
)

REPORT = document(
    design_example(),
    item(
        "136.6",
        recommendation("Ratify the convention", "XAB", "XAB", position="noted"),
        recommendation("abolish the tribunal", "Old Dunmere"),
        position="pending",
    ),
    session=20,
)


def test_a_row_for_each_recommendation():
    assert list(rows_of([REPORT])) == [
        Row("A/HRC/901/1", "136.5", "XAA", ("CHL", "PER"), SUPPORTED, 20, 2),
        Row("A/HRC/901/1", "136.5", "XAA", ("PER",), SUPPORTED, 20, 2),
        Row("A/HRC/901/1", "136.6", "XAA", ("XAB",), PositionValue.NOTED, 20, 2),
        Row("A/HRC/901/1", "136.6", "XAA", (), PositionValue.PENDING, 20, 2),
    ]


SUPPORTED = PositionValue.SUPPORTED


def test_a_session_that_is_none_has_no_cycle():
    cycles = [
        next(rows_of([replace_session(number)])).cycle for number in (None, 990, 13)
    ]
    assert cycles == [None, None, 2]


def replace_session(number):
    return replace(REPORT, facts=replace(REPORT.facts, session=number))


def test_an_item_answered_in_two_ways_counts_under_both():
    counts = position_counts(rows_of([REPORT]), Counted.ITEMS)
    assert (counts.supported, counts.noted, counts.pending) == (1, 1, 1)


def test_days_from_review_to_report():
    reviewed = replace(REPORT.facts, review_date=date(2015, 1, 20))
    first = replace(REPORT, facts=reviewed, distributed=date(2015, 3, 1))
    second = replace(REPORT, facts=reviewed, distributed=date(2015, 3, 11))
    addendum = replace(second, kind=DocumentKind.ADDENDUM)
    found = review_to_report([first, second, REPORT, addendum])
    assert found == Duration(median_days=45, measured=2, left_out=1)


def test_without_dates_there_is_no_median():
    assert review_to_report([REPORT]) == Duration(None, 0, 1)
