"""What each feature tells of a label before the linear stage is fitted."""

import numpy as np
from scipy.sparse import csr_array

from upr.coding.first_stage import how_telling

WITH, WITHOUT = [True, True], [False, False]


def telling(rows, given):
    return how_telling(csr_array(np.array(rows, dtype=np.float64)), np.array(given))


def test_a_feature_tells_by_how_much_more_there_is_of_it_with_a_label():
    rows = [[1, 1, 0], [1, 0, 0], [1, 0, 1], [1, 0, 1]]
    # To each sum 0.03 is added.
    expected = np.log([2.03 / 3.09, 1.03 / 3.09, 0.03 / 3.09])
    expected -= np.log([2.03 / 4.09, 0.03 / 4.09, 2.03 / 4.09])
    assert np.allclose(telling(rows, WITH + WITHOUT), expected)


def test_where_texts_are_alike_with_and_without_a_label_nothing_tells():
    assert telling([[1, 2]] * 4, WITH + WITHOUT).tolist() == [0, 0]


def test_no_feature_tells_more_than_a_limit():
    rows = [[1e5, 0, 1], [1e5, 0, 1], [0, 1e5, 1], [0, 1e5, 1]]
    assert telling(rows, WITH + WITHOUT).tolist() == [6, -6, 0]
