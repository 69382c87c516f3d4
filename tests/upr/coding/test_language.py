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
        ("Sign", "another language"),  # known alone tells
        ("Continue to abolish the beating of prisoners with sticks", None),
    ],
)
def test_a_short_text_is_told_by_the_words_that_are_known(text, expected):
    assert not_english(text, words(text), known) == expected
