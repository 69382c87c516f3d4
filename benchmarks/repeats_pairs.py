"""Judged pairs of recommendations, and how well the scores fit them.

`repeats-pairs.csv` holds keys and verdicts, no texts: State and session, and which
text it is of the Danish Institute's rows on that review. Pairs were drawn at random
within strata of likeness (of several measures) and ground, from States that are not
held out, and judged once, by one reader, without a score in sight; `drawn` of `of`
pairs of a stratum were.

    same          nothing but the wording differs ("ratify" and "accede to")
    nearly        one asks a little more, or less firmly ("consider ratifying")
    matter        the same question, another request ("a moratorium", "abolish")
    other
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from upr.repeats.grading import Grade, compare, features, least_score, letters
from upr.repeats.meaning import Meaning, meaning_of

PAIRS = Path(__file__).with_name("repeats-pairs.csv")
VERDICTS = ("same", "nearly", "matter", "other")
GRADES = (Grade.SAME, Grade.NEARLY, Grade.MATTER)
GROUNDS = ("cycles", "review", "others")
# How much of the same a verdict is: what the score is fitted to.
MEANT = {"same": 1.0, "nearly": 0.7, "matter": 0.3, "other": 0.0}
FOLDS = 5
_RIDGE = 0.3  # keeps weights small; the result changes little with it
_STEPS = 60  # of Newton's method; it stands still after ten

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Two texts and what they were judged to be."""

    ground: str
    first: Meaning
    second: Meaning
    verdict: str
    stands_for: float  # pairs of its stratum


def judged(folder: Path) -> list[Judged]:
    """Return the judged pairs with their texts, from the corpus in `folder`."""
    with PAIRS.open(encoding="utf-8") as file:
        return [
            Judged(
                row["ground"],
                meaning_of(_text(folder, row["first"])),
                meaning_of(_text(folder, row["second"])),
                row["verdict"],
                int(row["of"]) / int(row["drawn"]),
            )
            for row in csv.DictReader(file)
        ]


def _text(folder: Path, key: str) -> str:
    """The text named "AFG-05 12": a review, and which of its texts, from 1."""
    review, _, place = key.partition(" ")
    return texts_of(folder / "gold" / "dihr" / f"{review}.jsonl")[int(place) - 1]


@cache
def texts_of(path: Path) -> Sequence[str]:
    """The texts of a review, each once for a paragraph, in the order of the rows."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    found = dict.fromkeys((row["paragraph"], row["text"]) for row in rows)
    return [text for _paragraph, text in found]


def report(folder: Path) -> None:
    """Print precision and recall at the thresholds, and out of fold."""
    pairs = judged(folder)
    print(f"{len(pairs)} judged pairs, at the thresholds as they are")
    for is_weighted in (False, True):
        print("each standing for its stratum:" if is_weighted else "as drawn:")
        for depth, grade in enumerate(GRADES):
            print(f"  {grade.value}:", ", ".join(_figures(pairs, depth, is_weighted)))
    fitted = _out_of_fold(pairs)
    order = np.array([VERDICTS.index(pair.verdict) for pair in pairs])
    print("scores fitted on four fifths, judged on the fifth:")
    for depth, grade in enumerate(GRADES):
        area = _area(fitted, order <= depth)
        given = fitted >= least_score(grade)
        both = (given & (order <= depth)).sum()
        print(
            f"  at least {grade.value}: area under the curve {area:.3f}; by the score"
            f" alone precision {both / given.sum():.2f}"
            f" recall {both / (order <= depth).sum():.2f}"
        )
    plain = np.array([letters(pair.first, pair.second) for pair in pairs])
    print(f"  (letters alone, nearly the same: {_area(plain, order <= 1):.3f})")


def _figures(pairs: Sequence[Judged], depth: int, is_weighted: bool) -> Iterator[str]:
    for ground in ("all", *GROUNDS):
        own = [pair for pair in pairs if ground in ("all", pair.ground)]
        weights = np.array([p.stands_for if is_weighted else 1.0 for p in own])
        given = np.array([_depth(pair) <= depth for pair in own])
        meant = np.array([VERDICTS.index(pair.verdict) <= depth for pair in own])
        both = weights[given & meant].sum()
        precision, recall = both / weights[given].sum(), both / weights[meant].sum()
        yield f"{ground} precision {precision:.2f} recall {recall:.2f}"


def _depth(pair: Judged) -> int:
    grade = compare(pair.first, pair.second).grade
    return GRADES.index(grade) if grade in GRADES else len(GRADES)


def fitted_weights(folder: Path) -> dict[str, float]:
    """The weights that fit all judged pairs: what `weights.csv` holds."""
    pairs = judged(folder)
    names = list(_row(pairs[0]))
    weights = _fit(_table(pairs), _meant(pairs))
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def _row(pair: Judged) -> dict[str, float]:
    own = letters(pair.first, pair.second)
    return {**features(pair.first, pair.second), "letters": own}


def _table(pairs: Sequence[Judged]) -> Floats:
    return np.array([list(_row(pair).values()) for pair in pairs])


def _meant(pairs: Sequence[Judged]) -> Floats:
    return np.array([MEANT[pair.verdict] for pair in pairs])


def _fit(table: Floats, meant: Floats) -> Floats:
    """Weights of a logistic sum, by Newton's method; the first is not kept small."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[0] = 0.0
    for _step in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        spread = chance * (1 - chance)
        bend = table.T @ (table * spread[:, None]) + np.diag(ridge)
        slope = table.T @ (chance - meant) + ridge * weights
        weights -= np.linalg.solve(bend, slope)
    return weights


def _out_of_fold(pairs: Sequence[Judged]) -> Floats:
    table, meant = _table(pairs), _meant(pairs)
    order = np.random.default_rng(0).permutation(len(pairs))
    scores = np.zeros(len(pairs))
    for part in np.array_split(order, FOLDS):
        rest = np.setdiff1d(order, part)
        weights = _fit(table[rest], meant[rest])
        scores[part] = 1 / (1 + np.exp(-table[part] @ weights))
    return scores


def _area(scores: Floats, is_meant: NDArray[np.bool_]) -> float:
    """The chance that a pair that is meant scores above one that is not."""
    meant, rest = scores[is_meant], scores[~is_meant]
    above = (meant[:, None] > rest).mean() + (meant[:, None] == rest).mean() / 2
    return float(above)
