"""Training of the linear stage: one support vector machine for each label.

Needs the extra `train`. For a label each feature first gets the weight that naive Bayes
would give it, and the machine learns how far to believe that (Wang and Manning,
"Baselines and Bigrams", 2012); the two are multiplied, so that one weight is kept. A
feature is kept only if it occurs in the reviews of several States: what stands in one
review alone is neither learnt nor kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack
from sklearn.svm import LinearSVC

from upr.coding import features, matrices
from upr.coding.conjunctions import scored
from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats, Index
from upr.coding.scoring import TOPIC_SHARE, WORDS_SHARE
from upr.coding.words import words

_FEWEST_STATES = {"topic": 3, "words": 2, "shape": 2}
_FEWEST_GIVEN = 3  # texts with a label; with fewer nothing is learnt
_LABEL_COST = 0.1  # liblinear's C; better than 0.03 on one fold
# Added to how much there is of each feature with a label and without it: the best of
# 0.01, 0.03 and 0.3 on one fold, within 0.1 points of one another.
_SMOOTHING = 0.03
_MOST_TELLING = 6.0  # the weight of a feature lies between this and its negative
_ACTION_COST = 0.002  # the best of 0.01, 0.003, 0.002 on one fold
_NEVER = -1.0  # the score of a label that cannot be learnt
# What scores depend on beside the features and their blocks' shares.
SETTINGS = (_LABEL_COST, _SMOOTHING, _MOST_TELLING, _ACTION_COST, _FEWEST_GIVEN)

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The corpus as matrices, with the indexes they were made by."""

    topic_index: Index
    words_index: Index
    shape_index: Index
    for_labels: csr_array  # blocks of topic and words, each row of length 1
    for_action: csr_array  # blocks of topic, words and shape


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of the linear stage: one row per column of the matrix and a bias."""

    labels: Floats
    label_bias: Floats
    action: Floats
    action_bias: Floats

    def scores(self, prepared: Prepared, rows: Rows) -> Floats:
        """The scores of some texts: five of the action, then its labels'."""
        action = prepared.for_action[rows] @ self.action + self.action_bias
        labels = prepared.for_labels[rows] @ self.labels + self.label_bias
        both: Floats = np.hstack([action, labels]).astype(np.float32)
        return both


def prepare(corpus: Corpus) -> Prepared:
    """The texts of the corpus as matrices."""
    folded = [words(text) for text in corpus.texts]
    vocabulary = features.Vocabulary()
    batch = features.batch(folded, vocabulary)
    counts = matrices.word_counts(batch, len(vocabulary.words))
    topic_index = _index("topic", features.topic(batch), corpus.states)
    shape_index = _index("shape", features.shape(batch), corpus.states)
    pieces = matrices.inside_texts(counts, vocabulary.words)
    words_index = _index("words", [pieces], corpus.states)
    topic = matrices.block(
        features.topic(batch), batch.size, matrices.Lookup(topic_index)
    )
    shape = matrices.block(
        features.shape(batch), batch.size, matrices.Lookup(shape_index)
    )
    inside, _ = matrices.inside(vocabulary.words)
    rows = matrices.block([inside], len(vocabulary.words), matrices.Lookup(words_index))
    inside = counts @ rows
    lengths = matrices.lengths(counts, matrices.norms(rows) ** 2)
    labels = [_shortened(topic, matrices.norms(topic)), _shortened(inside, lengths)]
    action = [topic * TOPIC_SHARE, inside * WORDS_SHARE, shape]
    return Prepared(
        topic_index, words_index, shape_index, _joined(labels), _joined(action)
    )


def _index(
    kind: str, found: Iterable[features.Found], states: NDArray[np.int64]
) -> Index:
    """The buckets met in several States' reviews, and the weight of each."""
    met = features.met(found, states)
    enough = met.states >= _FEWEST_STATES[kind]
    weight = np.sqrt(np.log(len(states) / met.texts[enough])).astype(np.float32)
    return Index(met.buckets[enough], weight)


def _shortened(matrix: csr_array, lengths: Floats) -> csr_array:
    return csr_array(diags_array(1 / lengths) @ matrix)


def _joined(blocks: Sequence[csr_array]) -> csr_array:
    """The blocks side by side, in the number types that liblinear takes."""
    joined = csr_array(hstack(blocks), dtype=np.float64)
    joined.indices = joined.indices.astype(np.int32)
    joined.indptr = joined.indptr.astype(np.int32)
    return joined


def learn(
    corpus: Corpus, prepared: Prepared, rows: Rows, tell: Callable[[str], None]
) -> Learnt:
    """Fit the linear stage to some texts of the corpus.

    Goals and targets are left to the conjunctions.
    """
    columns = [
        _learn_label(corpus, prepared, rows, label)
        for label in np.flatnonzero(~scored(corpus.labels)).tolist()
    ]
    tell(f"  {len(columns)} labels learnt from {len(rows)} texts")
    action = LinearSVC(C=_ACTION_COST, tol=0.001, random_state=0)
    action.fit(prepared.for_action[rows], corpus.action[rows])
    return Learnt(
        np.stack([weights for weights, _ in columns], axis=1).astype(np.float32),
        np.array([bias for _, bias in columns], dtype=np.float32),
        action.coef_.T.astype(np.float32),
        action.intercept_.astype(np.float32),
    )


def _learn_label(
    corpus: Corpus, prepared: Prepared, rows: Rows, label: int
) -> tuple[Floats, float]:
    judged = rows[corpus.judged[rows, label]]
    given = corpus.given[judged, label]
    if given.sum() < _FEWEST_GIVEN:
        return np.zeros(prepared.for_labels.shape[1], dtype=np.float32), _NEVER
    texts = prepared.for_labels[judged]
    telling = how_telling(texts, given)
    texts.data *= telling[texts.indices]
    machine = LinearSVC(C=_LABEL_COST, tol=0.01, max_iter=400, random_state=0)
    machine.fit(texts, given)
    weights = machine.coef_[0] * telling
    return weights.astype(np.float32), float(machine.intercept_[0])


def how_telling(texts: csr_array, given: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How much more of each feature there is in texts with a label than in others.

    One number for each column of `texts`: the logarithm of the share that the feature
    has of all there is with the label, over the share it has without it; 0 where they
    are alike, within 6 of 0. `given` says which rows have the label; some must.
    """
    with_it, without = (
        np.asarray(texts[rows].sum(axis=0)).ravel() + _SMOOTHING
        for rows in (given, ~given)
    )
    ratio = np.log(with_it / with_it.sum()) - np.log(without / without.sum())
    telling: NDArray[np.float64] = np.clip(ratio, -_MOST_TELLING, _MOST_TELLING)
    return telling
