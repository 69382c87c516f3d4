"""What the nets of a model say of texts, averaged over the nets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from upr.coding import net, word_vectors
from upr.coding.matrices import Floats
from upr.coding.net import Net, Numbers
from upr.coding.word_vectors import WordVectors


@dataclass(frozen=True, slots=True)
class Nets:
    """The nets of one model."""

    action: tuple[Net, ...]
    labels: tuple[Net, ...]


class NetReader:
    """Nets made ready; keeps the vectors of the words it has been told of."""

    def __init__(self, nets: Nets) -> None:
        self._action = [_Known(one) for one in nets.action]
        self._labels = [_Known(one) for one in nets.labels]

    def learn(self, words: Sequence[str]) -> None:
        """Take further words: they are numbered on, the very first being 0."""
        for one in (*self._action, *self._labels):
            one.learn(words)

    def scores(self, texts: Sequence[Numbers]) -> Floats:
        """The scores of texts, given as numbers of words learnt.

        A row for each: five of the action, then those of the labels.
        """
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        used, at = np.unique(np.concatenate([*texts, []]), return_inverse=True)
        inside = np.split(at + 1, np.cumsum(lengths)[:-1])
        numbers = used.astype(np.int64)
        both = [
            np.mean([one.scores(numbers, inside) for one in nets], axis=0)
            for nets in (self._action, self._labels)
        ]
        return np.hstack(both).astype(np.float32)


class _Known:
    """One net with the vectors it has of the words met so far."""

    def __init__(self, one: Net) -> None:
        self._net = one
        installed = word_vectors.installed()
        self._all: WordVectors = installed.replaced(one.rows, one.vectors)
        self._vectors = self._all.of([])

    def learn(self, words: Sequence[str]) -> None:
        self._vectors = np.vstack([self._vectors, self._all.of(words)])

    def scores(self, used: Numbers, texts: Sequence[Numbers]) -> Floats:
        vectors = np.vstack([np.zeros_like(self._vectors[:1]), self._vectors[used]])
        return net.scores(self._net, vectors, texts)
