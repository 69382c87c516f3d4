"""What recommendations ask and on what, where people or a model coded them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from upr.coding.codes import Codes
from upr.errors import NoCodingError
from upr.statistics.categories import SPECIFIC
from upr.statistics.counts import Counted, number
from upr.statistics.rows import Row

Group = TypeVar("Group", bound=Hashable)


def with_codes(rows: Iterable[Row], codes: Iterable[Codes]) -> Iterator[Row]:
    """Yield the rows with the action category and issues of `codes`, one for each.

    Raises ValueError if there are more of the one than of the other.
    """
    for row, own in zip(rows, codes, strict=True):
        action = int(own.action.code) if own.action else None
        yield replace(row, action=action, issues=tuple(one.code for one in own.issues))


@dataclass(frozen=True, slots=True)
class CategoryCounts:
    """How many ask for an action of each category, 1 to 5.

    Counted by items, one with texts of several categories is in each of their numbers
    and once in `coded`, so that shares can add up to more than 1.
    """

    by_rank: Mapping[int, int]
    coded: int  # that have a category: the denominator of every share here
    not_coded: int  # in no number above

    def share(self, rank: int) -> float | None:
        """Of what has a category the share with this one; None where nothing has one.

        >>> CategoryCounts({4: 3, 5: 1}, coded=4, not_coded=2).share(5)
        0.25
        """
        return self.by_rank.get(rank, 0) / self.coded if self.coded else None

    @property
    def share_specific(self) -> float | None:
        """The share of category 5, as UPR Info publishes it by attributions.

        Source: UPR Info, Beyond promises, 2014.
        """
        return self.share(SPECIFIC)


def category_counts(rows: Iterable[Row], counted: Counted) -> CategoryCounts:
    """Count the rows by the category of the action asked for.

    Source: UPR Info, Database action category, after Edward R. McMahon.
    """
    by_rank: defaultdict[int, list[Row]] = defaultdict(list)
    coded: list[Row] = []
    rest: list[Row] = []
    for row in rows:
        if row.action is None:
            rest.append(row)
            continue
        coded.append(row)
        by_rank[row.action].append(row)
    return CategoryCounts(
        {rank: number(by_rank[rank], counted) for rank in range(1, SPECIFIC + 1)},
        number(coded, counted),
        number(rest, counted),
    )


def category_counts_by(
    rows: Iterable[Row], group: Callable[[Row], Group], counted: Counted
) -> Mapping[Group, CategoryCounts]:
    """Count the rows by category in each group, in the order in which groups come.

    `group` is `by_cycle`, `by_session`, `by_state`, `by_regional_group` or your own.
    """
    parts = _grouped(rows, group).items()
    return {key: category_counts(own, counted) for key, own in parts}


def issue_counts(rows: Iterable[Row], counted: Counted) -> Mapping[str, int]:
    """How many touch each issue, the most frequent first, then by name.

    One with several issues counts once under each: the numbers add up to more than
    what is counted.
    Source: UPR Info's 54 issues, Database issues, 2014.
    """
    by_issue: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for issue in dict.fromkeys(row.issues):
            by_issue[issue].append(row)
    counts = Counter({issue: number(own, counted) for issue, own in by_issue.items()})
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def issue_counts_by(
    rows: Iterable[Row], group: Callable[[Row], Group], counted: Counted
) -> Mapping[Group, Mapping[str, int]]:
    """How many touch each issue in each group, in the order in which groups come."""
    parts = _grouped(rows, group).items()
    return {key: issue_counts(own, counted) for key, own in parts}


def share_of_issue(rows: Iterable[Row], issue: str, counted: Counted) -> float:
    """The share that touches an issue, 0 to 1, of all that have any issue.

    Raises NoCodingError if nothing has one.
    """
    coded = [row for row in rows if row.issues]
    if not coded:
        message = "No share can be computed: nothing is coded with an issue."
        raise NoCodingError(message)
    own = [row for row in coded if issue in row.issues]
    return number(own, counted) / number(coded, counted)


def _grouped(
    rows: Iterable[Row], group: Callable[[Row], Group]
) -> Mapping[Group, list[Row]]:
    grouped: defaultdict[Group, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[group(row)].append(row)
    return grouped
