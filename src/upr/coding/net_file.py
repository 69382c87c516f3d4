"""Nets as arrays of whole numbers of 8 bits, with one scale for each column."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from upr.coding.matrices import Floats
from upr.coding.net import WIDTHS, Net
from upr.coding.net_scoring import Nets

_STEPS = 127  # of 8 bits with a sign
_TABLES = ("vectors", "opening", "told")
_VECTORS = ("opening_bias", "told_bias")
Arrays = Mapping[str, NDArray[np.generic]]


def arrays_of(nets: Nets) -> dict[str, NDArray[np.generic]]:
    """The arrays that keep the nets, by name."""
    found: dict[str, NDArray[np.generic]] = {
        "nets": np.array([len(nets.action), len(nets.labels)])
    }
    for number, one in enumerate((*nets.action, *nets.labels)):
        found |= {f"net{number}_{name}": kept for name, kept in _arrays(one).items()}
    return found


def _arrays(one: Net) -> dict[str, NDArray[np.generic]]:
    tables = {name: getattr(one, name) for name in _TABLES}
    for width, filters in zip(WIDTHS, one.filters, strict=True):
        tables[f"filters{width}"] = filters
    kept: dict[str, NDArray[np.generic]] = {
        "rows": np.diff(one.rows, prepend=0).astype(np.uint32)
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
    """The nets kept in arrays; none in those of the first generation of models."""
    if "nets" not in arrays:
        return Nets((), ())
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

    return Net(
        rows=np.cumsum(cast(NDArray[np.uint32], arrays[prefix + "rows"]), dtype="i8"),
        filters=each(table, [f"filters{width}" for width in WIDTHS]),
        biases=each(vector, [f"bias{width}" for width in WIDTHS]),
        **{name: table(name) for name in _TABLES},
        **{name: vector(name) for name in _VECTORS},
    )
