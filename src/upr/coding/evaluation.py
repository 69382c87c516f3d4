"""`upr evaluate`: how well texts of States not learnt from are coded.

Needs the extra `train`. Every figure is out of fold: the texts of a State are judged
by weights, thresholds and a calibration that were fitted without that State.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from upr.coding.codes import Scheme
from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.coding.training import (
    Judged,
    Material,
    Tell,
    has_scores,
    judge,
    judge_part,
    judged_parts,
    scores_after,
    scores_of,
)

SURE = 0.8  # share of the texts called the surest
BINS = 10
LATER = 17  # the first session of the later part, when texts are split by time
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Class:
    """How one category or label fares."""

    name: str
    texts: int  # that people gave it
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Labels:
    """How the labels of one scheme fare."""

    scheme: Scheme
    texts: int
    micro_f1: float
    macro_f1: float
    exact: float  # share of texts with exactly the labels people gave
    classes: tuple[Class, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts whose action has a score between two tenths."""

    score: float  # on average
    right: float  # share
    texts: int


@dataclass(frozen=True, slots=True)
class Action:
    """How the action category fares."""

    texts: int
    accuracy: float
    macro_f1: float
    kappa: float
    surest: float  # accuracy on the surest 80 %
    calibration_error: float
    classes: tuple[Class, ...]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one evaluation."""

    title: str
    action: Action
    labels: tuple[Labels, ...]


def evaluate(
    ready: Material,
    kept: Path | None,
    keys: Sequence[str] | None,
    tell: Tell,
    *,
    is_by_time: bool = True,
) -> tuple[Report, ...]:
    """Figures by State and, with no `keys` given and if it is wanted, by time."""
    corpus = ready.corpus
    first = scores_of(ready, kept, tell)
    judged = judge(corpus, first, judged_parts(ready))
    rows = np.sort(np.concatenate(ready.parts()))
    if keys is not None:
        wanted = set(keys)
        rows = rows[[corpus.keys[row] in wanted for row in rows]]
        title = "chosen reviews of States not learnt from"
        return (report(title, corpus, judged.of(rows), rows),)
    by_state = report("States not learnt from", corpus, judged.of(rows), rows)
    return (by_state, _by_time(ready, first, tell)) if is_by_time else (by_state,)


def _by_time(ready: Material, first: Floats, tell: Tell) -> Report:
    """Learnt from the earlier sessions, judged on the later ones."""
    corpus = ready.corpus
    is_early = corpus.sessions < LATER
    early, late = np.flatnonzero(is_early), np.flatnonzero(~is_early)
    tell(f"Learning from sessions before {LATER} alone ...")
    scores = first.copy()
    scores[late] = scores_after(ready, early, late, tell)
    part = judge_part(
        corpus, scores, np.flatnonzero(is_early & has_scores(first)), late
    )
    return report(
        f"sessions {LATER} and later, learnt from earlier ones", corpus, part, late
    )


def report(title: str, corpus: Corpus, judged: Judged, rows: Rows) -> Report:
    """The figures for the texts `rows`, which `judged` is about."""
    schemes = (Scheme.ISSUES, Scheme.SDG_GOALS, Scheme.SDG_TARGETS, Scheme.GROUPS)
    return Report(
        title,
        _action(corpus.action[rows], judged.action),
        tuple(_labels(scheme, corpus, judged, rows) for scheme in schemes),
    )


def _action(wanted: NDArray[np.int64], chances: Floats) -> Action:
    told, sure = chances.argmax(axis=1), chances.max(axis=1)
    right = told == wanted
    top = np.argsort(-sure, kind="stable")[: int(SURE * len(sure))]
    classes = tuple(
        _class(str(rank + 1), wanted == rank, told == rank) for rank in range(5)
    )
    bins = _bins(sure, right)
    chance = sum(
        float((wanted == rank).mean()) * float((told == rank).mean())
        for rank in range(5)
    )
    return Action(
        texts=len(wanted),
        accuracy=float(right.mean()),
        macro_f1=_mean(one.f1 for one in classes),
        kappa=float((right.mean() - chance) / (1 - chance)),
        surest=float(right[top].mean()),
        calibration_error=sum(
            one.texts / len(wanted) * abs(one.score - one.right) for one in bins
        ),
        classes=classes,
        bins=bins,
    )


def _labels(scheme: Scheme, corpus: Corpus, judged: Judged, rows: Rows) -> Labels:
    mine = [
        at for at, label in enumerate(corpus.labels) if label.startswith(f"{scheme}/")
    ]
    seen = corpus.judged[rows][:, mine].all(axis=1)
    wanted = corpus.given[rows][:, mine][seen]
    told = judged.given[:, mine][seen]
    classes = tuple(
        _class(corpus.labels[at].partition("/")[2], wanted[:, column], told[:, column])
        for column, at in enumerate(mine)
    )
    met = [one for one in classes if one.texts]
    return Labels(
        scheme,
        len(wanted),
        micro_f1=_class("all", wanted.ravel(), told.ravel()).f1,
        macro_f1=_mean(one.f1 for one in met),
        exact=float((wanted == told).all(axis=1).mean()),
        classes=classes,
    )


def _class(name: str, wanted: Flags, told: Flags) -> Class:
    both, size, count = (int(flags.sum()) for flags in (wanted & told, wanted, told))
    return Class(
        name,
        size,
        precision=both / count if count else 0.0,
        recall=both / size if size else 0.0,
        f1=2 * both / (size + count) if size + count else 0.0,
    )


def _bins(sure: Floats, right: Flags) -> tuple[Bin, ...]:
    place = np.clip(np.ceil(sure * BINS).astype(int) - 1, 0, BINS - 1)
    return tuple(
        Bin(
            float(sure[place == at].mean()),
            float(right[place == at].mean()),
            int((place == at).sum()),
        )
        for at in np.unique(place)
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
