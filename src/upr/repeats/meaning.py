"""What a recommendation asks, as a set of weighted signs that can be compared.

Names of instruments and bodies are put into one form ("OPCAT" and "the Optional
Protocol to the Convention against Torture" are the same sign), words that ask the same
into one concept (`synonyms.csv`: "accede" and "ratify"), others into their stem. A sign
weighs the more, the rarer it is in recommendations (`rarity.csv`, counted once, so that
a score is the same on every machine and in every collection); names of States and
small words weigh nothing.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from upr.coding.words import STATE, concepts_of, fold_names, plain_words, references
from upr.likeness import ready
from upr.reference.tables import parts

_SMALL_WORDS = (
    "the of on and to all its their a an for in from against or as at with by that be"
    " is are was were which who it this these those has have had been not no any such"
    " into within under through including also so than other others well between among"
    " order without up , ; : s"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_FILLER_WORDS = (
    "take taking undertake make necessary appropriate effort concrete additional urgent"
    " effective every possible more adequate needed required comprehensive full fully"
    " further particular especially particularly country national government process"
    " soon earliest delay undue priority possibility expedite speed accelerate"
    " recommend recommendation state party international respect view regard measures"
)
_FILLER_SHARE = 0.1  # of its weight that a filler keeps
_PARTY = re.compile(r"\b(?:becom\w*|being|be) (?:a )?(?:state )?part(?:y|ies) to\b")
_LONG_NAME = re.compile(  # of the Convention against Torture, and of its protocol
    r"(?<=torture)(?: and|,)? other cruel,? inhumane?,? (?:or|and|,) degrading"
    r" (?:treatment|punishment)(?: (?:or|and) (?:treatment|punishment))?"
)
_LINK = re.compile(
    r"\bin (?:full )?"
    r"(?:line|conformity|accordance|compliance|keeping) with\b"
)
_REWRITTEN = (  # what stands in every match and is found sooner; what is put there
    (" part", _PARTY, "ratify"),
    ("torture", _LONG_NAME, ""),
    (" with", _LINK, " "),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 4  # letters; a listed word so short or shorter must stand whole
_LEAST_STEM = 4  # letters
_ENDINGS = re.compile(
    r"(?:isations?|izations?|ations?|ments?|ingly|ively|ings?|edly|ed|ies|ives?|ally"
    r"|al|ances?|ences?|ants?|ents?|ers?|ors?|ities|ity|ions?|ly|es|s|e|y|ise|ize)$"
)
_MANY_WORDS = 1 << 16  # remembered; a server must not grow with what it is sent
_MANY_TEXTS = 1 << 13
RAREST = 8.0  # what a sign weighs that is not listed
MOST = 3000  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text made ready for comparison."""

    signs: Mapping[str, float]  # with what each weighs, in the order of the text
    total: float  # what all weigh together
    treaties: frozenset[str]  # named, by short form
    concepts: frozenset[str]  # subjects that its words and instruments show
    text: str  # as far as it is looked at
    things: Mapping[str, float]  # the signs of what it is about: see `_is_thing`
    issues: frozenset[str]  # as coded, where it is

    @property
    def letters(self) -> str:
        """Small letters, digits and single spaces: most comparisons do without."""
        return ready(self.text).letters

    @property
    def rarest(self) -> tuple[str, ...]:
        """The signs, the heaviest first."""
        return tuple(sorted(self.signs, key=lambda sign: (-self.signs[sign], sign)))


def meaning_of(text: str, issues: Iterable[str] = ()) -> Meaning:
    """What a text asks; `issues` as coded (see `upr.coding`), where they are known.

    Beyond 3,000 characters a text is not looked at.
    """
    return _meaning_of(text[:MOST], frozenset(issues))


class _Word(NamedTuple):
    """What is known of a word, looked up once."""

    word: str
    sign: str  # "" for small words and States
    weight: float
    is_treaty: bool
    is_thing: bool
    concepts: tuple[str, ...]


@lru_cache(maxsize=_MANY_TEXTS)
def _meaning_of(text: str, issues: frozenset[str]) -> Meaning:
    told = [known for known in map(_known, _words(text)) if known.sign]
    signs = {known.sign: known.weight for known in told}
    return Meaning(
        signs=signs,
        total=sum(signs.values()),
        treaties=frozenset(known.word for known in told if known.is_treaty),
        concepts=frozenset(chain.from_iterable(known.concepts for known in told)),
        text=text,
        things={known.sign: known.weight for known in told if known.is_thing},
        issues=issues,
    )


@lru_cache(maxsize=_MANY_WORDS)
def _known(word: str) -> _Word:
    if word in _SMALL or word == STATE:
        return _Word(word, "", 0.0, False, False, ())
    sign = sign_of(word)
    return _Word(
        word=word,
        sign=sign,
        weight=weight_of(sign),
        is_treaty=_kind(word) == "treaty",
        is_thing=_is_thing(sign),
        concepts=_concepts(word),
    )


def _is_thing(sign: str) -> bool:
    """Whether a sign is what a request is about, neither an act nor means to it.

    An instrument or a body, or a concept of that kind: torture, not abolish or law.
    """
    return sign.startswith("@") or sign in _things()


@cache
def _things() -> frozenset[str]:
    rows = _rows("synonyms.csv")
    return frozenset("=" + row["concept"] for row in rows if row["kind"] == "thing")


def spellings(text: str) -> dict[str, tuple[str, ...]]:
    """For each sign of a text the words and phrases it may be written in elsewhere.

    For an index of words, in which to look for texts that may ask the same.

    >>> spellings("Build schools")
    {'build': ('build',), 'school': ('schools',)}
    """
    found: dict[str, dict[str, None]] = {}
    for word in _words(text[:MOST]):
        if not (sign := _known(word).sign):
            continue
        own = found.setdefault(sign, dict.fromkeys(_written(sign)))
        if not word.startswith("@"):
            own[word] = None
    return {sign: tuple(own) for sign, own in found.items()}


@lru_cache(maxsize=_MANY_WORDS)
def _written(sign: str) -> tuple[str, ...]:
    if sign.startswith("="):
        concept = sign.removeprefix("=")
        rows = (row for row in _rows("synonyms.csv") if row["concept"] == concept)
        return tuple(one for row in rows for one in parts(row["beginnings"]))
    reference = references().get(sign.removeprefix("@"))
    return reference.phrases if reference and sign.startswith("@") else ()


def _words(text: str) -> list[str]:
    lowered = " ".join(text.lower().split())
    for mark, pattern, instead in _REWRITTEN:
        if mark in lowered:
            lowered = pattern.sub(instead, lowered)
    return fold_names(plain_words(_phrases().sub(_in_one_word, lowered)))


def _concepts(word: str) -> tuple[str, ...]:
    if word.startswith("@"):
        reference = references().get(word.removeprefix("@"))
        return (reference.issue,) if reference and reference.issue else ()
    return concepts_of(word)


def _kind(word: str) -> str:
    if not word.startswith("@"):
        return ""
    reference = references().get(word.removeprefix("@"))
    return reference.kind if reference else ""


@lru_cache(maxsize=_MANY_WORDS)
def sign_of(word: str) -> str:
    """The sign a word stands for: a name, a concept or a stem.

    >>> sign_of("accession"), sign_of("@CAT"), sign_of("schools")
    ('=ratify', '@CAT', 'school')
    """
    listed = _synonyms()
    if word in listed:
        return "=" + listed[word]
    if word.startswith("@"):
        return word
    for length in range(len(word) - 1, _SHORT, -1):
        if word[:length] in listed:
            return "=" + listed[word[:length]]
    return _stem(word)


def _stem(word: str) -> str:
    ending = _ENDINGS.search(word)
    while ending and ending.start() >= _LEAST_STEM:
        word = word[: ending.start()]
        ending = _ENDINGS.search(word)
    return word


def weight_of(sign: str) -> float:
    """What a sign weighs: the logarithm of how rarely it occurs.

    Words of how, not of what, weigh a tenth of it; so do years: by when, not what.
    """
    weight = _rarity().get(sign, RAREST)
    is_filler = sign in _fillers() or _YEAR.fullmatch(sign)
    return weight * _FILLER_SHARE if is_filler else weight


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(sign_of, _FILLER_WORDS.split()))


@cache
def _synonyms() -> Mapping[str, str]:
    """The concepts of `synonyms.csv` by word or beginning of a word."""
    return {
        beginning.replace(" ", ""): row["concept"]
        for row in _rows("synonyms.csv")
        for beginning in parts(row["beginnings"])
    }


@cache
def _phrases() -> re.Pattern[str]:
    """The listed beginnings that are several words, the longest first."""
    found = [
        re.escape(beginning)
        for row in _rows("synonyms.csv")
        for beginning in parts(row["beginnings"])
        if " " in beginning
    ]
    return re.compile(rf"\b(?:{'|'.join(sorted(found, key=len, reverse=True))})\b")


def _in_one_word(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")


@cache
def _rarity() -> Mapping[str, float]:
    """The weights of `rarity.csv`; what is not listed is rarer than all of it."""
    return {row["sign"]: float(row["weight"]) for row in _rows("rarity.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("upr.repeats").joinpath(name)
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())
