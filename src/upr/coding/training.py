"""`upr train`: from the corpus to the weights, and figures on texts not learnt from.

Needs the extra `train`. The States are dealt into folds. Linear stage, conjunctions and
nets are fitted once for each fold without it, and score it; calibration and thresholds
are fitted on those scores, again without the fold they are judged on. The weights that
are kept are then fitted on everything. Where a sentence encoder is at hand (extra
`teach`), each time a teacher is fitted first, to the same texts, and the nets learn
from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from upr.coding import conjunction_training, first_stage, nets, word_vectors
from upr.coding.calibration import calibrate
from upr.coding.conjunction_training import SETTINGS, TREES, Present
from upr.coding.corpus import Corpus, CorpusError
from upr.coding.first_stage import Prepared, learn, prepare
from upr.coding.kept_scores import (
    KeptScores,
    Origin,
    digest_of_corpus,
    digest_of_encoder,
    digest_of_recipe,
)
from upr.coding.matrices import Floats
from upr.coding.net_scoring import Nets
from upr.coding.nets import Taught, Words
from upr.coding.probabilities import given, probabilities
from upr.coding.recombining import recombined
from upr.coding.scoring import averaged, first_scores
from upr.coding.weights import NAME, Weights, named, packed

FOLDS = 5
# Of the model: 1 was linear, 2 had nets beside it, 3 nets that a teacher had taught;
# since 4 goals and targets have conjunctions.
GENERATION = 4
TAUGHT_GENERATION = 5  # the same with a teacher
MADE_UP = 30_000  # texts of which the nets learn what the teacher says
Rows = NDArray[np.int64]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Material:
    """A corpus made ready to be learnt from."""

    corpus: Corpus
    prepared: Prepared  # for the linear stage
    present: Present  # for the conjunctions
    words: Words  # for the nets
    encoder: Path | None = None  # the folder of what becomes the teacher
    folds: int = FOLDS
    held_out: int | None = None  # folds that are held out in turn; all of them if None

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.corpus.texts)

    def parts(self) -> list[Rows]:
        """The texts of each fold that is held out in turn."""
        return folds(self.corpus, self.folds)[: self.held_out]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model says of every text when it has not learnt from its State."""

    action: Floats  # calibrated probabilities
    labels: Floats
    given: NDArray[np.bool_]  # labels that reach their threshold

    def of(self, rows: Rows) -> "Judged":
        """The same for some of the texts."""
        return Judged(self.action[rows], self.labels[rows], self.given[rows])


def folds(corpus: Corpus, count: int = FOLDS) -> list[Rows]:
    """The texts of each fold; all of a State's reviews are in one.

    Raises CorpusError if there are fewer than two folds, or fewer States than folds.
    """
    states = len(set(corpus.states))
    if not 2 <= count <= states:
        message = f"{states} States cannot be dealt into {count} parts."
        raise CorpusError(message)
    split = GroupKFold(count).split(corpus.texts, groups=corpus.states)
    return [held for _, held in split]


def material(
    corpus: Corpus,
    encoder: Path | None = None,
    count: int = FOLDS,
    held_out: int | None = None,
) -> Material:
    """The corpus, made ready; `count` is how many folds it is dealt into.

    Raises CorpusError as `folds`, and if too little is held out to be judged: at once,
    not after the work on the texts.
    """
    parts = folds(corpus, count)[:held_out]
    if held_out is not None and held_out < 1:
        message = "At least one part must be held out."
        raise CorpusError(message)
    if len(parts) == 1 and len(set(corpus.states[parts[0]])) == 1:
        message = "A single State held out cannot be judged; hold out more parts."
        raise CorpusError(message)
    words = nets.numbered(corpus)
    present = conjunction_training.prepare(corpus.texts, corpus.states)
    return Material(corpus, prepare(corpus), present, words, encoder, count, held_out)


def out_of_fold(
    ready: Material, scores: Floats, kept: KeptScores | None, tell: Tell
) -> None:
    """Put scores of every text, by a model that has not seen its part, into `scores`.

    Parts that have scores are passed over; each further one is put into the file `kept`
    at once, so that a run that was stopped goes on where it stood.
    """
    for number, held in enumerate(ready.parts()):
        if has_scores(scores)[held].all():
            continue
        tell(f"Part {number + 1} of {ready.folds} held out ...")
        rest = np.setdiff1d(np.arange(ready.size), held)
        scores[held] = scores_after(ready, rest, held, tell)
        if kept:
            kept.keep(scores)


def has_scores(scores: Floats) -> NDArray[np.bool_]:
    """Which texts were held out and scored."""
    scored: NDArray[np.bool_] = np.logical_and.reduce(np.isfinite(scores), axis=1)
    return scored


def scores_after(ready: Material, rest: Rows, held: Rows, tell: Tell) -> Floats:
    """Scores of the texts `held` by a model that has learnt from `rest`."""
    corpus = ready.corpus
    linear = learn(corpus, ready.prepared, rest, tell)
    mined = conjunction_training.learn(corpus, ready.present, rest, tell)
    found = _nets(ready, rest, tell)
    first = first_scores(
        corpus.labels,
        linear.scores(ready.prepared, held),
        conjunction_training.scores(mined, ready.present, held),
    )
    return averaged(first, nets.scores(found, ready.words, held))


def _nets(ready: Material, rest: Rows, tell: Tell) -> Nets:
    taught = _taught(ready, rest, ready.encoder, tell) if ready.encoder else None
    return nets.learn(ready.corpus, ready.words, rest, tell, taught)


def _taught(ready: Material, rest: Rows, encoder: Path, tell: Tell) -> Taught:
    """What a teacher that has learnt from `rest` says of it and of made-up texts."""
    from upr.coding import teacher  # noqa: PLC0415 -- needs the extra `teach`

    texts = ready.corpus.texts
    fitted = teacher.fit(ready.corpus, rest, encoder, tell)
    own = np.zeros((ready.size, 5 + len(ready.corpus.labels)), dtype=np.float32)
    own[rest] = fitted.scores([texts[row] for row in rest])
    made = recombined([texts[row] for row in rest], MADE_UP, seed=0)
    numbers = ready.words.numbered(made)
    filled = [at for at, words in enumerate(numbers) if len(words)]
    said = fitted.scores([made[at] for at in filled])
    tell(f"  what it says of {len(filled)} made-up texts")
    return Taught(own, tuple(numbers[at] for at in filled), said)


def judged_parts(ready: Material) -> list[Rows]:
    """The texts that are held out, in the parts in which they are judged.

    These are the folds; a single fold is dealt in two, by State.
    """
    parts = ready.parts()
    if len(parts) > 1:
        return parts
    split = GroupKFold(2).split(parts[0], groups=ready.corpus.states[parts[0]])
    return [parts[0][half] for _, half in split]


def judge(corpus: Corpus, first: Floats, parts: Sequence[Rows]) -> Judged:
    """Each part read by a calibration that was fitted on the others.

    Texts in none of the parts have zeros and are given nothing.
    """
    size, every = len(corpus.texts), np.concatenate(parts)
    action = np.zeros((size, 5), dtype=np.float32)
    labels = np.zeros(corpus.given.shape, dtype=np.float32)
    given = np.zeros(corpus.given.shape, dtype=np.bool_)
    for held in parts:
        part = judge_part(corpus, first, np.setdiff1d(every, held), held)
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
    corpus, prepared, present = ready.corpus, ready.prepared, ready.present
    everything = np.arange(ready.size)
    learnt = learn(corpus, prepared, everything, tell)
    topic, inside = len(prepared.topic_index.kept), len(prepared.words_index.kept)
    found = Weights(
        version="",
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
        conjunctions=conjunction_training.learn(corpus, present, everything, tell),
        nets=_nets(ready, everything, tell),
        meant=calibrate(corpus, first, np.flatnonzero(has_scores(first))),
    )
    return named(found, generation(ready))


def origin(ready: Material) -> Origin:
    """What out-of-fold scores of this material are made from."""
    plans = nets.TAUGHT_PLANS if ready.encoder else nets.PLANS
    vectors = word_vectors.installed().checksum
    return Origin(
        digest_of_corpus(ready.corpus),
        digest_of_encoder(ready.encoder) if ready.encoder else "",
        str(ready.folds),
        digest_of_recipe(
            generation(ready),
            plans,
            MADE_UP,
            vectors,
            TREES,
            tuple(SETTINGS.items()),
            first_stage.SETTINGS,
        ),
    )


def generation(ready: Material) -> int:
    """The generation of a model that is made of this material."""
    return TAUGHT_GENERATION if ready.encoder else GENERATION


def scores_of(ready: Material, path: Path | None, tell: Tell) -> Floats:
    """Out-of-fold scores; from the file `path` if they are there, else put there.

    NaN for texts that are not held out. Raises KeptScoresError if the file holds scores
    made from anything else.
    """
    kept = KeptScores(path, origin(ready)) if path else None
    found = kept.load() if kept else None
    if found is None:
        size = (ready.size, 5 + len(ready.corpus.labels))
        found = np.full(size, np.nan, dtype=np.float32)
    elif has_scores(found)[np.concatenate(ready.parts())].all():
        tell(f"Out-of-fold scores are taken from {path}.")
        return found
    out_of_fold(ready, found, kept, tell)
    return found


def train(ready: Material, out: Path, kept: Path | None, tell: Tell) -> Path:
    """Learn from a corpus and write the weights into the folder `out`."""
    tell(f"{ready.size} texts of {len(set(ready.corpus.keys))} reviews.")
    first = scores_of(ready, kept, tell)
    tell("All texts together ...")
    data = packed(weights(ready, first, tell))
    path = out / NAME
    out.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    tell(f"{path}: {len(data):,} bytes.")
    return path
