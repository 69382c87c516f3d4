"""Classes for a map: values cut into a few groups of about the same size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Class:
    """A range of values, both ends included."""

    first: float
    last: float

    def holds(self, value: float) -> bool:
        """Whether a value lies in it."""
        return self.first <= value <= self.last


def classes(values: Iterable[float], most: int = 5) -> Sequence[Class]:
    """Cut values into at most `most` classes of about equal numbers, smallest first.

    Quantiles of the values there are; equal values are never parted, so that there
    may be fewer classes, and none for no values. Where no more than `most` values are
    distinct, each is a class.

    >>> [(one.first, one.last) for one in classes([1, 2, 2, 2, 9, 30], most=3)]
    [(1, 2), (9, 30)]
    >>> [(one.first, one.last) for one in classes([1, 2, 2, 2], most=3)]
    [(1, 1), (2, 2)]
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if len(distinct) <= most:
        return tuple(Class(value, value) for value in distinct)
    found: list[Class] = []
    start = 0
    for number in range(1, most + 1):
        end = round(len(ordered) * number / most)
        while 0 < end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        if end > start:
            found.append(Class(ordered[start], ordered[end - 1]))
            start = end
    return tuple(found)
