"""`upr train`: from the corpus to the weights, and figures on texts not learnt from.

Needs the extra `train`. The States are dealt into five folds. The linear
stage is fitted five times without one fold, and scores that fold; calibration and
thresholds are fitted on those scores, again without the fold they are judged on. The
weights that are kept are then fitted on everything.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from upr.coding.calibration import calibrate
from upr.coding.corpus import Corpus, load
from upr.coding.first_stage import Prepared, learn, prepare
from upr.coding.matrices import Floats
from upr.coding.probabilities import given, probabilities
from upr.coding.weights import NAME, Weights, packed

FOLDS = 5
Rows = NDArray[np.int64]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model says of every text when it has not learnt from its State."""

    action: Floats  # calibrated probabilities
    labels: Floats
    given: NDArray[np.bool_]  # labels that reach their threshold

    def of(self, rows: Rows) -> "Judged":
        """The same for some of the texts."""
        return Judged(self.action[rows], self.labels[rows], self.given[rows])


def folds(corpus: Corpus) -> list[Rows]:
    """The texts of each fold; all of a State's reviews are in one."""
    split = GroupKFold(FOLDS).split(corpus.texts, groups=corpus.states)
    return [held for _, held in split]


def out_of_fold(
    corpus: Corpus, prepared: Prepared, parts: Sequence[Rows], tell: Tell
) -> Floats:
    """First-stage scores of every text by a model that has not seen its part."""
    scores = np.zeros((len(corpus.texts), 5 + len(corpus.labels)), dtype=np.float32)
    for number, held in enumerate(parts):
        tell(f"Part {number + 1} of {len(parts)} held out ...")
        rest = np.setdiff1d(np.arange(len(corpus.texts)), held)
        scores[held] = learn(corpus, prepared, rest, tell).scores(prepared, held)
    return scores


def judge(corpus: Corpus, first: Floats, parts: Sequence[Rows]) -> Judged:
    """Each part read by a calibration that was fitted on the others."""
    size = len(corpus.texts)
    action = np.zeros((size, 5), dtype=np.float32)
    labels = np.zeros(corpus.given.shape, dtype=np.float32)
    given = np.zeros(corpus.given.shape, dtype=np.bool_)
    for held in parts:
        rest = np.setdiff1d(np.arange(size), held)
        part = judge_part(corpus, first, rest, held)
        action[held], labels[held], given[held] = part.action, part.labels, part.given
    return Judged(action, labels, given)


def judge_part(corpus: Corpus, first: Floats, rest: Rows, held: Rows) -> Judged:
    """The scores of `held`, read as those of `rest` teach to read them."""
    meant = calibrate(corpus, first, rest)
    said = probabilities(first[held], meant)
    told = given(corpus.labels, said.labels, meant)
    return Judged(said.action, said.labels, told)


def weights(corpus: Corpus, prepared: Prepared, first: Floats, tell: Tell) -> Weights:
    """The weights fitted on everything; `first` are out-of-fold scores."""
    everything = np.arange(len(corpus.texts))
    learnt = learn(corpus, prepared, everything, tell)
    topic, inside = len(prepared.topic_index.kept), len(prepared.words_index.kept)
    digest = hashlib.sha256("\n".join(corpus.texts).encode()).hexdigest()
    return Weights(
        version=f"1-{digest[:8]}",
        labels=corpus.labels,
        topic=prepared.topic_index,
        words=prepared.words_index,
        shape=prepared.shape_index,
        topic_labels=learnt.labels[:topic],
        words_labels=learnt.labels[topic:],
        label_bias=learnt.label_bias,
        topic_action=learnt.action[:topic],
        words_action=learnt.action[topic : topic + inside],
        shape_action=learnt.action[topic + inside :],
        action_bias=learnt.action_bias,
        meant=calibrate(corpus, first, everything),
    )


def load_scores(path: Path, shape: tuple[int, int]) -> Floats | None:
    """Out-of-fold scores kept by an earlier run, None where there are none that fit."""
    if not path.exists():
        return None
    kept: Floats = np.load(path, allow_pickle=False)
    return kept if kept.shape == shape else None


def scores_of(
    corpus: Corpus, prepared: Prepared, kept: Path | None, tell: Tell
) -> Floats:
    """Out-of-fold scores; from the file `kept` if they are there, else put there."""
    size = (len(corpus.texts), 5 + len(corpus.labels))
    if kept and (found := load_scores(kept, size)) is not None:
        tell(f"Out-of-fold scores are taken from {kept}.")
        return found
    scores = out_of_fold(corpus, prepared, folds(corpus), tell)
    if kept:
        with kept.open("wb") as file:
            np.save(file, scores, allow_pickle=False)
    return scores


def train(folder: Path, out: Path, kept: Path | None, tell: Tell) -> Path:
    """Learn from the corpus in `folder` and write the weights into the folder `out`.

    Raises CorpusError if there are no labelled texts.
    """
    corpus = load(folder)
    tell(f"{len(corpus.texts)} texts of {len(set(corpus.keys))} reviews.")
    prepared = prepare(corpus)
    first = scores_of(corpus, prepared, kept, tell)
    tell("All texts together ...")
    data = packed(weights(corpus, prepared, first, tell))
    path = out / NAME
    out.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    tell(f"{path}: {len(data):,} bytes.")
    return path
