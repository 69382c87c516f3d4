"""Which State a printed name stands for, and how sure that is.

A name is compared by its key: letters alone, without case, diacritics, apostrophes,
hyphens, brackets, digits (footnote marks), and without "the", "of" and "and". What is
only nearly a name is never taken for it: it comes back with suggestions for a person.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache

from upr.reference.state_facts import STATES
from upr.reference.tables import parts, rows


class Certainty(StrEnum):
    """How sure it is that a printed name stands for a State."""

    EXACT = "exact"  # a present or former name
    ALIAS = "alias"  # another name or a misspelling that is listed
    NEAR = "near"  # resembles names: suggestions for a person, no State
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A printed name and the State it stands for.

    `iso3` is None unless the certainty is EXACT or ALIAS. `suggestions` are codes,
    likeliest first, for a person to choose from; empty where `iso3` is given.
    """

    iso3: str | None
    certainty: Certainty
    suggestions: tuple[str, ...] = ()
    name: str = ""  # as printed

    @property
    def is_known(self) -> bool:
        """Whether the name stands for one State for certain."""
        return self.iso3 is not None


_APOSTROPHE = "['’‘‛‟`´ʼʹʻ′＇“”\"]"
_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*)"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"  # U.S.A.
    rf"|\b[dD]\s*{_APOSTROPHE}\s*{_LETTER}+"  # d’Ivoire, d’ Ivoire
    rf"|{_LETTER}+(?:\s*{_APOSTROPHE}\s*s\b|{_APOSTROPHE}{_LETTER}+)?"  # People’s
)
SILENT = frozenset({"the", "of", "and"})
_SHORT_FORMS = {"st": "saint", "rep": "republic", "dem": "democratic"}
# Words that stand in the long names of many States: alone they name none.
_GENERIC = frozenset(
    "arab bolivarian commonwealth democratic federal federated federation great"
    " independent islamic islands jamahiriya kingdom new north northern people"
    " peoples plurinational principality republic saint socialist south southern"
    " state states union united yugoslav former".split()
)
NEAR_RATIO = 0.84  # Azerbeijan 0.90 and Holly See 0.93 are near; Nigerland is not
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a printed text, folded for comparison, and where it stands."""

    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Each word of `text`, in order, those that names do not depend on included."""
    return [
        Word(_fold(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _fold(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word).casefold()
    key = "".join(letter for letter in letters if letter.isalpha())
    return _SHORT_FORMS.get(key, key)


def key_of(name: str) -> str:
    """The letters by which names are compared.

    >>> key_of("The Côte d’Ivoire,¹")
    'cotedivoire'
    """
    return "".join(word.key for word in words(name) if word.key not in SILENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key stands for: one State, or none with the States it may mean."""

    resolved: Resolved
    words: int  # that tell it from others


def _spellings(name: str) -> Iterator[str]:
    yield name
    body, bracket, rest = name.partition(" (")
    if bracket:  # "Iran (Islamic Republic of)" is also "Islamic Republic of Iran"
        yield f"{rest.rstrip(')')} {body}"


def _exact_names() -> Iterator[tuple[str, str]]:
    for state in STATES.values():
        for dated in state.names:
            for spelling in _spellings(dated.name):
                yield spelling, state.iso3


def _entry(name: str, resolved: Resolved) -> tuple[str, Entry]:
    count = sum(word.key not in SILENT for word in words(name))
    return key_of(name), Entry(resolved, count)


@cache
def entries() -> Mapping[str, Entry]:
    """All names that are known, by key.

    Names of no State stand in it too, so that "Northern Ireland" is not cut.
    """
    known: dict[str, Entry] = {}
    for row in rows("not-states.csv"):
        suggestions = parts(row["suggestions"])
        certainty = Certainty.NEAR if suggestions else Certainty.UNKNOWN
        key, entry = _entry(row["name"], Resolved(None, certainty, suggestions))
        known[key] = entry
    for row in rows("state-aliases.csv"):
        for spelling in _spellings(row["alias"]):
            resolved = Resolved(row["iso3"], Certainty.ALIAS)
            key, entry = _entry(spelling, resolved)
            known.setdefault(key, entry)
    for name, iso3 in _exact_names():
        key, entry = _entry(name, Resolved(iso3, Certainty.EXACT))
        known[key] = entry
    return known


@cache
def longest_name() -> int:
    """How many telling words the longest known name has."""
    return max(entry.words for entry in entries().values())


def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


@cache
def _pairs_by_key() -> Mapping[str, tuple[str, frozenset[str]]]:
    return {
        key: (entry.resolved.iso3, _pairs(key))
        for key, entry in entries().items()
        if entry.resolved.iso3 and len(key) > 3
    }


@lru_cache(maxsize=65536)
def near(key: str) -> tuple[str, ...]:
    """Codes of the States whose names resemble `key`, likeliest first, at most 3."""
    if len(key) < 4:
        return ()
    own = _pairs(key)
    ratios: dict[str, float] = {}
    for known, (iso3, theirs) in _pairs_by_key().items():
        # Two letters in common of every three: cheap, and true of all that is near.
        if abs(len(known) - len(key)) > 3 or 3 * len(own & theirs) < len(own):
            continue
        ratio = SequenceMatcher(None, known, key, autojunk=False).ratio()
        if ratio >= NEAR_RATIO and ratio > ratios.get(iso3, 0):
            ratios[iso3] = ratio
    best = sorted(ratios, key=lambda iso3: (-ratios[iso3], iso3))
    return tuple(best[:_SUGGESTIONS])


def lookup(keys: tuple[str, ...]) -> Resolved | None:
    """What the folded words name when put together, if that is known."""
    entry = entries().get("".join(keys))
    return entry.resolved if entry else None


def lookup_near(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the States whose names resemble the folded words put together."""
    if all(key in _GENERIC for key in keys):
        return ()
    return near("".join(keys))


@cache
def _codes() -> Mapping[str, str]:
    codes = {row["code"]: row["iso3"] for row in rows("state-codes.csv")}
    return codes | {iso3: iso3 for iso3 in STATES}


def resolve_code(code: str) -> str | None:
    """The ISO code of the State that a code printed in a symbol stands for.

    Symbols print some codes that are no ISO codes: A/HRC/WG.6/2/ROM/1 is on ROU.

    >>> resolve_code("ROM")
    'ROU'
    """
    return _codes().get(code.upper())


@lru_cache(maxsize=65536)
def resolve(name: str) -> Resolved:
    """The State that `name` stands for, and how sure that is.

    Never raises and never guesses: a name that only resembles others has no State
    but suggestions.

    >>> resolve("Iran (Islamic Republic of").iso3
    'IRN'
    >>> resolve("Korea")
    Resolved(iso3=None, certainty=<Certainty.NEAR: 'near'>, \
suggestions=('KOR', 'PRK'), name='Korea')
    """
    keys = tuple(word.key for word in words(name) if word.key not in SILENT)
    known = lookup(keys)
    if known:
        return Resolved(known.iso3, known.certainty, known.suggestions, name)
    suggestions = lookup_near(keys)
    certainty = Certainty.NEAR if suggestions else Certainty.UNKNOWN
    return Resolved(None, certainty, suggestions, name)
