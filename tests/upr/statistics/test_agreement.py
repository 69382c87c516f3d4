import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.statistics.agreement import (
    cohens_kappa,
    kappa_of_code,
    pooled_kappa,
    share_identical,
)

CODES = ("a", "b", "c")
codes = st.frozensets(st.sampled_from(CODES))
sets = st.lists(st.tuples(codes, codes), min_size=1)
singles = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)))


def f(letters: str) -> frozenset[str]:
    return frozenset(letters)


def test_kappa_of_a_worked_table():
    """Of 50 texts 20 both yes, 15 both no, 5 only the first, 10 only the second."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_full_agreement_is_one_and_full_disagreement_below_nothing():
    assert cohens_kappa([("a", "a"), ("b", "b")]) == 1
    assert cohens_kappa([("a", "b"), ("b", "a")]) == -1


def test_where_chance_alone_would_agree_it_is_not_defined():
    assert cohens_kappa([("a", "a"), ("a", "a")]) is None
    assert cohens_kappa([]) is None
    assert pooled_kappa([(f("a"), f("a"))], ["a"]) is None
    assert pooled_kappa([], CODES) is None
    assert kappa_of_code([], "a") is None
    assert share_identical([]) is None


def test_kappa_is_pooled_over_codes():
    pairs = [(f("a"), f("a")), (f("ab"), f("a")), (f(""), f("b")), (f("b"), f("b"))]
    assert kappa_of_code(pairs, "a") == 1
    assert kappa_of_code(pairs, "b") == 0
    # Of the two codes 3 in 4 are observed alike, and half would be by chance.
    assert pooled_kappa(pairs, ["a", "b"]) == pytest.approx(0.5)
    assert share_identical(pairs) == 0.5


@given(singles)
def test_it_does_not_matter_who_is_first(pairs):
    turned = cohens_kappa([(second, first) for first, second in pairs])
    found = cohens_kappa(pairs)
    assert found == turned or found == pytest.approx(turned)


@given(sets)
def test_kappa_never_exceeds_one_and_is_one_only_where_all_is_the_same(pairs):
    kappa = pooled_kappa(pairs, CODES)
    if kappa is not None:
        assert kappa <= 1
        assert (kappa == 1) == (share_identical(pairs) == 1)
