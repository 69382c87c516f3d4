"""Features and pairs of features that stand in a text together, for goals and targets.

Goals and targets were mined from texts by their words: what a word stands for hangs on
which others stand with it, wherever in the text. A feature that stands in it counts,
and so does each pair of them that the model knows; both were chosen by boosted trees
(`conjunction_training`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from upr.coding import matrices
from upr.coding.codes import Scheme
from upr.coding.features import Found
from upr.coding.matrices import Floats, Index

Numbers = NDArray[np.int64]
_SCHEMES = tuple(f"{scheme}/" for scheme in (Scheme.SDG_GOALS, Scheme.SDG_TARGETS))


@dataclass(frozen=True, slots=True)
class Conjunctions:
    """What a model has learnt of features and of pairs of them."""

    index: Index  # the features; all weigh 1
    pairs: Numbers  # two columns: places in the index
    singles_labels: csr_array  # a row for each feature, a column for each label scored
    pairs_labels: csr_array  # a row for each pair
    bias: Floats


def scored(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which labels get their scores here and none from the linear stage."""
    return np.array([label.startswith(_SCHEMES) for label in labels], dtype=np.bool_)


class ConjunctionReader:
    """Conjunctions made ready; keeps which features stand inside the words met."""

    def __init__(self, learnt: Conjunctions) -> None:
        self._learnt = learnt
        self._lookup = matrices.Lookup(learnt.index)
        self._inside = csr_array((0, self._lookup.width), dtype=np.float32)

    def learn(self, inside: Found, size: int) -> None:
        """Take so many further words, by what is inside them: they are numbered on.

        Pieces of words are not among it; one might share a place of the hash with a
        feature that was learnt.
        """
        rows = matrices.block([inside], size, self._lookup)
        self._inside = csr_array(vstack([self._inside, rows]))

    def present(self, topic: Sequence[Found], counts: csr_array) -> csr_array:
        """Texts x features that are known, above 0 where they stand.

        `topic` are features of the texts, `counts` which of the words learnt they have.
        """
        size = counts.shape[0]
        outside = matrices.block(topic, size, self._lookup)
        return csr_array(outside + counts @ self._inside)

    def scores(self, present: csr_array) -> Floats:
        """Logarithms of odds, a row for each text."""
        return scores(self._learnt, present)


def scores(learnt: Conjunctions, present: csr_array) -> Floats:
    """Logarithms of odds of texts x features of the index, a row for each text.

    A feature stands in a text where `present` is above 0.
    """
    present = present.sign()
    live, both = _together(learnt.pairs, present)
    found = present @ learnt.singles_labels + both.T @ learnt.pairs_labels[live]
    told: Floats = (found.toarray() + learnt.bias).astype(np.float32)
    return told


def _together(pairs: Numbers, present: csr_array) -> tuple[Numbers, csr_array]:
    """Which pairs may stand in a text, and these pairs x texts, 1 where they do.

    Only the texts of a pair's rarer feature are looked through for the other.
    """
    across = csr_array(present.T)
    often = np.diff(across.indptr)
    live = np.flatnonzero((often[pairs] > 0).all(axis=1))
    ordered = np.take_along_axis(
        pairs[live], np.argsort(often[pairs[live]], axis=1, kind="stable"), axis=1
    )
    both = across[ordered[:, 0]]
    others = np.repeat(ordered[:, 1], np.diff(both.indptr))
    stands = present.astype(np.bool_).toarray()
    both.data = stands[both.indices, others].astype(np.float32)
    both.eliminate_zeros()
    return live, both
