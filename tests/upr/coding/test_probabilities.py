"""Scores made into probabilities."""

import numpy as np

from upr.coding.probabilities import (
    Calibration,
    given,
    goals_of,
    probabilities,
    with_targets,
)


def calibration():
    return Calibration(
        label_scale=np.array([2, 0], dtype=np.float32),
        label_shift=np.array([0, -9], dtype=np.float32),
        thresholds=np.array([0.5, 0.5], dtype=np.float32),
        goal_of=np.array([-1, -1], dtype=np.float32),
        action_scale=np.array(2, dtype=np.float32),
        action_knots=np.array([0.3, 0.9], dtype=np.float32),
        action_shares=np.array([0.5, 0.98], dtype=np.float32),
    )


def test_probabilities_of_the_action_sum_to_one_and_keep_the_likeliest():
    scores = np.random.default_rng(0).normal(size=(50, 7)).astype(np.float32)
    said = probabilities(scores, calibration())
    assert (said.action.argmax(axis=1) == scores[:, :5].argmax(axis=1)).all()
    assert (said.action.sum(axis=1) <= 1 + 1e-5).all()


def test_the_surest_keep_their_order():
    scores = np.zeros((20, 7), dtype=np.float32)
    scores[:, 2] = np.linspace(0, 6, 20)
    sure = probabilities(scores, calibration()).action.max(axis=1)
    assert (np.diff(sure) >= 0).all()
    assert sure[-1] > sure[-8]


def test_a_label_without_texts_is_never_likely():
    said = probabilities(np.zeros((1, 7), dtype=np.float32), calibration())
    assert said.labels[0, 0] == 0.5
    assert said.labels[0, 1] < 0.001


def test_a_text_gets_its_likeliest_issue_where_none_is_sure():
    labels = ("issues/Justice", "sdg_goals/16")
    chances = np.array([[0.3, 0.3], [0.05, 0.9], [0.7, 0.2]], dtype=np.float32)
    told = given(labels, chances, calibration())
    assert told.tolist() == [[True, False], [False, True], [True, False]]


def test_a_goal_leans_on_its_likeliest_target():
    labels = ("sdg_goals/1", "sdg_goals/16", "sdg_targets/16.1", "sdg_targets/16.a")
    goals = goals_of(labels)
    assert goals.tolist() == [-1, -1, 1, 1]
    chances = np.array([[0.5, 0.25, 0.75, 0.25]], dtype=np.float32)
    assert with_targets(chances, goals).tolist() == [[0.5, 0.5, 0.75, 0.25]]
