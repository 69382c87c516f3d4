"""From what is asked to queries of the index. No text is ever parsed by the index."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from tantivy import FieldType, Occur, Query, Searcher

from upright.search.conditions import (
    MARK_FACETS,
    Conditions,
    cards_with,
    givers_with,
    marks_with,
    members_with,
    numbers_with,
    reviews_with,
)
from upright.search.errors import QueryError
from upright.search.facets import BY_NAME, CODING_NAMES, DOCUMENT, Facet
from upright.search.reading import Snapshot
from upright.search.registry import Giver
from upright.search.schema import Scope
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
)

MAX_EXPANSIONS = 1000  # different words a prefix may stand for


def all_of(queries: Iterable[Query]) -> Query:
    """What every query finds."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Iterable[Query]) -> Query:
    """What at least one query finds."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def unscored(query: Query) -> Query:
    """The same query, with no say in the order of relevance."""
    return Query.const_score_query(query, 0.0)


class Translator:
    """Translates for one commit of the index.

    With `only_certain` the fields of a query speak of certain codings alone.
    """

    def __init__(self, snapshot: Snapshot, only_certain: bool = False) -> None:
        """Keep the codes and words to translate into."""
        self.snapshot = snapshot
        self.only_certain = only_certain
        self.schema = snapshot.schema
        self.searcher: Searcher = snapshot.searcher

    # --- the query

    def node(self, node: Node) -> Query:
        """What a tree of the query language finds.

        Raises QueryError if a prefix stands for too many words.
        """
        match node:
            case All(parts):
                return all_of(self.node(part) for part in parts)
            case Any(parts):
                return any_of(self.node(part) for part in parts)
            case Not(part):
                everything = unscored(Query.all_query())
                return Query.boolean_query(
                    [(Occur.Must, everything), (Occur.MustNot, self.node(part))]
                )
            case _:
                return self.leaf(node)

    def leaf(self, leaf: Leaf) -> Query:
        """What one word, phrase, prefix or field finds."""
        match leaf:
            case Word(_typed, stem):
                return Query.term_query(self.schema, "text", stem)
            case Phrase(_typed, stems):
                return Query.phrase_query(self.schema, "text", list(stems))
            case Prefix():
                return self.prefix(leaf)
            case FieldIs():
                return unscored(self.field(leaf))

    def prefix(self, prefix: Prefix) -> Query:
        """What has a word with this beginning.

        Raises QueryError where more than MAX_EXPANSIONS words have it.
        """
        words = self.searcher.terms_with_prefix(
            "word", prefix.beginning, limit=MAX_EXPANSIONS + 1
        )
        if len(words) > MAX_EXPANSIONS:
            message = _(
                "More than %(most)d different words begin with “%(beginning)s”. "
                "Write more letters before the star."
            ) % {"most": MAX_EXPANSIONS, "beginning": prefix.beginning}
            raise QueryError(message)
        return self.one_of("word", [word for word, _count in words])

    def field(self, leaf: FieldIs) -> Query:
        """What a field finds."""
        if leaf.facet == "paragraph":
            return self.one_of("paragraph", leaf.values)
        if leaf.facet in MARK_FACETS:
            return self.one_of("mark", marks_with(leaf.facet, leaf.values))
        facet = BY_NAME[leaf.facet]
        if facet.name in CODING_NAMES:
            numbers = numbers_with(facet, leaf.values, self.only_certain)
            return self.one_of("codes", numbers)
        return self._shared(facet, leaf.values)

    def _shared(self, facet: Facet, values: Sequence[str]) -> Query:
        """What has a value that many recommendations share."""
        registry = self.snapshot.registry
        if facet is DOCUMENT:
            return self.one_of("card", cards_with(registry, values))
        if facet.of_card:
            return self.one_of("review", reviews_with(registry, facet, values))
        return self.one_of("givers", givers_with(registry, facet, values))

    def one_of(self, field: str, values: Iterable[int] | Sequence[str]) -> Query:
        """What has one of the values in a field."""
        listed = list(values)
        if not listed:
            return Query.empty_query()
        if len(listed) == 1:
            return unscored(Query.term_query(self.schema, field, listed[0]))
        return Query.term_set_query(self.schema, field, listed)

    # --- the filters

    def conditions(
        self,
        conditions: Conditions,
        only_certain: bool,
        without: frozenset[str] = frozenset(),
    ) -> Iterator[Query]:
        """The filters, those named in `without` left out; none has a say in order."""
        for numbers in conditions.numbers(only_certain, without):
            yield unscored(self.one_of("codes", numbers))
        for field, codes in (
            ("card", conditions.cards(without)),
            ("review", conditions.reviews(without)),
            ("mark", conditions.marks(without)),
        ):
            if codes is not None:
                yield unscored(self.one_of(field, codes))
        for givers in conditions.givers(without):
            yield unscored(self.one_of("givers", givers))

    def scope(self, version: int, is_imagined: bool) -> Iterator[Query]:
        """What was in force at a version."""
        if version == self.snapshot.version:
            now = Scope.IMAGINED_NOW if is_imagined else Scope.REAL_NOW
            yield unscored(self.snapshot.scope(now))
            return
        ever = Scope.IMAGINED_EVER if is_imagined else Scope.REAL_EVER
        yield unscored(self.snapshot.scope(ever))
        number = FieldType.Unsigned
        yield unscored(
            Query.range_query(self.schema, "since", number, upper_bound=version)
        )
        yield unscored(
            Query.range_query(self.schema, "until", number, lower_bound=version + 1)
        )

    def asked_givers(self, node: Node | None) -> set[Giver] | None:
        """The recommending States that the query names and asks for; None for all.

        Those of every `from:` that must hold as the query stands, alone or with other
        such fields in an OR.
        """
        parts = node.parts if isinstance(node, All) else [] if node is None else [node]
        named: set[Giver] = set()
        is_asked = False
        for part in parts:
            leaves = _giver_leaves(part)
            is_asked = is_asked or bool(leaves)
            for leaf in leaves:
                facet = BY_NAME[leaf.facet]
                named |= members_with(self.snapshot.registry, facet, leaf.values)
        return named if is_asked else None


def _giver_leaves(node: Node) -> list[FieldIs]:
    """The fields on recommending States of which `node` wholly consists; else none."""
    match node:
        case FieldIs(_typed, facet) if facet in BY_NAME and BY_NAME[facet].of_giver:
            return [node]
        case Any(parts) | All(parts):
            each = [_giver_leaves(part) for part in parts]
            return [leaf for leaves in each for leaf in leaves] if all(each) else []
        case _:
            return []
