"""Vectors of words, as they are installed."""

import numpy as np

from upr.coding import word_vectors


def likeness(first, second):
    one, other = word_vectors.installed().of([first, second])
    return one @ other / np.linalg.norm(one) / np.linalg.norm(other)


def test_words_of_like_meaning_lie_near_each_other():
    assert likeness("abolish", "dismantle") > likeness("abolish", "water") + 0.1
    assert likeness("@CAT", "torture") > likeness("@CAT", "school") + 0.1


def test_a_compound_has_the_vector_of_its_parts():
    vectors = word_vectors.installed()
    whole, first, second = vectors.of(["qqq-water-school", "water", "school"])
    assert np.abs(whole - (first + second) / 2).max() < 1e-6


def test_an_unknown_word_has_a_vector_of_zeros():
    assert not word_vectors.installed().of(["xqzzkw"]).any()


def test_words_are_kept_by_number_once_and_in_order():
    hashes = word_vectors.installed().hashes
    assert (np.diff(hashes.astype(np.int64)) > 0).all()
