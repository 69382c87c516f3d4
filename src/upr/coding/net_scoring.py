"""What the nets of a model say of texts, averaged over the nets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from upr.coding import net, word_vectors
from upr.coding.matrices import Floats
from upr.coding.net import Net, Numbers


@dataclass(frozen=True, slots=True)
class Nets:
    """The nets of one model."""

    action: tuple[Net, ...]
    labels: tuple[Net, ...]


class NetReader:
    """Nets made ready; keeps the vectors of the words it has been told of."""

    def __init__(self, nets: Nets) -> None:
        self.action = [Known(one) for one in nets.action]
        self.labels = [Known(one) for one in nets.labels]

    def learn(self, words: Sequence[str]) -> None:
        """Take further words: they are numbered on, the very first being 0."""
        owners, rows = word_vectors.installed().rows_of(words)
        for one in (*self.action, *self.labels):
            one.learn(owners, rows, len(words))

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
            for nets in (self.action, self.labels)
        ]
        return np.hstack(both).astype(np.float32)


class Known:
    """One net with the vectors it has of the words met so far."""

    def __init__(self, one: Net) -> None:
        self._net = one
        self.vectors = np.zeros((0, one.vectors.shape[1]), dtype=np.float32)

    def learn(self, owners: Numbers, rows: Numbers, size: int) -> None:
        """Take so many further words, made up of the vectors in these rows."""
        vectors = word_vectors.installed().vectors[rows]
        changed = np.isin(rows, self._net.rows)
        at = np.searchsorted(self._net.rows, rows[changed])
        vectors[changed] = self._net.vectors[at]
        new = word_vectors.averages(owners, vectors, size)
        self.vectors = np.vstack([self.vectors, new])

    def scores(self, used: Numbers, texts: Sequence[Numbers]) -> Floats:
        """The net's scores; texts are numbers, from 1, of the words `used`."""
        nothing = np.zeros((1, self.vectors.shape[1]), dtype=np.float32)
        vectors = np.vstack([nothing, self.vectors[used]])
        return net.scores(self._net, vectors, texts)
