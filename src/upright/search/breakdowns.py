"""Items that match, broken down by the values of facets, with every filter kept.

A facet of a search counts what would be found with another value chosen; here a value
counts what is found and has it. That takes one look at the index, so that a page can
ask a dozen of them.
"""

from collections.abc import Collection, Mapping

from upright.search.answering import Breakdown, Totals
from upright.search.asking import Count
from upright.search.conditions import MARK_FACETS
from upright.search.counting import MARK_TABLES, ByValue, Counting, Question
from upright.search.facets import BY_NAME, CODING_NAMES, GIVER_FACETS, Facet
from upright.search.registry import ValueTable, value_table
from upright.search.tallies import Tally

Chosen = tuple[tuple[str, tuple[str, ...]], ...]  # facets and what is chosen of them


# Values of recommending States, by facet and the filters on them: the questions of one
# page mostly have the same.
Tables = dict[tuple[str, Chosen], ValueTable]


def broken_down(
    question: Question, names: Collection[str], tables: Tables
) -> Breakdown:
    """Count what matches, and in the asked count each value of the facets named.

    `tables` are kept between the questions that are put to one index together.
    """
    counting = Counting(question, with_codings=not CODING_NAMES.isdisjoint(names))
    if question.count is Count.ATTRIBUTIONS:
        by_value = {name: counting.attributions_by(BY_NAME[name]) for name in names}
        return Breakdown(counting.totals(), {}, by_value)
    found = counting.tally()
    values: Mapping[str, ByValue] = {
        name: _items_by(question, found, BY_NAME[name], tables) for name in names
    }
    totals: Totals = counting.totals()
    return Breakdown(totals, values)


def _items_by(
    question: Question, found: Tally, facet: Facet, tables: Tables
) -> ByValue:
    registry = question.conditions.registry
    if facet.name in MARK_FACETS:
        return found.items_by_mark_value(MARK_TABLES[facet.name])
    if facet.name in CODING_NAMES:
        return found.items_by_coding(facet.name)
    if facet.of_giver:
        key = (facet.name, _chosen_givers(question))
        if key not in tables:
            tables[key] = _table(question, facet)
        return found.items_by_givers_value(tables[key])
    table = registry.review_table(facet.name, facet.values_of_card)
    items = found.items_by_review(registry.review_of_card)
    counts: dict[str, int] = {}
    for code, number in items.items():
        for value in table.of_code[code]:
            name = table.values[value]
            counts[name] = counts.get(name, 0) + number
    return {value: number for value, number in counts.items() if number}


def _chosen_givers(question: Question) -> Chosen:
    chosen = question.conditions.chosen
    return tuple((f.name, chosen[f.name]) for f in GIVER_FACETS if f.name in chosen)


def _table(question: Question, facet: Facet) -> ValueTable:
    """The values of those recommending States that pass the filters on them."""
    registry = question.conditions.registry
    members = question.conditions.members()
    if members is None:
        return registry.giver_table(facet.name, facet.values_of_giver)
    return value_table(
        dict.fromkeys(
            value
            for member in entry.members
            if member in members
            for value in facet.values_of_giver(member)
        )
        for entry in registry.givers.entries
    )
