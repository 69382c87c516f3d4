"""Counts of items and of attributions, whole and by the values of facets.

Items: distinct items with a recommendation that matches. Attributions: pairs of a
recommendation that matches and a recommending State that itself passes the filters
on recommending States. A value of a facet counts what would be found if it alone were
chosen there; in "all" mode, what is found and has it too.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tantivy import Query

from upright.search.answering import Totals
from upright.search.asking import Count
from upright.search.codings import CODED_BY, ONLY_CERTAIN, code_table
from upright.search.conditions import MARK_FACETS, Conditions
from upright.search.facets import (
    CODING_FACETS,
    CODING_NAMES,
    DOCUMENT,
    FACETS,
    GIVER_FACETS,
    REVIEW_FACETS,
    Facet,
)
from upright.search.registry import Giver, ValueTable, value_table
from upright.search.schema import (
    CERTAINTIES,
    MARKS,
    POSITIONS,
)
from upright.search.tallies import (
    LARGEST,
    Counts,
    Tally,
    Wanted,
    add_up,
    tally,
    tally_field,
)
from upright.search.translating import Translator, all_of

ByValue = Mapping[str, int]
_NOTHING: frozenset[str] = frozenset()
_REVIEW_NAMES = frozenset(facet.name for facet in REVIEW_FACETS)


MARK_TABLES = {
    "position": value_table((POSITIONS[mark // 2],) for mark in range(MARKS)),
    "certainty": value_table((CERTAINTIES[mark % 2],) for mark in range(MARKS)),
}


@dataclass(frozen=True)
class Question:
    """What is counted: the query and scope as one, and the filters apart from it."""

    translator: Translator
    fixed: Mapping[bool, Query]  # by whether certain codings alone count
    conditions: Conditions
    asked_givers: set[Giver] | None  # whom the query itself asks for
    count: Count
    version: int
    is_imagined: bool
    has_query: bool  # words or fields were typed
    is_certain_typed: bool  # the query says that certain codings alone count
    asks_codings: bool  # the query has a field that speaks of codings

    def query(self, without: frozenset[str] = _NOTHING) -> Query:
        """The query with the filters, those named in `without` left out."""
        certain = self.only_certain(without)
        filters = self.translator.conditions(self.conditions, certain, without)
        return all_of([self.fixed[certain], *filters])

    def only_certain(self, without: frozenset[str] = _NOTHING) -> bool:
        """Whether certain codings alone count."""
        return self.is_certain_typed or self.conditions.counts_only_certain(without)


class Counting:
    """Counts for one question; asks the index no more than it must."""

    def __init__(self, question: Question, with_codings: bool = True) -> None:
        """Count nothing yet; without codings it is quicker, and has none of their
        facets.
        """
        self.question = question
        self.with_codings = with_codings
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
        values: dict[str, ByValue] = self._review_facets()
        values[DOCUMENT.name] = self._document_facet()
        values |= {name: self._mark_facet(name) for name in MARK_FACETS}
        values |= {facet.name: self._giver_facet(facet) for facet in GIVER_FACETS}
        values |= {facet.name: self._coding_facet(facet) for facet in CODING_FACETS}
        return values

    def by_facet(self) -> list[tuple[Facet, ByValue]]:
        """The same with the facets themselves, in their order."""
        values = self.by_value()
        return [(facet, values[facet.name]) for facet in FACETS]

    def tally(self) -> Tally:
        """What matches, by the codes of the index, every filter kept."""
        return self._tally()

    def attributions_by(self, facet: Facet) -> ByValue:
        """Attributions that match, by the values of a facet, every filter kept."""
        found = self._tally()
        if facet.name in MARK_FACETS:
            marks = self._weighted(found.marks, found, _NOTHING, "mark")
            return add_up(MARK_TABLES[facet.name], marks)
        if facet.of_giver:
            return self._by_giver(facet, found, self._counted_members())
        if facet.name in CODING_NAMES:
            return self._by_coding(facet.name, _NOTHING)
        reviews = self.registry.review_table(facet.name, facet.values_of_card)
        return add_up(reviews, self._weighted(found.reviews, found, _NOTHING, "review"))

    # --- one look at the index for each set of filters that is left out

    def _tally(self, without: frozenset[str] = _NOTHING) -> Tally:
        dropped = frozenset(name for name in without if self.conditions.is_chosen(name))
        if dropped not in self._tallies:
            with_items = self.is_items or not dropped
            self._tallies[dropped] = self._remembered(dropped, with_items)
        return self._tallies[dropped]

    def _remembered(self, dropped: frozenset[str], with_items: bool) -> Tally:
        """A tally of everything is kept as long as the index stays as it is."""
        question = self.question
        memory = question.translator.snapshot.memory
        wanted = Wanted(
            items=with_items,
            codes=self.with_codings and dropped <= CODING_NAMES,
            only_certain=question.only_certain(dropped),
        )
        key = (question.version, question.is_imagined, wanted)
        is_everything = not question.has_query and dropped == set(
            self.conditions.chosen
        )
        known = memory.recall(key) if is_everything else None
        if isinstance(known, Tally):
            return known
        found = tally(question.translator, self._query(dropped), wanted)
        if is_everything:
            memory.keep(key, found)
        return found

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

    # --- facets of documents and reviews

    def _review_facets(self) -> dict[str, ByValue]:
        """Counts by facet of reviews.

        The filters on reviews are left out of the look at the index, and put to the
        few reviews here, each facet without its own.
        """
        without = frozenset(
            facet.name for facet in self.conditions.alternatives(REVIEW_FACETS)
        )
        counts = self._by_review(without)
        values: dict[str, ByValue] = {}
        for facet in REVIEW_FACETS:
            others = without - {facet.name}
            kept = counts
            if others:
                passing = self.conditions.reviews(_REVIEW_NAMES - others) or set()
                kept = {code: n for code, n in counts.items() if code in passing}
            reviews = self.registry.review_table(facet.name, facet.values_of_card)
            values[facet.name] = add_up(reviews, kept)
        return values

    def _by_review(self, without: frozenset[str]) -> Counts:
        found = self._tally(without)
        if self.is_items:
            return found.items_by_review(self.registry.review_of_card)
        return self._weighted(found.reviews, found, without, "review")

    def _document_facet(self) -> ByValue:
        """The largest documents, and those that are chosen.

        By far more are looked at than are listed, because an order by recommendations
        is not quite that by items or attributions.
        """
        without = frozenset({DOCUMENT.name})
        found = self._tally(without)
        counts = self._by_card(found.cards, found, without)
        if not self._is_enough(counts, found):
            everything = tally_field(
                self.question.translator, self._query(without), "card"
            )
            counts = self._by_card(everything, found, without)
        self._add_chosen(counts, found, without)
        cards = self.registry.cards.entries
        values: Counter[str] = Counter()
        for code, number in counts.items():
            values[cards[code].symbol] += number
        return values

    def _is_enough(self, counts: Counts, found: Tally) -> bool:
        """Whether no document that was not looked at can be among the largest."""
        least = min(found.cards.values(), default=0) * self._most_weight(found)
        listed = sorted(counts.values(), reverse=True)[: DOCUMENT.most]
        return len(found.cards) < LARGEST or listed[-1] >= least

    def _by_card(
        self, matches: Counts, found: Tally, without: frozenset[str]
    ) -> dict[int, int]:
        if self.is_items:
            surplus = found.repeats.surplus
            return {code: n - surplus.get(code, 0) for code, n in matches.items()}
        return self._weighted(matches, found, without, "card")

    def _most_weight(self, found: Tally) -> int:
        """How much more than its recommendations a document can count."""
        if self.is_items:
            return 1
        members = self._counted_members()
        return max((self._weight(code, members) for code in found.givers), default=1)

    def _add_chosen(
        self, counts: dict[int, int], found: Tally, without: frozenset[str]
    ) -> None:
        """Count what is chosen, however small."""
        chosen = (self.conditions.cards() or set()) - counts.keys()
        if chosen:
            translator = self.question.translator
            query = all_of([self._query(without), translator.one_of("card", chosen)])
            matches = tally_field(translator, query, "card")
            counts |= self._by_card(matches, found, without)

    def _weighted(
        self,
        matches: Counts,
        found: Tally,
        without: frozenset[str],
        field: str,
    ) -> dict[int, int]:
        """Attributions by the codes of a field, of recommendations by those codes.

        Most recommendations have one State that counts: each is one attribution. Only
        those with another number are looked for, all with the same number at once.
        """
        members = self._counted_members()
        by_weight: defaultdict[int, list[int]] = defaultdict(list)
        for code in found.givers:
            by_weight[self._weight(code, members)].append(code)
        counts = dict(matches)
        translator = self.question.translator
        for weight, codes in by_weight.items():
            if weight == 1:
                continue
            of_codes = translator.one_of("givers", codes)
            query = all_of([self._query(without), of_codes])
            for code, number in tally_field(translator, query, field).items():
                if code in counts:
                    counts[code] += (weight - 1) * number
        return {code: number for code, number in counts.items() if number}

    def _query(self, without: frozenset[str]) -> Query:
        return self.question.query(without)

    # --- position and certainty

    def _mark_facet(self, name: str) -> ByValue:
        without = frozenset({name})
        found = self._tally(without)
        if self.is_items:
            return found.items_by_mark_value(MARK_TABLES[name])
        marks = self._weighted(found.marks, found, without, "mark")
        return add_up(MARK_TABLES[name], marks)

    # --- codings

    def _coding_facet(self, facet: Facet) -> ByValue:
        own = frozenset({facet.name})
        without = _NOTHING if self.conditions.is_all(facet.name) else own
        counts = self._by_coding(facet.name, without)
        if facet.name == CODED_BY:
            return {**counts, ONLY_CERTAIN: self._certain(counts)}
        return counts

    def _by_coding(self, facet: str, without: frozenset[str]) -> dict[str, int]:
        found = self._tally(without)
        if self.is_items:
            return found.items_by_coding(facet)
        values = code_table(found.only_certain)
        numbers = self._weighted(found.codes, found, without, "codes")
        return values.named(facet, values.summed(numbers))

    def _certain(self, counts: ByValue) -> int:
        """What would be found if certain codings alone counted."""
        chosen = self.conditions.chosen
        is_plain = not (self.question.asks_codings or CODING_NAMES & chosen.keys())
        if is_plain:
            return counts.get(ONLY_CERTAIN, 0)
        conditions = replace(
            self.conditions, chosen={**chosen, CODED_BY: (ONLY_CERTAIN,)}
        )
        question = replace(self.question, conditions=conditions)
        totals = Counting(question, with_codings=False).totals()
        return totals.items if self.is_items else totals.attributions

    # --- facets of recommending States

    def _giver_facet(self, facet: Facet) -> ByValue:
        own = frozenset({facet.name})
        without = _NOTHING if self.conditions.is_all(facet.name) else own
        found = self._tally(without)
        members = self.conditions.members(own)
        if self.is_items:
            return found.items_by_givers_value(self._table(facet, found, members))
        return self._by_giver(facet, found, members)

    def _by_giver(
        self, facet: Facet, found: Tally, members: set[Giver] | None
    ) -> ByValue:
        """Attributions by the values of those recommending States."""
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
