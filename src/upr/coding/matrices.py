"""Texts as sparse matrices: one block for pairs of words, one for words, one for shape.

The block of words is kept in two factors, texts x words and words x pieces: what a
model says of a word is computed once per word, however often it occurs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from upr.coding import features

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Index:
    """Which buckets a model knows, and how much each counts."""

    kept: NDArray[np.int64]  # buckets, ascending
    weight: Floats  # of each bucket kept: rare ones count more

    def places(self) -> NDArray[np.int32]:
        """For every bucket its row in the model, -1 where it is not known."""
        places = np.full(features.BUCKETS, -1, dtype=np.int32)
        places[self.kept] = np.arange(len(self.kept), dtype=np.int32)
        return places


def block(found: Iterable[features.Found], size: int, index: "Lookup") -> csr_array:
    """Features of `size` texts as a weighted sparse matrix, one column per bucket."""
    parts = list(found)
    if not parts:
        return csr_array((size, index.width), dtype=np.float32)
    texts = np.concatenate([part.texts for part in parts])
    columns = index.columns(np.concatenate([part.hashes for part in parts]))
    known = columns >= 0
    texts, columns = texts[known], columns[known]
    entries = (index.weight[columns], (texts, columns))
    return csr_array(entries, shape=(size, index.width))


class Lookup:
    """An index made ready to be asked."""

    def __init__(self, index: Index) -> None:
        self._places = index.places()
        self.weight = index.weight
        self.width = len(index.kept)

    def columns(self, hashes: features.Hashes) -> NDArray[np.int32]:
        """The column of each hash, -1 where the model does not know it."""
        found: NDArray[np.int32] = self._places[features.fold(hashes)]
        return found


def inside(words: Sequence[str]) -> tuple[features.Found, features.Found]:
    """What is inside each word, with pieces of letters and without.

    The words are numbered as texts are.
    """
    parts = [list(features.parts_of(word)) for word in words]
    flat = [part for found in parts for part in found]
    hashes = np.array([features.hash_of(part) for part in flat], dtype=np.uint64)
    owners = np.repeat(np.arange(len(words)), [len(found) for found in parts])
    whole = np.array([not features.is_piece(part) for part in flat], dtype=np.bool_)
    return (
        features.Found(owners, hashes),
        features.Found(owners[whole], hashes[whole]),
    )


def inside_texts(
    counts: csr_array, words: Sequence[str], *, with_pieces: bool = True
) -> features.Found:
    """What is inside the words of each text; `counts` are texts x these words."""
    parts = [features.of_word(word, with_pieces=with_pieces) for word in words]
    lengths = np.array([len(found) for found in parts])
    texts = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    return features.Found(
        np.repeat(texts, lengths[counts.indices]),
        np.concatenate([parts[word] for word in counts.indices]),
    )


def word_counts(texts: features.Batch, width: int) -> csr_array:
    """Which words stand in each text: texts x words, 1 however often it occurs."""
    spoken = ~texts.is_mark
    pairs = np.unique(texts.texts[spoken] * width + texts.numbers[spoken])
    ones = np.ones(len(pairs), dtype=np.float32)
    return csr_array((ones, (pairs // width, pairs % width)), shape=(texts.size, width))


def norms(matrix: csr_array) -> Floats:
    """The length of each row, at least a very small number."""
    squares = np.add.reduceat(
        np.append(matrix.data**2, np.float32(0)), matrix.indptr[:-1]
    )
    squares[np.diff(matrix.indptr) == 0] = 0
    lengths: Floats = np.sqrt(squares + np.float32(1e-12)).astype(np.float32)
    return lengths


def lengths(counts: csr_array, squares: Floats) -> Floats:
    """The length of each text as the words in it make it up, never quite 0."""
    found: Floats = np.sqrt(counts @ squares + 1e-12).astype(np.float32)
    return found
