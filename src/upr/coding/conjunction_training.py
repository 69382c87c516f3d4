"""Training of conjunctions: boosted trees two questions deep, for each label.

Needs the extra `train`. A tree asks whether a feature stands in a text and then, either
way, whether another does: so it is a sum over features and pairs of them, and so are
all trees of a label together. Only these sums are kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from upr.coding import conjunctions, features, matrices, processes
from upr.coding.conjunctions import Conjunctions, scored
from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats, Index
from upr.coding.words import words

_FEWEST_STATES = 3  # whose reviews hold a feature
_FEWEST_TEXTS = 8  # that hold it
_FEWEST_GIVEN = 8  # texts with a label; with fewer nothing is learnt
_NEVER = -9.0  # the score of a label that cannot be learnt
_CONSIDERED = 2000  # features for each label, those that tell most about it
# Trees, rate, features and the regularization were tried on the first of three folds,
# for the goals; deeper trees said no more beside the nets.
TREES = 400
SETTINGS = {
    "objective": "binary",
    "max_depth": 2,
    "num_leaves": 4,
    "learning_rate": 0.2,
    "min_data_in_leaf": 5,
    "lambda_l2": 1.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.9,
    "bagging_freq": 1,
    "max_bin": 3,
    "min_data_in_bin": 1,
    "force_col_wise": True,
    "deterministic": True,
    "feature_pre_filter": False,
    "num_threads": 1,
    "seed": 0,
    "verbose": -1,
}

Rows = NDArray[np.int64]
_Sum = Mapping[frozenset[int], float]  # what each feature, each pair and {} add


@dataclass(frozen=True, slots=True)
class Present:
    """The corpus as the features that stand in each text."""

    index: Index  # the features that may be learnt
    texts: csr_array  # texts x features, 1 where they stand


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one label is learnt from."""

    present: csr_array
    given: NDArray[np.bool_]


def prepare(texts: Sequence[str], states: Rows) -> Present:
    """The features that several texts and States' reviews have, and where they are."""
    folded = [words(text) for text in texts]
    vocabulary = features.Vocabulary()
    batch = features.batch(folded, vocabulary)
    counts = matrices.word_counts(batch, len(vocabulary.words))
    whole = matrices.inside_texts(counts, vocabulary.words, with_pieces=False)
    found = [*features.topic(batch), whole]
    met = features.met(found, states)
    enough = (met.texts >= _FEWEST_TEXTS) & (met.states >= _FEWEST_STATES)
    index = _index(met.buckets[enough])
    held = matrices.block(found, len(texts), matrices.Lookup(index))
    return Present(index, csr_array(held.sign()))


def _index(kept: Rows) -> Index:
    return Index(kept, np.ones(len(kept), dtype=np.float32))


def learn(
    corpus: Corpus, present: Present, rows: Rows, tell: Callable[[str], None]
) -> Conjunctions:
    """Fit trees to some texts of the corpus, for each label that is scored here."""
    lessons = []
    for label in np.flatnonzero(scored(corpus.labels)):
        mine = rows[corpus.judged[rows, label]]
        lessons.append(_Lesson(present.texts[mine], corpus.given[mine, label]))
    sums = processes.each(_fitted, lessons, len(rows))
    tell(f"  {len(sums)} labels learnt by trees")
    return joined(present.index, sums)


def scores(learnt: Conjunctions, present: Present, rows: Rows) -> Floats:
    """The scores of some texts of the corpus, a column for each label scored here."""
    columns = np.searchsorted(present.index.kept, learnt.index.kept)
    texts = csr_array(present.texts[rows][:, columns])
    return conjunctions.scores(learnt, texts)


def _fitted(lesson: _Lesson) -> _Sum:
    """What the trees of one label add up to."""
    if lesson.given.sum() < _FEWEST_GIVEN:
        return {frozenset(): _NEVER}
    columns = _telling(lesson)
    told = lightgbm.Dataset(
        csr_array(lesson.present[:, columns]),
        label=lesson.given.astype(np.float32),
        params=dict(SETTINGS),
    )
    trees = lightgbm.train(dict(SETTINGS), told, TREES).dump_model()["tree_info"]
    total: dict[frozenset[int], float] = defaultdict(float)
    for tree in trees:
        for together, value in sum_of(tree["tree_structure"], columns).items():
            total[together] += value
    return dict(total)


def _telling(lesson: _Lesson) -> Rows:
    """The features whose share of texts with the label is farthest from the rest's."""
    share = lesson.given.mean()
    texts = lesson.present.sum(axis=0)
    surplus = lesson.present.T @ lesson.given - share * texts
    distance = np.abs(surplus) / np.sqrt(np.maximum(texts, 1))
    best: Rows = np.sort(np.argsort(-distance, kind="stable")[:_CONSIDERED])
    return best


def sum_of(node: Mapping[str, Any], columns: Rows) -> dict[frozenset[int], float]:
    """One tree, as LightGBM tells of it, as what each feature and pair adds.

    Left is where the feature does not stand. The tree then says what its left side says
    and, where the feature stands, the difference of both sides besides.
    """
    if "leaf_value" in node:
        return {frozenset(): float(node["leaf_value"])}
    total: dict[frozenset[int], float] = defaultdict(float)
    asked = frozenset({int(columns[node["split_feature"]])})
    for together, value in sum_of(node["left_child"], columns).items():
        total[together] += value
        total[together | asked] -= value
    for together, value in sum_of(node["right_child"], columns).items():
        total[together | asked] += value
    return dict(total)


def joined(index: Index, sums: Sequence[_Sum]) -> Conjunctions:
    """The sums of all labels as one model, with the features that any of them has."""
    used = sorted({at for one in sums for together in one for at in together})
    place = {at: new for new, at in enumerate(used)}
    singles = [(place[at], label, value) for (at,), label, value in _terms(sums, 1)]
    both = [
        (min(place[a], place[b]), max(place[a], place[b]), label, value)
        for (a, b), label, value in _terms(sums, 2)
    ]
    pairs = sorted({(first, second) for first, second, *_ in both})
    row = {pair: at for at, pair in enumerate(pairs)}
    rows = [(row[first, second], label, value) for first, second, label, value in both]
    return Conjunctions(
        _index(index.kept[used]),
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
        _table(singles, (len(used), len(sums))),
        _table(rows, (len(pairs), len(sums))),
        np.array([one.get(frozenset(), 0.0) for one in sums], dtype=np.float32),
    )


def _terms(
    sums: Sequence[_Sum], size: int
) -> Iterable[tuple[tuple[int, ...], int, float]]:
    """The features, label and value of each part of that many features."""
    for label, one in enumerate(sums):
        for together, value in one.items():
            if len(together) == size:
                yield tuple(together), label, value


def _table(
    cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]
) -> csr_array:
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(values, np.float32), (rows, columns)), shape=shape)
