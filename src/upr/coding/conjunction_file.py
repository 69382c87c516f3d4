"""Conjunctions as arrays of the file of weights, and back.

What a feature or pair adds is a whole number of 16 bits with one scale for each label:
a text has hundreds of them, so that what 8 bits leave out might add up. Pairs that add
nothing are left out.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from upr.coding.conjunctions import Conjunctions, Numbers
from upr.coding.matrices import Floats, Index

_STEPS = 32767  # of 16 bits with a sign
_NAME = "together_"  # before the names of the arrays
_Arrays = Mapping[str, NDArray[np.generic]]


def arrays_of(learnt: Conjunctions) -> dict[str, NDArray[np.generic]]:
    """The arrays that are kept."""
    scale = _scale(learnt)
    singles = _whole(learnt.singles_labels, scale)
    both = _whole(learnt.pairs_labels, scale)
    counts = np.diff(both.indptr) > 0
    pairs, both = learnt.pairs[counts], csr_array(both[counts])
    return {
        _NAME + "steps": np.diff(learnt.index.kept, prepend=0).astype(np.uint32),
        _NAME + "first": np.diff(pairs[:, 0], prepend=0).astype(np.uint32),
        _NAME + "second": pairs[:, 1].astype(np.uint32),
        _NAME + "scale": scale,
        _NAME + "bias": learnt.bias.astype(np.float32),
        **_cells("singles", singles),
        **_cells("pairs", both),
    }


def _scale(learnt: Conjunctions) -> Floats:
    """The size of a step, for each label."""
    tables = (learnt.singles_labels, learnt.pairs_labels)
    largest = [abs(table).max(axis=0).toarray() for table in tables if table.shape[0]]
    highest = np.max([np.full(len(learnt.bias), 1e-9), *largest], axis=0)
    scale: Floats = (highest / _STEPS).astype(np.float32)
    return scale


def _whole(table: csr_array, scale: Floats) -> csr_array:
    steps = np.rint(table.data / scale[table.indices]).astype(np.int16)
    cells = (steps, table.indices, table.indptr)
    found = csr_array(cells, shape=table.shape, copy=True)  # the table stays as it is
    found.eliminate_zeros()
    return found


def _cells(name: str, table: csr_array) -> dict[str, NDArray[np.generic]]:
    return {
        f"{_NAME}{name}_counts": np.diff(table.indptr).astype(np.uint16),
        f"{_NAME}{name}_labels": table.indices.astype(np.uint16),
        f"{_NAME}{name}_values": table.data,
    }


def are_in(arrays: _Arrays) -> bool:
    """Whether there are conjunctions among some arrays; earlier versions kept none."""
    return _NAME + "steps" in arrays


def conjunctions_in(arrays: _Arrays) -> Conjunctions:
    """The conjunctions that are kept in some arrays."""
    steps, first, second = (
        cast(NDArray[np.uint32], arrays[_NAME + name])
        for name in ("steps", "first", "second")
    )
    kept = np.cumsum(steps, dtype=np.int64)
    pairs = np.stack([np.cumsum(first, dtype=np.int64), second.astype(np.int64)], 1)
    scale = cast(Floats, arrays[_NAME + "scale"])
    return Conjunctions(
        Index(kept, np.ones(len(kept), dtype=np.float32)),
        pairs,
        _table("singles", arrays, scale),
        _table("pairs", arrays, scale),
        cast(Floats, arrays[_NAME + "bias"]),
    )


def _table(name: str, arrays: _Arrays, scale: Floats) -> csr_array:
    counts, labels, values = (
        cast(Numbers, arrays[f"{_NAME}{name}_{part}"])
        for part in ("counts", "labels", "values")
    )
    starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    cells = (values * scale[labels], labels.astype(np.int64), starts)
    return csr_array(cells, shape=(len(counts), len(scale)))
