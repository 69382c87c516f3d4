"""Texts as rows of hashed features, for the linear models.

A feature is a 64-bit mix of words and of its kind, folded into `BUCKETS` places; the
words themselves are not kept. Three kinds of evidence:

- inside words: the word, its beginnings and its pieces of 3 to 5 letters, so that
  `disappearances` helps with `disappeared`;
- topic: pairs and triples of neighbouring words, with and without small words;
- shape: the opening words by their place, the opening verb together with each other
  word, and what follows `by`, `through`, `including`, `and`: the action category
  looks at the first verb and at the action asked for as a whole.

Everything after the words is done on whole batches at once.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from upr.coding.words import concepts_of, plain_words, references

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_REMEMBERED = 1 << 17  # words and pieces; a server must not grow with what it is sent
BITS = 22
BUCKETS = 1 << BITS
_OPENING = 6  # words whose place counts
_LENGTH_STEP, _LENGTH_STEPS = 5, 9  # words in a step of length; the last is open
_BEGINNINGS = (4, 5, 6, 7)  # letters
_PIECES = (3, 4, 5)  # letters
_PIECE = "c "  # before a piece of a word
_MARKS = frozenset(",;:")
_SMALL_WORDS = (
    "the of on to all its their a an for in from as at or with by that be is are which"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_LINKS = frozenset({"by", "through", "including", "via"})
_JOINS = frozenset({"and", ",", ";"})
_FILLER_WORDS = (
    "further take taking undertake make measures measure steps step action actions"
    " necessary appropriate all efforts effort concrete additional urgent effective"
    " every possible more put order legislative practical adequate needed required"
    " immediate comprehensive full"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_VERBS = ("asking", "continuing", "considering", "specific", "general")


@dataclass(frozen=True, slots=True)
class Found:
    """Features of a batch: `hashes[i]` stands in text `texts[i]`."""

    texts: Numbers
    hashes: Hashes


def fold(hashes: Hashes) -> NDArray[np.int64]:
    """The bucket of each hash."""
    return (hashes >> np.uint64(64 - BITS)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Met:
    """Buckets that features fall into, ascending, and how often each is met."""

    buckets: Numbers
    texts: Numbers  # that have it
    states: Numbers  # whose reviews have it


def met(found: Iterable[Found], states: Numbers) -> Met:
    """How often features are met; `states` has a number for the State of each text."""
    parts = list(found)
    texts = np.concatenate([part.texts for part in parts])
    buckets = fold(np.concatenate([part.hashes for part in parts]))
    count = len(states)
    in_texts = np.unique(buckets * count + texts) // count
    in_states = np.unique(buckets * count + states[texts]) // count
    kept, of_texts = np.unique(in_texts, return_counts=True)
    return Met(kept, of_texts, np.unique(in_states, return_counts=True)[1])


def of_word(word: str, *, with_pieces: bool = True) -> Hashes:
    """The features inside one word: itself, its beginnings and, with them, its pieces.

    Of a reference also its kind, its issue and what is inside the words of its name; of
    others the concepts they show.
    """
    inside = (part for part in parts_of(word) if with_pieces or not is_piece(part))
    return np.array([hash_of(part) for part in inside], dtype=np.uint64)


def is_piece(part: str) -> bool:
    """Whether a part of a word, as `parts_of` gives it, is a piece of some letters."""
    return part.startswith(_PIECE)


def parts_of(word: str) -> Iterator[str]:
    """What is inside a word, each part with its kind before it; see `of_word`."""
    yield "w " + word
    if word.startswith("@"):
        yield from _inside_reference(word.removeprefix("@"))
        return
    for concept in concepts_of(word):
        yield "concept " + concept
    for length in _BEGINNINGS:
        if len(word) > length:
            yield "b " + word[:length]
    framed = f"<{word}>"
    for length in _PIECES:
        for start in range(len(framed) - length + 1):
            yield _PIECE + framed[start : start + length]


def _inside_reference(ref: str) -> Iterator[str]:
    """What a named instrument or body stands for: its kind, its issue, its words."""
    reference = references().get(ref)
    if reference is None:
        return
    yield "kind " + reference.kind
    if reference.issue:
        yield "issue " + reference.issue
    for word in set(plain_words(reference.name)) - _SMALL - _MARKS:
        yield from parts_of(word)


@lru_cache(maxsize=_REMEMBERED)
def hash_of(text: str) -> int:
    """A 64-bit number for a text, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _salt(kind: str) -> np.uint64:
    return np.uint64(hash_of("kind " + kind) | 1)


def _mix(kind: str, *parts: Hashes) -> Hashes:
    """One hash of several, which depends on their order and on the kind."""
    with np.errstate(over="ignore"):
        mixed = np.full(len(parts[0]), _salt(kind), dtype=np.uint64)
        for part in parts:
            mixed = (mixed ^ part) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        return mixed * np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of a batch laid end to end: for each word its text and its hash."""

    size: int
    texts: Numbers
    numbers: Numbers  # of the words, in the vocabulary
    hashes: Hashes
    is_small: NDArray[np.bool_]
    is_mark: NDArray[np.bool_]
    is_link: NDArray[np.bool_]
    is_join: NDArray[np.bool_]
    is_filler: NDArray[np.bool_]  # says how, not what: "urgently take measures to"
    verb: NDArray[np.uint64]  # what kind of verb opens with it; 0 where none


class Vocabulary:
    """Numbers for the words met so far; what is computed once per word hangs on it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, texts: Sequence[Sequence[str]]) -> Numbers:
        """The number of each word of the texts, laid end to end."""
        known = self._numbers
        flat = [word for words in texts for word in words]
        for word in flat:
            if word not in known:
                known[word] = len(self.words)
                self.words.append(word)
        return np.fromiter((known[word] for word in flat), np.int64, len(flat))


def batch(texts: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Batch:
    """The words of several texts, as hashes, with what kind of word each is."""
    numbers = vocabulary.numbers(texts)
    lengths = np.fromiter((len(words) for words in texts), np.int64, len(texts))
    used, inverse = np.unique(numbers, return_inverse=True)
    names = [vocabulary.words[number] for number in used]
    hashes = np.array([hash_of("w " + name) for name in names], dtype=np.uint64)
    small, marks, links, joins = (
        np.array([name in group for name in names], dtype=np.bool_)[inverse]
        for group in (_SMALL, _MARKS, _LINKS, _JOINS)
    )
    fillers = np.array([_is_filler(name) for name in names], dtype=np.bool_)
    verbs = np.array([_verb(name) for name in names], dtype=np.uint64)
    owners = np.repeat(np.arange(len(texts)), lengths)
    return Batch(
        len(texts),
        owners,
        numbers,
        hashes[inverse],
        is_small=small,
        is_mark=marks,
        is_link=links,
        is_join=joins,
        is_filler=fillers[inverse],
        verb=verbs[inverse],
    )


def _is_filler(word: str) -> bool:
    return word in _FILLERS or word in _SMALL or word in _MARKS or word.endswith("ly")


@lru_cache(maxsize=_REMEMBERED)
def _verb(word: str) -> int:
    """The kind of action a verb asks for, from 1, as `concepts.csv` lists it."""
    shown = concepts_of(word)
    for number, kind in enumerate(_VERBS, 1):
        if f"opening {kind}" in shown:
            return number
    return 0


def _chains(kind: str, texts: Numbers, hashes: Hashes, steps: Sequence[int]) -> Found:
    """Words of one text that stand `steps` apart, as one feature each."""
    last = steps[-1]
    if len(texts) <= last:
        return Found(texts[:0], hashes[:0])
    count = len(texts) - last
    same = texts[:count] == texts[last:]
    parts = [hashes[step : step + count][same] for step in steps]
    return Found(texts[:count][same], _mix(kind, *parts))


def topic(texts: Batch) -> Iterator[Found]:
    """Pairs and triples of words: what the text is about."""
    spoken = ~texts.is_mark
    owners, hashes = texts.texts[spoken], texts.hashes[spoken]
    yield _chains("pair", owners, hashes, (0, 1))
    heavy = ~texts.is_small[spoken]
    owners, hashes = owners[heavy], hashes[heavy]
    yield _chains("heavy pair", owners, hashes, (0, 1))
    yield _chains("heavy gap", owners, hashes, (0, 2))
    yield _chains("heavy triple", owners, hashes, (0, 1, 2))


def shape(texts: Batch) -> Iterator[Found]:
    """How the text begins and is built: what action it asks for."""
    spoken = ~texts.is_mark
    owners, hashes = texts.texts[spoken], texts.hashes[spoken]
    if not len(owners):
        return
    starts = np.searchsorted(owners, np.arange(texts.size))
    places = np.arange(len(owners)) - starts[owners]
    yield from _opening(owners, hashes, places)
    yield _chains("triple", owners, hashes, (0, 1, 2))
    firsts = hashes[np.minimum(starts, len(hashes) - 1)]
    rest = places > 0
    yield Found(owners[rest], _mix("first with", firsts[owners[rest]], hashes[rest]))
    yield from _clauses(texts, firsts)
    yield from _core(texts, firsts)
    lengths = np.bincount(owners, minlength=texts.size) // _LENGTH_STEP
    steps = np.minimum(lengths, _LENGTH_STEPS).astype(np.uint64)
    yield Found(np.arange(texts.size), _mix("length", steps))


def _opening(owners: Numbers, hashes: Hashes, places: Numbers) -> Iterator[Found]:
    early = places < _OPENING
    spots = places[early].astype(np.uint64)
    yield Found(owners[early], _mix("at", spots, hashes[early]))
    early = places < 4
    yield Found(owners[early], _mix("early", hashes[early]))
    for length in (2, 3, 4):
        found = _chains(f"begins {length}", owners, hashes, tuple(range(length)))
        at_start = _chain_starts(owners, places, length)
        yield Found(found.texts[at_start], found.hashes[at_start])


def _chain_starts(owners: Numbers, places: Numbers, length: int) -> NDArray[np.bool_]:
    last = length - 1
    if len(owners) <= last:
        return np.zeros(0, dtype=np.bool_)
    same = owners[: len(owners) - last] == owners[last:]
    starts: NDArray[np.bool_] = places[: len(owners) - last][same] == 0
    return starts


def _clauses(texts: Batch, firsts: Hashes) -> Iterator[Found]:
    """What follows `by`, `including`, `and`, alone and with the opening verb."""
    owners, hashes = texts.texts, texts.hashes
    if len(owners) < 2:
        return
    inside = np.r_[owners[:-1] == owners[1:], False]
    for kind, marks in (("link", texts.is_link), ("join", texts.is_join)):
        at = np.flatnonzero(marks & inside)
        mine, follows = owners[at], hashes[at + 1]
        mark = hashes[at] if kind == "link" else np.zeros(len(at), dtype=np.uint64)
        yield Found(mine, _mix(kind, mark, follows))
        yield Found(mine, _mix("first " + kind, firsts[mine], mark, follows))
        yield Found(mine, _mix("first has " + kind, firsts[mine], mark))
    yield _after_links(texts)


def _after_links(texts: Batch) -> Found:
    """Each word after the text's first link, with the link it stands after."""
    places = np.where(texts.is_link, np.arange(len(texts.texts)), -1)
    latest = np.maximum.accumulate(places)
    starts = np.searchsorted(texts.texts, texts.texts)
    after = latest >= starts
    return Found(
        texts.texts[after],
        _mix("after", texts.hashes[latest[after]], texts.hashes[after]),
    )


def _core(texts: Batch, firsts: Hashes) -> Iterator[Found]:
    """The first word that is no filler, alone, with the others, and with the kind of
    verb that follows `by`, `including`, `and`.
    """
    telling = np.flatnonzero(~texts.is_filler)
    mine, first = np.unique(texts.texts[telling], return_index=True)
    at = telling[first]
    core = np.zeros(texts.size, dtype=np.uint64)
    kind = np.zeros(texts.size, dtype=np.uint64)
    core[mine], kind[mine] = texts.hashes[at], texts.verb[at]
    yield Found(mine, _mix("core", core[mine]))
    yield Found(mine, _mix("core kind", kind[mine]))
    other = (core != firsts)[texts.texts] & ~texts.is_mark & (core != 0)[texts.texts]
    owners = texts.texts[other]
    yield Found(owners, _mix("core with", core[owners], texts.hashes[other]))
    yield from _verbs_after(texts, kind)


def _verbs_after(texts: Batch, kind: Hashes) -> Iterator[Found]:
    """The kind of verb within two words after a link or join, with the core's kind."""
    marks = texts.is_link | texts.is_join
    for step in (1, 2):
        at = np.flatnonzero(marks[: len(marks) - step])
        same = texts.texts[at] == texts.texts[at + step]
        at = at[same & (texts.verb[at + step] > 0)]
        owners, verb = texts.texts[at], texts.verb[at + step]
        mark = texts.is_link[at].astype(np.uint64)
        yield Found(owners, _mix("verb after", mark, verb))
        yield Found(owners, _mix("kinds", mark, kind[owners], verb))
