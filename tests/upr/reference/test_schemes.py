import re

import pytest

from upr.errors import UnknownNameError
from upr.reference import actions, groups, issues, sdg
from upr.reference.groups import DIHR, GROUPS, OHCHR, GroupScheme

TARGETS_BY_GOAL = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]


def test_there_are_54_issues():
    assert len(issues.ISSUES) == 54
    assert len({issue.tag for issue in issues.ISSUES.values()}) == 54
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", slug) for slug in issues.ISSUES)


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("Women's rights", "womens-rights"),
        ("rights of the child", "rights-of-the-child"),
        ("HIV - Aids ", "hiv-aids"),
        ("NHRI", "nhri"),
        ("Detention", "detention"),
        ("Detention conditions", "detention"),
        ("Technical assistance", "technical-assistance-and-cooperation"),
    ],
)
def test_issue_by_tag(tag, slug):
    assert issues.by_tag(tag) == issues.get(slug)


def test_an_issue_that_is_not_known_says_so():
    with pytest.raises(UnknownNameError, match="'Taxes' is no issue"):
        issues.by_tag("Taxes")
    with pytest.raises(UnknownNameError, match="'taxes' is no issue"):
        issues.get("taxes")


def test_there_are_17_goals_and_169_targets():
    assert list(sdg.GOALS) == list(range(1, 18))
    assert len(sdg.TARGETS) == 169
    assert [len(sdg.targets_of(goal)) for goal in sdg.GOALS] == TARGETS_BY_GOAL


def test_targets_are_numbered_without_gaps():
    for goal in sdg.GOALS:
        marks = [target.number.partition(".")[2] for target in sdg.targets_of(goal)]
        figures = [mark for mark in marks if mark.isdecimal()]
        letters = [mark for mark in marks if mark.isalpha()]
        assert marks == figures + letters
        assert figures == [str(n + 1) for n in range(len(figures))]
        assert letters == list("abcd")[: len(letters)]


def test_titles_are_short_and_differ():
    titles = [target.title for target in sdg.TARGETS.values()]
    assert len(set(titles)) == 169
    assert max(map(len, titles)) <= 70


def test_goals_and_targets_by_number():
    assert sdg.goal(16).title == "Peace, justice and strong institutions"
    assert sdg.target("16.A").goal == 16
    assert sdg.target("16.10").number == "16.10"


def test_a_goal_or_target_that_is_not_known_says_so():
    with pytest.raises(UnknownNameError, match="18 is no Sustainable Development Goal"):
        sdg.goal(18)
    with pytest.raises(UnknownNameError, match=r"'16\.11' is no target"):
        sdg.target("16.11")
    with pytest.raises(UnknownNameError, match="0 is no Sustainable"):
        sdg.targets_of(0)


def test_dihr_sorts_into_twelve_groups():
    assert len(DIHR) == 12
    assert all(group.dihr == slug for slug, group in DIHR.items())


def test_words_of_ohchr_fall_under_groups_of_dihr():
    assert len(GROUPS) == len(DIHR) + len(OHCHR)
    assert {group.dihr for group in OHCHR.values() if group.dihr} < set(DIHR)


@pytest.mark.parametrize(
    ("scheme", "label", "slug"),
    [
        (GroupScheme.DIHR, "Women and girls", "women-and-girls"),
        (GroupScheme.OHCHR, "Women & girls", "women-and-girls"),
        (GroupScheme.OHCHR, "non-citizens ", "non-citizens"),
        (
            GroupScheme.OHCHR,
            "lesbian, gay, bisexual, transgender and intersex persons (LGBTI)",
            "lgbti",
        ),
    ],
)
def test_group_by_label(scheme, label, slug):
    assert groups.by_label(scheme, label) == groups.get(scheme, slug)


def test_a_group_that_is_not_known_says_so():
    with pytest.raises(UnknownNameError, match="is no group of persons"):
        groups.by_label(GroupScheme.DIHR, "general")
    with pytest.raises(UnknownNameError, match="is no group of persons"):
        groups.get(GroupScheme.DIHR, "general")


def test_action_categories_run_from_one_to_five():
    assert list(actions.ACTION_CATEGORIES) == [1, 2, 3, 4, 5]
    assert actions.get(5).name == "Specific"
    with pytest.raises(UnknownNameError, match="6 is no action category"):
        actions.get(6)
