import pytest

from upr.statistics import (
    NoCodingError,
    classes,
    most_asked,
    share_specific,
    shares_of_categories,
)


def test_shares_of_categories_are_of_what_is_coded():
    assert shares_of_categories([5, 5, 2, 1]) == {
        1: 0.25,
        2: 0.25,
        3: 0.0,
        4: 0.0,
        5: 0.5,
    }
    assert share_specific([5, 5, 2, 1]) == 0.5


def test_nothing_coded_has_no_share():
    with pytest.raises(NoCodingError) as caught:
        share_specific([])
    assert str(caught.value) == (
        "No share can be computed: nothing has an action category."
    )


def test_most_asked_counts_a_recommendation_once_under_each_issue():
    codings = [["torture", "women"], ["women", "women"], [], ["housing"]]
    assert most_asked(codings, most=2) == (("women", 2), ("housing", 1))


@pytest.mark.parametrize(
    ("values", "most", "ranges"),
    [
        ([], 5, []),
        ([7], 5, [(7, 7)]),
        ([3, 1, 2], 5, [(1, 1), (2, 2), (3, 3)]),
        (range(1, 11), 5, [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]),
        ([1] * 9 + [2, 3, 4], 3, [(1, 1), (2, 4)]),
    ],
)
def test_classes_hold_every_value_once(values, most, ranges):
    found = classes(values, most)
    assert [(one.first, one.last) for one in found] == ranges
    for value in values:
        assert sum(one.holds(value) for one in found) == 1
