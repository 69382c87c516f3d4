"""Only English is coded."""

import pytest

from upr.coding.language import not_english
from upr.coding.words import plain_words, words


def known(words):
    return [word in {"ratify", "abolish", "torture"} for word in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratify OP-CAT", None),
        ("Abolish capital punishment", None),
        ("Continue its efforts to protect the rights of all children", None),
        ("Abolir la peine de mort", "another language"),
        ("Ratificar el Convenio contra la Tortura", "another language"),
        ("Отменить смертную казнь и ратифицировать протокол", "Russian"),
        ("إلغاء عقوبة الإعدام والتصديق على البروتوكول", "Arabic"),
    ],
)
def test_not_english(text, expected):
    assert not_english(text, plain_words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("批准公约", "another language"),  # too short for its name
        ("批准公约并加入议定书", "Chinese"),
        ("토고", "another language"),
        ("12345", "no words"),
        ("😀 …", "no words"),
        ("x", "no words"),
        ("OP-CAT", None),
        ("Chile", None),
    ],
)
def test_a_text_without_words_in_latin_letters(text, expected):
    assert not_english(text, words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratificar CEDAW", "another language"),
        ("Ölüm cezasını kaldırmak", "another language"),
        ("Zrušit trest smrti", "another language"),
        ("Ratifikacija konvencije protiv torture", "another language"),
        ("Ratify CEDAW", None),
        ("Abolish apartheid", None),
        ("Halt", "another language"),  # known alone tells
        ("Continue to abolish the beating of prisoners with sticks", None),
        ("Abolish hudood ordinances", None),  # two unknown words after an English verb
        ("Abolish zina hudood ordinances", "another language"),
        ("Adopt hudood ordinances", "another language"),  # Romanian writes it so
    ],
)
def test_a_short_text_is_told_by_the_words_that_are_known(text, expected):
    assert not_english(text, words(text), known) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ratfiy CEDAW",  # two letters changed places
        "Ratiyf CEDAW",
        "Artify CEDAW",
        "Ratifiy CEDAW",  # one too many
        "Rattify CEDAW",
        "Raify CEDAW",  # one missing
        "Ratity CEDAW",  # a wrong one
        "Sgin OP-CAT",
        "Abolsih apartheid",
    ],
)
def test_a_verb_with_one_slip_is_known(text):
    assert not_english(text, words(text), known) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ratifier CEDAW",
        "Ratifie CEDAW",
        "Ratifica CEDAW",
        "Ratifique CEDAW",
        "Adopte CEDAW",  # a slip at the end is as likely another language
        "Adopta CEDAW",
        "Considere CEDAW",
        "Continuer CEDAW",
        "Abolis CEDAW",
        "Signe OP-CAT",
        "Acede CEDAW",
        "Promove CEDAW",
        "Respekt CEDAW",
        "Rtfy CEDAW",  # two slips
        "Abolsih pelna smerti",  # one word known of three
    ],
)
def test_what_is_near_a_verb_in_other_ways_is_not_known(text):
    assert not_english(text, words(text), known) == "another language"


@pytest.mark.parametrize(
    "text",
    [
        "Ratifier la CEDAW",
        "Ratificar la CEDAW",
        "Ratificar a CEDAW",
        "Ratfiy la CEDAW",
        "Abolir la peine de mort",
        "Abolir la pena de muerte",
        "Отменить смертную казнь",
        "废除死刑",
    ],
)
def test_short_texts_in_other_languages_stay_out(text):
    assert not_english(text, words(text), known) is not None


def test_the_words_of_a_name_written_out_tell():
    text = "Rtfy Convention against Torture"
    assert words(text) == ["rtfy", "@CAT"]
    assert not_english(text, words(text), known) is None


@pytest.mark.parametrize("text", ["批准CEDAW", "Επικύρωση CEDAW", "אשרר CEDAW"])
def test_a_name_in_latin_letters_does_not_make_a_text_english(text):
    assert not_english(text, words(text)) == "another language"
