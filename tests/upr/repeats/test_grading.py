from itertools import product

import pytest

from upr.repeats import Comparison, Grade, compare, least_score, meaning_of

OPCAT = "Ratify the Optional Protocol to the Convention against Torture"


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        (OPCAT, "Accede to OP-CAT without delay", Grade.SAME),
        (OPCAT, "Become a party to OPCAT", Grade.SAME),
        (
            "Ratify OPCAT by 2030",
            f"{OPCAT} and Other Cruel, Inhuman or Degrading Treatment or Punishment",
            Grade.SAME,
        ),
        ("Abolish capital punishment", "Abolish the death penalty", Grade.SAME),
        (
            "Set up a National Human Rights Institution in line with the Paris"
            " Principles",
            "Establish an NHRI in full compliance with the Paris Principles",
            Grade.SAME,
        ),
        (OPCAT, "Consider ratifying OPCAT", Grade.NEARLY),
        (OPCAT, "Ratify OPCAT and CRPD", Grade.NEARLY),
        (OPCAT, "Ratify the Convention on the Rights of the Child", Grade.OTHER),
        (OPCAT, "Ratify the Convention against Torture", Grade.OTHER),
        (
            "Abolish the death penalty",
            "Declare a moratorium on the death penalty",
            Grade.MATTER,
        ),
        (OPCAT, "Build schools for girls in rural areas", Grade.OTHER),
        (OPCAT, "", Grade.OTHER),
        ("", "", Grade.OTHER),
    ],
)
def test_what_a_person_calls_the_same_is_graded_the_same(first, second, grade):
    assert compare(meaning_of(first), meaning_of(second)).grade is grade


def test_the_order_of_two_texts_does_not_matter():
    one, other = meaning_of(OPCAT), meaning_of("Ratify OPCAT, CED and CRPD by 2030")

    assert compare(one, other) == compare(other, one)


def test_a_moratorium_is_another_request_than_abolition():
    abolish = meaning_of("Abolish the death penalty")
    moratorium = meaning_of("Declare a moratorium on executions")

    assert compare(abolish, moratorium).grade not in {Grade.SAME, Grade.NEARLY}


def test_issues_as_coded_bring_texts_of_one_matter_together():
    texts = ("Let everyone speak and print freely", "Free those who reported the news")
    plain = compare(*(meaning_of(text) for text in texts))
    coded = compare(*(meaning_of(text, ["Freedom of the press"]) for text in texts))

    assert coded.score >= plain.score


def test_the_name_of_a_state_says_nothing():
    one = meaning_of("Invite Chile to share how it trains judges")
    other = meaning_of("Invite Peru to share how it trains judges")

    assert one.signs == other.signs
    assert compare(one, other).grade is Grade.SAME


def test_grades_ask_for_rising_scores():
    grades = (Grade.OTHER, Grade.MATTER, Grade.NEARLY, Grade.SAME)

    assert [least_score(grade) for grade in grades] == sorted(map(least_score, grades))
    assert 0 < least_score(Grade.MATTER) < least_score(Grade.NEARLY) < 1


def test_what_cannot_reach_the_least_score_is_given_up_and_nothing_else():
    texts = (
        *(OPCAT, "Consider ratifying OPCAT", "Ratify OPCAT, CED and CRPD by 2030"),
        *("Abolish the death penalty", "Declare a moratorium on executions"),
        *("Invite Chile to share how it trains judges", "Train judges", ""),
    )
    meanings = [meaning_of(text) for text in texts]

    for one, other in product(meanings, repeat=2):
        whole = compare(one, other, least=0.001)
        for least in (0.2, 0.4, 0.6, 0.9):
            found = compare(one, other, least=least)
            assert found in {whole, Comparison(0.0, Grade.OTHER)}
            assert found == whole or whole.score < least


def test_a_text_of_any_length_is_read_in_part():
    long = "Ratify OPCAT. " + "torture " * 20_000

    assert len(meaning_of(long).letters) < 3100
