"""Training of a net: small steps down the gradient (Adam), worked out in numpy.

The gradients are written out by hand, so that training needs no package of its own;
tests compare them with differences. The same texts, vectors and seed give the same net
on the same kind of machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import expit, softmax

from upr.coding.matrices import Floats
from upr.coding.net import OPENING, WIDEST, WIDTHS, Net, Numbers, laid_out

_SORTED = 50  # batches' worth of texts that are put in order of their length together
_WARM = 0.05  # share of the steps in which the rate rises
_LAST = 0.01  # share of the highest rate that is left in the end
_FIRST, _SECOND = 0.9, 0.99  # how slowly Adam forgets gradients and their squares
_TINY = np.float32(1e-8)

Params = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a net is trained."""

    filters: tuple[int, ...]  # for each width
    opening: int  # units for the opening words
    rounds: int  # times each text is seen
    rate: float  # of the steps, at its highest
    forget: float  # share of the filters left out in a step
    exclusive: bool  # exactly one of what is asked is right
    seed: int
    pace: float = 1  # of the words' vectors, in steps of the others
    batch: int = 32  # texts
    blur: float = 0.2  # share of a vector's numbers left out in a step
    skip: float = 0.05  # share of the words
    smooth: float = 0.02  # of the wanted chance, spread over all that is asked


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a net learns from; words are numbered from 1."""

    texts: Sequence[Numbers]
    vectors: Floats  # of the words, row 0 is 0
    free: NDArray[np.bool_]  # words whose vectors may change
    wanted: Floats  # texts x what is asked
    judged: Floats  # 1 where somebody has looked, else 0


def train(lesson: Lesson, rows: Numbers, plan: Plan) -> Params:
    """Parameters fitted to some texts of a lesson, by their names."""
    random = np.random.default_rng(plan.seed)
    params = _start(lesson, plan, random)
    adam = _Adam(params, plan.pace)
    steps = plan.rounds * -(-len(rows) // plan.batch)
    step = 0
    for _ in range(plan.rounds):
        lengths = np.array([len(lesson.texts[row]) for row in rows])
        for batch in (rows[at] for at in batches(lengths, plan.batch, random)):
            table = laid_out([lesson.texts[row] for row in batch])
            table[random.random(table.shape) < plan.skip] = 0
            found = gradients(lesson, params, table, batch, plan, random)
            adam.step(found, _rate(plan, step / steps))
            step += 1
    return params


def _rate(plan: Plan, done: float) -> float:
    """The size of a step: it rises fast, then falls like a cosine."""
    falling = (1 + float(np.cos(np.pi * done))) / 2 + _LAST
    return plan.rate * min(1.0, (done + 1e-4) / _WARM) * falling


def batches(
    lengths: Numbers, size: int, random: np.random.Generator
) -> Iterator[Numbers]:
    """Yield the numbers of `size` texts at a time, of like length, in random order.

    `lengths` are those of the texts, of which each comes once; the last may be fewer.
    """
    mixed = random.permutation(len(lengths))
    found: list[Numbers] = []
    for start in range(0, len(mixed), size * _SORTED):
        part = mixed[start : start + size * _SORTED]
        part = part[np.argsort(lengths[part], kind="stable")]
        found += [part[at : at + size] for at in range(0, len(part), size)]
    for number in random.permutation(len(found)):
        yield found[number]


def _start(lesson: Lesson, plan: Plan, random: np.random.Generator) -> Params:
    size, asked = lesson.vectors.shape[1], lesson.wanted.shape[1]

    def layer(above: int, below: int) -> Floats:
        most = 1 / np.sqrt(max(above, 1))
        return random.uniform(-most, most, (above, below)).astype(np.float32)

    params = {"vectors": lesson.vectors.copy()}
    for width, count in zip(WIDTHS, plan.filters, strict=True):
        params[f"filters {width}"] = layer(width * size, count)
        params[f"bias {width}"] = np.zeros(count, dtype=np.float32)
    params["opening"] = layer(OPENING * size, plan.opening)
    params["opening bias"] = np.zeros(plan.opening, dtype=np.float32)
    params["told"] = layer(sum(plan.filters) + plan.opening, asked)
    params["told bias"] = np.zeros(asked, dtype=np.float32)
    return params


@dataclass(frozen=True, slots=True)
class Gradients:
    """How the loss of a batch changes with each parameter."""

    layers: dict[str, Floats]  # by the parameter's name
    words: Numbers  # those in the batch that may change
    vectors: Floats  # a row for each of them


@dataclass(frozen=True, slots=True)
class _Pass:
    """A batch on its way through the net."""

    inside: Floats  # vectors of the words: texts x columns x size
    windows: list[Floats]  # for each width
    best: list[Numbers]  # for each width: the window with the strongest answer
    units: Floats  # answers of all filters and of the opening


def gradients(  # noqa: PLR0913 -- the state of one step
    lesson: Lesson,
    params: Params,
    table: Numbers,
    rows: Numbers,
    plan: Plan,
    random: np.random.Generator,
) -> Gradients:
    """How the loss of some texts, laid out as `table`, changes with the parameters."""
    blur = _kept(random, (*table.shape, params["vectors"].shape[1]), plan.blur)
    passed = _forward(params, params["vectors"][table] * blur)
    kept = _kept(random, passed.units.shape, plan.forget)
    units = passed.units * kept
    told = units @ params["told"] + params["told bias"]
    missed = _missed(told, lesson, rows, plan)
    found = {"told": units.T @ missed, "told bias": missed.sum(axis=0)}
    back = (missed @ params["told"].T) * kept * (passed.units > 0)
    inside = _backward(params, passed, back, found)
    words, vectors = _by_word(inside * blur, table, lesson)
    return Gradients(found, words, vectors)


def _kept(random: np.random.Generator, shape: tuple[int, ...], share: float) -> Floats:
    """0 for a share of the numbers, for the others what makes up for them."""
    if not share:
        return np.ones(shape, dtype=np.float32)
    kept = random.random(shape, dtype=np.float32) >= share
    return kept * np.float32(1 / (1 - share))


def _forward(params: Mapping[str, Floats], inside: Floats) -> _Pass:
    texts, columns, size = inside.shape
    windows, bests, units = [], [], []
    for width in WIDTHS:
        begin, end = WIDEST - width, columns - WIDEST
        parts = [inside[:, begin + at : end + at] for at in range(width)]
        window = np.concatenate(parts, axis=2)
        answers = window.reshape(-1, width * size) @ params[f"filters {width}"]
        answers = answers.reshape(texts, end - begin, -1)
        best = answers.argmax(axis=1)
        strongest = np.take_along_axis(answers, best[:, None], 1)[:, 0]
        units.append(np.maximum(strongest + params[f"bias {width}"], 0))
        windows.append(window)
        bests.append(best)
    first = inside[:, WIDEST : WIDEST + OPENING].reshape(texts, -1)
    units.append(np.maximum(first @ params["opening"] + params["opening bias"], 0))
    return _Pass(inside, windows, bests, np.hstack(units))


def _missed(
    told: NDArray[np.floating], lesson: Lesson, rows: Numbers, plan: Plan
) -> Floats:
    """How far what is told lies from what is wanted, per text."""
    wanted = lesson.wanted[rows]
    if plan.exclusive:
        wanted = wanted * (1 - plan.smooth) + plan.smooth / wanted.shape[1]
        missed = softmax(told, axis=1) - wanted
    else:
        missed = (expit(told) - wanted) * lesson.judged[rows]
    shared: Floats = (missed / len(rows)).astype(np.float32)
    return shared


def _backward(
    params: Params, passed: _Pass, back: Floats, found: dict[str, Floats]
) -> Floats:
    """Adds the gradients of filters and opening to `found`; returns those inside."""
    texts, _, size = passed.inside.shape
    inside = np.zeros_like(passed.inside)
    start = 0
    for width, window, best in zip(WIDTHS, passed.windows, passed.best, strict=True):
        mine = back[:, start : start + best.shape[1]]
        start += best.shape[1]
        answers = np.zeros((texts, window.shape[1], best.shape[1]), dtype=np.float32)
        np.put_along_axis(answers, best[:, None], mine[:, None], 1)
        flat = answers.reshape(-1, best.shape[1])
        found[f"bias {width}"] = mine.sum(axis=0)
        found[f"filters {width}"] = window.reshape(-1, width * size).T @ flat
        through = (flat @ params[f"filters {width}"].T).reshape(texts, -1, width, size)
        for at in range(width):
            begin = WIDEST - width + at
            inside[:, begin : begin + window.shape[1]] += through[:, :, at]
    mine = back[:, start:]
    first = passed.inside[:, WIDEST : WIDEST + OPENING].reshape(texts, -1)
    found["opening"] = first.T @ mine
    found["opening bias"] = mine.sum(axis=0)
    opening = (mine @ params["opening"].T).reshape(texts, OPENING, size)
    inside[:, WIDEST : WIDEST + OPENING] += opening
    return inside


def _by_word(inside: Floats, table: Numbers, lesson: Lesson) -> tuple[Numbers, Floats]:
    """The words that may change, and for each its gradients summed over its places."""
    words, at = np.unique(table, return_inverse=True)
    places = np.arange(table.size)
    ones = np.ones(table.size, dtype=np.float32)
    spread = csr_array((ones, (at.ravel(), places)), shape=(len(words), table.size))
    summed: Floats = spread @ inside.reshape(table.size, -1)
    free = lesson.free[words]
    return words[free], summed[free]


class _Adam:
    """Steps whose size is fitted to each parameter (Kingma and Ba 2015).

    Of the vectors only those of the batch's words are touched.
    """

    def __init__(self, params: Params, pace: float) -> None:
        self._params = params
        self._pace = np.float32(pace)
        self._mean = {name: np.zeros_like(value) for name, value in params.items()}
        self._square = {name: np.zeros_like(value) for name, value in params.items()}
        self._steps = 0

    def step(self, found: Gradients, rate: float) -> None:
        """One step down the gradients."""
        self._steps += 1
        fair = np.sqrt(1 - _SECOND**self._steps) / (1 - _FIRST**self._steps)
        size = np.float32(rate * fair)
        for name, gradient in found.layers.items():
            self._move(name, slice(None), gradient, size)
        self._move("vectors", found.words, found.vectors, size * self._pace)

    def _move(
        self, name: str, rows: slice | Numbers, gradient: Floats, size: np.float32
    ) -> None:
        mean = self._mean[name][rows] * np.float32(_FIRST)
        mean += np.float32(1 - _FIRST) * gradient
        square = self._square[name][rows] * np.float32(_SECOND)
        square += np.float32(1 - _SECOND) * gradient**2
        self._mean[name][rows], self._square[name][rows] = mean, square
        self._params[name][rows] -= size * mean / (np.sqrt(square) + _TINY)


def net_of(params: Params, rows: Numbers, words: Numbers) -> Net:
    """The net made of parameters; `words` are those whose vectors it keeps.

    `rows` are their rows among the word vectors, ascending.
    """
    return Net(
        rows=rows,
        vectors=params["vectors"][words],
        filters=tuple(params[f"filters {width}"] for width in WIDTHS),
        biases=tuple(params[f"bias {width}"] for width in WIDTHS),
        opening=params["opening"],
        opening_bias=params["opening bias"],
        told=params["told"],
        told_bias=params["told bias"],
    )
