import io
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from upright.calendar import cards
from upright.calendar.card_canvas import RTL, Canvas, Style, png_of, width_of
from upright.calendar.card_facts import (
    CardFacts,
    Changed,
    Figure,
    PastReview,
    from_plain,
)
from upright.calendar.card_words import LANGUAGES, state_name, words
from upright.calendar.cards import SIZES, Card, Shape

PAST = (
    PastReview(2, 2014, 100, 40, 0.5),
    PastReview(3, 2019, 120, 44, 0.8),
)
FACTS = CardFacts(PAST, ("Women's rights", "Detention"), 7)
REVIEW = date(2026, 11, 5)
NAME = "{http://www.w3.org/2000/svg}"


def card(day: date = date(2026, 10, 16), facts: CardFacts = FACTS, **fields) -> Card:
    given = {
        "iso3": "SVN",
        "name": "Slovenia",
        "session": 47,
        "cycle": 4,
        "target": REVIEW,
        "is_review_day": True,
    }
    return Card(**{**given, **fields}, day=day, facts=facts)


def drawn(made: Card, language: str = "en", shape: Shape = Shape.WIDE) -> list[str]:
    root = ET.fromstring(cards.svg_of(made, language, shape))
    return [found.text or "" for found in root.iter(f"{NAME}text")]


def test_a_card_shows_days_reviews_issues_and_what_changed():
    assert drawn(card()) == [
        "Universal Periodic Review",
        "Working Group, session 47",
        "Slovenia",
        "20",
        "Days to its review",
        "Recommendations",
        "States",
        "Recommending",
        "supported",
        "Share",
        "Cycle 2 (2014)",
        "100",
        "40",
        "50%",
        "Cycle 3 (2019)",
        "120",
        "44",
        "80%",
        "Asked most",
        "Women's rights · Detention",
        "What changed: Share supported",
        "50% › 80%",
        "Upright · Data version 7",
    ]


def test_its_words_for_those_who_do_not_see_it_say_the_same():
    assert cards.alt_text(card()) == (
        "Universal Periodic Review, Working Group, session 47. Slovenia. "
        "Days to its review: 20. "
        "Cycle 2 (2014): Recommendations 100, Recommending States 40, "
        "Share supported 50%. "
        "Cycle 3 (2019): Recommendations 120, Recommending States 44, "
        "Share supported 80%. "
        "Asked most: Women's rights, Detention. "
        "What changed: Share supported 50% › 80%."
    )
    root = ET.fromstring(cards.svg_of(card(), "en", Shape.WIDE))
    described = root.find(f"{NAME}desc")
    assert described is not None
    assert described.text == cards.alt_text(card())
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    ("day", "is_review_day", "said"),
    [
        (date(2026, 11, 4), True, ["1", "Days to its review"]),
        (REVIEW, True, ["Reviewed today"]),
        (date(2026, 11, 4), False, ["1", "Days to the session"]),
        (date(2026, 11, 6), False, ["The session is under way"]),
    ],
)
def test_the_days_are_counted_to_the_edge(day, is_review_day, said):
    assert drawn(card(day, is_review_day=is_review_day))[3 : 3 + len(said)] == said


def test_days_are_counted_over_a_leap_day():
    over = card(date(2028, 2, 28), target=date(2028, 3, 1))
    assert over.days == 2


def test_without_an_earlier_report_the_card_says_so():
    nothing = CardFacts((), (), 7)
    assert drawn(card(facts=nothing))[5:] == [
        "No report of an earlier review is archived here",
        "Upright · Data version 7",
    ]
    assert nothing.changed is None


def test_a_review_nobody_answered_has_no_share():
    pending = CardFacts((PastReview(1, None, 9, 5, None),), (), 1)
    assert drawn(card(facts=pending))[10:14] == ["Cycle 1", "9", "5", "–"]
    assert pending.changed is None


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ((100, 40, 0.5), (120, 44, 0.8), Changed(Figure.SUPPORTED, 0.5, 0.8)),
        ((100, 40, 0.5), (210, 44, 0.8), Changed(Figure.RECOMMENDATIONS, 100, 210)),
        ((100, 40, None), (101, 20, 0.8), Changed(Figure.STATES, 40, 20)),
    ],
)
def test_the_figure_that_changed_most_by_ratio_is_named(before, now, changed):
    past = (PastReview(1, 2009, *before), PastReview(2, 2014, *now))
    assert CardFacts(past, (), 1).changed == changed


def test_facts_come_back_from_plain_data():
    assert from_plain(FACTS.as_plain()) == FACTS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", list(Shape))
def test_every_card_is_a_picture_of_its_size(language, shape):
    picture = Image.open(io.BytesIO(png_of(cards.svg_of(card(), language, shape))))
    assert picture.size == SIZES[shape]
    assert picture.format == "PNG"


def test_from_right_to_left_the_card_is_mirrored():
    left = ET.fromstring(cards.svg_of(card(), "en", Shape.WIDE))
    right = ET.fromstring(cards.svg_of(card(), "ar", Shape.WIDE))
    bands = [root.findall(f"{NAME}rect")[1] for root in (left, right)]
    assert [band.get("x") for band in bands] == ["0", "760"]
    names = [root.findall(f"{NAME}text")[2] for root in (left, right)]
    assert [(one.get("x"), one.get("text-anchor")) for one in names] == [
        ("50", "start"),
        ("1150", "end"),
    ]
    assert (names[1].text or "").startswith(RTL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_card_turns_into_a_box(language):
    """Drawn with the packages' fonts, no letter looks like one that no font has."""
    told = [line for line in words(language).values() if line]
    letters = set("".join(told) + state_name("SVN", "Slovenia", language)) - set("{} ")
    boxes = drawn_alone("\U0010fffd")
    assert [one for one in sorted(letters) if drawn_alone(one) == boxes] == []


def drawn_alone(letter: str) -> bytes:
    canvas = Canvas((80, 80))
    canvas.text(10, 60, letter, Style(40, "#000000"))
    return Image.open(io.BytesIO(png_of(canvas.svg()))).tobytes()


def test_a_long_name_stands_on_several_lines_and_within_the_band():
    name = "Saint Vincent and the Grenadines"
    lines = drawn(card(name=name, iso3="VCT"))[2:5]
    assert lines == ["Saint Vincent", "and the", "Grenadines"]


def test_words_that_are_too_wide_are_made_smaller():
    style = Style(40, "#000000")
    wide = width_of("Recommendations", style)
    assert style.fitting("Recommendations", wide + 1).size == 40
    assert round(style.fitting("Recommendations", wide / 2).size) == 20


def test_every_language_has_every_word_but_the_issues():
    empty = {
        (key, language)
        for language in LANGUAGES
        for key, word in words(language).items()
        if not word
    }
    assert empty == {("asked", one) for one in LANGUAGES if one != "en"}


def test_states_have_names_in_every_language():
    assert [state_name("SVN", "Slovenia", one) for one in LANGUAGES] == [
        "Slovenia",
        "Slovénie",
        "Eslovenia",
        "سلوفينيا",
        "Словения",
        "斯洛文尼亚",
    ]
    assert state_name("XAA", "Aldoria", "fr") == "Aldoria"


def test_what_is_printed_cannot_become_markup():
    svg = cards.svg_of(card(name="<script>&"), "en", Shape.WIDE)
    assert [found.text for found in ET.fromstring(svg).iter(f"{NAME}text")][2] == (
        "<script>&"
    )
