"""What a query means once it is parsed: a tree of what a recommendation must be.

Leaves keep the words as typed (`typed`), by which answers speak of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """The text holds a word with this stem."""

    typed: str
    stem: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text holds words with these stems, one right after the other."""

    typed: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The text holds a word that begins like this."""

    typed: str
    beginning: str  # folded, not stemmed


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field has one of these values, as `filters` of a request would say it."""

    typed: str
    facet: str  # name of a facet, or "paragraph"
    values: tuple[str, ...]  # any of them
    label: str  # for a person: "Peru", "8 to 20"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of which one must hold."""

    parts: tuple["Node", ...]


Leaf: TypeAlias = Word | Phrase | Prefix | FieldIs
Node: TypeAlias = Leaf | Not | All | Any


def wanted(node: Node) -> Iterator[Leaf]:
    """The leaves that speak for a recommendation: those under no `Not`."""
    match node:
        case Not():
            return
        case All(parts) | Any(parts):
            for part in parts:
                yield from wanted(part)
        case _:
            yield node


def unwanted(node: Node) -> Iterator[Leaf]:
    """The leaves right under a `Not` that must hold as the query stands."""
    match node:
        case Not(Word() | Phrase() | Prefix() | FieldIs() as leaf):
            yield leaf
        case Not(Any(parts)):
            for part in parts:
                yield from unwanted(Not(part))
        case All(parts):
            for part in parts:
                yield from unwanted(part)
        case _:
            return
