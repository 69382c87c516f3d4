from dataclasses import replace

import pytest

from tests.upright.builders import document, item
from upr.records import PositionValue
from upr.repeats import Asked, Collection, Grade, Ground, asked_of

CAT = "Ratify the Optional Protocol to the Convention against Torture"
WANTED = Asked("A", "1", CAT, state="XAA", cycle=2, states=("XAB",))
EARLIER = Asked("B", "1", "Accede to OPCAT", state="XAA", cycle=1)
LATER = Asked("C", "1", "Ratify OPCAT", state="XAA", cycle=3)
REVIEW = Asked("A", "2", "Ratify OP-CAT and CED", state="XAA", cycle=2)
OTHERS = Asked("D", "1", "Consider ratifying OPCAT", state="XAC", cycle=2)
MATTER = Asked(
    "D", "2", "Declare a moratorium on the death penalty", state="XAC", cycle=2
)
ELSE = Asked("D", "3", "Build schools for girls", state="XAC", cycle=2)
ALL = (WANTED, EARLIER, LATER, REVIEW, OTHERS, MATTER, ELSE)


def test_repeats_come_with_the_ground_they_stand_on_the_nearest_first():
    found = Collection(ALL).repeats(WANTED)

    assert {repeat.asked.key: repeat.ground for repeat in found} == {
        EARLIER.key: Ground.EARLIER,
        LATER.key: Ground.LATER,
        REVIEW.key: Ground.REVIEW,
        OTHERS.key: Ground.OTHERS,
    }
    scores = [repeat.score for repeat in found]
    assert scores == sorted(scores, reverse=True)
    assert [repeat.grade for repeat in found[:2]] == [Grade.SAME, Grade.SAME]


def test_a_recommendation_is_no_repeat_of_itself():
    assert Collection([WANTED]).repeats(WANTED) == []


def test_its_other_text_is():
    twin = replace(WANTED, order=2)

    [found] = Collection([WANTED, twin]).repeats(WANTED)

    assert (found.asked, found.ground, found.grade) == (twin, Ground.REVIEW, Grade.SAME)


def test_more_is_found_where_less_is_asked_for():
    collection = Collection(ALL)
    wanted = Asked("", "", "Abolish the death penalty")

    assert collection.repeats(wanted) == []
    [found] = collection.repeats(wanted, Grade.MATTER)
    assert (found.asked, found.grade, found.ground) == (
        MATTER, Grade.MATTER, Ground.OTHERS,
    )  # fmt: skip


def test_without_a_cycle_it_is_said_that_the_state_is_the_same():
    [found] = Collection([EARLIER]).repeats(replace(WANTED, cycle=None))

    assert found.ground is Ground.SAME_STATE


@pytest.mark.parametrize("text", ["", "§§§", "the of and"])
def test_a_text_without_words_has_no_repeats(text):
    assert Collection(ALL).repeats(Asked("", "", text), Grade.MATTER) == []


def test_candidates_find_what_comparing_everything_finds():
    collection = Collection(ALL)

    for wanted in ALL:
        exact = collection.repeats(wanted, Grade.MATTER, is_exact=True)
        assert collection.repeats(wanted, Grade.MATTER) == exact


def test_documents_give_what_is_looked_for():
    report = document(
        item("136.1", (CAT, "XAB", "XAC"), ("sign CRPD", "XAC"), position="noted")
    )

    first, second = asked_of([report])

    assert first == Asked(
        document="A/HRC/901/1", item="136.1", text=CAT, state="XAA", cycle=2,
        states=("XAB", "XAC"), position=PositionValue.NOTED,
    )  # fmt: skip
    assert (second.order, second.states) == (2, ("XAC",))
