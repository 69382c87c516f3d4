"""Figures over codings: action categories and issues, where somebody coded them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from upr.errors import NoCodingError

SPECIFIC = 5  # the rank of the action category "specific"


def shares_of_categories(ranks: Iterable[int]) -> Mapping[int, float]:
    """The share of each action category from 1 to 5, 0 to 1 and together 1.

    `ranks` holds a category for each attribution or recommendation that has one: that
    is the denominator. What is not coded is left out, not counted as a category.
    Raises NoCodingError if nothing is coded.
    Source: UPR Info, Database action category, after Edward R. McMahon.
    """
    counts = Counter(ranks)
    total = counts.total()
    if not total:
        message = "No share can be computed: nothing has an action category."
        raise NoCodingError(message)
    return {rank: counts[rank] / total for rank in range(1, SPECIFIC + 1)}


def share_specific(ranks: Iterable[int]) -> float:
    """The share of specific recommendations (category 5) among all that are coded.

    Raises NoCodingError if nothing is coded.
    Source: UPR Info, Beyond promises, 2014.
    """
    return shares_of_categories(ranks)[SPECIFIC]


def most_asked(
    codings: Iterable[Collection[str]], most: int
) -> tuple[tuple[str, int], ...]:
    """The issues asked for most with their numbers, the largest first.

    `codings` holds the issues of each recommendation; it counts once under each of
    them, so the numbers add up to more than the recommendations. Equal ones stand in
    the order of their codes.
    """
    counts = Counter(issue for issues in codings for issue in set(issues))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ordered[:most])
