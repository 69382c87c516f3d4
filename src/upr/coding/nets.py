"""The nets of a model: which there are, and how they are trained on a corpus.

Needs the extra `train`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from upr.coding import net_training, word_vectors
from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.coding.net import Net, Numbers
from upr.coding.net_scoring import NetReader, Nets
from upr.coding.net_training import Lesson, Params, Plan
from upr.coding.words import words

_FEWEST_STATES = {"action": 4, "labels": 2}  # whose reviews hold a word that is learnt
_WIDE = (128, 128, 128, 64)  # filters of each width
# Rounds, rates and shares were tried on the first fold alone. A second net for the
# action is worth 0.1 points and more, one for the labels next to nothing.
PLANS = {
    "action": tuple(
        Plan(_WIDE, 96, 5, 0.002, 0.5, exclusive=True, seed=seed) for seed in (0, 1, 2)
    ),
    "labels": (
        Plan(_WIDE, 0, 10, 0.004, 0.3, exclusive=False, seed=0, pace=4),
        Plan(_WIDE, 0, 10, 0.004, 0.4, exclusive=False, seed=1, pace=10, batch=64),
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The corpus as numbers of words."""

    names: tuple[str, ...]  # word n is names[n - 1]
    texts: tuple[Numbers, ...]
    vectors: Floats  # row 0 is 0


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
    corpus: Corpus, texts: Words, rows: Numbers, tell: Callable[[str], None]
) -> Nets:
    """Train the nets on some texts of the corpus."""
    found: dict[str, tuple[Net, ...]] = {}
    for scheme, plans in PLANS.items():
        lesson = _lesson(scheme, corpus, texts, rows)
        found[scheme] = tuple(
            _net(net_training.train(lesson, rows, plan), texts, lesson.free)
            for plan in plans
        )
        tell(f"  {len(plans)} nets for {scheme}")
    return Nets(found["action"], found["labels"])


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
