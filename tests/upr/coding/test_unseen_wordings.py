"""Wordings that no labelled text has, read as words that the model has learnt."""

import pytest

from upr.coding import CERTAIN, model_version
from upr.coding.coder import installed_coder
from upr.coding.corpus import load
from upr.coding.unseen_wordings import (
    places_read_as,
    read_as,
    version_with,
    wordings,
)
from upr.coding.weights import installed_version
from upr.coding.words import places, references, words
from upr.reference import issues

FRAMES = ("Adopt a law on {}", "Take further measures on {} in all regions")


def printed(phrase: str) -> str:
    """A phrase as a text has it: names written out."""
    return " ".join(
        references()[word[1:]].phrases[0] if word.startswith("@") else word
        for word in phrase.split()
    )


def test_a_phrase_is_read_as_other_words():
    text = "Prevent femicides, and recognize gender markers"
    assert " ".join(read_as(words(text))) == (
        "prevent violence against women , and recognize transgender persons"
    )


def test_small_words_inside_a_phrase_are_passed_over():
    assert read_as(words("allow all to affirm their gender")) == (
        ["allow", "all", "to", "transgender", "persons"]
    )


def test_a_phrase_is_found_as_texts_with_its_letters_are_taken_apart():
    assert words("the Māori") == ["the", "m", "ori"]
    assert read_as(words("consult the Māori")) == (
        ["consult", "the", "indigenous", "peoples"]
    )


def test_other_texts_are_read_as_they_are():
    text = "Ratify CEDAW; protect women, as Chile does"
    assert read_as(words(text)) == words(text)


def test_words_read_for_a_phrase_stand_where_the_phrase_does():
    text = "End period poverty now"
    shown = [(p.word, text[p.start : p.end]) for p in places_read_as(places(text))]
    assert shown == [
        ("end", "End"),
        ("health", "period poverty"),
        ("of", "period poverty"),
        ("women", "period poverty"),
        ("now", "now"),
    ]


def test_phrases_are_written_as_texts_are_read():
    wrong = {
        phrase: read_as(words(printed(phrase)))
        for wording in wordings()
        for phrase in wording.phrases
        if read_as(words(printed(phrase))) != wording.read_as.split()
    }
    assert wrong == {}


def test_wordings_have_tags_of_upr_info():
    tags = {issue.tag for issue in issues.ISSUES.values()}
    assert {tag for one in wordings() for tag in one.issues} - tags == set()


@pytest.mark.parametrize("frame", FRAMES)
def test_each_wording_is_coded_for_certain_as_its_row_says(frame):
    asked = [
        (frame.format(printed(phrase)), tag)
        for wording in wordings()
        for phrase in wording.phrases
        for tag in wording.issues
    ]
    coded = installed_coder().code([text for text, _ in asked], explain=False)
    missed = [
        pair
        for pair, codes in zip(asked, coded, strict=True)
        if pair[1] not in {one.code for one in codes.issues if one.score >= CERTAIN}
    ]
    assert missed == []


def test_the_printed_phrase_is_shown_as_what_decided():
    [codes] = installed_coder().code(["Adopt a law on gender markers"])
    [issue] = codes.issues
    assert (issue.code, issue.words) == (
        "Sexual Orientation and Gender Identity",
        ("gender markers",),
    )


def test_what_is_named_stays_what_is_printed():
    [codes] = installed_coder().code(["Ratify the Lanzarote Convention"])
    assert [named.ref for named in codes.named] == ["LANZAROTE"]


def test_the_version_tells_how_texts_are_read():
    model, tables = installed_coder().version.rsplit("-", 1)
    assert (model, len(tables)) == (installed_version(), 4)
    assert model_version() == version_with(installed_version())


def test_texts_that_the_model_has_learnt_from_are_hardly_read_otherwise(corpus):
    texts = [words(text) for text in load(corpus).texts]
    others = sum(read_as(text) != text for text in texts)
    assert others < len(texts) / 150
