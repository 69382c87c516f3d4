"""From texts to probabilities: a linear model, conjunctions and a few small nets.

The action, issues and groups are the linear model's, goals and targets the
conjunctions'; either is averaged with the nets. What the linear model says of a word is
worked out once per word; the rest is a few products of sparse matrices for a batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from scipy.sparse import csr_array

from upr.coding import features, matrices
from upr.coding.conjunctions import ConjunctionReader, scored
from upr.coding.matrices import Floats
from upr.coding.net_scoring import NetReader
from upr.coding.probabilities import Scores, probabilities
from upr.coding.weights import Weights
from upr.coding.words import words

TOPIC_SHARE = 0.5  # of the blocks, in the score of the action
WORDS_SHARE = 0.3
LINEAR_SCALE = 2.5  # from margins of the linear stage to the nets' logarithms of odds
# Of the nets, in the average of both: of 0.3, 0.4 ... 0.8 within 0.1 points of the best
# on the first fold.
ACTION_SHARE = 0.7
LABELS_SHARE = 0.4
_MOST_WORDS = 40_000  # different words kept between batches: some 110 MB


def first_scores(labels: Sequence[str], linear: Floats, conjunctions: Floats) -> Floats:
    """What is said without the nets: five of the action, then the labels'.

    Each label's is the linear stage's or the conjunctions', as `scored` tells.
    """
    mined = np.concatenate([np.zeros(5, dtype=np.bool_), scored(labels)])
    found = np.zeros((len(linear), len(mined)), dtype=np.float32)
    found[:, ~mined] = np.float32(LINEAR_SCALE) * linear
    found[:, mined] = conjunctions
    return found


def averaged(first: Floats, nets: Floats) -> Floats:
    """The scores with the nets' in them: five of the action, then the labels'."""
    share = np.full(first.shape[1], LABELS_SHARE, dtype=np.float32)
    share[:5] = ACTION_SHARE
    both: Floats = (1 - share) * first + share * nets
    return both


@dataclass(frozen=True, slots=True)
class Blocks:
    """A batch as matrices."""

    topic: csr_array
    shape: csr_array
    counts: csr_array  # texts x words
    present: csr_array  # texts x features of the conjunctions
    numbers: features.Numbers  # of the words of all texts, laid end to end


class Scorer:
    """A model made ready to score; keeps what it has worked out for each word.

    Probabilities may be asked for by several threads; they take turns.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._turn = Lock()  # the words met are numbered on with every batch
        self.topic = matrices.Lookup(weights.topic)
        self.words = matrices.Lookup(weights.words)
        self.shape = matrices.Lookup(weights.shape)
        self._forget()

    def _forget(self) -> None:
        self._vocabulary = features.Vocabulary()
        labels = len(self.weights.label_bias)
        self._word_labels = np.zeros((0, labels), np.float32)
        self._word_action = np.zeros((0, 5), np.float32)
        self._word_squares = np.zeros(0, np.float32)
        self._nets = NetReader(self.weights.nets)
        self._conjunctions = ConjunctionReader(self.weights.conjunctions)

    def scores(self, texts: Sequence[str]) -> Scores:
        """The probabilities for each text."""
        return self.scores_of([words(text) for text in texts])

    def scores_of(self, texts: Sequence[Sequence[str]]) -> Scores:
        """The probabilities for each text, given as words."""
        with self._turn:
            scores = self._scores_of(texts)
        return probabilities(scores, self.weights.meant)

    def _scores_of(self, texts: Sequence[Sequence[str]]) -> Floats:
        blocks = self.blocks(texts)
        mined = self._conjunctions.scores(blocks.present)
        first = first_scores(self.weights.labels, self.linear(blocks), mined)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        numbered = np.split(blocks.numbers, np.cumsum(lengths)[:-1])
        return averaged(first, self._nets.scores(numbered))

    def blocks(self, texts: Sequence[Sequence[str]]) -> Blocks:
        """The texts, given as words, as matrices."""
        if len(self._vocabulary.words) > _MOST_WORDS:
            self._forget()
        batch = features.batch(texts, self._vocabulary)
        self._learn_words()
        width = len(self._vocabulary.words)
        counts = matrices.word_counts(batch, width)
        topic = list(features.topic(batch))
        return Blocks(
            matrices.block(topic, batch.size, self.topic),
            matrices.block(features.shape(batch), batch.size, self.shape),
            counts,
            self._conjunctions.present(topic, counts),
            batch.numbers,
        )

    def _learn_words(self) -> None:
        new = self._vocabulary.words[len(self._word_squares) :]
        if not new:
            return
        inside, whole = matrices.inside(new)
        rows = matrices.block([inside], len(new), self.words)
        self._word_labels = np.vstack(
            [self._word_labels, rows @ self.weights.words_labels]
        )
        self._word_action = np.vstack(
            [self._word_action, rows @ self.weights.words_action]
        )
        self._nets.learn(new)
        self._conjunctions.learn(whole, len(new))
        squares = matrices.norms(rows) ** 2
        self._word_squares = np.concatenate([self._word_squares, squares])

    def linear(self, blocks: Blocks) -> Floats:
        """The linear scores: the five of the action, then those of its labels."""
        weights = self.weights
        topic_norm = matrices.norms(blocks.topic)[:, None]
        words_norm = matrices.lengths(blocks.counts, self._word_squares)[:, None]
        labels = (blocks.topic @ weights.topic_labels) / topic_norm
        labels += (blocks.counts @ self._word_labels) / words_norm
        labels += weights.label_bias
        action = TOPIC_SHARE * (blocks.topic @ weights.topic_action)
        action += blocks.shape @ weights.shape_action
        action += WORDS_SHARE * (blocks.counts @ self._word_action)
        action += weights.action_bias
        first: Floats = np.hstack([action, labels]).astype(np.float32)
        return first
