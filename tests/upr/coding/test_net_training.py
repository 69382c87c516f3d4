"""Texts of like length are trained together, and none is left out."""

import numpy as np

from upr.coding.net_training import batches

LENGTHS = np.array([5, 1, 9, 2, 2, 7, 30, 4, 1, 3, 12])


def test_each_text_comes_once_and_the_order_hangs_on_the_seed():
    first, again, other = (
        [list(one) for one in batches(LENGTHS, 4, np.random.default_rng(seed))]
        for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other
    assert sorted(row for batch in first for row in batch) == list(range(11))
    assert sorted(map(len, first)) == [3, 4, 4]


def test_texts_of_like_length_are_together():
    found = batches(LENGTHS, 4, np.random.default_rng(1))
    by_length = sorted(sorted(LENGTHS[batch].tolist()) for batch in found)

    assert by_length == [[1, 1, 2, 2], [3, 4, 5, 7], [9, 12, 30]]
