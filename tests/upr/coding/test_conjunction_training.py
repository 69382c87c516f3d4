"""Trees that become sums over features and pairs, on texts about imagined places."""

import itertools

import numpy as np
import pytest
from scipy.sparse import csr_array

from upr.coding import conjunction_training, conjunctions, features, matrices
from upr.coding.corpus import Corpus
from upr.coding.words import words

COLUMNS = np.array([7, 2, 5])


def leaf(value):
    return {"leaf_value": value}


def node(feature, left, right):
    return {"split_feature": feature, "left_child": left, "right_child": right}


def told(sums, standing):
    """What a sum says of a text in which these features stand."""
    return sum(value for together, value in sums.items() if together <= standing)


TREE = node(0, node(1, leaf(1.0), leaf(2.0)), node(2, leaf(4.0), leaf(8.0)))


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [((), 1), ((2,), 2), ((5,), 1), ((7,), 4), ((7, 2), 4), ((7, 5), 8), ((2, 5), 2)],
)
def test_a_sum_says_what_its_tree_says(standing, wanted):
    sums = conjunction_training.sum_of(TREE, COLUMNS)
    assert told(sums, frozenset(standing)) == pytest.approx(wanted)


def test_a_tree_that_asks_the_same_twice_asks_once():
    twice = node(0, leaf(1.0), node(0, leaf(4.0), leaf(8.0)))
    sums = conjunction_training.sum_of(twice, COLUMNS)
    assert told(sums, frozenset({7})) == 8
    assert set(sums) == {frozenset(), frozenset({7})}


def test_a_tree_of_one_leaf_says_it_of_every_text():
    assert conjunction_training.sum_of(leaf(0.5), COLUMNS) == {frozenset(): 0.5}


def corpus():
    """Texts that have a goal where judges stand in them, but not with schools."""
    places = ("schools", "prisons", "harbours", "villages")
    people = ("teachers", "judges", "fishers", "nurses")
    verbs = ("Train", "Support", "Protect", "Register")
    texts, given, keys = [], [], []
    for number, (verb, who, where) in enumerate(
        itertools.product(verbs, people, places)
    ):
        texts.append(f"{verb} the {who} who are in the {where}")
        given.append([False, who == "judges" and where != "schools", False])
        keys.append(f"X{'ABCD'[number % 4]}A-03")
    labels = ("issues/Justice", "sdg_goals/16", "sdg_goals/14")
    every = np.ones((len(texts), 3), dtype=np.bool_)
    action = np.zeros(len(texts), dtype=np.int64)
    return Corpus(tuple(texts), tuple(keys), action, labels, np.array(given), every)


@pytest.fixture(scope="module")
def ready():
    return conjunction_training.prepare(corpus().texts, corpus().states)


def test_features_of_one_state_are_not_kept(ready):
    alone = np.arange(len(corpus().texts)) * 0
    assert len(ready.index.kept) > 0
    lone = conjunction_training.prepare(corpus().texts, alone)
    assert len(lone.index.kept) == 0


def test_what_hangs_on_two_words_together_is_learnt(ready):
    given = corpus()
    rows = np.arange(len(given.texts))
    made = conjunction_training.learn(given, ready, rows, lambda _: None)
    scores = conjunction_training.scores(made, ready, rows)
    assert ((scores[:, 0] > 0) == given.given[:, 1]).all()
    assert len(made.pairs) > 0


def test_a_reader_says_of_a_text_what_was_learnt_of_it(ready):
    given = corpus()
    rows = np.arange(len(given.texts))
    made = conjunction_training.learn(given, ready, rows, lambda _: None)
    split = [words(text) for text in given.texts]
    vocabulary = features.Vocabulary()
    batch = features.batch(split, vocabulary)
    reader = conjunctions.ConjunctionReader(made)
    reader.learn(matrices.inside(vocabulary.words)[1], len(vocabulary.words))
    counts = matrices.word_counts(batch, len(vocabulary.words))
    present = reader.present(list(features.topic(batch)), counts)
    wanted = conjunction_training.scores(made, ready, rows)
    assert reader.scores(present) == pytest.approx(wanted, abs=1e-4)


def test_a_label_nobody_gave_is_never_given(ready):
    given = corpus()
    rows = np.arange(len(given.texts))
    made = conjunction_training.learn(given, ready, rows, lambda _: None)
    assert set(conjunction_training.scores(made, ready, rows)[:, 1]) == {-9.0}


def test_sums_without_any_feature_make_a_model(ready):
    made = conjunction_training.joined(ready.index, [{frozenset(): -1.0}])
    present = csr_array((3, 0), dtype=np.float32)
    assert conjunctions.scores(made, present).tolist() == [[-1.0]] * 3
