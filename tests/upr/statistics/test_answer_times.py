"""From the adoption of a report to the answer in its addendum."""

from dataclasses import replace
from datetime import date

from tests.upright.archive.papers import addendum
from tests.upright.builders import document
from upr.records import DocumentKind
from upr.statistics import (
    Answer,
    Paper,
    adoption_to_answer,
    days_between,
    in_steps,
    papers_of,
)

REPORT, ADDENDUM = DocumentKind.REPORT, DocumentKind.ADDENDUM


def test_the_first_addendum_of_each_report_counts():
    first = addendum()
    second = replace(first, symbol="A/HRC/901/1/Add.2", distributed=date(2015, 6, 1))
    unanswered = document(symbol="A/HRC/901/7")
    papers = papers_of([document(), second, first, unanswered])
    # Adopted on 23 January 2015, answered on 20 May.
    assert adoption_to_answer(papers) == [Answer("A/HRC/901/1", 117)]


def test_a_day_that_is_not_known_is_none():
    papers = [
        Paper("A/HRC/901/1", REPORT, None, None),
        Paper("A/HRC/901/1/Add.1", ADDENDUM, None, date(2015, 5, 20)),
        Paper("A/HRC/901/2", REPORT, date(2015, 1, 23), None),
        Paper("A/HRC/901/2/Add.1", ADDENDUM, None, None),
    ]
    assert adoption_to_answer(papers) == [
        Answer("A/HRC/901/1", None),
        Answer("A/HRC/901/2", None),
    ]


def test_leap_days_count():
    assert days_between(date(2016, 2, 28), date(2016, 3, 1)) == 2
    assert days_between(date(2015, 2, 28), date(2015, 3, 1)) == 1


def test_stretches_of_nothing_are_listed():
    assert in_steps([0, 29, 30, 119], step=30) == {0: 2, 30: 1, 60: 0, 90: 1}
    assert in_steps([-1], step=30) == {-30: 1}
    assert in_steps([], step=30) == {}
