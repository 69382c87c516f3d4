"""From scores to probabilities, and from these to the labels that are given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, softmax

from upr.coding.codes import Scheme
from upr.coding.matrices import Floats

Flags = NDArray[np.bool_]
_ISSUES = f"{Scheme.ISSUES}/"
_LEAST = 0.1  # chance of a text's only issue; the best of 0, 0.1, 0.15, 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Calibration:
    """What scores mean."""

    label_scale: Floats  # a label's probability: logistic of scale x score + shift
    label_shift: Floats
    thresholds: Floats  # probability from which a label is given
    goal_of: Floats  # for a target the place of its goal among the labels, else -1
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
    own = label_chances(scores[:, 5:], meant.label_scale, meant.label_shift)
    labels = with_targets(own, meant.goal_of)
    return Scores(_as_often_right(raw, meant), labels)


def given(labels: Sequence[str], chances: Floats, meant: Calibration) -> Flags:
    """Which labels are given: those that reach their thresholds.

    People gave every text at least one issue: where none reaches its threshold, the
    likeliest is given, unless nothing speaks for it.
    """
    told: Flags = chances > meant.thresholds
    issues = np.flatnonzero([label.startswith(_ISSUES) for label in labels])
    if not len(issues):
        return told
    bare = np.flatnonzero(~told[:, issues].any(axis=1))
    likeliest = issues[chances[np.ix_(bare, issues)].argmax(axis=1)]
    speaks = chances[bare, likeliest] > _LEAST
    told[bare[speaks], likeliest[speaks]] = True
    return told


def action_chances(scores: Floats, scale: Floats) -> Floats:
    """The probabilities of the five categories before calibration."""
    chances: Floats = softmax(scores * scale, axis=1)
    return chances


def label_chances(scores: Floats, scale: Floats, shift: Floats) -> Floats:
    """The probability of each label."""
    chances: Floats = expit(scores * scale + shift)
    return chances


def goals_of(labels: Sequence[str]) -> Floats:
    """For each label that is a target the place of its goal, -1 for the others."""
    places = {label: place for place, label in enumerate(labels)}
    return np.array([places.get(_goal(label), -1) for label in labels], dtype="f4")


def _goal(label: str) -> str:
    scheme, _, code = label.partition("/")
    goal = code.partition(".")[0]
    return f"{Scheme.SDG_GOALS}/{goal}" if scheme == Scheme.SDG_TARGETS else ""


def with_targets(chances: Floats, goal_of: Floats) -> Floats:
    """The chances with each goal's drawn to that of its likeliest target.

    A text has a goal exactly where it has one of its targets: half the evidence for
    the goal is taken from them.
    """
    joined = chances.copy()
    for goal in np.unique(goal_of[goal_of >= 0]).astype(int):
        likeliest = chances[:, goal_of == goal].max(axis=1)
        joined[:, goal] = (chances[:, goal] + likeliest) / 2
    return joined


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
