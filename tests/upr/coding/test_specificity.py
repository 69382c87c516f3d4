"""Signs of specificity and what is named."""

import pytest

from upr.coding.specificity import named, signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Improve the situation of children", []),
        ("Ratify OP-CAT", [("specific action", "Ratify")]),
        (
            "Raise spending on health to 5 per cent within two years",
            [("measurable", "5 per cent"), ("time-bound", "within two years")],
        ),
        (
            "Ask the Ministry of Justice to report annually",
            [("addressed body", "Ministry of Justice"), ("time-bound", "annually")],
        ),
        # a year in a treaty's name is no time
        ("Accede to the 1951 Convention", [("specific action", "Accede")]),
        (
            "Fully implement the plan; investigate each case",
            [
                ("specific action", "Fully implement"),
                ("specific action", "investigate"),
            ],
        ),
        # only what a text or a part of it opens with
        ("Continue its efforts to implement the code of conduct", []),
    ],
)
def test_signs_are_words_of_the_text(text, expected):
    found = signs(text)
    assert [(sign.part.value, sign.words) for sign in found] == expected
    assert [text[s.start : s.start + len(s.words)] for s in found] == [
        sign.words for sign in found
    ]


def test_named_lists_each_once():
    found = named("Sign CEDAW, ratify CEDAW and invite the Special Rapporteur")
    assert [(one.ref, one.kind) for one in found] == [
        ("CEDAW", "treaty"),
        ("SPECIAL-RAPPORTEUR", "special procedure"),
    ]
