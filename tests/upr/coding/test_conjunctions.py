"""What is said of features and pairs of features, and how it is kept."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from upr.coding import conjunction_file, conjunctions
from upr.coding.conjunctions import ConjunctionReader, Conjunctions
from upr.coding.features import Vocabulary, batch, fold, of_word, topic
from upr.coding.matrices import Index, inside, word_counts
from upr.coding.words import words


def table(rows):
    return csr_array(np.array(rows, dtype=np.float32).reshape(-1, 2))


def learnt(kept=(3, 8, 9)):
    """Three features and two pairs of them, which tell of two labels."""
    return Conjunctions(
        Index(np.array(kept), np.ones(3, dtype=np.float32)),
        np.array([[0, 1], [0, 2]]),
        table([[1.27, 0], [0, 0], [0.5, 0]]),
        table([[2, 0.3], [-4, 0]]),
        np.array([-1, -2], dtype=np.float32),
    )


def said(present):
    return conjunctions.scores(learnt(), csr_array(np.array(present, dtype="f4")))


@pytest.mark.parametrize(
    ("present", "wanted"),
    [
        ([0, 0, 0], [-1, -2]),
        ([1, 0, 0], [0.27, -2]),
        ([0, 1, 1], [-0.5, -2]),
        ([1, 1, 0], [2.27, -1.7]),
        ([1, 1, 1], [-1.23, -1.7]),
        ([3, 2, 0], [2.27, -1.7]),
    ],
    ids=["none", "one", "no pair", "a pair", "two pairs", "often counts once"],
)
def test_features_and_pairs_add_up(present, wanted):
    assert said([present])[0].tolist() == pytest.approx(wanted)


def test_a_text_is_told_of_alike_alone_and_among_others():
    texts = [[1, 1, 0], [0, 0, 0], [1, 1, 1]]
    alone = [said([text])[0].tolist() for text in texts]
    assert said(texts).tolist() == alone


def test_no_texts_have_no_scores():
    assert said(np.zeros((0, 3))).shape == (0, 2)


def test_a_reader_finds_words_and_what_stands_next_to_them():
    texts = [words("Build schools"), words("Build wells for schools")]
    vocabulary = Vocabulary()
    found = batch(texts, vocabulary)
    counts = word_counts(found, len(vocabulary.words))
    pair = next(iter(topic(found))).hashes[:1]  # "build schools"
    kept = np.unique(fold(np.r_[pair, of_word("build")[:1], of_word("schools")[:1]]))
    reader = ConjunctionReader(learnt(kept))
    for word in vocabulary.words:
        reader.learn(inside([word])[1], 1)
    present = reader.present(list(topic(found)), counts).toarray()
    assert sorted(present.sum(axis=0).tolist()) == [1, 2, 2]
    assert reader.scores(csr_array(present)).shape == (2, 2)


def test_goals_and_targets_are_scored_here():
    labels = ("issues/Labour", "sdg_goals/8", "sdg_targets/8.5", "groups/Youth")
    assert conjunctions.scored(labels).tolist() == [False, True, True, False]


def test_they_survive_their_file():
    given = learnt()
    found = conjunction_file.conjunctions_in(conjunction_file.arrays_of(given))
    assert found.index.kept.tolist() == given.index.kept.tolist()
    assert found.pairs.tolist() == given.pairs.tolist()
    assert found.bias.tolist() == given.bias.tolist()
    for name in ("singles_labels", "pairs_labels"):
        kept, had = getattr(found, name).toarray(), getattr(given, name).toarray()
        assert kept == pytest.approx(had, abs=1e-4)


def test_what_is_kept_does_not_change_when_it_is_kept_again():
    once = conjunction_file.arrays_of(learnt())
    again = conjunction_file.arrays_of(conjunction_file.conjunctions_in(once))
    assert {name: a.tolist() for name, a in again.items()} == {
        name: a.tolist() for name, a in once.items()
    }


def test_the_file_is_the_same_made_twice_where_a_value_is_nothing():
    first = replace(learnt(), singles_labels=table([[1e-6, 0], [1.27, 0.5], [0.5, 0]]))

    once, again = (conjunction_file.arrays_of(first) for _ in range(2))

    assert once["together_singles_values"].tolist() == [10404, 32767, 4096]
    assert {name: array.tolist() for name, array in again.items()} == {
        name: array.tolist() for name, array in once.items()
    }


def test_pairs_that_add_nothing_are_left_out_of_the_file():
    given = learnt()
    given.pairs_labels.data[:] = [2, 0.3, 1e-6]
    found = conjunction_file.conjunctions_in(conjunction_file.arrays_of(given))
    assert found.pairs.tolist() == [[0, 1]]


def test_an_earlier_version_had_none():
    arrays = conjunction_file.arrays_of(learnt())
    assert (conjunction_file.are_in(arrays), conjunction_file.are_in({})) == (
        True,
        False,
    )
