"""How States answered what was recommended to them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from upr.records import PositionValue
from upr.statistics.counts import Counted, number
from upr.statistics.rows import Row

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PositionCounts:
    """How many were supported, noted, and left pending at the report.

    Counted by items, one with texts answered differently is in each of their numbers.
    """

    supported: int = 0
    noted: int = 0
    pending: int = 0

    @property
    def answered(self) -> int:
        """Supported and noted together: the denominator of every share here."""
        return self.supported + self.noted

    @property
    def share_supported(self) -> float | None:
        """Supported / (supported + noted), 0 to 1; None where nothing was answered.

        Pending is the absence of a position: it is in neither number.

        >>> PositionCounts(supported=3, noted=1, pending=4).share_supported
        0.75
        """
        return self.supported / self.answered if self.answered else None


def position_counts(rows: Iterable[Row], counted: Counted) -> PositionCounts:
    """Count the rows by position."""
    by_value: defaultdict[PositionValue, list[Row]] = defaultdict(list)
    for row in rows:
        by_value[row.position].append(row)
    return PositionCounts(
        supported=number(by_value[PositionValue.SUPPORTED], counted),
        noted=number(by_value[PositionValue.NOTED], counted),
        pending=number(by_value[PositionValue.PENDING], counted),
    )


def position_counts_by(
    rows: Iterable[Row], group: Callable[[Row], Group], counted: Counted
) -> Mapping[Group, PositionCounts]:
    """Count the rows by position in each group, in the order in which groups come.

    `group` is `by_cycle`, `by_session`, `by_state`, `by_regional_group` or your own.
    """
    grouped: defaultdict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[group(row)].append(row)
    return {key: position_counts(own, counted) for key, own in grouped.items()}


def share_supported(rows: Iterable[Row], counted: Counted) -> float | None:
    """The share of what was answered that the States under review supported.

    supported / (supported + noted), 0 to 1, never over pending; None where nothing
    was answered. UPR Info publishes it by attributions, as "accepted".
    Source: UPR Info, statement at the 25th session of the Council, 21 March 2014.
    """
    return position_counts(rows, counted).share_supported
