"""Words of a text, and names put into one form."""

import pytest

from upr.coding.words import concepts_of, places, references, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratify the Convention against Torture", ["ratify", "the", "@CAT"]),
        ("Ratify CAT", ["ratify", "@CAT"]),
        # the longest name wins
        (
            "Ratify the Optional Protocol to the Convention against Torture",
            ["ratify", "the", "@OP-CAT"],
        ),
        ("Invite the Committee against Torture", ["invite", "the", "@CAT-COMMITTEE"]),
        ("Continue, as Chile does", ["continue", ",", "as", "@state", "does"]),
        ("Protect women’s rights", ["protect", "women's", "rights"]),
        # a name that only begins is no name
        ("A convention on fishing", ["a", "convention", "on", "fishing"]),
        ("", []),
    ],
)
def test_words_fold_names(text, expected):
    assert words(text) == expected


def test_places_cover_the_words_as_written():
    text = "Accede to the Convention on the Rights of the Child; sign it"
    shown = [(place.word, text[place.start : place.end]) for place in places(text)]
    assert shown == [
        ("accede", "Accede"),
        ("to", "to"),
        ("the", "the"),
        ("@CRC", "Convention on the Rights of the Child"),
        (";", ";"),
        ("sign", "sign"),
        ("it", "it"),
    ]


def test_places_stay_where_small_letters_are_longer():
    text = "İnvite UNHCR"
    [*_, last] = places(text)
    assert text[last.start : last.end] == "UNHCR"


def test_every_phrase_leads_to_its_reference():
    wrong = {
        phrase: words(phrase)
        for reference in references().values()
        for phrase in reference.phrases
        if words(phrase) != [f"@{reference.ref}"]
    }
    assert wrong == {}


def test_beginnings_are_found_in_words_of_any_length():
    assert concepts_of("deforestation" * 100_000) == ("environment",)


def test_short_beginnings_stand_whole():
    assert concepts_of("ngos") == ("civil society",)
    assert concepts_of("lawn") == ()
