"""Wordings that the labelled texts do not have, or hardly, read as ones that they have.

The model has learnt from recommendations of 2008 to 2014 to half of the States and
cannot know what later ones are worded in, or what others are asked: of "gender markers"
it sees the gender alone, of "First Nations" nothing. Each row of `unseen-wordings.csv`
gives such phrases and the words `as` which they are read when a text is coded; `issue`
is what they then stand for, by the rules of UPR Info (October 2014), to which tests
hold each row.

Nothing is learnt from this table, and what is shown and named stays what is printed.
Phrases are written as the words of `words.words`, with known names in one form
(`@ISTANBUL`); small words inside them may be left out.
"""

import csv
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from upr.coding.phrases import Tree, folded, plant
from upr.coding.words import Place, plain_words
from upr.reference.tables import parts

NAME = "unseen-wordings.csv"


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases that are read as other words."""

    issues: tuple[str, ...]  # tags that a text with one of the phrases is about
    read_as: str
    phrases: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """Every row of the table, in its order."""
    rows = csv.DictReader(_table(NAME).splitlines())
    return tuple(
        Wording(parts(row["issue"]), row["as"], parts(row["phrases"])) for row in rows
    )


def version_with(model: str) -> str:
    """The version of what codes texts: the model's, and a digest of how it reads them.

    That is this table, the names that are put into one form and the concepts, so that
    texts are due to be coded again when one of them has changed.
    """
    return f"{model}-{_digest()}"


@cache
def _digest() -> str:
    tables = "".join(_table(name) for name in (NAME, "instruments.csv", "concepts.csv"))
    return f"{zlib.crc32(tables.encode()) & 0xFFFF:04x}"


def read_as(words: Sequence[str]) -> list[str]:
    """The words of a text as the model is to read them; the text as `words.words`.

    >>> read_as(["prevent", "femicide"])
    ['prevent', 'violence', 'against', 'women']
    """
    tree = _tree()
    if tree.keys().isdisjoint(words):  # most texts: eight times as fast
        return list(words)
    return [word for read, _, _ in folded(tree, words) for word in read.split()]


def places_read_as(found: Sequence[Place]) -> list[Place]:
    """The same with places: words read for a phrase all stand where the phrase does."""
    if _tree().keys().isdisjoint(place.word for place in found):
        return list(found)
    return list(_placed(found))


def _placed(found: Sequence[Place]) -> Iterator[Place]:
    for read, at, length in folded(_tree(), [place.word for place in found]):
        start, end = found[at].start, found[at + length - 1].end
        for word in read.split():
            yield Place(word, start, end)


def _table(name: str) -> str:
    return resources.files("upr.coding").joinpath(name).read_text(encoding="utf-8")


@cache
def _tree() -> Tree:
    tree: Tree = {}
    for wording in wordings():
        for phrase in wording.phrases:
            plant(tree, _words_of(phrase), wording.read_as)
    return tree


def _words_of(phrase: str) -> list[str]:
    """A phrase as a text is taken apart: "māori" is two words there."""
    names_kept = (
        [part] if part.startswith("@") else plain_words(part) for part in phrase.split()
    )
    return [word for part in names_kept for word in part]
