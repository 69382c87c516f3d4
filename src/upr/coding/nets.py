"""The nets of a model: which there are, and how they are trained on a corpus.

Needs the extra `train`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax
from threadpoolctl import threadpool_limits

from upr.coding import net_training, processes, word_vectors
from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.coding.net import Net, Numbers
from upr.coding.net_scoring import NetReader, Nets
from upr.coding.net_training import Lesson, Params, Plan
from upr.coding.words import words

_FEWEST_STATES = {"action": 4, "labels": 2}  # whose reviews hold a word that is learnt
_WIDE = (128, 128, 128, 64)  # filters of each width
# Rounds, rates and shares were tried on the first fold alone. A second net for the
# action is worth 0.1 points and more; one for the labels next to nothing on that fold,
# 0.1 to 0.3 points on all three.
PLANS = {
    "action": tuple(
        Plan(_WIDE, 96, 5, 0.002, 0.5, exclusive=True, seed=seed) for seed in (0, 1, 2)
    ),
    "labels": (
        Plan(_WIDE, 0, 10, 0.004, 0.3, exclusive=False, seed=0, pace=4),
        Plan(_WIDE, 0, 10, 0.004, 0.4, exclusive=False, seed=1, pace=10, batch=64),
    ),
}


# The same under a teacher: there are more texts, and what is wanted of them is softer.
TAUGHT_PLANS = {
    "action": tuple(
        Plan(_WIDE, 96, 8, 0.002, 0.5, exclusive=True, seed=seed, smooth=0)
        for seed in (0, 1)
    ),
    "labels": tuple(
        Plan(_WIDE, 0, 6, 0.004, 0.3, exclusive=False, seed=seed, pace=4)
        for seed in (0, 1)
    ),
}
# How much what people said counts beside what the teacher says of the same text.
_PEOPLE = {"action": 0.0, "labels": 0.3}


@dataclass(frozen=True, slots=True)
class Words:
    """The corpus as numbers of words."""

    names: tuple[str, ...]  # word n is names[n - 1]
    texts: tuple[Numbers, ...]
    vectors: Floats  # row 0 is 0

    def numbered(self, texts: Sequence[str]) -> list[Numbers]:
        """Any texts as numbers of words, in their order.

        Words that are not known are left out, so a text may be left with none.
        """
        places = {name: place for place, name in enumerate(self.names, 1)}
        split = [[places[w] for w in words(text) if w in places] for text in texts]
        return [np.array(numbers, dtype=np.int64) for numbers in split]


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher says of the texts of a corpus and of made-up ones.

    Scores are logarithms of odds: five of the action, then those of the labels.
    """

    own: Floats  # a row for each text of the corpus, 0 where it was not asked
    texts: tuple[Numbers, ...]  # made up; as numbers of words, none empty
    made: Floats  # a row for each of them


def numbered(corpus: Corpus) -> Words:
    """The texts of the corpus as numbers of words, with the words' vectors."""
    split = [words(text) for text in corpus.texts]
    names = tuple(sorted({word for text in split for word in text}))
    number = {name: place for place, name in enumerate(names, 1)}
    vectors = word_vectors.installed().of(names)
    return Words(
        names,
        tuple(np.array([number[word] for word in text]) for text in split),
        np.vstack([np.zeros_like(vectors[:1]), vectors]),
    )


def known(
    corpus: Corpus, texts: Words, rows: Numbers, fewest: int
) -> NDArray[np.bool_]:
    """Which words occur in the reviews of enough States, among the texts `rows`."""
    states = corpus.states
    count = int(states.max()) + 1
    pairs = np.concatenate([texts.texts[row] * count + states[row] for row in rows])
    seen = np.bincount(np.unique(pairs) // count, minlength=len(texts.names) + 1)
    enough: NDArray[np.bool_] = seen >= fewest
    return enough


def learn(
    corpus: Corpus,
    texts: Words,
    rows: Numbers,
    tell: Callable[[str], None],
    taught: Taught | None = None,
) -> Nets:
    """Train the nets on some texts of the corpus, and on what a teacher says."""
    found: dict[str, tuple[Net, ...]] = {}
    for scheme, plans in (TAUGHT_PLANS if taught else PLANS).items():
        lesson = _lesson(scheme, corpus, texts, rows)
        known, all_rows = lesson.free, rows
        if taught:
            lesson = _widened(scheme, lesson, taught)
            made = np.arange(len(corpus.texts), len(lesson.texts))
            all_rows = np.concatenate([rows, made])
        trained = _trained(lesson, all_rows, plans)
        found[scheme] = tuple(_net(params, texts, known) for params in trained)
        tell(f"  {len(plans)} nets for {scheme}")
    return Nets(found["action"], found["labels"])


def _trained(lesson: Lesson, rows: Numbers, plans: Sequence[Plan]) -> list[Params]:
    """The nets of several plans, each in a process of its own."""
    return processes.each(partial(_alone, lesson, rows), plans, len(rows))


def _alone(lesson: Lesson, rows: Numbers, plan: Plan) -> Params:
    """Train on one processor: the products are too small to be shared out."""
    with threadpool_limits(1):
        return net_training.train(lesson, rows, plan)


def _widened(scheme: str, lesson: Lesson, taught: Taught) -> Lesson:
    """The lesson with what the teacher says, of its texts and of made-up ones."""
    if scheme == "action":
        own, made = softmax(taught.own[:, :5], axis=1), softmax(taught.made[:, :5], 1)
    else:
        own, made = expit(taught.own[:, 5:]), expit(taught.made[:, 5:])
    people = _PEOPLE[scheme] * lesson.judged
    wanted = people * lesson.wanted + (1 - people) * own
    return Lesson(
        (*lesson.texts, *taught.texts),
        lesson.vectors,
        lesson.free,
        np.vstack([wanted, made]).astype(np.float32),
        np.ones((len(wanted) + len(made), wanted.shape[1]), dtype=np.float32),
    )


def scores(nets: Nets, texts: Words, rows: Numbers) -> Floats:
    """The nets' scores of some texts: five of the action, then those of the labels."""
    reader = NetReader(nets)
    reader.learn(texts.names)
    return reader.scores([texts.texts[row] - 1 for row in rows])


def _lesson(scheme: str, corpus: Corpus, texts: Words, rows: Numbers) -> Lesson:
    free = known(corpus, texts, rows, _FEWEST_STATES[scheme])
    free[1:] &= word_vectors.installed().places(texts.names) >= 0
    if scheme == "action":
        wanted = np.eye(5, dtype=np.float32)[corpus.action]
        judged = np.ones_like(wanted)
    else:
        wanted = corpus.given.astype(np.float32)
        judged = corpus.judged.astype(np.float32)
    return Lesson(texts.texts, texts.vectors, free, wanted, judged)


def _net(params: Params, texts: Words, free: NDArray[np.bool_]) -> Net:
    numbers = np.flatnonzero(free)
    names = [texts.names[number - 1] for number in numbers]
    rows, first = np.unique(word_vectors.installed().places(names), return_index=True)
    return net_training.net_of(params, rows, numbers[first])
