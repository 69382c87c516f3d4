"""Phrases found in a text given as words, the longest first.

Phrases are kept as a tree of words. Small words are passed over inside one, so that
"Convention on the Rights of the Child" is found by three words.
"""

from collections.abc import Iterable, Iterator, Sequence

_SMALL_WORDS = "the of on and to all its their a an for in from against or as at , :"
SMALL = frozenset(_SMALL_WORDS.split())
_ENDS = ""  # where a node keeps the name of the phrase that ends there

Tree = dict[str, "Tree | str"]


def plant(tree: Tree, phrase: Iterable[str], name: str) -> None:
    """Add a phrase, word by word, and the name it goes by; no words add nothing."""
    node = tree
    for word in phrase:
        below = node.setdefault(word, {})
        if isinstance(below, dict):
            node = below
    if node is not tree:
        node[_ENDS] = name


def folded(tree: Tree, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each word, or the name of a phrase in its place, in the order of the text.

    With it come where it begins among `words`, from 0, and how many of them it takes.
    """
    at = 0
    while at < len(words):
        word, length = words[at], 1
        node = tree.get(word)
        if node is not None:
            name, taken = _longest(node, words, at + 1)
            if name:
                word, length = name, taken
        yield word, at, length
        at += length


def _longest(node: Tree | str, words: Sequence[str], start: int) -> tuple[str, int]:
    """The longest phrase that begins before `start`, and how many words it takes."""
    best, length, at = "", 0, start
    while isinstance(node, dict):
        name = node.get(_ENDS)
        if isinstance(name, str):
            best, length = name, at - start + 1
        while at < len(words) and words[at] in SMALL and words[at] not in node:
            at += 1
        if at == len(words) or words[at] not in node:
            break
        node = node[words[at]]
        at += 1
    return best, length
