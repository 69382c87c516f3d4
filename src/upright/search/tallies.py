"""What a query finds, tallied by the codes of the index.

Recommendations are tallied by the index itself. Items are fewer where one holds
several recommendations that match ("twins"): those are fetched, so that a distinct
item counts once and the numbers are exact.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tantivy import FieldType, Query

from upright.search.codings import code_table
from upright.search.registry import Registry, ValueTable
from upright.search.schema import FACE_BITS, FACE_MASK, card_of_item
from upright.search.translating import Translator, all_of

_MOST = 60_000  # numbers asked for at once; the index refuses more than 65,000
_OTHERS = 10_000  # of them kept for what is asked for besides recommending States
_CODINGS = 2_000  # different numbers of codings, at most
LARGEST = 400  # documents looked at first, to list the 100 largest
Counts = Mapping[int, int]


@dataclass(frozen=True)
class Repeats:
    """Items of which several recommendations match.

    `surplus` is, by card, by how much their recommendations are more than the items.
    `givers` and `marks` are those of the recommendations of one item, and of how many
    items they are. `codes` are values of codings that several recommendations of one
    item have, as bits, and how often: once for each but the first.
    """

    surplus: Counts = field(default_factory=dict)
    givers: Mapping[tuple[int, ...], int] = field(default_factory=dict)
    marks: Mapping[tuple[int, ...], int] = field(default_factory=dict)
    codes: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """Recommendations that match, by code, and the items among them met repeatedly."""

    reviews: Counts
    givers: Counts
    marks: Counts
    cards: Counts  # of the LARGEST documents alone
    codes: Counts = field(default_factory=dict)  # by number of a coding, where asked
    only_certain: bool = False  # which codings count
    repeats: Repeats = field(default_factory=Repeats)

    @property
    def recommendations(self) -> int:
        """How many recommendations match."""
        return sum(self.marks.values())

    @property
    def items(self) -> int:
        """How many distinct items have one that matches."""
        return self.recommendations - sum(self.repeats.surplus.values())

    def items_by_review(self, review_of_card: Sequence[int]) -> Counts:
        """Distinct items by review."""
        counts = dict(self.reviews)
        for card, surplus in self.repeats.surplus.items():
            counts[review_of_card[card]] -= surplus
        return counts

    def items_by_givers_value(self, table: ValueTable) -> dict[str, int]:
        """Distinct items by a value of the recommending States."""
        sums = summed(table, self.givers)
        for pattern, number in self.repeats.givers.items():
            _take_off(sums, table, pattern, number)
        return _named(table, sums)

    def items_by_mark_value(self, table: ValueTable) -> dict[str, int]:
        """Distinct items by position, or by certainty."""
        sums = summed(table, self.marks)
        for pattern, number in self.repeats.marks.items():
            _take_off(sums, table, pattern, number)
        return _named(table, sums)

    @cached_property
    def items_by_place(self) -> Sequence[int]:
        """Distinct items by the place of a value of codings."""
        sums = code_table(self.only_certain).summed(self.codes)
        for bits, number in self.repeats.codes.items():
            rest = bits
            while rest:
                lowest = rest & -rest
                sums[lowest.bit_length() - 1] -= number
                rest ^= lowest
        return sums

    def items_by_coding(self, facet: str) -> dict[str, int]:
        """Distinct items by a value of a facet of codings."""
        return code_table(self.only_certain).named(facet, self.items_by_place)


def add_up(table: ValueTable, matches: Counts) -> dict[str, int]:
    """Numbers by value; a code may have several values, or none."""
    return _named(table, summed(table, matches))


def summed(table: ValueTable, matches: Counts) -> list[int]:
    """Numbers in the order of the table's values."""
    sums = [0] * len(table.values)
    of_code = table.of_code
    for code, number in matches.items():
        for value in of_code[code]:
            sums[value] += number
    return sums


def _take_off(
    sums: list[int], table: ValueTable, codes: Iterable[int], number: int
) -> None:
    """Count `number` items once for each value that several of their codes have."""
    seen: set[int] = set()
    for code in codes:
        for value in table.of_code[code]:
            if value in seen:
                sums[value] -= number
            seen.add(value)


def _named(table: ValueTable, sums: Sequence[int]) -> dict[str, int]:
    return {value: n for value, n in zip(table.values, sums, strict=True) if n}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for besides the recommendations by review, giver and mark."""

    items: bool = True  # which items are met repeatedly
    codes: bool = True  # by codings
    only_certain: bool = False  # of these, the certain ones alone


def tally(translator: Translator, query: Query, wanted: Wanted | None = None) -> Tally:
    """What `query` finds, by review, givers, mark, and what else is wanted."""
    wanted = wanted or Wanted()
    sizes = {"review": _MOST, "mark": _MOST, "card": LARGEST}
    if wanted.codes:
        sizes["codes"] = _CODINGS
    codes = len(translator.snapshot.registry.givers)
    if codes <= _MOST - _OTHERS:
        found = _aggregate(translator, query, sizes | {"givers": _MOST})
    else:
        found = _aggregate(translator, query, sizes) | {"givers": {}}
        for part in _parts(translator, query, "givers", codes):
            found["givers"] |= _aggregate(translator, part, {"givers": _MOST})["givers"]
    result = Tally(
        found["review"],
        found["givers"],
        found["mark"],
        found["card"],
        found.get("codes", {}),
        wanted.only_certain,
    )
    if not wanted.items or result.recommendations < 2:
        return result
    twins = _twins(translator, query, result.recommendations)
    registry = translator.snapshot.registry
    masks = registry.masks(wanted.only_certain) if wanted.codes else None
    return replace(result, repeats=_repeats(twins, registry, masks))


def _parts(
    translator: Translator, query: Query, field: str, codes: int
) -> Iterator[Query]:
    """The query, in parts of which none has more codes than come at once."""
    for first in range(0, codes, _MOST):
        of_part = Query.range_query(
            translator.schema,
            field,
            FieldType.Unsigned,
            lower_bound=first,
            upper_bound=first + _MOST - 1,
        )
        yield all_of([query, of_part])


def tally_field(translator: Translator, query: Query, name: str) -> Counts:
    """Recommendations that match by the codes of one field."""
    return _aggregate(translator, query, {name: _MOST})[name]


def _aggregate(
    translator: Translator, query: Query, sizes: Mapping[str, int]
) -> dict[str, dict[int, int]]:
    """For each field so many of its codes, those with most recommendations."""
    # Exact in spite of several segments: each hands over everything it has.
    terms = {
        name: {"terms": {"field": name, "size": size, "segment_size": max(size, _MOST)}}
        for name, size in sizes.items()
    }
    found: dict[str, Any] = translator.searcher.aggregate(query, terms)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        for name in sizes
    }


def _twins(translator: Translator, query: Query, most: int) -> list[int]:
    """The packed twins that match, those of one item one after the other."""
    twins = all_of([query, translator.one_of("has_twins", [1])])
    searcher = translator.searcher
    found = searcher.search(twins, most, count=False, order_by_field="twin")
    return [twin for twin, _address in found.hits]


def _repeats(
    twins: Sequence[int], registry: Registry, masks: Sequence[int] | None
) -> Repeats:
    """What several recommendations of one item say; twins of one item are neighbours.

    Without masks nothing is said of codings.
    """
    items = [twin >> FACE_BITS for twin in twins]
    rest = [twin & FACE_MASK for twin in twins]
    surplus: Counter[int] = Counter()
    patterns: dict[tuple[int, ...], int] = {}
    at, end = 0, len(items)
    while at < end - 1:
        item, after = items[at], at + 1
        while after < end and items[after] == item:
            after += 1
        if after - at > 1:
            surplus[card_of_item(item)] += after - at - 1
            pattern = tuple(rest[at:after])
            patterns[pattern] = patterns.get(pattern, 0) + 1
        at = after
    return Repeats(
        surplus,
        _folded(patterns, registry.face_givers),
        _folded(patterns, registry.face_marks),
        _shared(patterns, masks) if masks else {},
    )


def _folded(
    patterns: Mapping[tuple[int, ...], int], part: Sequence[int]
) -> dict[tuple[int, ...], int]:
    """Patterns of faces as patterns of a part of each."""
    folded: dict[tuple[int, ...], int] = {}
    for pattern, number in patterns.items():
        own = tuple([part[face] for face in pattern])
        folded[own] = folded.get(own, 0) + number
    return folded


def _shared(
    patterns: Mapping[tuple[int, ...], int], masks: Sequence[int]
) -> dict[int, int]:
    """Bits that a face has and one before it in its pattern, and how often."""
    shared: dict[int, int] = {}
    for pattern, number in patterns.items():
        seen = 0
        for face in pattern:
            own = masks[face]
            again = seen & own
            if again:
                shared[again] = shared.get(again, 0) + number
            seen |= own
    return shared
