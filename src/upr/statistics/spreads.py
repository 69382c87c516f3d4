"""How numbers are spread: least and most, the middle half, the median."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from upr.statistics.counts import Counted, number
from upr.statistics.rows import Row


@dataclass(frozen=True, slots=True)
class Spread:
    """Five numbers that say how some are spread, and how many they are."""

    least: float
    lower: float  # a quarter is not above it
    median: float
    upper: float  # a quarter is not below it
    most: float
    measured: int


def spread(values: Iterable[float]) -> Spread | None:
    """Return how values are spread; None for none.

    Quartiles are those of the values there are, with what lies between two of them
    drawn straight (the inclusive method of Python's `statistics.quantiles`).

    >>> spread([20, 10, 40, 30, 60])
    Spread(least=10, lower=20.0, median=30, upper=40.0, most=60, measured=5)
    """
    ordered = sorted(values)
    if not ordered:
        return None
    lower, upper = ordered[0], ordered[-1]
    if len(ordered) > 1:
        lower, _middle, upper = statistics.quantiles(ordered, n=4, method="inclusive")
    median = statistics.median(ordered)
    return Spread(ordered[0], lower, median, upper, ordered[-1], len(ordered))


def per_review(rows: Iterable[Row], counted: Counted) -> Mapping[int, Spread]:
    """How many each review received, spread over the reviews of each cycle.

    A review is a pair of a State under review and a cycle; one without a row is not in
    it. Rows whose State or cycle is not known are left out.
    Source: the rows; compare UPR Info, which publishes means of its attributions.
    """
    reviews: defaultdict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.cycle is not None and row.state:
            reviews[row.cycle, row.state].append(row)
    sizes: defaultdict[int, list[int]] = defaultdict(list)
    for (cycle, _state), own in reviews.items():
        sizes[cycle].append(number(own, counted))
    spreads = {cycle: spread(sizes[cycle]) for cycle in sorted(sizes)}
    return {cycle: one for cycle, one in spreads.items() if one is not None}
