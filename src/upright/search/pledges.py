"""Search in voluntary pledges: the language, stems and facets of recommendations.

There are a few thousand pledges in all reviews together. Each process keeps those of
the last data versions it was asked about, cut into stems, and answers from memory; the
database stays the only place they are stored in. Pledges as others record them are
searched by `find_among`, by the same rules and apart from those of reports.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any as Anything
from typing import Generic, Protocol, TypeVar, cast

from django.utils.translation import gettext as _

from upright.archive.pledge_queries import PledgeRow, pledge_rows
from upright.archive.queries import data_version, has_real_documents
from upright.search import parsing, text
from upright.search.answering import Bucket, Fragment
from upright.search.asking import PAGE_SIZE, Request, Sort
from upright.search.errors import QueryError
from upright.search.facets import BY_NAME, FACETS, NUMBERED, Facet, has_value
from upright.search.lookups import as_query
from upright.search.marking import fragments, spans_of
from upright.search.membership import state_name
from upright.search.memory import Memory
from upright.search.registry import Card
from upright.search.syntax import (
    All,
    Any,
    FieldIs,
    Leaf,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
    wanted,
)

PLEDGE_FACETS = tuple(facet for facet in FACETS if facet.of_card)
_KEPT = 8  # sets of pledges that a process remembers
_Numbers = Set[int]  # places in a set of pledges


class Pledge(Protocol):
    """What is asked of a pledge, whoever records it."""

    @property
    def symbol(self) -> str:
        """Of the paper; "" where none is named."""

    @property
    def order(self) -> int:
        """In the paper, or in the list it comes from."""

    @property
    def text(self) -> str:
        """What is promised."""

    @property
    def state(self) -> str:
        """ISO3; "" where it is not known."""

    @property
    def session(self) -> int | None:
        """Of the Working Group."""

    @property
    def cycle(self) -> int | None:
        """Of the review."""

    @property
    def date(self) -> date | None:
        """Of the review, where it is known."""


Row = TypeVar("Row", bound=Pledge)
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class PledgeHit(Generic[Row]):
    """A pledge that matches."""

    row: Row
    state_name: str
    snippet: tuple[Fragment, ...]  # the whole text, but for very long ones


@dataclass(frozen=True, slots=True)
class PledgesFound(Generic[Row]):
    """A page of pledges with counts.

    Each bucket counts over everything the other facets leave.
    """

    total: int
    hits: tuple[PledgeHit[Row], ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    page: int
    pages: int
    version: int
    imagined: bool


class Pledges(Generic[Row]):
    """Pledges in force at one data version, in their order, ready to be asked."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.every: _Numbers = frozenset(range(len(rows)))
        self.cards = [_card(row) for row in rows]
        self.cuts = [text.Cut(text.shown(row.text)) for row in rows]
        self._by_stem: dict[str, set[int]] = {}
        for number, cut in enumerate(self.cuts):
            for stem in cut.stems:
                self._by_stem.setdefault(stem, set()).add(number)

    def that_fit(self, node: Node) -> _Numbers:
        """The places of the pledges for which a query holds."""
        match node:
            case All(parts):
                return reduce(lambda a, b: a & b, map(self.that_fit, parts))
            case Any(parts):
                return reduce(lambda a, b: a | b, map(self.that_fit, parts))
            case Not(part):
                return self.every - self.that_fit(part)
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> _Numbers:
        match leaf:
            case Word(_typed, stem):
                return self._by_stem.get(stem, frozenset())
            case Phrase(_typed, stems):
                some = [self._by_stem.get(stem, set()) for stem in stems]
                return self._spanned(leaf, reduce(lambda a, b: a & b, some))
            case Prefix():
                return self._spanned(leaf, self.every)
            case FieldIs(_typed, facet, values):
                return self.with_value(_asked_facet(facet), values)

    def _spanned(self, leaf: Leaf, among: _Numbers) -> _Numbers:
        return {number for number in among if spans_of(leaf, self.cuts[number])}

    def with_value(self, facet: Facet, values: Sequence[str]) -> _Numbers:
        """The places of the pledges that have one of some values."""
        return {
            number
            for number, card in enumerate(self.cards)
            if has_value(facet.values_of_card(card), values)
        }


def _card(row: Pledge) -> Card:
    # No facet asks for the number of the document, or whether it is imagined.
    return Card(0, row.symbol, False, row.state, row.session, row.cycle, row.date)


def _asked_facet(name: str) -> Facet:
    facet = BY_NAME.get(name)
    if facet is not None and facet.of_card:
        return facet
    label = facet.label if facet else _("paragraph")
    message = _("A pledge is the State’s own: it has no “%(label)s” to search by.")
    raise QueryError(message % {"label": label})


_memory = Memory(_KEPT)


def forget() -> None:
    """Forget what was kept in memory; for tests, whose archives share their numbers."""
    _memory.forget()


def kept(key: Hashable, make: Callable[[], _Made]) -> _Made:
    """Return what this process keeps under a key, made if it is not there.

    The key names the data version: what is kept never changes.
    """
    found = cast("_Made | None", _memory.recall(key))
    if found is None:
        found = make()
        _memory.keep(key, found)
    return found


def find_pledges(request: Request) -> PledgesFound[PledgeRow]:
    """Return the page of pledges of reports asked for.

    Raises QueryError if what is asked makes no sense.
    """
    version, imagined, pledges = _scope(request)
    return find_among(pledges, request, version, imagined)


def find_among(
    pledges: Pledges[Row], request: Request, version: int, imagined: bool
) -> PledgesFound[Row]:
    """Return the page asked for of pledges that stand apart from all others.

    `version` and `imagined` say of which these are. Raises QueryError.
    """
    node = parsing.parse(as_query(request.q))
    by_facet = _by_facet(pledges, request)
    fitting = pledges.every if node is None else pledges.that_fit(node)
    found = _ordered(pledges, _within(fitting, by_facet), request.sort)
    first = (request.page - 1) * PAGE_SIZE
    leaves = list(dict.fromkeys(wanted(node))) if node else []
    return PledgesFound(
        total=len(found),
        hits=tuple(_hit(pledges, one, leaves) for one in found[first:][:PAGE_SIZE]),
        facets=dict(_facets(pledges, fitting, by_facet, request)),
        page=request.page,
        pages=-(-len(found) // PAGE_SIZE),
        version=version,
        imagined=imagined,
    )


def all_pledges(request: Request) -> list[PledgeRow]:
    """Return every pledge that matches, in the order asked for. Raises QueryError."""
    return all_among(_scope(request)[2], request)


def all_among(pledges: Pledges[Row], request: Request) -> list[Row]:
    """Return every one of some pledges that matches, likewise. Raises QueryError."""
    node = parsing.parse(as_query(request.q))
    fitting = pledges.every if node is None else pledges.that_fit(node)
    found = _within(fitting, _by_facet(pledges, request))
    return [pledges.rows[number] for number in _ordered(pledges, found, request.sort)]


def _scope(request: Request) -> tuple[int, bool, Pledges[PledgeRow]]:
    version = data_version() if request.version is None else request.version
    imagined = request.imagined
    if imagined is None:
        imagined = not has_real_documents()
    is_imagined = imagined
    pledges = kept(
        ("reports", version, imagined),
        lambda: Pledges(pledge_rows(is_imagined, version)),
    )
    return version, imagined, pledges


def _by_facet(pledges: Pledges[Anything], request: Request) -> Mapping[str, _Numbers]:
    """For each facet with chosen values the pledges that have one, or all of them."""
    found: dict[str, _Numbers] = {}
    for name, values in request.filters.items():
        facet = _asked_facet(name)
        if name in request.all_of:
            each = (pledges.with_value(facet, (value,)) for value in values)
            found[name] = reduce(lambda a, b: a & b, each)
        else:
            found[name] = pledges.with_value(facet, values)
    return found


def _within(
    numbers: _Numbers, by_facet: Mapping[str, _Numbers], without: str = ""
) -> _Numbers:
    some = (one for name, one in by_facet.items() if name != without)
    return reduce(lambda a, b: a & b, some, numbers)


def _ordered(pledges: Pledges[Anything], numbers: _Numbers, sort: Sort) -> list[int]:
    """In the order asked for; rows stand by date, the newest first."""
    rows = pledges.rows
    if sort is Sort.STATE:
        return sorted(numbers, key=lambda one: (state_name(rows[one].state), one))
    if sort is Sort.DOCUMENT:
        return sorted(numbers, key=lambda one: (rows[one].symbol, rows[one].order))
    return sorted(numbers)


def _facets(
    pledges: Pledges[Anything],
    fitting: _Numbers,
    by_facet: Mapping[str, _Numbers],
    request: Request,
) -> Iterator[tuple[str, tuple[Bucket, ...]]]:
    for facet in PLEDGE_FACETS:
        within = _within(fitting, by_facet, without=facet.name)
        counts = Counter(
            value
            for number in within
            for value in facet.values_of_card(pledges.cards[number])
        )
        yield facet.name, _buckets(facet, counts, request.filters.get(facet.name, ()))


def _buckets(
    facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]
) -> tuple[Bucket, ...]:
    if facet.name in NUMBERED:
        listed = sorted(counts, key=int)
    else:
        listed = sorted(counts, key=lambda value: (-counts[value], value))
    listed += [value for value in chosen if value not in counts]
    return tuple(
        Bucket(
            value, str(facet.value_label(value)), counts.get(value, 0), value in chosen
        )
        for value in listed
    )


def _hit(pledges: Pledges[Row], number: int, leaves: Sequence[Leaf]) -> PledgeHit[Row]:
    row, cut = pledges.rows[number], pledges.cuts[number]
    spans = [span for leaf in leaves for span in spans_of(leaf, cut)]
    shown = text.shown(row.text)
    return PledgeHit(row, state_name(row.state), fragments(shown, spans))
