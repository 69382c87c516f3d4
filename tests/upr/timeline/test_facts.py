from datetime import date, time

from upr.reference import reviews, sessions
from upr.timeline import REAL_DATES, RULES, STEPS, Role, Window


def test_every_rule_and_date_is_of_a_step_that_exists():
    named = {*RULES, *(real.step for real in REAL_DATES.values())}
    anchors = {rule.relative_to for own in RULES.values() for rule in own}
    assert named - set(STEPS) == set()
    assert anchors - set(STEPS) == {"session"}


def test_every_step_has_a_rule_or_a_date_and_somebody_it_matters_to():
    dated = {real.step for real in REAL_DATES.values()}
    assert [key for key in STEPS if key not in RULES and key not in dated] == []
    assert [key for key, step in STEPS.items() if not step.roles] == []
    assert {role for step in STEPS.values() for role in step.roles} == set(Role)


def test_every_rule_and_date_names_its_source():
    rules = [rule for own in RULES.values() for rule in own]
    assert [rule for rule in rules if not rule.source] == []
    assert [real for real in REAL_DATES.values() if not real.source] == []


def test_rules_never_go_in_circles():
    def reaches(step: str, seen: tuple[str, ...]) -> bool:
        return step in seen or any(
            reaches(rule.relative_to, (*seen, step)) for rule in RULES.get(step, ())
        )

    assert [step for step in STEPS if reaches(step, ())] == []


def test_every_window_begins_before_it_ends():
    rules = [rule for own in RULES.values() for rule in own]
    day = Window(date(2024, 2, 29), date(2024, 2, 29))
    windows = [rule.window_from(day) for rule in rules]
    windows += [real.window for real in REAL_DATES.values()]
    assert [window for window in windows if window.first > window.last] == []


def test_every_real_date_is_of_a_review_at_that_session():
    wrong = [
        real
        for real in REAL_DATES.values()
        if real.review and reviews.REVIEWS[real.review].actual_session != real.session
    ]
    assert wrong == []
    assert {real.session for real in REAL_DATES.values()} - set(
        sessions.SESSIONS
    ) == set()


def test_dates_of_reviews_agree_with_the_table_of_reviews():
    columns = {"review": "review_date", "working-group-adoption": "adoption_date"}
    differing = [
        real
        for real in REAL_DATES.values()
        if real.review
        and real.step in columns
        and getattr(reviews.REVIEWS[real.review], columns[real.step])
        not in {None, real.window.first}
    ]
    assert differing == []


def test_an_hour_is_read():
    assert RULES["speakers-list"][0].at == time(10)
