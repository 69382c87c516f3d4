"""How nearly two recommendations ask the same: a score from 0 to 1, and in words.

The score is a logistic sum of a few transparent figures (`weights.csv`), fitted on
judged pairs; what counts as the same is a threshold with its reason
(`grades.csv`). Both are measured in benchmarks/repeats.py.
"""

import csv
import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from upr.repeats.meaning import RAREST, Meaning

VERSION = 2  # goes up whenever scores or grades change
_DIGITS = 3
_LETTERS = ("letters",)
_REST = ("things", "other_treaty", "turned", *_LETTERS)  # but for the outline
# What is asked is another thing where one text alone has them ...
_TURNING = frozenset({"=moratorium", "withdraw", "reserv"})
# ... or is asked less firmly: not the same, though nearly.
_SOFTENING = frozenset({"=consider"})


class Grade(StrEnum):
    """How nearly two texts ask the same."""

    SAME = "same"  # nothing but the wording differs
    NEARLY = "nearly the same"  # one asks a little more, or less firmly
    MATTER = "same matter"  # the same question, another request on it
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How nearly two texts ask the same."""

    score: float  # 0 to 1
    grade: Grade


_NOTHING = Comparison(0.0, Grade.OTHER)


@dataclass(frozen=True, slots=True)
class _Threshold:
    least: float  # score
    shared: float  # weight of the signs both have, of all


def compare(first: Meaning, second: Meaning, *, least: float = 0.2) -> Comparison:
    """How nearly two texts ask the same; the order of the two does not matter.

    What cannot reach `least` gets the score 0: that saves most of the time.

    >>> from upr.repeats.meaning import meaning_of
    >>> one = meaning_of("Ratify OPCAT")
    >>> two = "Accede to the Optional Protocol to the Convention against Torture"
    >>> compare(one, meaning_of(two)).grade.value
    'same'
    >>> compare(one, meaning_of("Ratify CEDAW")).grade.value
    'other'
    """
    bar = math.log(least / (1 - least))
    found = _outline(first, second)
    raw = _sum(found)
    if raw + _most(_REST) < bar:  # most pairs
        return _NOTHING
    raw += _sum(_details(first, second))
    if raw + _most(_LETTERS) < bar:
        return _NOTHING
    raw += _sum({"letters": letters(first, second)})
    score = round(1 / (1 + math.exp(-raw)), _DIGITS)
    return Comparison(score, _grade(first, second, score, found["shared"]))


def least_score(grade: Grade) -> float:
    """The least score of a grade, 0 to 1."""
    return _thresholds()[grade].least if grade is not Grade.OTHER else 0.0


def features(first: Meaning, second: Meaning) -> dict[str, float]:
    """The figures that are summed, by the names of `weights.csv`, but for the letters.

    Each is explained there; `start` is 1.
    """
    return _outline(first, second) | _details(first, second)


def _outline(first: Meaning, second: Meaning) -> dict[str, float]:
    """The figures that tell most pairs apart."""
    common = first.signs.keys() & second.signs.keys()
    weight = _weigh(common, first)
    total = first.total + second.total
    lighter = min(first.total, second.total)
    heaviest = max(map(first.signs.__getitem__, common), default=0.0)
    return {
        "start": 1.0,
        "shared": 2 * weight / total if total else 0.0,
        "contained": weight / lighter if lighter else 0.0,
        "rarest": heaviest / RAREST,
        "subject": _subject(first, second),
    }


def _details(first: Meaning, second: Meaning) -> dict[str, float]:
    """The other figures: none of those that speak for a pair is above 1."""
    return {
        "things": _things(first, second),
        "other_treaty": float(_is_of_other_treaty(first, second)),
        "turned": float(_turned(first, second)),
    }


def letters(first: Meaning, second: Meaning) -> float:
    """How alike the letters are, words in any order: 0 to 1."""
    return fuzz.token_set_ratio(first.letters, second.letters) / 100


def _sum(found: Mapping[str, float]) -> float:
    weights = _weights()
    return sum([weights[name] * value for name, value in found.items()])


@cache
def _most(names: tuple[str, ...]) -> float:
    """What these figures can add at most."""
    return sum(max(0.0, _weights()[name]) for name in names)


def _grade(first: Meaning, second: Meaning, score: float, shared: float) -> Grade:
    same = _thresholds()[Grade.SAME]
    is_turned = _alone(first, second) & (_TURNING | _SOFTENING)
    has_same_treaties = first.treaties == second.treaties
    if score >= same.least and shared >= same.shared:
        return Grade.NEARLY if is_turned or not has_same_treaties else Grade.SAME
    if score >= _thresholds()[Grade.NEARLY].least:
        return Grade.NEARLY
    return Grade.MATTER if score >= _thresholds()[Grade.MATTER].least else Grade.OTHER


def _turned(first: Meaning, second: Meaning) -> int:
    """How many of the signs that turn the sense one of the two has alone."""
    own, other = first.signs, second.signs
    return len([sign for sign in _TURNING if (sign in own) != (sign in other)])


def _weigh(signs: AbstractSet[str], meaning: Meaning) -> float:
    return sum(map(meaning.signs.__getitem__, signs))


def _alone(first: Meaning, second: Meaning) -> AbstractSet[str]:
    """The signs that one of the two has alone."""
    return first.signs.keys() ^ second.signs.keys()


def _subject(first: Meaning, second: Meaning) -> float:
    if first.issues and second.issues:
        return _dice(first.issues, second.issues)
    return _dice(first.concepts, second.concepts)


def _things(first: Meaning, second: Meaning) -> float:
    own, other = first.things, second.things
    common = own.keys() & other.keys()
    if not common:
        return 0.0
    lighter = min(sum(own.values()), sum(other.values()))
    return sum(map(own.__getitem__, common)) / lighter


def _dice(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _is_of_other_treaty(first: Meaning, second: Meaning) -> bool:
    both = bool(first.treaties and second.treaties)
    return both and not first.treaties & second.treaties


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in _rows("weights.csv")}


@cache
def _thresholds() -> Mapping[Grade, _Threshold]:
    return {
        Grade(row["grade"]): _Threshold(float(row["least"]), float(row["least_shared"]))
        for row in _rows("grades.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("upr.repeats").joinpath(name)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
