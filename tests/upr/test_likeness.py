import random

import pytest
from rapidfuzz import fuzz, process

from upr.likeness import Wordings, likeness, ready

WORDS = [
    "ratify",
    "the",
    "convention",
    "on",
    "rights",
    "of",
    "coast",
    "harbour",
    "islands",
    "CEDAW",
    "police",
]
chance = random.Random(7)


def text(most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randrange(most))).capitalize()


def mended(given: str) -> str:
    """The text with a few signs less at both ends, as a part or a word less."""
    return given[chance.randrange(9) : len(given) - chance.randrange(9)]


TEXTS = [text(40) for _ in range(80)]
ASKED = ["", "Ratify CEDAW", *(text(60) for _ in range(40)), *map(mended, TEXTS)]
WORDINGS = [ready(one) for one in TEXTS]


@pytest.mark.parametrize("least", [0.0, 0.62, 0.8, 0.9, 0.96, 1.0])
def test_texts_together_are_as_like_as_one_by_one(least: float) -> None:
    together = Wordings(WORDINGS)
    for wording in map(ready, ASKED):
        each = [likeness(wording, other, least) for other in WORDINGS]
        expected = [(place, it) for place, it in enumerate(each) if it >= least]
        assert list(together.like(wording, least)) == expected


@pytest.mark.parametrize("count", [1, 6, 200])
def test_the_nearest_are_those_of_all(count: int) -> None:
    together, letters = Wordings(WORDINGS), [one.letters for one in WORDINGS]
    for wording in map(ready, ASKED):
        expected = process.extract(
            wording.letters, letters, scorer=fuzz.ratio, limit=count
        )
        found = together.nearest(wording, count)
        assert found == [place for _, _, place in expected]


def test_the_same_letters_are_known() -> None:
    together = Wordings([ready("To ratify the Convention.")])
    assert together.has(ready("Ratify the convention"))
    assert not together.has(ready("Ratify the conventions"))


def test_no_texts_are_like_none() -> None:
    together = Wordings([])
    assert list(together.like(ready("Ratify"), 0.0)) == []
    assert together.nearest(ready("Ratify"), 6) == []
