"""Scores made into probabilities, and the probability from which a label is given.

Needs the extra `train`. Fitted only on scores that were given to texts of States not
learnt from, so that they say how far such scores can be trusted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from upr.coding.corpus import Corpus
from upr.coding.matrices import Floats
from upr.coding.probabilities import (
    Calibration,
    action_chances,
    goals_of,
    label_chances,
    with_targets,
)

_KNOTS = 16  # of the action's curve; more would follow the noise
_LOWEST, _HIGHEST, _STEP = 0.15, 0.6, 0.025  # thresholds are looked for between these
# Texts' worth of the common threshold in each label's own; of 30, 100, 300, 1000 and
# 3000 on three folds: a label's own threshold mostly follows the noise.
_DRAW = 1000
_FEWEST = 5  # texts with a label; with fewer it is never given
_ACTION_SCALE = (
    1.0  # of the action's scores before the softmax; the curve does the rest
)

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Line:
    scale: float
    shift: float


def calibrate(corpus: Corpus, scores: Floats, rows: Rows) -> Calibration:
    """What the scores of `rows` mean; `scores` are out of fold, action first."""
    lines = [
        _line(scores[judged, 5 + label], corpus.given[judged, label])
        for label in range(len(corpus.labels))
        for judged in [rows[corpus.judged[rows, label]]]
    ]
    scale = np.array([line.scale for line in lines], dtype=np.float32)
    shift = np.array([line.shift for line in lines], dtype=np.float32)
    goal_of = goals_of(corpus.labels)
    chances = with_targets(label_chances(scores[rows, 5:], scale, shift), goal_of)
    knots, shares = _curve(scores[rows, :5], corpus.action[rows])
    return Calibration(
        label_scale=scale,
        label_shift=shift,
        thresholds=_thresholds(corpus.given[rows], chances),
        goal_of=goal_of,
        action_scale=np.array(_ACTION_SCALE, dtype=np.float32),
        action_knots=knots,
        action_shares=shares,
    )


def _line(scores: Floats, given: NDArray[np.bool_]) -> _Line:
    """The logistic curve from score to probability (Platt)."""
    if given.sum() < _FEWEST:
        return _Line(0.0, -9.0)
    curve = LogisticRegression(C=10.0).fit(scores[:, None], given)
    return _Line(float(curve.coef_[0, 0]), float(curve.intercept_[0]))


def _thresholds(given: NDArray[np.bool_], chances: Floats) -> Floats:
    """For each label the probability with the best F1.

    Drawn towards the best common one, the more the fewer texts have the label.
    """
    steps = np.arange(_LOWEST, _HIGHEST, _STEP)
    hits = np.stack([(given & (chances > step)).sum(axis=0) for step in steps])
    told = np.stack([(chances > step).sum(axis=0) for step in steps])
    size = given.sum(axis=0)
    common = steps[np.argmax(2 * hits.sum(axis=1) / (told.sum(axis=1) + size.sum()))]
    own = steps[np.argmax(2 * hits / np.maximum(told + size, 1), axis=0)]
    weight = size / (size + _DRAW)
    mixed: Floats = (weight * own + (1 - weight) * common).astype(np.float32)
    return mixed


def _curve(scores: Floats, wanted: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """How often the likeliest category is right, by its raw probability."""
    raw = action_chances(scores, np.array(_ACTION_SCALE, dtype=np.float32))
    highest = raw.max(axis=1)
    right = raw.argmax(axis=1) == wanted
    curve = IsotonicRegression(out_of_bounds="clip").fit(highest, right)
    knots = np.quantile(highest, np.linspace(0.01, 0.99, _KNOTS)).astype(np.float32)
    smooth = np.convolve(
        np.pad(curve.predict(knots), 1, "edge"), np.ones(3) / 3, "valid"
    )
    # strictly rising, so that the order of the surest stays
    rising = np.maximum.accumulate(smooth) + np.linspace(0, 1e-3, _KNOTS)
    return knots, np.clip(rising, 0.2, 0.998).astype(np.float32)
