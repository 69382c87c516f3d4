"""A text as words: lower case, known names put into one form, States masked.

`Convention against Torture`, `UNCAT` and `CAT` become the one word `@CAT`; every
State's name becomes `@state`: what is learnt of one State must hold for all.
The tables are `instruments.csv` (references and how they are written) and the names of
States in `upr.reference`.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from upr.coding.phrases import SMALL, Tree, folded, plant
from upr.reference.tables import parts, rows

STATE = "@state"
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|[,;:]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "`": "'", "´": "'"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An instrument, body or procedure that texts name."""

    ref: str  # our own short form: "OP-CAT"
    kind: str  # treaty, treaty body, special procedure, body, document, ...
    name: str
    issue: str  # the tag it stands for, "" where it stands for none
    phrases: tuple[str, ...]


@cache
def _concepts() -> Mapping[str, tuple[str, ...]]:
    """The concepts of `concepts.csv` by the beginning of a word that shows them."""
    path = resources.files("upr.coding").joinpath("concepts.csv")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        for beginning in parts(row["beginnings"]):
            found[beginning] = (*found.get(beginning, ()), row["concept"])
    return found


@cache
def _longest_beginning() -> int:
    return max(map(len, _concepts()))


_SHORT = 4  # letters; a listed word so short or shorter must stand whole


def concepts_of(word: str) -> tuple[str, ...]:
    """The concepts a word shows.

    >>> concepts_of("deforestation")
    ('environment',)
    """
    listed = _concepts()
    found: list[str] = list(listed.get(word, ()))
    # a "word" may be a million signs long, where a file has lost its spaces
    for length in range(_SHORT + 1, min(len(word), _longest_beginning() + 1)):
        found += [name for name in listed.get(word[:length], ()) if name not in found]
    return tuple(found)


@cache
def references() -> Mapping[str, Reference]:
    """Every instrument and body of `instruments.csv`, by its short form."""
    path = resources.files("upr.coding").joinpath("instruments.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        row["ref"]: Reference(
            row["ref"], row["kind"], row["name"], row["issue"], parts(row["phrases"])
        )
        for row in csv.DictReader(lines)
    }


def words(text: str) -> list[str]:
    """The words and the marks `, ; :` of a text, with names in one form.

    >>> words("Ratify the Convention against Torture, as Chile has")
    ['ratify', 'the', '@CAT', ',', 'as', '@state', 'has']
    """
    return fold_names(plain_words(text))


def plain_words(text: str) -> list[str]:
    """The words and the marks `, ; :` of a text as printed, in lower case."""
    return _WORD.findall(text.lower().translate(_MARKS))


def fold_names(plain: list[str]) -> list[str]:
    """`plain` with every known name put into one word."""
    return [name for name, _, _ in folded(_names(), plain)]


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a text and the characters it stands for, from 0."""

    word: str
    start: int
    end: int


def places(text: str) -> list[Place]:
    """The words of `words(text)` with the places they stand at."""
    lowered = text.lower()
    if len(lowered) != len(text):  # signs that have no single small letter
        lowered = "".join(sign.lower()[:1] for sign in text)
    found = list(_WORD.finditer(lowered.translate(_MARKS)))
    return [
        Place(word, found[at].start(), found[at + length - 1].end())
        for word, at, length in folded(_names(), [match.group() for match in found])
    ]


@cache
def _names() -> Tree:
    tree: Tree = {}
    for name in _state_names():
        plant(tree, (word for word in plain_words(name) if word not in SMALL), STATE)
    for reference in references().values():
        for phrase in reference.phrases:
            plant(tree, plain_words(phrase), "@" + reference.ref)
    return tree


def _state_names() -> Iterable[str]:
    for table in ("states.csv", "state-names.csv", "state-aliases.csv"):
        for row in rows(table):
            for column in ("name", "short", "official", "alias", "short_name"):
                if len(row.get(column) or "") > 2:
                    yield row[column]
