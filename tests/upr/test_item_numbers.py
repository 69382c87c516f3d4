"""Numbers of items, as loosely printed as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.item_numbers import ItemNumber, run_at, runs

RUNS = [
    ("98.1, 98.3-5, 98.7- 8", ["98.1", "98.3", "98.4", "98.5", "98.7", "98.8"]),
    ("98.10. 98.11", ["98.10", "98.11"]),
    ("98.82-85, 87 and 98.90", ["98.82", "98.83", "98.84", "98.85", "98.87", "98.90"]),
    ("98.120, 109", ["98.120", "98.109"]),
    ("98.41-43,98.46", ["98.41", "98.42", "98.43", "98.46"]),
    ("98.1 to 98.3 as well as 99.2", ["98.1", "98.2", "98.3", "99.2"]),
    ("98.3. to 98.5.", ["98.3", "98.4", "98.5"]),
    ("98.14– 15", ["98.14", "98.15"]),
    ("1–3, 14 – 15, 20", ["1", "2", "3", "14", "15", "20"]),
    ("5., 6., and 7. The State", ["5", "6", "7"]),
    ("1 3 and 7", ["1", "3", "7"]),
    ("98.1 15 States", ["98.1"]),
    ("1-3. 14 of these", ["1", "2", "3"]),
    ("4, 5 of which", ["4"]),
]


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_a_run_is_read_to_its_end(text, expected):
    run = run_at(text)
    assert run is not None
    assert list(run.keys) == expected
    assert run.doubtful == []


@pytest.mark.parametrize(
    "text",
    ["harbour", "2015 was", "30 January", "12 per cent", "5 % of", "98.5.2 of", ""],
)
def test_other_numbers_begin_no_run(text):
    assert run_at(text) is None


@pytest.mark.parametrize("text", ["98.9-4", "98.5-99.7", "1-999"])
def test_what_is_no_range_is_told(text):
    run = run_at(text)
    assert run is not None
    assert run.doubtful == [text]
    assert len(run.keys) == 2


def keys(text: str, **about) -> tuple[str, ...]:
    run = run_at(text, **about)
    return run.keys if run else ()


def test_known_paragraphs_may_be_printed_with_blank_or_comma():
    known = frozenset({98})
    assert keys("98. 5 and 98,6", known=known) == ("98.5", "98.6")
    assert keys("98,6") == ("98", "6")


def test_plain_numbers_take_the_paragraph_they_are_said_to_be_of():
    assert keys("5, 7", prefix=98) == ("98.5", "98.7")


IN_TEXT = [
    ("accepts recommendations 1–2, 5 and 98.4.", [("1", "2", "5", "98.4")]),
    ("recommendations Nos. 8, 9 in paragraph 98 above", [("98.8", "98.9")]),
    (
        "paragraph 98 (1), (3) to (5) and (9)",
        [("98.1", "98.3", "98.4", "98.5", "98.9")],
    ),
    ("supports 98.1 and 98.3 but notes 98.2", [("98.1", "98.3"), ("98.2",)]),
    ("Of 142 recommendations it accepts 98", []),
    ("grew by 23.5 per cent under article 20.3 in 2015", []),
    ("spent EUR 25.4 million", []),
    ("Rec. 18 was read", [("18",)]),
    ("accepts recommendation 6.1, and 6.3 to 6.4", [("6.1", "6.3", "6.4")]),
]


@pytest.mark.parametrize(("text", "found"), IN_TEXT)
def test_runs_are_found_in_a_text(text, found):
    assert [run.keys for run in runs(text)] == found


SPANS = st.lists(
    st.tuples(st.integers(1, 200), st.integers(0, 9)), min_size=1, max_size=12
)
COMMAS = st.sampled_from([", ", ",", " and ", ", and ", "; "])
DASHES = st.sampled_from(["-", "–", " - ", "- ", "– ", " to "])


@given(spans=SPANS, data=st.data())
def test_what_is_printed_with_its_paragraph_is_read_back(spans, data):
    pieces: list[str] = []
    expected = []
    for first, more in spans:
        prefix = data.draw(st.sampled_from(["98.", "98.", ""])) if pieces else "98."
        piece = f"{prefix}{first}"
        if more:
            dash = data.draw(DASHES)
            again = data.draw(st.sampled_from(["", "98."]))
            piece += f"{dash}{again}{first + more}"
        pieces.append((data.draw(COMMAS) if pieces else "") + piece)
        expected += [f"98.{number}" for number in range(first, first + more + 1)]
    text = "".join(pieces)
    run = run_at(text)
    assert run is not None
    assert [item.key for item in run.items] == expected
    assert run.end == len(text)


@given(spans=SPANS, data=st.data())
def test_what_is_printed_without_paragraph_is_read_back(spans, data):
    pieces: list[str] = []
    expected = []
    for first, more in spans:
        dash = data.draw(DASHES)
        piece = f"{first}{dash}{first + more}" if more else str(first)
        pieces.append((data.draw(COMMAS) if pieces else "") + piece)
        expected += [ItemNumber(None, n) for n in range(first, first + more + 1)]
    (run,) = runs(f"The State accepts recommendations {''.join(pieces)}.")
    assert run.items == expected


@given(st.text(alphabet="0123456789.,-– andto()recNos", max_size=60))
def test_any_text_is_read_without_end_or_error(text):
    for run in runs(text):
        assert 0 <= run.start < run.end <= len(text)
