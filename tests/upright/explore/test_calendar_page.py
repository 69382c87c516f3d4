"""The calendar's words, with the day moved over every edge."""

from datetime import date, time

import pytest

from upr.timeline import Known, ReviewDates, Window, timeline
from upright.archive.models import Review, Session, State
from upright.calendar import labels
from upright.calendar.queries import SessionRow
from upright.explore import calendar_page


def one_day(day: date) -> Window:
    return Window(day, day)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2028, 2, 27), "in 2 days"),
        (date(2028, 2, 28), "tomorrow"),
        (date(2028, 2, 29), "today"),  # a leap day
        (date(2028, 3, 1), ""),
        (date(2027, 2, 28), "in 366 days"),
    ],
)
def test_days_left_to_a_leap_day(day, left):
    assert calendar_page.days_left(one_day(date(2028, 2, 29)), day) == left


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 10, 31), "in 2 days"),
        (date(2026, 11, 1), "tomorrow"),
        (date(2026, 11, 2), "now"),
        (date(2026, 11, 13), "now"),
        (date(2026, 11, 14), ""),
    ],
)
def test_days_left_to_several_days(day, left):
    session = Window(date(2026, 11, 2), date(2026, 11, 13))
    assert calendar_page.days_left(session, day) == left


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 2), date(2026, 11, 2), "2 November 2026"),
        (date(2026, 11, 2), date(2026, 11, 13), "2 to 13 November 2026"),
        (date(2024, 4, 29), date(2024, 5, 10), "29 April to 10 May 2024"),
        (date(2025, 12, 29), date(2026, 1, 9), "29 December 2025 to 9 January 2026"),
        (date(2025, 11, 2), date(2026, 11, 2), "2 November 2025 to 2 November 2026"),
    ],
)
def test_days_are_written_without_repeating_themselves(first, last, said):
    assert labels.days(Window(first, last)) == said


def review(**fields) -> Review:
    return Review(state=State(iso3="XAA", name="Aldoria"), cycle=4, **fields)


@pytest.mark.parametrize(
    ("fields", "day", "said"),
    [
        ({"status": "held", "date": date(2026, 11, 5)}, date(2027, 1, 1), "Held"),
        (
            {"status": "scheduled", "date": date(2026, 11, 5)},
            date(2026, 11, 5),
            "Scheduled",
        ),
        (
            {"status": "scheduled", "date": date(2026, 11, 5)},
            date(2026, 11, 6),
            "Scheduled; that day has passed, no report is known here",
        ),
        ({"status": "moved"}, date(2026, 11, 6), "Moved, not yet held"),
        ({"status": "not_held"}, date(2026, 11, 6), "Not held"),
    ],
)
def test_a_status_says_what_is_not_known(fields, day, said):
    assert calendar_page.status(review(**fields), None, day) == said


def test_a_review_without_a_day_has_passed_with_its_session():
    days = Known(Window(date(2026, 11, 2), date(2026, 11, 13)), "")
    scheduled = review(status="scheduled")
    assert calendar_page.status(scheduled, days, date(2026, 11, 13)) == "Scheduled"
    assert calendar_page.status(scheduled, days, date(2026, 11, 14)) == (
        "Scheduled; that day has passed, no report is known here"
    )


@pytest.mark.parametrize(
    ("day", "held", "said"),
    [
        (date(2026, 11, 1), 0, "tomorrow"),
        (date(2026, 11, 2), 0, "Sits now"),
        (date(2026, 11, 13), 0, "Sits now"),
        (date(2026, 11, 14), 0, "Days have passed"),
        (date(2026, 11, 14), 3, "Held"),
    ],
)
def test_the_status_of_a_session_follows_the_day(day, held, said):
    session = Session(number=53, start=date(2026, 11, 2), end=date(2026, 11, 13))
    row = SessionRow(session, 14, held, 0, 0, 0)
    assert calendar_page.session_status(row, day) == said


def test_a_session_without_days_says_so():
    row = SessionRow(Session(number=53), 14, 0, 0, 0, 0)
    assert calendar_page.session_status(row, date(2026, 11, 1)) == (
        "Scheduled, days not known"
    )


def steps_on(day: date):
    november = Known(Window(date(2026, 11, 2), date(2026, 11, 13)), "told by a test")
    known = {"review": Known(one_day(date(2026, 11, 5)), "told by a test")}
    found = timeline(ReviewDates(53, ("XAA", 4), november, known))
    return calendar_page.steps(found, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 10), "National report due"),
        (date(2026, 11, 5), "Review by the Working Group"),
        (date(2026, 11, 6), "Adoption of the report by the Working Group"),
        (date(2031, 5, 5), "Next review"),
    ],
)
def test_one_step_is_next(day, name):
    assert [step.name for step in steps_on(day) if step.is_next] == [name]


def test_no_step_is_next_once_all_are_over():
    steps = steps_on(date(2031, 5, 6))
    assert [step for step in steps if step.is_next or not step.is_past] == []


def test_a_step_says_what_its_date_rests_on():
    steps = {step.name: step for step in steps_on(date(2026, 11, 5))}
    one = steps["Review by the Working Group"]
    assert (one.basis_label, one.days, one.left, one.verified) == (
        "Known",
        "5 November 2026",
        "today",
        "verified",
    )
    report = steps["National report due"]
    assert (report.basis_label, report.verified) == ("Computed", "the rule is verified")
    assert report.source.address == (
        "https://upr-info.org/en/get-involved/states/take-action-0"
    )
    adoption = steps["Adoption of the report by the Working Group"]
    assert (adoption.basis_label, adoption.days) == (
        "Computed",
        "between 7 and 12 November 2026",
    )


def test_an_hour_is_shown_where_the_day_is_known():
    plenary = {"plenary": Known(one_day(date(2027, 3, 18)), "told by a test")}
    found = timeline(ReviewDates(53, ("XAA", 4), None, plenary))
    (step,) = [s for s in calendar_page.steps(found, date(2027, 1, 1)) if s.hour]
    assert (step.days, step.hour) == ("8 March 2027", "10:00")
    assert time.fromisoformat(step.hour) == time(10)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("upr-info.org/en/about: six months", "https://upr-info.org/en/about"),
        ("A/HRC/28/15, paras. 1-2", ""),
        ("from memory", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_source_that_begins_with_an_address_leads_there(text, address):
    assert calendar_page.source(text).address == address
