"""Nets as arrays of whole numbers of 8 bits.

Word vectors are kept as what training changed in those that are installed, in steps of
one size: most changes are small, and small numbers pack well. Everything else has one
scale for each column.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from upr.coding import word_vectors
from upr.coding.matrices import Floats
from upr.coding.net import WIDTHS, Net
from upr.coding.net_scoring import Nets

_STEPS = 127  # of 8 bits with a sign
_STEP = np.float32(0.02)  # of a change in a word vector; its numbers are about 0.3
_TABLES = ("opening", "told")
_VECTORS = ("opening_bias", "told_bias")
Arrays = Mapping[str, NDArray[np.generic]]


def arrays_of(nets: Nets) -> dict[str, NDArray[np.generic]]:
    """The arrays that keep the nets, by name."""
    found: dict[str, NDArray[np.generic]] = {
        "nets": np.array([len(nets.action), len(nets.labels)]),
        "word_vectors": np.array(word_vectors.installed().checksum),
    }
    for number, one in enumerate((*nets.action, *nets.labels)):
        found |= {f"net{number}_{name}": kept for name, kept in _arrays(one).items()}
    return found


def _arrays(one: Net) -> dict[str, NDArray[np.generic]]:
    tables = {name: getattr(one, name) for name in _TABLES}
    for width, filters in zip(WIDTHS, one.filters, strict=True):
        tables[f"filters{width}"] = filters
    changed = one.vectors - word_vectors.installed().vectors[one.rows]
    kept: dict[str, NDArray[np.generic]] = {
        "rows": np.diff(one.rows, prepend=0).astype(np.uint32),
        "changed": np.rint(changed / _STEP).clip(-_STEPS, _STEPS).astype(np.int8),
    }
    for name, table in tables.items():
        scale = np.maximum(np.abs(table).max(axis=0, initial=0), 1e-9) / _STEPS
        kept[name] = np.rint(table / scale).astype(np.int8)
        kept[f"{name}_scale"] = scale.astype(np.float32)
    for name in _VECTORS:
        kept[name] = getattr(one, name).astype(np.float32)
    for width, bias in zip(WIDTHS, one.biases, strict=True):
        kept[f"bias{width}"] = bias.astype(np.float32)
    return kept


def nets_in(arrays: Arrays) -> Nets:
    """The nets kept in arrays.

    Raises ValueError if they were trained from other word vectors.
    """
    if int(cast(Any, arrays["word_vectors"])) != word_vectors.installed().checksum:
        message = f"its nets belong to another {word_vectors.NAME}; train it anew"
        raise ValueError(message)
    action, labels = (int(cast(Any, count)) for count in arrays["nets"])
    found = [_net(arrays, f"net{number}_") for number in range(action + labels)]
    return Nets(tuple(found[:action]), tuple(found[action:]))


def _net(arrays: Arrays, prefix: str) -> Net:
    def table(name: str) -> Floats:
        whole = cast(NDArray[np.int8], arrays[prefix + name])
        wide: Floats = whole * cast(Floats, arrays[f"{prefix}{name}_scale"])
        return wide

    def each(read: Any, names: Sequence[str]) -> Any:
        return tuple(read(name) for name in names)

    def vector(name: str) -> Floats:
        return cast(Floats, arrays[prefix + name])

    steps = cast(NDArray[np.uint32], arrays[prefix + "rows"])
    rows = np.cumsum(steps, dtype=np.int64)
    changed = cast(NDArray[np.int8], arrays[prefix + "changed"]) * _STEP
    return Net(
        rows=rows,
        vectors=word_vectors.installed().vectors[rows] + changed,
        filters=each(table, [f"filters{width}" for width in WIDTHS]),
        biases=each(vector, [f"bias{width}" for width in WIDTHS]),
        **{name: table(name) for name in _TABLES},
        **{name: vector(name) for name in _VECTORS},
    )
