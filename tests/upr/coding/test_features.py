"""Hashed features."""

import numpy as np

from upr.coding import features


def batch(*texts):
    return features.batch([text.split() for text in texts], features.Vocabulary())


def counts(found, size):
    parts = list(found)
    texts = np.concatenate([part.texts for part in parts])
    return np.bincount(texts, minlength=size).tolist()


def test_hashes_are_the_same_in_every_run():
    assert features.hash_of("w ratify") == 2104951632144323298


def test_features_stay_inside_their_text():
    apart = list(features.topic(batch("ratify treaty", "release prisoners now")))
    alone = list(features.topic(batch("release prisoners now")))
    second = [part.hashes[part.texts == 1].tolist() for part in apart]
    assert second == [part.hashes.tolist() for part in alone]


def test_shape_looks_at_the_opening_and_at_links():
    one, other = batch("strengthen laws by adopting codes"), batch("strengthen laws")
    assert counts(features.shape(one), 1) > counts(features.shape(other), 1)


def test_empty_texts_have_no_features():
    empty = batch("", "")
    assert [part.texts.size for part in features.topic(empty)] == [0, 0, 0, 0]
    assert list(features.shape(empty)) == []


def test_a_reference_counts_as_what_it_stands_for():
    shared = set(features.of_word("@CEDAW")) & set(features.of_word("women"))
    assert features.hash_of("w women") in shared


def test_buckets_fit():
    folded = features.fold(features.of_word("disappearances"))
    assert folded.min() >= 0
    assert folded.max() < features.BUCKETS


def test_pieces_of_words_can_be_left_out():
    parts = list(features.parts_of("violins"))
    whole = [part for part in parts if not features.is_piece(part)]
    assert whole == ["w violins", "b viol", "b violi", "b violin"]
    hashes = features.of_word("violins", with_pieces=False)
    assert hashes.tolist() == [features.hash_of(part) for part in whole]
    assert len(features.of_word("violins")) == len(parts) > len(whole)


def test_it_is_counted_in_how_many_texts_and_states_a_feature_is_met():
    one, other = (np.uint64(place << (64 - features.BITS)) for place in (3, 9))
    found = [
        features.Found(np.array([0, 0, 1]), np.array([one, one, one])),
        features.Found(np.array([2, 3, 0]), np.array([one, other, other])),
    ]
    met = features.met(found, np.array([0, 0, 1, 0]))
    assert met.buckets.tolist() == [3, 9]
    assert met.texts.tolist() == [3, 2]
    assert met.states.tolist() == [2, 1]
