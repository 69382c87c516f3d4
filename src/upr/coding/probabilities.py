"""From scores of the linear stage to probabilities."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, softmax

from upr.coding.matrices import Floats


@dataclass(frozen=True, slots=True)
class Calibration:
    """What scores mean."""

    label_scale: Floats  # a label's probability: logistic of scale x score + shift
    label_shift: Floats
    thresholds: Floats  # probability from which a label is given
    action_scale: Floats  # one number, before the softmax
    action_knots: Floats  # raw probability of the likeliest category ...
    action_shares: Floats  # ... and how often it is right


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities for a batch of texts, one row each."""

    action: Floats  # five columns
    labels: Floats  # one column for each label of the model


def probabilities(scores: Floats, meant: Calibration) -> Scores:
    """Probabilities from scores: five of the action, then those of the labels."""
    raw = action_chances(scores[:, :5], meant.action_scale)
    labels = label_chances(scores[:, 5:], meant.label_scale, meant.label_shift)
    return Scores(_as_often_right(raw, meant), labels)


def action_chances(scores: Floats, scale: Floats) -> Floats:
    """The probabilities of the five categories before calibration."""
    chances: Floats = softmax(scores * scale, axis=1)
    return chances


def label_chances(scores: Floats, scale: Floats, shift: Floats) -> Floats:
    """The probability of each label."""
    chances: Floats = expit(scores * scale + shift)
    return chances


def _as_often_right(action: Floats, meant: Calibration) -> Floats:
    """The likeliest category's probability made to mean how often it is right.

    The others share the rest in proportion. Which is the likeliest does not change.
    """
    rows = np.arange(len(action))
    best = action.argmax(axis=1)
    raw = action[rows, best]
    share = np.interp(raw, meant.action_knots, meant.action_shares)
    share = _beyond(raw, share.astype(np.float32), meant)
    rest = np.maximum(1 - raw, np.float32(1e-6))
    scaled: Floats = np.minimum(action * ((1 - share) / rest)[:, None], share[:, None])
    scaled[rows, best] = share
    return scaled


def _beyond(raw: Floats, share: Floats, meant: Calibration) -> Floats:
    """Past the last knot the surest still rise, so that they keep their order."""
    past = np.maximum(raw - meant.action_knots[-1], 0)
    room = np.float32(1) - meant.action_shares[-1]
    lifted: Floats = (share + past * room).astype(np.float32)
    return lifted
