"""How much of what a State was asked had been asked before."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from upr.statistics.counts import Counted, number
from upr.statistics.rows import Row


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """How many of a cycle's had been asked in an earlier one, and of how many."""

    repeated: int
    of: int

    @property
    def share(self) -> float | None:
        """Repeated / all of the cycle, 0 to 1; None where nothing was asked in it.

        >>> AskedBefore(repeated=1, of=4).share
        0.25
        """
        return self.repeated / self.of if self.of else None


def asked_before(
    rows: Iterable[Row],
    group: Callable[[Row], Hashable | None],
    cycle: int,
    counted: Counted,
) -> AskedBefore:
    """Count what one State was asked in a cycle and had been asked in an earlier one.

    `rows` are of one State; `group` says which rows ask the same or nearly the same
    (see `upr.repeats.asked_again`), None for what was asked once. Repeated are the
    cycle's rows of groups that hold a row of an earlier cycle; the denominator is all
    of the cycle's. Rows without a cycle are left out.
    Source: our own figure; the likeness it rests on is measured in
    benchmarks/repeats.py.
    """
    known = [row for row in rows if row.cycle is not None]
    earlier = {group(row) for row in known if (row.cycle or 0) < cycle} - {None}
    own = [row for row in known if row.cycle == cycle]
    repeated = [row for row in own if group(row) in earlier]
    return AskedBefore(number(repeated, counted), number(own, counted))
