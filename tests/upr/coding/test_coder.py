"""The installed model, on texts written for these tests."""

import dataclasses
import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest

from upr import coding
from upr.coding import weights, word_vectors
from upr.coding.coder import NO_TEXT, Coder
from upr.coding.unseen_wordings import version_with


def only(text, **options):
    [codes] = coding.code([text], **options)
    return codes


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Share its best practices with other States", "1"),
        ("Continue its efforts against poverty", "2"),
        ("Consider ratifying the Convention against Torture", "3"),
        ("Strengthen the protection of children", "4"),
        ("Continue and strengthen its efforts to fight poverty", "4"),
        ("Ratify the Convention against Torture", "5"),
        ("Abolish the death penalty", "5"),
    ],
)
def test_action_follows_the_verb(text, category):
    assert only(text).action.code == category


def test_an_instrument_brings_its_subject():
    codes = only("Ratify the Convention against Torture")
    assert [coding.code for coding in codes.issues] == [
        "Torture and other CID treatment",
        "International instruments",
    ]


def test_codes_come_with_words_that_decided():
    codes = only("Abolish the death penalty and protect girls")
    assert codes.action.words[0] == "Abolish"
    [penalty] = [one for one in codes.issues if one.code == "Death penalty"]
    assert set(penalty.words) <= {"death", "penalty", "Abolish"}
    assert codes.model == coding.model_version()


def test_small_words_are_no_reason():
    # Without "and" the score of the child falls more than it takes to count.
    codes = only(
        "Adopt a law on online violence against women and girls, and ratify it"
    )
    [child] = [one for one in codes.issues if one.code == "Rights of the Child"]
    assert child.words == ("girls",)


def test_text_longer_than_any_recommendation_comes_without_words_that_decided():
    codes = only("Ratify CEDAW, " + "and publish the report " * 100)
    assert {one.words for one in codes.all()} == {()}
    assert [one.ref for one in codes.named] == ["CEDAW"]


def test_codes_without_explanation_are_the_same():
    texts = ["Ratify CEDAW", "Protect migrants from abuse by 2030"]
    plain = coding.code(texts, explain=False)
    full = coding.code(texts)
    assert [[(c.code, c.score) for c in one.all()] for one in plain] == [
        [(c.code, c.score) for c in one.all()] for one in full
    ]
    assert {one.words for one in plain[0].all()} == {()}


def test_a_text_is_coded_the_same_alone_and_among_others():
    texts = ["Ratify CEDAW", "", "Protect migrants, women and children", "Ratify CEDAW"]
    among = coding.code(texts, explain=False)
    assert [codes.all() for codes in among] == [
        only(text, explain=False).all() for text in texts
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("", NO_TEXT), (" \n", NO_TEXT), ("Abolir la peine de mort", "another language")],
)
def test_what_is_not_coded_says_so(text, language):
    codes = only(text)
    assert (codes.language, codes.all()) == (language, ())


def test_a_coder_can_begin_with_a_text_without_words():
    [codes] = Coder(weights.installed()).code([" \n"])
    assert codes.language == NO_TEXT


def test_no_texts_no_codes():
    assert coding.code([]) == []


def test_weights_survive_their_file():
    installed = weights.installed()
    again = weights.unpacked(weights.packed(installed))
    assert again.labels == installed.labels
    assert (again.topic.kept == installed.topic.kept).all()
    assert abs(again.words_labels - installed.words_labels).max() < 1e-6


def test_a_model_of_an_earlier_version_is_refused():
    with np.load(io.BytesIO(weights.packed(weights.installed()))) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    early = io.BytesIO()
    np.savez(early, **{n: a for n, a in kept.items() if not n.startswith("together_")})
    with pytest.raises(weights.ModelError) as caught:
        weights.unpacked(early.getvalue())
    assert str(caught.value) == (
        "The weights are of an earlier version; `upr train` makes them anew."
    )


def test_texts_are_coded_by_a_model_in_a_file(tmp_path):
    own = tmp_path / "own.npz"
    made = dataclasses.replace(weights.installed(), version="9-0a1b2c3d")
    own.write_bytes(weights.packed(made))
    [codes] = coding.code(["Ratify CEDAW"], explain=False, model=own)
    version = version_with("9-0a1b2c3d")
    assert (codes.model, coding.model_version(own)) == (version, version)
    assert codes.action == only("Ratify CEDAW", explain=False).action
    assert only("Ratify CEDAW").model == coding.model_version() != version


def test_a_model_in_a_file_that_is_missing_is_refused(tmp_path):
    with pytest.raises(weights.ModelError, match="There are no trained weights at"):
        coding.model_version(tmp_path / "none.npz")


def array_alone() -> bytes:
    """A file of NumPy that holds one array and is no archive."""
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 no archive", b"\x80\x04pickle", array_alone()]
)
def test_damaged_weights_are_refused(data):
    said = "damaged" if data.startswith(b"PK") else "holds no trained weights"
    with pytest.raises(weights.ModelError, match=said):
        weights.unpacked(data)


def test_an_archive_of_something_else_is_no_damaged_model():
    with pytest.raises(weights.ModelError, match="holds no trained weights"):
        weights.unpacked(word_vectors.path().read_bytes())


def test_missing_weights_say_how_to_make_them(tmp_path):
    with pytest.raises(weights.ModelError, match="upr train"):
        weights.read(tmp_path / "model.npz")


def test_threads_that_ask_one_coder_take_turns():
    texts = [
        "Ratify OP-CAT and establish a national preventive mechanism",
        "Ensure clean water and sanitation for all children in rural areas",
        "Abolish the death penalty",
        "Protect journalists and human rights defenders from reprisals",
    ]
    alone = [only(text) for text in texts]
    for _ in range(5):
        together = Barrier(len(texts))
        coder = Coder(weights.installed())

        def ask(text, coder=coder, together=together):
            together.wait()
            return coder.code([text])[0]

        with ThreadPoolExecutor(len(texts)) as pool:
            assert list(pool.map(ask, texts)) == alone
