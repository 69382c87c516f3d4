"""The trained weights, and the one file they are kept in.

The file is NumPy's `.npz`, read without pickle: nothing in it can run. Features are
kept as places of a hash, weights as whole numbers of 8 bits with one scale for each
label; those that round to 0 take no room. No text can be read back from it.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from upr.coding import conjunction_file, net_file
from upr.coding.conjunctions import Conjunctions
from upr.coding.matrices import Floats, Index
from upr.coding.net_scoring import Nets
from upr.coding.probabilities import Calibration
from upr.errors import UprError

NAME = "model.npz"
_STEPS = 127  # of 8 bits with a sign


class ModelError(UprError):
    """The file of trained weights is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything a model has learnt."""

    version: str
    labels: tuple[str, ...]  # "issues/Justice", "sdg_goals/16", ...
    topic: Index
    words: Index
    shape: Index
    topic_labels: Floats  # one row per feature, one column per label it scores
    words_labels: Floats
    label_bias: Floats
    topic_action: Floats  # the same, one column per action category
    words_action: Floats
    shape_action: Floats
    action_bias: Floats
    conjunctions: Conjunctions
    nets: Nets
    meant: Calibration


# What reading raises where a file is no archive of ours, or is damaged.
_DAMAGES = (
    ValueError, TypeError, KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_NO_WEIGHTS = "The file holds no trained weights; `upr train` makes them."
_INDEXES = ("topic", "words", "shape")
_TABLES = (
    "topic_labels",
    "words_labels",
    "topic_action",
    "words_action",
    "shape_action",
)
_VECTORS = ("label_bias", "action_bias")
_CALIBRATION = tuple(field.name for field in fields(Calibration))
_Arrays = Mapping[str, NDArray[np.generic]]


def packed(weights: Weights) -> bytes:
    """The weights as the bytes of their file."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **_arrays(weights))
    return buffer.getvalue()


def named(weights: Weights, generation: int) -> Weights:
    """The same weights under a version: the generation, and a digest of what they are.

    Models that differ in anything have different versions, so that codings by the one
    are known from codings by the other.
    """
    digest = hashlib.sha256()
    for name, array in _arrays(replace(weights, version="")).items():
        digest.update(name.encode() + array.tobytes())
    return replace(weights, version=f"{generation}-{digest.hexdigest()[:8]}")


def _arrays(weights: Weights) -> dict[str, NDArray[np.generic]]:
    arrays: dict[str, NDArray[np.generic]] = {
        "version": np.array(weights.version),
        "labels": np.array(weights.labels),
    }
    for name in _INDEXES:
        index: Index = getattr(weights, name)
        steps = np.diff(index.kept, prepend=0)  # ascending: small steps pack well
        arrays[f"{name}_steps"] = steps.astype(np.uint32)
        arrays[f"{name}_weight"] = index.weight.astype(np.float16)
    for name in _TABLES:
        arrays |= _packed_table(name, getattr(weights, name))
    for name in _VECTORS:
        arrays[name] = getattr(weights, name).astype(np.float32)
    for name in _CALIBRATION:
        arrays[name] = getattr(weights.meant, name).astype(np.float32)
    arrays |= conjunction_file.arrays_of(weights.conjunctions)
    return arrays | net_file.arrays_of(weights.nets)


def _packed_table(name: str, table: Floats) -> dict[str, NDArray[np.generic]]:
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / _STEPS
    whole = np.rint(table / scale).astype(np.int8)
    return {
        f"{name}_scale": scale.astype(np.float32),
        f"{name}_known": np.packbits(whole != 0),
        f"{name}_values": whole[whole != 0],
    }


def unpacked(data: bytes) -> Weights:
    """The weights in the bytes of a file. Raises ModelError if they are damaged."""
    if not data.startswith(b"PK"):  # what NumPy says of it is no help to a person
        raise ModelError(_NO_WEIGHTS)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return _weights({name: arrays[name] for name in arrays.files})
    except _DAMAGES as error:
        message = f"The file of trained weights is damaged ({error})."
        raise ModelError(message) from error


def _weights(arrays: _Arrays) -> Weights:
    if "version" not in arrays:  # as the file of word vectors
        raise ModelError(_NO_WEIGHTS)
    if not conjunction_file.are_in(arrays):
        message = "The weights are of an earlier version; `upr train` makes them anew."
        raise ModelError(message)
    found: dict[str, Any] = {name: arrays[name] for name in _VECTORS}
    found |= {name: _index(name, arrays) for name in _INDEXES}
    for name in _TABLES:
        rows = len(found[name.partition("_")[0]].kept)
        found[name] = _table(name, arrays, rows)
    found["conjunctions"] = conjunction_file.conjunctions_in(arrays)
    found["nets"] = net_file.nets_in(arrays)
    meant: dict[str, Any] = {name: arrays[name] for name in _CALIBRATION}
    found["meant"] = Calibration(**meant)
    labels = tuple(str(label) for label in arrays["labels"])
    return Weights(version=str(arrays["version"]), labels=labels, **found)


def _index(name: str, arrays: _Arrays) -> Index:
    steps = cast(NDArray[np.uint32], arrays[f"{name}_steps"])
    weight = cast(Floats, arrays[f"{name}_weight"]).astype(np.float32)
    return Index(np.cumsum(steps, dtype=np.int64), weight)


def _table(name: str, arrays: _Arrays, rows: int) -> Floats:
    scale = cast(Floats, arrays[f"{name}_scale"])
    size = rows * len(scale)
    known = np.unpackbits(cast(NDArray[np.uint8], arrays[f"{name}_known"]), count=size)
    whole = np.zeros(size, dtype=np.int8)
    whole[known.astype(np.bool_)] = arrays[f"{name}_values"]
    table: Floats = whole.reshape(rows, len(scale)) * scale
    return table


def read(path: Path) -> Weights:
    """The weights in a file. Raises ModelError if there are none."""
    try:
        return unpacked(path.read_bytes())
    except OSError as error:
        message = f"There are no trained weights at {path}; `upr train` makes them."
        raise ModelError(message) from error


@cache
def installed() -> Weights:
    """The weights that come with this package."""
    return read(_installed())


@cache
def installed_version() -> str:
    """Their version, without reading the weights themselves."""
    with np.load(_installed(), allow_pickle=False) as arrays:
        return str(arrays["version"])


def _installed() -> Path:
    return Path(str(resources.files("upr.coding").joinpath(NAME)))
