"""The steps of reviews: the dates that were published come out, and the edges hold."""

from datetime import date, time

import pytest

from upr.reference import reviews, sessions
from upr.timeline import (
    REAL_DATES,
    RULES,
    STEPS,
    Basis,
    DatedStep,
    Known,
    Missing,
    ReviewDates,
    Window,
    session_timeline,
    timeline,
)


def days(first: date, last: date | None = None, verified: bool = True) -> Known:
    return Known(Window(first, last or first), "told by a test", verified)


def of_session(number: int) -> Known | None:
    fact = sessions.get(number)
    if fact.start is None or fact.end is None:
        return None
    return Known(Window(fact.start, fact.end), fact.source, fact.is_verified)


def of_review(iso3: str, cycle: int) -> dict[str, DatedStep]:
    """The steps of a review as the reference facts have it."""
    fact = reviews.get(iso3, cycle)
    known = {}
    if fact.review_date:
        known["review"] = Known(Window(fact.review_date, fact.review_date), fact.source)
    number = fact.actual_session
    found = timeline(
        ReviewDates(
            number, (iso3, cycle), of_session(number) if number else None, known
        )
    )
    return {one.step.key: one for one in found}


def window(one: DatedStep) -> tuple[date, date]:
    assert one.window is not None
    return one.window.first, one.window.last


def whole(number: int) -> dict[str, DatedStep]:
    found = session_timeline(ReviewDates(number, None, of_session(number)))
    return {one.step.key: one for one in found}


# --- what UPR Trax no 57 prints ------------------------------------------------------
UPR_23 = [
    "AUS",
    "AUT",
    "GEO",
    "LBN",
    "MRT",
    "FSM",
    "MMR",
    "NRU",
    "NPL",
    "OMN",
    "RWA",
    "STP",
    "KNA",
    "LCA",
]
UPR_24 = [
    "BEL",
    "DNK",
    "EST",
    "LVA",
    "MOZ",
    "NAM",
    "NER",
    "PLW",
    "PRY",
    "SYC",
    "SLE",
    "SGP",
    "SOM",
    "SLB",
]


def test_session_23_as_printed():
    assert of_session(23) == Known(
        Window(date(2015, 11, 2), date(2015, 11, 13)),
        sessions.get(23).source,
        sessions.get(23).is_verified,
    )
    assert {r.iso3 for r in reviews.at_session(23)} == set(UPR_23)
    assert {r.iso3 for r in reviews.at_session(24)} == set(UPR_24)


def test_myanmar_is_reviewed_on_6_november_2015():
    one = of_review("MMR", 2)["review"]
    assert window(one) == (date(2015, 11, 6), date(2015, 11, 6))
    assert (one.basis, one.source) == (Basis.KNOWN, "UPR Trax no 57 (October 2015)")


@pytest.mark.parametrize("iso3", UPR_23)
def test_the_eleventh_pre_sessions_and_the_seminar(iso3):
    steps = of_review(iso3, 2)
    assert window(steps["pre-session"]) == (date(2015, 10, 7), date(2015, 10, 9))
    assert window(steps["seminar"]) == (date(2015, 10, 20), date(2015, 10, 20))
    assert steps["seminar"].note == "Room IX"


@pytest.mark.parametrize("iso3", UPR_24)
def test_pre_sessions_and_national_reports_of_session_24(iso3):
    steps = of_review(iso3, 2)
    assert window(steps["pre-session"]) == (date(2015, 12, 15), date(2015, 12, 17))
    due = steps["national-report"]
    assert window(due) == (date(2015, 10, 26), date(2015, 10, 26))
    assert due.basis is Basis.KNOWN


def test_the_rule_gives_the_national_report_of_session_24_by_itself():
    (rule,) = RULES["national-report"]
    session = of_session(24)
    assert session is not None
    computed = rule.window_from(session.window)
    assert computed == Window(date(2015, 10, 26), date(2015, 10, 26))


def test_session_30_of_the_council():
    one = whole(22)["council-session"]
    assert window(one) == (date(2015, 9, 14), date(2015, 10, 2))
    assert window(of_review("USA", 2)["plenary"]) == (
        date(2015, 9, 14),
        date(2015, 10, 2),
    )
    assert window(whole(22)["addendum"]) == (date(2015, 8, 31), date(2015, 8, 31))


@pytest.mark.parametrize("iso3", ["MMR", "THA"])
def test_the_pre_sessions_in_the_country(iso3):
    one = of_review(iso3, 2)["in-country-pre-session"]
    assert window(one) == (date(2015, 9, 1), date(2015, 9, 10))
    assert one.is_verified is False


# --- other dates that were published -------------------------------------------------
@pytest.mark.parametrize(
    ("session", "submission", "report"),
    [
        (41, date(2022, 3, 31), date(2022, 8, 8)),
        (42, date(2022, 7, 14), date(2022, 10, 10)),
        (43, date(2022, 10, 11), date(2023, 2, 6)),
        (44, date(2023, 4, 5), date(2023, 8, 7)),
        (45, date(2023, 7, 18), date(2023, 10, 9)),
    ],
)
def test_deadlines_of_cycle_4(session, submission, report):
    steps = whole(session)
    assert window(steps["stakeholder-submission"]) == (submission, submission)
    assert window(steps["national-report"]) == (report, report)


@pytest.mark.parametrize("session", range(41, 46))
def test_the_rule_of_submissions_holds_the_published_days(session):
    (rule,) = RULES["stakeholder-submission"]
    sitting = of_session(session)
    assert sitting is not None
    computed = rule.window_from(sitting.window)
    real = REAL_DATES[session, None, "stakeholder-submission"].window
    assert computed.first <= real.first <= computed.last


@pytest.mark.parametrize("session", [23, 24])
def test_the_rule_of_pre_sessions_holds_the_printed_days(session):
    (rule,) = RULES["pre-session"]
    sitting = of_session(session)
    assert sitting is not None
    computed = rule.window_from(sitting.window)
    real = REAL_DATES[session, None, "pre-session"].window
    assert computed.first <= real.first <= real.last <= computed.last


@pytest.mark.parametrize(
    ("cycle", "plenary"),
    [
        (1, date(2010, 6, 9)),
        (2, date(2015, 3, 19)),
        (3, date(2020, 3, 12)),
        (4, date(2025, 7, 2)),
    ],
)
def test_the_four_timelines_of_slovenia(cycle, plenary):
    steps = of_review("SVN", cycle)
    assert window(steps["plenary"]) == (plenary, plenary)
    adoption = steps["working-group-adoption"].window
    assert adoption is not None
    computed = RULES["plenary"][1].window_from(adoption)
    assert computed.first <= plenary <= computed.last


def test_the_list_of_speakers_opens_at_ten_on_a_monday():
    one = of_review("SVN", 4)["speakers-list"]
    assert one.window == Window(date(2025, 6, 23), date(2025, 6, 23), time(10))
    assert one.window.first.weekday() == 0


# --- edges ---------------------------------------------------------------------------
def test_a_review_with_a_day_is_counted_from_that_day():
    steps = of_review("SVN", 4)
    assert window(steps["advance-questions"]) == (date(2025, 1, 14), date(2025, 1, 14))
    assert window(steps["mid-term"]) == (date(2027, 1, 28), date(2027, 7, 28))
    assert window(steps["next-review"]) == (date(2029, 7, 28), date(2029, 7, 28))


def test_a_review_without_a_day_falls_on_a_day_of_its_session():
    one = of_review("MMR", 4)["review"]
    assert window(one) == (date(2026, 1, 19), date(2026, 1, 30))
    assert (one.basis, one.is_verified) == (Basis.COMPUTED, False)


def test_a_session_without_days_leaves_every_step_without_a_date():
    steps = of_review("USA", 4)
    assert {one.missing for one in steps.values()} == {Missing.SESSION_NOT_DATED}
    assert [one for one in steps.values() if one.window or one.is_verified] == []
    assert set(steps) == set(RULES)


def test_a_review_that_was_not_held_has_no_dates():
    steps = of_review("UKR", 4)
    assert {one.missing for one in steps.values()} == {Missing.NOT_HELD}


def test_a_review_held_although_the_days_of_its_session_are_not_known():
    known = {"review": days(date(2024, 2, 29))}
    found = timeline(ReviewDates(53, ("XAA", 4), None, known))
    steps = {one.step.key: one for one in found}
    assert window(steps["mid-term"]) == (date(2026, 2, 28), date(2026, 8, 29))
    assert steps["national-report"].missing is Missing.SESSION_NOT_DATED


def test_a_session_that_moved_takes_every_computed_step_with_it():
    before = timeline(
        ReviewDates(53, ("XAA", 4), days(date(2026, 11, 2), date(2026, 11, 13)))
    )
    after = timeline(
        ReviewDates(53, ("XAA", 4), days(date(2026, 11, 9), date(2026, 11, 20)))
    )
    due = {one.step.key: one for one in before}, {one.step.key: one for one in after}
    assert [window(steps["national-report"])[0] for steps in due] == [
        date(2026, 8, 10),
        date(2026, 8, 17),
    ]


def test_a_review_that_moved_leaves_the_dates_of_its_old_session_behind():
    steps = timeline(
        ReviewDates(54, ("MMR", 2), days(date(2027, 1, 18), date(2027, 1, 29)))
    )
    by_key = {one.step.key: one for one in steps}
    assert window(by_key["review"]) == (date(2027, 1, 18), date(2027, 1, 29))
    assert "seminar" not in by_key


def test_what_is_told_comes_before_what_the_facts_hold():
    told = {"review": days(date(2015, 11, 9))}
    found = timeline(ReviewDates(23, ("MMR", 2), of_session(23), told))
    (one,) = [one for one in found if one.step.key == "review"]
    assert (one.source, window(one)[0]) == ("told by a test", date(2015, 11, 9))


def test_a_step_that_must_not_be_computed_says_why():
    found = timeline(
        ReviewDates(
            20,
            ("XAA", 2),
            of_session(20),
            undated={"next-review": Missing.NOT_HELD},
        )
    )
    (one,) = [one for one in found if one.step.key == "next-review"]
    assert (one.basis, one.missing) == (Basis.NONE, Missing.NOT_HELD)


def test_what_counts_from_a_doubtful_day_is_doubtful():
    session = days(date(2026, 11, 2), date(2026, 11, 13), verified=False)
    found = timeline(ReviewDates(53, ("XAA", 4), session))
    assert [one.step.key for one in found if one.is_verified] == []


def test_steps_come_in_the_order_of_their_days():
    for fact in reviews.REVIEWS.values():
        steps = of_review(fact.iso3, fact.cycle).values()
        firsts = [one.window.first for one in steps if one.window]
        assert firsts == sorted(firsts)


def test_a_step_without_a_date_stands_after_its_usual_neighbour():
    known = {"review": days(date(2026, 11, 5))}
    found = timeline(ReviewDates(53, ("XAA", 4), None, known))
    keys = [one.step.key for one in found]
    usual = list(STEPS)
    assert keys == sorted(keys, key=usual.index)


def test_a_session_has_the_steps_that_all_its_reviews_share():
    assert list(whole(48)) == [
        "stakeholder-submission",
        "national-report",
        "pre-session",
        "addendum",
    ]
