"""Scores are used again only where they were made from the same."""

from dataclasses import replace

import numpy as np
import pytest

from upr.coding.corpus import Corpus
from upr.coding.kept_scores import (
    KeptScores,
    KeptScoresError,
    Origin,
    digest_of_corpus,
    digest_of_encoder,
    digest_of_recipe,
)

ORIGIN = Origin(corpus="c", encoder="", parts="5", recipe="r")
SCORES = np.array([[0.5, np.nan]], dtype=np.float32)
ADVICE = "Name another file, or delete this one to begin anew."
CORPUS = Corpus(
    texts=("Ratify CEDAW", "Abolish torture"),
    keys=("XAA-01", "XAB-02"),
    action=np.array([4, 4]),
    labels=("issues/Torture",),
    given=np.array([[False], [True]]),
    judged=np.array([[True], [True]]),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "scores.npz"


def assert_same(found, expected):
    assert found is not None
    assert np.array_equal(found, expected, equal_nan=True)


def test_scores_of_the_same_origin_come_back(path):
    kept = KeptScores(path, ORIGIN)
    assert kept.load() is None
    kept.keep(SCORES)
    assert_same(kept.load(), SCORES)
    assert [file.name for file in path.parent.iterdir()] == ["scores.npz"]


def test_scores_can_be_kept_over_earlier_ones(path):
    kept = KeptScores(path, ORIGIN)
    kept.keep(SCORES)
    kept.keep(SCORES + 1)
    assert_same(kept.load(), SCORES + 1)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"corpus": "d"}, "another corpus"),
        ({"encoder": "e"}, "another encoder (or with none, or without)"),
        ({"parts": "3"}, "another number of parts"),
        ({"recipe": "s"}, "another way of learning"),
        ({"corpus": "d", "parts": "3"}, "another corpus and another number of parts"),
    ],
)
def test_scores_of_another_origin_are_refused(path, other, expected):
    KeptScores(path, ORIGIN).keep(SCORES)
    with pytest.raises(KeptScoresError) as caught:
        KeptScores(path, replace(ORIGIN, **other)).load()
    assert str(caught.value) == f"{path} holds scores of {expected}. {ADVICE}"


def test_scores_without_an_origin_are_refused(path):
    with path.open("wb") as file:
        np.save(file, SCORES)
    with pytest.raises(KeptScoresError) as caught:
        KeptScores(path, ORIGIN).load()
    said = f"{path} does not say what its scores were made from. {ADVICE}"
    assert str(caught.value) == said


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04 cut off"])
def test_another_file_is_refused(path, data):
    path.write_bytes(data)
    with pytest.raises(KeptScoresError) as caught:
        KeptScores(path, ORIGIN).load()
    assert str(caught.value) == f"{path} is no file of out-of-fold scores. {ADVICE}"
    assert path.read_bytes() == data


def test_a_damaged_file_is_refused(path):
    KeptScores(path, ORIGIN).keep(SCORES)
    data = bytearray(path.read_bytes())
    at = data.index(b"NUMPY")
    data[at : at + 5] = b"-----"
    path.write_bytes(data)
    with pytest.raises(KeptScoresError):
        KeptScores(path, ORIGIN).load()


@pytest.mark.parametrize(
    "change",
    [
        {"texts": ("Ratify CEDAW", "Abolish slavery")},
        {"keys": ("XAA-01", "XAC-02")},
        {"action": np.array([4, 3])},
        {"labels": ("issues/Justice",)},
        {"given": np.array([[True], [True]])},
        {"judged": np.array([[False], [True]])},
    ],
)
def test_a_corpus_of_the_same_size_has_another_digest(change):
    assert digest_of_corpus(CORPUS) == digest_of_corpus(replace(CORPUS))
    assert digest_of_corpus(CORPUS) != digest_of_corpus(replace(CORPUS, **change))


def test_an_encoder_is_known_by_its_files(tmp_path):
    for name, said in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(said, encoding="utf-8")
    first, same, other = (digest_of_encoder(tmp_path / name) for name in "abc")
    assert (first == same, first == other) == (True, False)


def test_settings_do_not_run_together():
    assert digest_of_recipe(1, 23) != digest_of_recipe(12, 3)
