"""Out-of-fold scores kept in a file, beside what they were made from.

A run that was stopped goes on with what it has kept. Scores of another corpus, encoder,
number of parts or recipe may have the same shape: a file says what its scores were made
from, and a run that is made from anything else refuses it.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile

from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.errors import UprError

_SCORES = "scores"
_ADVICE = "Name another file, or delete this one to begin anew."
_OTHER = {
    "corpus": "another corpus",
    "encoder": "another encoder (or with none, or without)",
    "parts": "another number of parts",
    "recipe": "another way of learning",
}


class KeptScoresError(UprError):
    """The file of scores is none, or its scores do not fit this run."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What scores are made from."""

    corpus: str  # digest of its texts, reviews and labels
    encoder: str  # digest of the teacher's encoder, "" without one
    parts: str  # how many there are
    recipe: str  # digest of how is learnt: as much as its settings tell


@dataclass(frozen=True, slots=True)
class KeptScores:
    """A file, there or not, for scores of one origin."""

    path: Path
    origin: Origin

    def load(self) -> Floats | None:
        """The scores in the file, NaN where there are none yet; None without a file.

        Raises KeptScoresError if the file holds anything else, or scores of another
        origin.
        """
        if not self.path.exists():
            return None
        found, wanted = _entries(self.path), asdict(self.origin)
        if not {_SCORES, *wanted} <= set(found):
            message = f"{self.path} does not say what its scores were made from."
            raise KeptScoresError(f"{message} {_ADVICE}")
        others = [name for name in wanted if str(found[name]) != wanted[name]]
        if others:
            what = " and ".join(_OTHER[name] for name in others)
            message = f"{self.path} holds scores of {what}. {_ADVICE}"
            raise KeptScoresError(message)
        scores: Floats = found[_SCORES]
        return scores

    def keep(self, scores: Floats) -> None:
        """Put scores into the file; it is whole even if this is stopped midway."""
        new = self.path.with_name(self.path.name + ".new")
        with new.open("wb") as file:
            np.savez(file, allow_pickle=False, scores=scores, **_arrays(self.origin))
        new.replace(self.path)


def _entries(path: Path) -> dict[str, np.ndarray]:
    """What the file holds by name; nothing of a file that holds a bare array."""
    try:
        with path.open("rb") as file:
            found = np.load(file, allow_pickle=False)
            if not isinstance(found, NpzFile):
                return {}
            return {name: found[name] for name in found.files}
    except (ValueError, EOFError, BadZipFile, zlib.error) as error:
        message = f"{path} is no file of out-of-fold scores. {_ADVICE}"
        raise KeptScoresError(message) from error


def _arrays(origin: Origin) -> dict[str, np.ndarray]:
    return {name: np.array(value) for name, value in asdict(origin).items()}


def digest_of_corpus(corpus: Corpus) -> str:
    """A digest of the texts, of the reviews they are from and of all labels."""
    named = json.dumps([corpus.texts, corpus.keys, corpus.labels]).encode()
    said = (corpus.action, corpus.given, corpus.judged)
    return _digest([named, *(one.tobytes() for one in said)])


def digest_of_encoder(folder: Path) -> str:
    """A digest of the files in the folder of an encoder, of their names and bytes."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return _digest(
        part for path in files for part in (path.name.encode(), path.read_bytes())
    )


def digest_of_recipe(*settings: object) -> str:
    """A digest of settings, by how they are printed."""
    return _digest(repr(one).encode() for one in settings)


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())  # so that no two run together
    return whole.hexdigest()
