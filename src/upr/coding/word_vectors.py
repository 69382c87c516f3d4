"""Vectors of English words, from which the net starts and which it uses for rare words.

They come from all-MiniLM-L6-v2 (Apache-2.0), which was asked word by word
(`benchmarks/word_vectors.py`), and are kept by the hash of the word in 8 bits.
"""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from upr.coding.features import hash_of
from upr.coding.matrices import Floats

NAME = "word-vectors.npz"
Numbers = NDArray[np.int64]

_STEPS = 127  # of a number to either side
_SCALE = 0.3  # the size of a number on average: what the net is used to


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors by the hash of their word."""

    hashes: NDArray[np.uint32]  # ascending
    vectors: Floats  # one row for each hash

    @property
    def checksum(self) -> int:
        """A number that other vectors would hardly share."""
        return zlib.crc32(self.vectors.tobytes(), zlib.crc32(self.hashes.tobytes()))

    def of(self, words: Sequence[str]) -> Floats:
        """The vector of each word; that of its parts on average where it is not known.

        A word without any known part has a vector of zeros.
        """
        owners, rows = self.rows_of(words)
        return averages(owners, self.vectors[rows], len(words))

    def rows_of(self, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Pairs of a word's number and a row: its own, or those of its parts."""
        known = self.places(words)
        owners, rows = [np.flatnonzero(known >= 0)], [known[known >= 0]]
        for at in np.flatnonzero(known < 0).tolist():
            parts = self.places(words[at].replace("'", "-").split("-"))
            rows.append(parts[parts >= 0])
            owners.append(np.full(len(rows[-1]), at))
        return np.concatenate(owners), np.concatenate(rows)

    def places(self, words: Sequence[str]) -> Numbers:
        """The row of each word, -1 where it is not known."""
        wanted = hashes_of(words)
        at = np.searchsorted(self.hashes, wanted)
        at = np.minimum(at, len(self.hashes) - 1)
        places: Numbers = np.where(self.hashes[at] == wanted, at, -1)
        return places


def averages(owners: Numbers, vectors: Floats, size: int) -> Floats:
    """The average of each owner's vectors, zeros where it has none."""
    found = np.zeros((size, vectors.shape[1]), dtype=np.float32)
    np.add.at(found, owners, vectors)
    counts = np.bincount(owners, minlength=size)
    found /= np.maximum(counts, 1)[:, None].astype(np.float32)
    return found


def hashes_of(words: Sequence[str]) -> NDArray[np.uint32]:
    """A number of 32 bits for each word, as `features` makes it of 64."""
    return np.array([hash_of("w " + word) >> 32 for word in words], dtype=np.uint32)


def packed(words: Sequence[str], vectors: Floats) -> bytes:
    """Vectors as the bytes of their file."""
    hashes, rows = np.unique(hashes_of(words), return_index=True)
    scale = np.abs(vectors).max(axis=0) / _STEPS
    whole = np.rint(vectors[rows] / scale).astype(np.int8)
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer, allow_pickle=False, hashes=hashes, vectors=whole, scale=scale * _SCALE
    )
    return buffer.getvalue()


def path() -> Path:
    """Where the package keeps them."""
    return Path(str(resources.files("upr.coding").joinpath(NAME)))


@cache
def installed() -> WordVectors:
    """The vectors that come with this package."""
    with np.load(path(), allow_pickle=False) as arrays:
        vectors = arrays["vectors"] * arrays["scale"].astype(np.float32)
        return WordVectors(arrays["hashes"], vectors)
