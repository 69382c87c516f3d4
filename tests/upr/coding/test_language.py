"""Only English is coded."""

import pytest

from upr.coding.language import not_english
from upr.coding.words import plain_words


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
