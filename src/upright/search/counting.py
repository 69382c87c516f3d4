"""Counts of items and of attributions, whole and by the values of facets.

Items: distinct items with a recommendation that matches. Attributions: pairs of a
recommendation that matches and a recommending State that itself passes the filters
on recommending States. A value of a facet counts what would be found if it alone were
chosen there; in "all" mode, what is found and has it too.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tantivy import Query

from upright.search.answering import Totals
from upright.search.asking import Count
from upright.search.conditions import MARK_FACETS, Conditions
from upright.search.facets import CARD_FACETS, FACETS, GIVER_FACETS, Facet
from upright.search.registry import Giver, ValueTable, value_table
from upright.search.schema import (
    CERTAINTIES,
    MARKS,
    POSITIONS,
)
from upright.search.tallies import Counts, Tally, add_up, tally
from upright.search.translating import Translator, all_of

ByValue = Mapping[str, int]
_NOTHING: frozenset[str] = frozenset()
_CARD_NAMES = frozenset(facet.name for facet in CARD_FACETS)


_MARK_TABLES = {
    "position": value_table((POSITIONS[mark // 2],) for mark in range(MARKS)),
    "certainty": value_table((CERTAINTIES[mark % 2],) for mark in range(MARKS)),
}


@dataclass(frozen=True)
class Question:
    """What is counted: the query and scope as one, and the filters apart from it."""

    translator: Translator
    fixed: Query
    conditions: Conditions
    asked_givers: set[Giver] | None  # whom the query itself asks for
    count: Count

    def query(self, without: frozenset[str] = _NOTHING) -> Query:
        """The query with the filters, those named in `without` left out."""
        filters = self.translator.conditions(self.conditions, without)
        return all_of([self.fixed, *filters])


class Counting:
    """Counts for one question; asks the index no more than it must."""

    def __init__(self, question: Question) -> None:
        """Count nothing yet."""
        self.question = question
        self.conditions = question.conditions
        self.registry = question.conditions.registry
        self._tallies: dict[frozenset[str], Tally] = {}

    def totals(self) -> Totals:
        """How much matches, in each way of counting."""
        found = self._tally()
        return Totals(
            items=found.items,
            recommendations=found.recommendations,
            attributions=self._attributions(found.givers, self._counted_members()),
        )

    def by_value(self) -> dict[str, ByValue]:
        """For each facet how often each of its values occurs, in the asked count."""
        values: dict[str, ByValue] = self._card_facets()
        values |= {name: self._mark_facet(name) for name in MARK_FACETS}
        values |= {facet.name: self._giver_facet(facet) for facet in GIVER_FACETS}
        return values

    def by_facet(self) -> list[tuple[Facet, ByValue]]:
        """The same with the facets themselves, in their order."""
        values = self.by_value()
        return [(facet, values[facet.name]) for facet in FACETS]

    # --- one look at the index for each set of filters that is left out

    def _tally(self, without: frozenset[str] = _NOTHING) -> Tally:
        dropped = frozenset(name for name in without if self.conditions.is_chosen(name))
        if dropped not in self._tallies:
            query = self.question.query(dropped)
            with_items = self.is_items or not dropped
            self._tallies[dropped] = tally(self.question.translator, query, with_items)
        return self._tallies[dropped]

    @cached_property
    def is_items(self) -> bool:
        """Whether items are asked for."""
        return self.question.count is Count.ITEMS

    def _counted_members(self) -> set[Giver] | None:
        """The recommending States whose attributions count; None for all."""
        members = self.conditions.members()
        return self.question.asked_givers if members is None else members

    def _attributions(self, givers: Counts, members: set[Giver] | None) -> int:
        return sum(
            number * self._weight(code, members) for code, number in givers.items()
        )

    def _weight(self, givers: int, members: set[Giver] | None) -> int:
        """How many attributions a recommendation by these givers stands for."""
        all_members = self.registry.givers.entries[givers].members
        if members is None:
            return len(all_members)
        return sum(member in members for member in all_members)

    # --- facets of documents

    def _card_facets(self) -> dict[str, ByValue]:
        """Counts by facet of documents.

        The filters on documents are left out of the look at the index, and put to the
        cards here, each facet without its own.
        """
        alternatives = {f.name for f in self.conditions.alternatives(CARD_FACETS)}
        # With no alternatives chosen nothing has to be left out: all looks are one.
        without = frozenset(alternatives)
        counts = self._by_card(self._tally(without), without)
        values: dict[str, ByValue] = {}
        for facet in CARD_FACETS:
            others = without - {facet.name}
            kept = counts
            if others:
                passing = self.conditions.cards(_CARD_NAMES - others) or set()
                kept = {code: n for code, n in counts.items() if code in passing}
            table = self.registry.card_table(facet.name, facet.values_of_card)
            values[facet.name] = add_up(table, kept)
        return values

    def _by_card(self, found: Tally, without: frozenset[str]) -> Counts:
        if self.is_items:
            return found.items_by_card()
        return self._weighted(found, without, lambda one: one.cards)

    def _weighted(
        self,
        found: Tally,
        without: frozenset[str],
        counts_of: Callable[[Tally], Counts],
    ) -> Counts:
        """Attributions by some code.

        Most recommendations have one State that counts: each is one attribution. Only
        those with another number are looked for, all with the same number at once.
        """
        members = self._counted_members()
        by_weight: defaultdict[int, list[int]] = defaultdict(list)
        for code in found.givers:
            by_weight[self._weight(code, members)].append(code)
        counts = Counter(counts_of(found))
        for weight, codes in by_weight.items():
            if weight == 1:
                continue
            some = self._of_givers(codes, without)
            for code, number in counts_of(some).items():
                counts[code] += (weight - 1) * number
        return {code: number for code, number in counts.items() if number}

    def _of_givers(self, codes: Sequence[int], without: frozenset[str]) -> Tally:
        translator = self.question.translator
        query = all_of(
            [self.question.query(without), translator.one_of("givers", codes)]
        )
        return tally(translator, query, with_items=False)

    # --- position and certainty

    def _mark_facet(self, name: str) -> ByValue:
        without = frozenset({name})
        found = self._tally(without)
        if self.is_items:
            return found.items_by_mark_value(_MARK_TABLES[name])
        marks = self._weighted(found, without, lambda one: one.marks)
        return add_up(_MARK_TABLES[name], marks)

    # --- facets of recommending States

    def _giver_facet(self, facet: Facet) -> ByValue:
        own = frozenset({facet.name})
        without = _NOTHING if self.conditions.is_all(facet.name) else own
        found = self._tally(without)
        members = self.conditions.members(own)
        if self.is_items:
            return found.items_by_givers_value(self._table(facet, found, members))
        counts: Counter[str] = Counter()
        for code, number in found.givers.items():
            for value in self._each_value(facet, code, members):
                counts[value] += number
        return counts

    def _table(
        self, facet: Facet, found: Tally, members: set[Giver] | None
    ) -> ValueTable:
        """The values of a facet by givers, of those States that pass the others."""
        if members is None:
            return self.registry.giver_table(facet.name, facet.values_of_giver)
        return value_table(
            dict.fromkeys(self._each_value(facet, code, members))
            if code in found.givers
            else ()
            for code in range(len(self.registry.givers))
        )

    def _each_value(
        self, facet: Facet, givers: int, members: set[Giver] | None
    ) -> list[str]:
        """A value for each State that has it and passes the other filters."""
        return [
            value
            for member in self.registry.givers.entries[givers].members
            if members is None or member in members
            for value in facet.values_of_giver(member)
        ]
