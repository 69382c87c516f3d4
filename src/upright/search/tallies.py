"""What a query finds, tallied by the codes of the index.

Recommendations are tallied by the index itself. Items are fewer where one holds
several recommendations that match: those few ("twins") are fetched one by one, so that
a distinct item counts once and the numbers are exact.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tantivy import Query

from upright.search.registry import ValueTable
from upright.search.schema import (
    ITEM_SHIFT,
    SHARES,
    card_of_item,
    card_of_twin,
    givers_of_twin,
    item_of_twin,
    mark_of_twin,
)
from upright.search.translating import Translator, all_of, unscored

# The index refuses to return more than 65,000 numbers at once. Of 40,000
# recommendations at most as many are twins; more are fetched in shares.
_AT_ONCE = 40_000
_MOST = 65_000
_VALUE_BITS = 12
_MOST_VALUES = 1 << _VALUE_BITS
Counts = Mapping[int, int]


@dataclass(frozen=True)
class Tally:
    """Recommendations that match, by code, and those of items that match repeatedly.

    `repeated` holds packed twins and how often each matches, only of items of which
    more than one recommendation matches.
    """

    cards: Counts
    givers: Counts
    marks: Counts
    repeated: Counts = field(default_factory=dict)

    @property
    def recommendations(self) -> int:
        """How many recommendations match."""
        return sum(self.marks.values())

    @cached_property
    def items(self) -> int:
        """How many distinct items have one that matches."""
        surplus = sum(self.repeated.values()) - len(
            set(map(item_of_twin, self.repeated))
        )
        return self.recommendations - surplus

    def items_by_card(self) -> Counts:
        """Distinct items by card."""
        counts = dict(self.cards)
        for twin, number in self.repeated.items():
            counts[card_of_twin(twin)] -= number
        for item in set(map(item_of_twin, self.repeated)):
            counts[card_of_item(item)] += 1
        return counts

    @cached_property
    def _unpacked(self) -> list[tuple[int, int, int, int]]:
        """Of each repeated twin its item (shifted), givers, mark, and how often."""
        return [
            (
                twin >> ITEM_SHIFT << _VALUE_BITS,
                givers_of_twin(twin),
                mark_of_twin(twin),
                number,
            )
            for twin, number in self.repeated.items()
        ]

    def items_by_givers_value(self, table: ValueTable) -> dict[str, int]:
        """Distinct items by a value of the recommending States."""
        repeated = [(item, givers, n) for item, givers, _m, n in self._unpacked]
        return _distinct(table, self.givers, repeated)

    def items_by_mark_value(self, table: ValueTable) -> dict[str, int]:
        """Distinct items by position, or by certainty."""
        repeated = [(item, mark, n) for item, _g, mark, n in self._unpacked]
        return _distinct(table, self.marks, repeated)


def add_up(table: ValueTable, matches: Counts) -> dict[str, int]:
    """Numbers by value; a code may have several values, or none."""
    return _named(table, _summed(table, matches))


def _summed(table: ValueTable, matches: Counts) -> list[int]:
    sums = [0] * len(table.values)
    of_code = table.of_code
    for code, number in matches.items():
        for value in of_code[code]:
            sums[value] += number
    return sums


def _named(table: ValueTable, sums: Sequence[int]) -> dict[str, int]:
    return {value: n for value, n in zip(table.values, sums, strict=True) if n}


def _distinct(
    table: ValueTable, matches: Counts, repeated: Sequence[tuple[int, int, int]]
) -> dict[str, int]:
    """Distinct items by value: a repeated item counts once for each value it has."""
    sums = _summed(table, matches)
    if len(sums) > _MOST_VALUES:
        message = f"a facet has more than {_MOST_VALUES} values"
        raise OverflowError(message)
    of_code = table.of_code
    pairs: set[int] = set()
    for item, code, number in repeated:
        for value in of_code[code]:
            sums[value] -= number
            pairs.add(item | value)
    for pair in pairs:
        sums[pair & _MOST_VALUES - 1] += 1
    return _named(table, sums)


def tally(translator: Translator, query: Query, with_items: bool = True) -> Tally:
    """What `query` finds, by card, givers and mark; `with_items` also what repeats."""
    counts = _aggregate(translator, query, ("card", "givers", "mark"))
    found = Tally(counts["card"], counts["givers"], counts["mark"])
    if not with_items or found.recommendations < 2:
        return found
    twins = _twins(translator, query, found.recommendations)
    return replace(found, repeated=_repeated(twins))


def _aggregate(
    translator: Translator, query: Query, fields: tuple[str, ...]
) -> dict[str, Counts]:
    terms = {name: {"terms": {"field": name, "size": _MOST}} for name in fields}
    found: dict[str, Any] = translator.searcher.aggregate(query, terms)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        for name in fields
    }


def _twins(translator: Translator, query: Query, recommendations: int) -> Counts:
    if recommendations <= _AT_ONCE:
        return _aggregate(translator, query, ("twin",))["twin"]
    twins: dict[int, int] = {}
    for share in range(SHARES):
        of_share = unscored(translator.one_of("share", [share]))
        both = all_of([query, of_share])
        twins.update(_aggregate(translator, both, ("twin",))["twin"])
    return twins


def _repeated(twins: Counts) -> Counts:
    """The twins of items of which more than one recommendation matches."""
    found = Counter([twin >> ITEM_SHIFT for twin in twins])
    several = {item for item, number in found.items() if number > 1}
    return {
        twin: number
        for twin, number in twins.items()
        if number > 1 or twin >> ITEM_SHIFT in several
    }
