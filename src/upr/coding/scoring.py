"""From texts to probabilities: a linear model and a few small nets, averaged.

What the linear model says of a word is worked out once per word; the rest is a few
products of sparse matrices for a whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from upr.coding import features, matrices
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


def averaged(linear: Floats, nets: Floats) -> Floats:
    """The scores of both stages as one: five of the action, then the labels'."""
    share = np.full(linear.shape[1], LABELS_SHARE, dtype=np.float32)
    share[:5] = ACTION_SHARE
    both: Floats = (1 - share) * np.float32(LINEAR_SCALE) * linear + share * nets
    return both


@dataclass(frozen=True, slots=True)
class Blocks:
    """A batch as matrices."""

    topic: csr_array
    shape: csr_array
    counts: csr_array  # texts x words


class Scorer:
    """A model made ready to score; keeps what it has worked out for each word."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.topic = matrices.Lookup(weights.topic)
        self.words = matrices.Lookup(weights.words)
        self.shape = matrices.Lookup(weights.shape)
        self._forget()

    def _forget(self) -> None:
        self._vocabulary = features.Vocabulary()
        self._word_labels = np.zeros((0, len(self.weights.labels)), np.float32)
        self._word_action = np.zeros((0, 5), np.float32)
        self._word_squares = np.zeros(0, np.float32)
        self._nets = NetReader(self.weights.nets)

    def scores(self, texts: Sequence[str]) -> Scores:
        """The probabilities for each text."""
        return self.scores_of([words(text) for text in texts])

    def scores_of(self, texts: Sequence[Sequence[str]]) -> Scores:
        """The probabilities for each text, given as words."""
        linear = self.linear(self.blocks(texts))
        if not self.weights.nets.action:  # a model of the first generation
            return probabilities(linear, self.weights.meant)
        scores = averaged(linear, self._nets.scores(self._numbered(texts)))
        return probabilities(scores, self.weights.meant)

    def _numbered(self, texts: Sequence[Sequence[str]]) -> list[features.Numbers]:
        flat = self._vocabulary.numbers(texts)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        return np.split(flat, np.cumsum(lengths)[:-1])

    def blocks(self, texts: Sequence[Sequence[str]]) -> Blocks:
        """The texts, given as words, as matrices."""
        if len(self._vocabulary.words) > _MOST_WORDS:
            self._forget()
        batch = features.batch(texts, self._vocabulary)
        self._learn_words()
        width = len(self._vocabulary.words)
        return Blocks(
            matrices.block(features.topic(batch), batch.size, self.topic),
            matrices.block(features.shape(batch), batch.size, self.shape),
            matrices.word_counts(batch, self._vocabulary.numbers(texts), width),
        )

    def _learn_words(self) -> None:
        new = self._vocabulary.words[len(self._word_squares) :]
        if not new:
            return
        rows = matrices.word_rows(new, self.words)
        self._word_labels = np.vstack(
            [self._word_labels, rows @ self.weights.words_labels]
        )
        self._word_action = np.vstack(
            [self._word_action, rows @ self.weights.words_action]
        )
        self._nets.learn(new)
        squares = matrices.norms(rows) ** 2
        self._word_squares = np.concatenate([self._word_squares, squares])

    def linear(self, blocks: Blocks) -> Floats:
        """The linear scores: the five of the action, then those of the labels."""
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
