"""What is marked in a hit, and what is said of why it is one."""

import pytest

from tests.upright.search.rows import row, snapshot_of_rows
from upright.search.answering import Hit
from upright.search.asking import Request
from upright.search.marking import MAX_SHOWN, fragments
from upright.search.queries import find_in

EDUCATION = "the word “education” as “educate”, “education”"
TEXT = "Educate Türkiye’s children: the right to education, and the rights of the child"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    rows = [row(TEXT, "PER", "CHL", item_key="115.4")]
    return snapshot_of_rows(tmp_path_factory.mktemp("index"), rows)


def the_hit(snapshot, q: str, **filters: tuple[str, ...]) -> Hit:
    (hit,) = find_in(snapshot, Request(q, filters)).hits
    return hit


def marked(hit: Hit) -> list[str]:
    return [fragment.text for fragment in hit.snippet if fragment.is_match]


@pytest.mark.parametrize(
    ("q", "expected", "why"),
    [
        ("education", ["Educate", "education"], [EDUCATION]),
        (
            "rights",
            ["right", "rights"],
            ["the word “rights” as “right”, “rights”"],
        ),
        ("turkiye", ["Türkiye"], ["the word “turkiye” as “türkiye”"]),
        (
            "educat*",
            ["Educate", "education"],
            ["a word that begins with “educat”: “educate”, “education”"],
        ),
        (
            '"rights of the child"',
            ["rights of the child"],
            ["the phrase “rights of the child”"],
        ),
        (
            "turkiye right",
            ["Türkiye", "right", "rights"],
            [
                "the word “turkiye” as “türkiye”",
                "the word “right” as “right”, “rights”",
            ],
        ),
        (
            "the NOT water",
            ["the", "the", "the"],
            ["the word “the”", "without the word “water”"],
        ),
        (
            "the OR water",
            ["the", "the", "the"],
            ["the word “the”"],
        ),
        ("from:Peru", [], ["Recommending State: Peru"]),
        ("session:8..20", [], ["Session: 20"]),
        (
            "NOT from:France the",
            ["the", "the", "the"],
            ["the word “the”", "not Recommending State: France"],
        ),
        (
            "A/HRC/28/15 115.4",
            [],
            ["Document: A/HRC/28/15", "paragraph 115.4"],
        ),
        ("position:supported", [], ["Position: Supported"]),
        ("", [], []),
    ],
)
def test_hit_says_why(snapshot, q, expected, why):
    hit = the_hit(snapshot, q)

    assert marked(hit) == expected
    assert list(hit.why) == why


def test_whole_text_is_shown(snapshot):
    hit = the_hit(snapshot, "rights")

    assert "".join(fragment.text for fragment in hit.snippet) == TEXT


def test_chosen_recommending_state_is_said(snapshot):
    hit = the_hit(snapshot, "", recommending_state=("CHL", "NOR"))

    assert hit.why == ("Recommending State: Chile",)


def test_very_long_text_is_shown_around_its_first_match():
    text = "word " * 1000 + "here " + "word " * 1000
    start = text.index("here")

    shown = fragments(text, [(start, start + 4)])

    assert shown[0].text == "… "
    assert [f.text for f in shown if f.is_match] == ["here"]
    assert shown[-1].text == " …"
    assert len("".join(f.text for f in shown)) <= MAX_SHOWN + 4


def test_text_in_decomposed_letters_is_marked(tmp_path):
    snapshot = snapshot_of_rows(tmp_path, [row("Ask Tu\u0308rkiye to act")])

    hit = the_hit(snapshot, "Türkiye")

    assert marked(hit) == ["Türkiye"]
