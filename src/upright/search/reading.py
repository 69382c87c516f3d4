"""What one commit of the index holds, ready to be asked."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import orjson
import tantivy
from tantivy import FieldType, Occur, Order, Query, Searcher

from upright.search import stored
from upright.search.memory import Memory
from upright.search.registry import Registry
from upright.search.schema import FORMAT, Note, Scope, fingerprint

_MOST_NOTES = 2_000_000
_REMEMBERED = 8  # tallies of everything: of some versions, real and imagined


@dataclass(frozen=True)
class Snapshot:
    """One commit of the index: it stays the same while others write."""

    schema: tantivy.Schema
    searcher: Searcher
    registry: Registry
    version: int  # the last change applied
    is_current_format: bool  # False: what is kept no longer fits this program
    # What is asked of everything, with no word and no filter, is worked out once.
    memory: Memory = field(default_factory=lambda: Memory(_REMEMBERED), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is in it."""
        return self.searcher.num_docs == 0

    @cached_property
    def has_real(self) -> bool:
        """Whether a document of a real State is in it now."""
        found = self.searcher.search(self.scope(Scope.REAL_NOW), limit=1)
        return bool(found.hits)

    def scope(self, scope: Scope) -> Query:
        """What is in a scope."""
        return Query.term_query(self.schema, "scope", int(scope))


def snapshot_of(index: tantivy.Index, before: Snapshot | None = None) -> Snapshot:
    """The last commit of `index`; codes that `before` knows are not read again."""
    index.reload()
    searcher = index.searcher()
    applied = _notes(index.schema, searcher, Note.APPLIED, 0)
    version, number, facts = orjson.loads(applied[0]) if applied else (0, 0, "")
    fits = number == FORMAT and facts == fingerprint()
    return Snapshot(
        schema=index.schema,
        searcher=searcher,
        # An index of another format is only thrown away.
        registry=_registry(index.schema, searcher, before) if fits else Registry(),
        version=version,
        is_current_format=fits or not applied,
    )


def _registry(
    schema: tantivy.Schema, searcher: Searcher, before: Snapshot | None
) -> Registry:
    known = before.registry if before else Registry()
    cards = _notes(schema, searcher, Note.CARD, len(known.cards))
    givers = _notes(schema, searcher, Note.GIVERS, len(known.givers))
    faces = _notes(schema, searcher, Note.FACES, len(known.faces))
    if not cards and not givers and not faces:
        return known
    return Registry(
        [*known.cards.entries, *map(stored.load_card, cards)],
        [*known.givers.entries, *map(stored.load_givers, givers)],
        [*known.faces.entries, *chain.from_iterable(map(stored.load_faces, faces))],
    )


def _notes(
    schema: tantivy.Schema, searcher: Searcher, note: Note, first: int
) -> list[bytes]:
    """The lines of the notes of one kind, from ordinal `first` on, in their order."""
    if searcher.num_docs == 0:
        return []
    of_kind = Query.term_query(schema, "note", int(note))
    later = Query.range_query(schema, "ordinal", FieldType.Unsigned, lower_bound=first)
    both = Query.boolean_query([(Occur.Must, of_kind), (Occur.Must, later)])
    found = searcher.search(
        both, limit=_MOST_NOTES, order_by_field="ordinal", order=Order.Asc
    )
    lines = (searcher.doc(address).get_first("row") for _n, address in found.hits)
    return [bytes(line) for line in lines if line is not None]
