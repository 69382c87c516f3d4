"""The query language: what it finds, and what it answers to a mistake."""

import re
from pathlib import Path

import pytest

from tests.upright.search.rows import row, snapshot_of_rows
from upright.search.asking import Request
from upright.search.errors import QueryError
from upright.search.fields import FIELDS
from upright.search.queries import find_in, rows_in
from upright.search.reading import Snapshot

TEXTS = {
    "women": "Protect the rights of women.",
    "woman": "Protect a woman’s right to education",
    "child": "Educate every child, in follow-up to Türkiye’s pledge",
    "treaty": "Ratify the treaty of 1325 (2000)",
    "raised": "Stop detentions¹ of migrants",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    rows = [
        row(text, "PER" if name == "treaty" else "CHL", item_key=f"1.{number}")
        for number, (name, text) in enumerate(TEXTS.items())
    ]
    return snapshot_of_rows(tmp_path_factory.mktemp("texts"), rows)


def found(snapshot: Snapshot, q: str) -> list[str]:
    by_text = {text: name for name, text in TEXTS.items()}
    return sorted(by_text[one.text] for one in rows_in(snapshot, Request(q)))


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("rights", ["woman", "women"]),  # right = rights
        ("RIGHTS", ["woman", "women"]),
        ("woman's", ["woman"]),  # one word after the other: "woman s"
        ("turkiye", ["child"]),
        ("Türkiye", ["child"]),
        ("Turkiye", ["child"]),  # the diacritic in two characters
        ("rights women", ["women"]),
        ("rights AND women", ["women"]),
        ("women OR child", ["child", "women"]),
        ("rights NOT women", ["woman"]),
        ("rights AND NOT women", ["woman"]),
        ("NOT rights", ["child", "raised", "treaty"]),
        ("NOT (rights OR child)", ["raised", "treaty"]),
        ("NOT NOT rights", ["woman", "women"]),
        ("rights (women OR education)", ["woman", "women"]),
        ("women OR child treaty", ["women"]),  # AND binds closer than OR
        ('"rights of women"', ["women"]),
        ('"rights women"', []),
        ("“rights of women”", ["women"]),
        ("«rights of women»", ["women"]),
        ("educat*", ["child", "woman"]),
        ("Éducat*", ["child", "woman"]),
        ("educati*", ["woman"]),  # a prefix of the word, not of its stem
        ("follow-up", ["child"]),
        ("1325", ["treaty"]),
        ("1325 (2000)", ["treaty"]),
        ("detention", ["raised"]),  # the raised digit is no part of the word
        ("the", ["treaty", "women"]),  # no word is too common
        ("rights, women.", ["women"]),
        ("rights — women", ["women"]),
        ("from:Peru", ["treaty"]),
        ("from:PER", ["treaty"]),
        ("from:per", ["treaty"]),
        ("NOT from:Peru the", ["women"]),
        ('state:"Slovenia" rights', ["woman", "women"]),
        ("session:20 rights", ["woman", "women"]),
        ("session:8..20 rights", ["woman", "women"]),
        ("session:..19 rights", []),
        ("year:2014.. rights", ["woman", "women"]),
        ("cycle:2 women", ["women"]),
        ("position:accepted women", ["women"]),
        ("position:noted women", []),
        ("group:eastern-europe women", ["women"]),
        ('group:"Eastern European States" women', ["women"]),
        ("from-group:latin-america women", ["women"]),
        ("org:EU women", ["women"]),
        ("from-org:EU women", []),
        ("certainty:certain women", ["women"]),
        ("A/HRC/28/15 women", ["women"]),
        ("a/hrc/28/15 women", ["women"]),
        ("A/HRC/28/15 1.3", ["treaty"]),
        ("A/HRC/28/15, para. 1.3", ["treaty"]),
        ("28/15 1.3", ["treaty"]),
        ("paragraph:1.3", ["treaty"]),
        ("symbol:A/HRC/28/15 women", ["women"]),
        ("A/HRC/99/1", []),
        ("", sorted(TEXTS)),
        ("   ", sorted(TEXTS)),
    ],
)
def test_query_finds(texts, q, names):
    assert found(texts, q) == names


@pytest.mark.parametrize(
    ("q", "message", "position", "suggestion"),
    [
        (
            'rights "of women',
            "A quotation mark opens a phrase here and none closes it.",
            7,
            'rights "of women"',
        ),
        (
            "rights (women",
            "A bracket opens here and none closes it.",
            7,
            "rights (women)",
        ),
        (
            "rights) women",
            "A bracket is closed here that was never opened.",
            6,
            "rights women",
        ),
        (
            "rights AND",
            "AND stands between two things to look for.",
            7,
            "rights",
        ),
        ("OR rights", "OR stands between two things to look for.", 0, "rights"),
        (
            "women AND OR men",
            "AND stands between two things to look for.",
            6,
            "women OR men",
        ),
        (
            "rights NOT",
            "NOT stands before what is to be left out; nothing follows it.",
            7,
            "rights",
        ),
        ("*", "A star works at the end of one word, as in educat*.", 0, ""),
        (
            "*cation",
            "A star works at the end of one word, as in educat*.",
            0,
            "cation*",
        ),
        ("e*", "A star needs at least 2 letters before it.", 0, ""),
        (
            '"human right*"',
            "A star does not work inside a phrase.",
            0,
            '"human right"',
        ),
        (
            'rights ""',
            "There is no word between these quotation marks.",
            7,
            "rights",
        ),
        ("—", "There is no word in the query: only punctuation.", 0, ""),
        ("()", "There is nothing to look for in the brackets.", 0, ""),
        (
            "-women rights",
            "To leave something out, write NOT before it; no plus is needed.",
            0,
            "NOT women rights",
        ),
        (
            "women || men",
            "Conditions are joined by AND, OR and NOT, in capitals.",
            6,
            "women OR men",
        ),
        (
            "sesion:20",
            "There is no field “sesion”. Did you mean “session”?",
            0,
            "session:20",
        ),
        (
            "from:Perru rights",
            "No State is called “Perru”. Did you mean Peru?",
            0,
            "from:Peru rights",
        ),
        ("state:Atlantis", "No State is called “Atlantis”.", 0, ""),
        (
            "session:8-20",
            "A range is written with two dots.",
            0,
            "session:8..20",
        ),
        ("year:2015..2010", "The range ends before it begins.", 0, "year:2010..2015"),
        (
            "cycle:second",
            "cycle takes a number or a range of numbers, such as 8 or 8..20.",
            0,
            "",
        ),
        (
            "position:maybe",
            "“maybe” is none of the values of position: supported, noted, pending.",
            0,
            "",
        ),
        ("paragraph:abc", "A paragraph is a number such as 115.4.", 0, ""),
        (
            "state: France",
            "A value must follow the colon of “state” at once.",
            0,
            "state:France",
        ),
        ("a\0b", "The query holds a character that is no text.", 1, ""),
        ("a\ud800b", "The query holds a character that is no text.", 1, ""),
        (
            "x" * 1001,
            "The query is longer than 1000 characters. Keep its telling words.",
            1000,
            "",
        ),
        (
            "(" * 21 + "a" + ")" * 21,
            "The query nests brackets and NOTs too deeply.",
            20,
            "",
        ),
        (
            "a " * 65,
            "The query asks for more than 64 things at once.",
            128,
            "",
        ),
    ],
)
def test_mistake_is_explained(texts, q, message, position, suggestion):
    with pytest.raises(QueryError) as caught:
        find_in(texts, Request(q))
    error = caught.value
    assert (error.message, error.position) == (message, position)
    assert error.suggestion == suggestion


def test_unknown_field_offers_the_words_themselves(texts):
    with pytest.raises(QueryError) as caught:
        find_in(texts, Request("note:water"))
    assert caught.value.suggestion == '"note water"'


def test_prefix_that_stands_for_too_many_words_is_refused(tmp_path):
    words = " ".join(f"ab{number}" for number in range(1001))
    snapshot = snapshot_of_rows(tmp_path, [row(words)])

    with pytest.raises(QueryError) as caught:
        find_in(snapshot, Request("ab*"))
    assert caught.value.message == (
        "More than 1000 different words begin with “ab”. "
        "Write more letters before the star."
    )


LANGUAGE = Path(__file__).parents[3] / "docs" / "search-language.md"


def test_examples_of_the_page_on_the_language_are_understood(texts):
    table = LANGUAGE.read_text().split("## Words")[0]
    examples = [
        example
        for line in table.splitlines()
        if line.startswith("| `")
        for example in re.findall("`(.+?)`", line.split("|")[1])
    ]
    assert len(examples) == 16
    for example in examples:
        find_in(texts, Request(example))


def test_every_field_is_on_the_page(texts):
    fields = LANGUAGE.read_text().split("## Fields")[1].split("## Mistakes")[0]
    named = re.findall(
        "`([a-z-]+)`", "".join(re.findall(r"(?m)^\|[^|]*\|[^|]*\|", fields))
    )
    assert sorted(named) == sorted(FIELDS)
