"""Weights in their file, and the version they go by."""

from dataclasses import replace

import numpy as np

from upr.coding import weights


def test_models_that_differ_in_one_number_have_different_versions():
    found = weights.named(weights.installed(), 3)
    meant = replace(found.meant, label_shift=found.meant.label_shift + 1)
    other = weights.named(replace(found, meant=meant), 3)
    assert weights.named(found, 3).version == found.version
    assert len({found.version, other.version, weights.named(found, 2).version}) == 3


def test_the_installed_model_goes_by_its_version():
    found = weights.installed()
    assert weights.installed_version() == found.version


def test_weights_survive_their_file():
    found = weights.installed()
    again = weights.unpacked(weights.packed(found))
    assert weights.packed(again) == weights.packed(found)


def test_a_weight_of_one_step_survives_its_file():
    found = weights.installed()
    table = np.zeros_like(found.topic_labels)
    table[:2, 0] = 127, 1
    data = weights.packed(replace(found, topic_labels=table))
    assert weights.unpacked(data).topic_labels[:3, 0].tolist() == [127, 1, 0]
