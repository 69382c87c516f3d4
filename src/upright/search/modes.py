"""What a query says of the whole answer: that certain codings alone count."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from upright.search.codings import CODED_BY, ONLY_CERTAIN
from upright.search.errors import QueryError
from upright.search.facets import CODING_NAMES
from upright.search.syntax import All, Any, FieldIs, Leaf, Node, Not


def split(node: Node | None, typed: str) -> tuple[Node | None, bool]:
    """The query without `coding:certain`, and whether that was in it.

    It holds for the whole query. Raises QueryError where it stands in an OR or after
    a NOT, where it would hold for a part.
    """
    parts = node.parts if isinstance(node, All) else () if node is None else (node,)
    rest = tuple(part for part in parts if not _is_mode(part))
    for part in rest:
        for leaf in _leaves(part):
            if _is_mode(leaf):
                message = _(
                    "“%(field)s” holds for the whole query: it cannot stand in an OR "
                    "or after a NOT."
                ) % {"field": leaf.typed}
                raise QueryError(message, max(typed.find(leaf.typed), 0))
    kept = rest[0] if len(rest) == 1 else All(rest) if rest else None
    return kept, len(rest) < len(parts)


def asks_codings(node: Node | None) -> bool:
    """Whether a query has a field that speaks of codings."""
    return node is not None and any(
        isinstance(leaf, FieldIs) and leaf.facet in CODING_NAMES
        for leaf in _leaves(node)
    )


def _is_mode(node: Node) -> bool:
    return (
        isinstance(node, FieldIs)
        and node.facet == CODED_BY
        and node.values == (ONLY_CERTAIN,)
    )


def _leaves(node: Node) -> Iterator[Leaf]:
    match node:
        case Not(part):
            yield from _leaves(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield node
