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
from itertools import chain
from typing import NamedTuple

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
_NUMERAL = "⁰¹²³⁴-⁹₀-₉"  # letters to a regular expression, footnotes to us
_LETTER = rf"(?:[^\W\d_{_NUMERAL}][\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]*)"
_TOKEN = re.compile(
    rf"(?:[^\W\d_{_NUMERAL}]\.){{2,}}"  # U.S.A.
    rf"|\b[dD]\s*{_APOSTROPHE}\s*{_LETTER}+"  # d’Ivoire, d’ Ivoire
    rf"|{_LETTER}+(?:\s*{_APOSTROPHE}\s*s\b|{_APOSTROPHE}{_LETTER}+)?"  # People’s
)
_POSSESSIVE = re.compile(rf"\s*{_APOSTROPHE}\s*s$", re.IGNORECASE)
SILENT = frozenset({"the", "of", "and"})
_SHORT_FORMS = {
    "st": "saint",
    "rep": "republic",
    "dem": "democratic",
    "peoples": "people",  # People’s, Peoples’
}
# Words that stand in the long names of many States: alone they name none.
_GENERIC = frozenset(
    [
        *("arab", "bolivarian", "commonwealth", "democratic", "federal", "federated"),
        *("federation", "former", "great", "independent", "islamic", "islands"),
        *("jamahiriya", "kingdom", "new", "north", "northern", "people"),
        *("plurinational", "principality", "republic", "saint", "socialist", "south"),
        *("southern", "state", "states", "union", "united", "yugoslav"),
    ]
)
NEAR_RATIO = 0.84  # Azerbeijan 0.90 and Holly See 0.93 are near; Nigerland is not
_LETTERS_APART = 3  # by how much the lengths of a name and a near one may differ
_SHORTEST_NEAR = 4  # letters: shorter words resemble too much
_SUGGESTIONS = 3


class Word(NamedTuple):
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
    if word.isascii() and word.isalpha():
        key = word.lower()
    else:
        letters = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).casefold()
        key = "".join(letter for letter in letters if letter.isalpha())
    return _SHORT_FORMS.get(key, key)


def telling(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell it from others."""
    return tuple(word.key for word in words(name) if word.key not in SILENT)


def key_of(name: str) -> str:
    """The letters by which names are compared.

    >>> key_of("The Côte d’Ivoire,¹")
    'cotedivoire'
    """
    return "".join(telling(name))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key stands for: one State, or none with the States it may mean."""

    resolved: Resolved
    words: int  # that tell it from others
    is_abbreviation: bool


def _spellings(name: str) -> Iterator[str]:
    yield name
    body, bracket, rest = name.partition(" (")
    if bracket:  # "Iran (Islamic Republic of)" is also "Islamic Republic of Iran"
        yield f"{rest.rstrip(')')} {body}"


def _exact_names() -> Iterator[tuple[str, Resolved]]:
    for state in STATES.values():
        for dated in state.names:
            for spelling in _spellings(dated.name):
                yield spelling, Resolved(state.iso3, Certainty.EXACT)


def _aliases() -> Iterator[tuple[str, Resolved]]:
    for row in rows("state-aliases.csv"):
        for spelling in _spellings(row["alias"]):
            yield spelling, Resolved(row["iso3"], Certainty.ALIAS)
    for state in STATES.values():
        yield f"Republic of {state.name}", Resolved(state.iso3, Certainty.ALIAS)


def _no_states() -> Iterator[tuple[str, Resolved]]:
    for row in rows("not-states.csv"):
        suggestions = parts(row["suggestions"])
        certainty = Certainty.NEAR if suggestions else Certainty.UNKNOWN
        yield row["name"], Resolved(None, certainty, suggestions)


@cache
def entries() -> Mapping[str, Entry]:
    """All names that are known, by key: of one key the surest.

    Names of no State stand in it too, so that "Northern Ireland" is not cut.
    """
    known: dict[str, Entry] = {}
    for name, resolved in chain(_exact_names(), _no_states(), _aliases()):
        keys = telling(name)
        known.setdefault("".join(keys), Entry(resolved, len(keys), name.isupper()))
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
        if entry.resolved.iso3 and not entry.is_abbreviation
    }


def _resembling(key: str) -> Iterator[tuple[str, float]]:
    own = _pairs(key)
    for known, (iso3, theirs) in _pairs_by_key().items():
        # Whoever mistypes a name gets its first letter right, and most pairs; a look
        # at these spares the costly comparison.
        if (
            known[0] == key[0]
            and abs(len(known) - len(key)) <= _LETTERS_APART
            and 3 * len(own & theirs) >= len(own)
        ):
            yield iso3, SequenceMatcher(None, known, key, autojunk=False).ratio()


@lru_cache(maxsize=65536)
def near(key: str) -> tuple[str, ...]:
    """Codes of the States whose names resemble `key`, likeliest first, at most 3."""
    if len(key) < _SHORTEST_NEAR:
        return ()
    ratios: dict[str, float] = {}
    for iso3, ratio in _resembling(key):
        if ratio >= NEAR_RATIO:
            ratios[iso3] = max(ratio, ratios.get(iso3, 0))
    best = sorted(ratios, key=lambda iso3: (-ratios[iso3], iso3))
    return tuple(best[:_SUGGESTIONS])


def is_generic(key: str) -> bool:
    """Whether the folded word stands in the long names of many States."""
    return key in _GENERIC


def lookup(keys: tuple[str, ...]) -> Resolved | None:
    """What the folded words name when put together, if that is known."""
    entry = entries().get("".join(keys))
    return entry.resolved if entry else None


def lookup_near(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the States whose names resemble the folded words put together."""
    if all(map(is_generic, keys)):
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
    keys = telling(name)
    known = lookup(keys)
    if known:
        return Resolved(known.iso3, known.certainty, known.suggestions, name)
    suggestions = lookup_near(keys)
    certainty = Certainty.NEAR if suggestions else Certainty.UNKNOWN
    return Resolved(None, certainty, suggestions, name)
