"""`upr train`: from the corpus to the weights, and figures on texts not learnt from.

Needs the extra `train`. The States are dealt into five folds. The linear stage and the
nets are fitted five times without one fold, and score that fold; calibration and
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

from upr.coding import nets
from upr.coding.calibration import calibrate
from upr.coding.corpus import Corpus
from upr.coding.first_stage import Prepared, learn, prepare
from upr.coding.matrices import Floats
from upr.coding.nets import Words
from upr.coding.probabilities import given, probabilities
from upr.coding.scoring import averaged
from upr.coding.weights import NAME, Weights, packed

FOLDS = 5
GENERATION = 2  # of the model: 1 was linear, 2 has nets beside it
Rows = NDArray[np.int64]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Material:
    """A corpus made ready to be learnt from."""

    corpus: Corpus
    prepared: Prepared  # for the linear stage
    words: Words  # for the nets

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.corpus.texts)


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


def material(corpus: Corpus) -> Material:
    """The corpus, made ready."""
    return Material(corpus, prepare(corpus), nets.numbered(corpus))


def out_of_fold(ready: Material, parts: Sequence[Rows], tell: Tell) -> Floats:
    """Scores of every text by a model that has not seen its part."""
    scores = np.zeros((ready.size, 5 + len(ready.corpus.labels)), dtype=np.float32)
    for number, held in enumerate(parts):
        tell(f"Part {number + 1} of {len(parts)} held out ...")
        rest = np.setdiff1d(np.arange(ready.size), held)
        scores[held] = scores_after(ready, rest, held, tell)
    return scores


def scores_after(ready: Material, rest: Rows, held: Rows, tell: Tell) -> Floats:
    """Scores of the texts `held` by a model that has learnt from `rest`."""
    linear = learn(ready.corpus, ready.prepared, rest, tell)
    found = nets.learn(ready.corpus, ready.words, rest, tell)
    return averaged(
        linear.scores(ready.prepared, held), nets.scores(found, ready.words, held)
    )


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


def weights(ready: Material, first: Floats, tell: Tell) -> Weights:
    """The weights fitted on everything; `first` are out-of-fold scores."""
    corpus, prepared = ready.corpus, ready.prepared
    everything = np.arange(ready.size)
    learnt = learn(corpus, prepared, everything, tell)
    topic, inside = len(prepared.topic_index.kept), len(prepared.words_index.kept)
    learnt_from = "\n".join(corpus.texts) + corpus.decided
    digest = hashlib.sha256(learnt_from.encode()).hexdigest()
    return Weights(
        version=f"{GENERATION}-{digest[:8]}",
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
        nets=nets.learn(corpus, ready.words, everything, tell),
        meant=calibrate(corpus, first, everything),
    )


def load_scores(path: Path, shape: tuple[int, int]) -> Floats | None:
    """Out-of-fold scores kept by an earlier run, None where there are none that fit."""
    if not path.exists():
        return None
    kept: Floats = np.load(path, allow_pickle=False)
    return kept if kept.shape == shape else None


def scores_of(ready: Material, kept: Path | None, tell: Tell) -> Floats:
    """Out-of-fold scores; from the file `kept` if they are there, else put there."""
    size = (ready.size, 5 + len(ready.corpus.labels))
    if kept and (found := load_scores(kept, size)) is not None:
        tell(f"Out-of-fold scores are taken from {kept}.")
        return found
    scores = out_of_fold(ready, folds(ready.corpus), tell)
    if kept:
        with kept.open("wb") as file:
            np.save(file, scores, allow_pickle=False)
    return scores


def train(corpus: Corpus, out: Path, kept: Path | None, tell: Tell) -> Path:
    """Learn from a corpus and write the weights into the folder `out`."""
    ready = material(corpus)
    tell(f"{ready.size} texts of {len(set(ready.corpus.keys))} reviews.")
    first = scores_of(ready, kept, tell)
    tell("All texts together ...")
    data = packed(weights(ready, first, tell))
    path = out / NAME
    out.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    tell(f"{path}: {len(data):,} bytes.")
    return path
