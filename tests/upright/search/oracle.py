"""What should be found and counted, worked out row by row from the definitions.

Nothing here is shared with the index but how a word is stemmed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from upr.coding import CERTAIN
from upr.reference import organisations
from upr.reference.groups import GroupScheme, by_label
from upr.reference.issues import by_tag
from upr.reference.states import STATES
from upright.archive.rows import IndexRow
from upright.search.asking import Count, Request
from upright.search.queries import FACETS
from upright.search.text import stems, words

Rows = Iterable[IndexRow]
Matches = Callable[[IndexRow], bool]
GIVEN_BY = {
    "recommending_state",
    "recommending_regional_group",
    "recommending_organisation",
}


def in_force(row: IndexRow, version: int) -> bool:
    return row.since <= version and (row.until is None or row.until > version)


def belongs(iso3: str, row: IndexRow) -> set[str]:
    if iso3 not in STATES:
        return set()
    if row.date is None:
        own = organisations.MEMBERSHIPS.get(iso3, ())
        return {one.organisation for one in own if one.valid_to is None}
    return set(organisations.of_state(iso3, row.date))


def values_of_state(facet: str, iso3: str, row: IndexRow) -> set[str]:
    if facet.endswith("state"):
        return {iso3}
    if facet.endswith("group"):
        return {STATES[iso3].regional_group}
    return belongs(iso3, row)


CODED = {
    "action": "action",
    "issue": "issues",
    "persons": "groups",
    "goal": "sdg_goals",
    "target": "sdg_targets",
    "coding": "",
}


def slug(scheme: str, code: str) -> str:
    if scheme == "issues":
        return by_tag(code).slug
    return by_label(GroupScheme.DIHR, code).slug if scheme == "groups" else code


def coded(facet: str, row: IndexRow, only_certain: bool) -> set[str]:
    certain = [one for one in row.codings if one[3] == "person" or one[2] >= CERTAIN]
    if facet == "coding":
        who = {one[3] for one in row.codings} or {"none"}
        return who | {"certain"} if certain else who
    counted = certain if only_certain else row.codings
    return {
        slug(scheme, code)
        for scheme, code, _score, _who in counted
        if scheme == CODED[facet]
    }


def counts_only_certain(request: Request) -> bool:
    return "certain" in request.filters.get("coding", ())


def values(facet: str, row: IndexRow, only_certain: bool = False) -> set[str]:
    if facet in GIVEN_BY:
        return {v for s in row.states for v in values_of_state(facet, s, row)}
    if facet in {"state", "regional_group", "organisation"}:
        return values_of_state(facet, row.state, row)
    if facet in CODED:
        return coded(facet, row, only_certain)
    simple = {
        "cycle": row.cycle,
        "session": row.session,
        "year": row.date and row.date.year,
        "position": row.position,
        "document": row.symbol,
        "certainty": "certain" if row.is_certain else "uncertain",
    }
    return set() if simple[facet] is None else {str(simple[facet])}


def state_passes(request: Request, iso3: str, row: IndexRow) -> bool:
    """Whether a recommending State passes the filters on recommending States."""
    return all(
        values_of_state(facet, iso3, row) & set(chosen)
        for facet, chosen in request.filters.items()
        if facet in GIVEN_BY
    )


def row_passes(request: Request, row: IndexRow) -> bool:
    only_certain = counts_only_certain(request)
    if only_certain and "certain" not in values("coding", row):
        return False
    for facet, chosen in request.filters.items():
        own = values(facet, row, only_certain)
        asked = set(chosen) - ({"certain"} if facet == "coding" else set())
        if facet in request.all_of:
            if not asked <= own:
                return False
        elif asked and not asked & own:
            return False
    has_giver_filter = any(facet in GIVEN_BY for facet in request.filters)
    return not has_giver_filter or any(
        state_passes(request, state, row) for state in row.states
    )


def matching(
    rows: Rows, matches: Matches, request: Request, version: int
) -> list[IndexRow]:
    return [
        row
        for row in rows
        if row.is_imagined == bool(request.imagined)
        and in_force(row, version)
        and matches(row)
        and row_passes(request, row)
    ]


def item_of(row: IndexRow) -> tuple[int, str]:
    return row.document_id, row.item_key


def totals(
    rows: Rows, matches: Matches, request: Request, version: int
) -> tuple[int, int, int]:
    """Items, recommendations, attributions."""
    found = matching(rows, matches, request, version)
    pairs = [
        (row, state)
        for row in found
        for state in row.states
        if state_passes(request, state, row)
    ]
    return len({item_of(row) for row in found}), len(found), len(pairs)


def facet_counts(
    rows: Rows, matches: Matches, request: Request, version: int
) -> dict[str, dict[str, int]]:
    """For each facet the count of each value."""
    return {
        facet.name: one_facet(rows, matches, request, version, facet.name)
        for facet in FACETS
    }


def one_facet(
    rows: Rows, matches: Matches, request: Request, version: int, facet: str
) -> dict[str, int]:
    is_any = facet not in request.all_of
    rest = {k: v for k, v in request.filters.items() if not (k == facet and is_any)}
    asked = replace(request, filters=rest)
    without = {k: v for k, v in request.filters.items() if k != facet}
    passing = replace(request, filters=without)
    counted: dict[str, set[Any]] = defaultdict(set)
    for row in matching(rows, matches, asked, version):
        states = [s for s in row.states if state_passes(passing, s, row)]
        for value, of in pairs_counted(facet, row, states, asked):
            counted[value].add(of)
    counts = {value: len(units) for value, units in counted.items()}
    if facet == "coding":
        counts["certain"] = certain_ones(rows, matches, request, version)
    return {value: number for value, number in counts.items() if number}


def pairs_counted(
    facet: str, row: IndexRow, states: list[str], request: Request
) -> Iterator[tuple[str, Any]]:
    """Each value of a facet with what counts under it."""
    for state in states if facet in GIVEN_BY else ():
        for value in values_of_state(facet, state, row):
            yield value, unit(request, row, state)
    if facet in GIVEN_BY:
        return
    for value in values(facet, row, counts_only_certain(request)):
        if request.count is Count.ITEMS:
            yield value, item_of(row)
            continue
        for state in states:
            yield value, unit(request, row, state)


def certain_ones(rows: Rows, matches: Matches, request: Request, version: int) -> int:
    """What would be found if certain codings alone counted."""
    filters = {**request.filters, "coding": ("certain",)}
    asked = replace(request, filters=filters)
    items, _found, pairs = totals(rows, matches, asked, version)
    return items if request.count is Count.ITEMS else pairs


def unit(request: Request, row: IndexRow, state: str) -> Any:
    if request.count is Count.ITEMS:
        return item_of(row)
    return row.recommendation_id, row.since, state


# --- words ----------------------------------------------------------------------------


def has_phrase(text: str, phrase: str) -> bool:
    wanted, there = stems(phrase), stems(text)
    return any(
        there[i : i + len(wanted)] == wanted
        for i in range(len(there) - len(wanted) + 1)
    )


def has_prefix(text: str, beginning: str) -> bool:
    return any(word.startswith(words(beginning)[0]) for word in words(text))
