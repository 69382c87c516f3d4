"""The way in: `find`, `rows`, `lookup`.

Everything found here is public. Each answer says the data version it holds for; asked
for again with that version, it gives the same numbers for ever.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from tantivy import Query

from upright.archive.rows import IndexRow
from upright.search import modes, parsing
from upright.search.answering import (
    Breakdown,
    Breakdowns,
    Bucket,
    Fragment,
    Hit,
    Result,
    Row,
    Totals,
)
from upright.search.asking import MAX_DEPTH, PAGE_SIZE, Count, Request, Sort
from upright.search.breakdowns import Tables, broken_down
from upright.search.buckets import buckets
from upright.search.conditions import Conditions, conditions_of
from upright.search.counting import Counting, Question
from upright.search.errors import QueryError
from upright.search.facets import FACETS, Facet
from upright.search.index import current_snapshot
from upright.search.listing import Listing
from upright.search.lookups import as_query, lookup
from upright.search.marking import Marker
from upright.search.membership import state_name
from upright.search.reading import Snapshot
from upright.search.syntax import FieldIs, Node, wanted
from upright.search.translating import Translator, all_of

__all__ = [
    "FACETS",
    "MAX_DEPTH",
    "PAGE_SIZE",
    "Breakdown",
    "Breakdowns",
    "Bucket",
    "Count",
    "Facet",
    "Fragment",
    "Hit",
    "Request",
    "Result",
    "Row",
    "Sort",
    "Totals",
    "break_down",
    "find",
    "first",
    "lookup",
    "rows",
]


def find(request: Request) -> Result:
    """Return the page of hits asked for, with totals and facets.

    Raises QueryError if the request cannot be understood, and IndexUnavailableError.
    """
    return find_in(current_snapshot(), request)


def rows(request: Request) -> Iterator[Row]:
    """Yield everything that matches, in the order asked for, in flat memory.

    `request.page` does not matter. Raises QueryError before the first row, and
    IndexUnavailableError.
    """
    return rows_in(current_snapshot(), request)


def first(request: Request, number: int) -> Sequence[Row]:
    """Return the first rows that match, in the order asked for; nothing is counted.

    Raises QueryError if the request cannot be understood, and IndexUnavailableError.
    """
    asked = _understood(current_snapshot(), request)
    return [_row(row) for row in asked.listing.page(0, number)]


def break_down(requests: Sequence[Request], facets: Collection[str]) -> Breakdowns:
    """Count what matches each request, and by the values of some facets.

    Counted by items or by attributions, as each request asks. Every filter is kept,
    unlike in the facets of `find`. Raises QueryError if a request cannot be understood,
    and IndexUnavailableError.
    """
    return break_down_in(current_snapshot(), requests, facets)


def find_in(snapshot: Snapshot, request: Request) -> Result:
    """Return what `find` does, from one commit of the index. Raises QueryError."""
    begun = time.perf_counter()
    asked = _understood(snapshot, request)
    counting = Counting(asked.question)
    totals = counting.totals()
    facets = {
        facet.name: buckets(facet, counted, asked.conditions)
        for facet, counted in counting.by_facet()
    }
    hits = asked.listing.page((request.page - 1) * PAGE_SIZE, PAGE_SIZE)
    marker = Marker(asked.node, asked.conditions, asked.question.only_certain())
    is_items = request.count is Count.ITEMS
    return Result(
        total=totals.items if is_items else totals.attributions,
        totals=totals,
        hits=tuple(_hit(row, marker) for row in hits),
        facets=facets,
        page=request.page,
        pages=-(-min(totals.recommendations, MAX_DEPTH) // PAGE_SIZE),
        version=asked.version,
        imagined=asked.is_imagined,
        seconds=time.perf_counter() - begun,
    )


def rows_in(snapshot: Snapshot, request: Request) -> Iterator[Row]:
    """Return what `rows` does, from one commit of the index.

    Raises QueryError at the call, not at the first row.
    """
    asked = _understood(snapshot, request)
    return (_row(row) for row in asked.listing.stream())


def break_down_in(
    snapshot: Snapshot, requests: Sequence[Request], facets: Collection[str]
) -> Breakdowns:
    """Return what `break_down` does, from one commit of the index.

    The requests are of one scope. Raises QueryError.
    """
    asked = [_understood(snapshot, request) for request in requests]
    tables: Tables = {}
    return Breakdowns(
        each=tuple(broken_down(one.question, facets, tables) for one in asked),
        version=asked[0].version,
        imagined=asked[0].is_imagined,
    )


@dataclass(frozen=True)
class _Asked:
    """A request, understood."""

    node: Node | None
    conditions: Conditions
    question: Question
    listing: Listing
    version: int
    is_imagined: bool


def _understood(snapshot: Snapshot, request: Request) -> _Asked:
    if request.page < 1 or (request.page - 1) * PAGE_SIZE >= MAX_DEPTH:
        message = _(
            "Pages go from 1 to %(last)d. Narrow the search, or download everything."
        ) % {"last": MAX_DEPTH // PAGE_SIZE}
        raise QueryError(message)
    version = _version(snapshot, request.version)
    is_imagined = (
        not snapshot.has_real if request.imagined is None else request.imagined
    )
    typed = as_query(request.q)
    node, is_certain = modes.split(parsing.parse(typed), typed)
    conditions = conditions_of(request, snapshot.registry)
    translator = Translator(snapshot)
    scope = list(translator.scope(version, is_imagined))
    question = Question(
        translator=translator,
        fixed=_fixed(translator, scope, node),
        conditions=conditions,
        asked_givers=translator.asked_givers(node),
        count=request.count,
        version=version,
        is_imagined=is_imagined,
        has_query=node is not None,
        is_certain_typed=is_certain,
        asks_codings=modes.asks_codings(node),
    )
    listing = Listing(translator, question.query(), _sort(request.sort, node))
    return _Asked(node, conditions, question, listing, version, is_imagined)


def _fixed(
    translator: Translator, scope: Sequence[Query], node: Node | None
) -> Mapping[bool, Query]:
    """The scope and the query as one, by whether certain codings alone count."""
    found = all_of([*scope, *([translator.node(node)] if node else [])])
    if node is None or not modes.asks_codings(node):
        return {False: found, True: found}
    certain = Translator(translator.snapshot, only_certain=True).node(node)
    return {False: found, True: all_of([*scope, certain])}


def _version(snapshot: Snapshot, version: int | None) -> int:
    if version is None:
        return snapshot.version
    if 0 <= version <= snapshot.version:
        return version
    message = _(
        "There is no version %(asked)d of the data; the newest is %(newest)d."
    ) % {"asked": version, "newest": snapshot.version}
    raise QueryError(message)


def _sort(sort: Sort, node: Node | None) -> Sort:
    """The order asked for; the newest first where no word can tell what is relevant."""
    is_scored = node is not None and any(
        not isinstance(leaf, FieldIs) for leaf in wanted(node)
    )
    return Sort.DATE if sort is Sort.RELEVANCE and not is_scored else sort


def _states(row: IndexRow) -> tuple[tuple[str, str], ...]:
    return tuple((state, state_name(state)) for state in dict.fromkeys(row.states))


def _hit(row: IndexRow, marker: Marker) -> Hit:
    marked = marker.mark(row)
    return Hit(
        recommendation_id=row.recommendation_id,
        item_id=row.item_id,
        symbol=row.symbol,
        item_key=row.item_key,
        citation=row.citation,
        state=row.state,
        state_name=state_name(row.state),
        states=_states(row),
        position=row.position,
        session=row.session,
        cycle=row.cycle,
        date=row.date,
        is_certain=row.is_certain,
        snippet=marked.fragments,
        why=marked.why,
    )


def _row(row: IndexRow) -> Row:
    return Row(
        recommendation_id=row.recommendation_id,
        item_id=row.item_id,
        symbol=row.symbol,
        item_key=row.item_key,
        citation=row.citation,
        state=row.state,
        state_name=state_name(row.state),
        states=_states(row),
        addressee=row.addressee,
        text=row.text,
        position=row.position,
        implementation=row.implementation,
        session=row.session,
        cycle=row.cycle,
        date=row.date,
        is_certain=row.is_certain,
        is_imagined=row.is_imagined,
        since=row.since,
        until=row.until,
        position_at_report=row.position_at_report,
        position_ohchr=row.position_ohchr,
        position_symbol=row.position_symbol,
        position_paragraph=row.position_paragraph,
        item_order=row.item_order,
        codings=row.codings,
    )
