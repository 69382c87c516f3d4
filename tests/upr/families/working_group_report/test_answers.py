"""Who gets which position, for each way of answering in the taxonomy."""

import pytest

from tests.upr.families.working_group_report.printed import read, rows
from upr.families.working_group_report.wordings import wording

ONE = "\n\n98.1. Ratify the Covenant (Brevania);\n"


@pytest.mark.parametrize(
    ("words", "position", "implementation"),
    [
        ("The recommendations listed below enjoy the support of S:", "supported", None),
        ("S agrees to follow up on the recommendations below:", "supported", None),
        ("During the dialogue S agreed on the following:", "supported", None),
        (
            "The following enjoy the support of S, which considers that they are "
            "already implemented or in the process of implementation:",
            "supported",
            "implemented_or_in_process",
        ),
        (
            "The following enjoy the support of S, which considers that they are "
            "already implemented:",
            "supported",
            "implemented",
        ),
        (
            "The following enjoy the support of S, which considers that they are in "
            "the process of implementation:",
            "supported",
            "in_process",
        ),
        (
            "The following recommendations will be examined by S, which will provide "
            "responses in due time:",
            "pending",
            None,
        ),
        (
            "The response of S to the following recommendations will be included in "
            "the outcome report:",
            "pending",
            None,
        ),
        (
            "Recommendations that do not enjoy the support of S for now will be "
            "examined by it, no later than the twentieth session:",
            "pending",
            None,
        ),
        ("The recommendations below did not enjoy the support of S:", "noted", None),
        (
            "S considers that these cannot be accepted and would be noted:",
            "noted",
            None,
        ),
        ("The recommendations listed below were rejected by S:", "noted", None),
        ("The recommendations below were noted by S:", "noted", None),
        (
            "S considers that the recommendations below are inaccurate and factually "
            "incorrect:",
            "noted",
            None,
        ),
        ("The following are based on false or erroneous premises:", "noted", None),
        (
            "S noted the following recommendations and indicated that they pertain to "
            "measures which have been implemented:",
            "noted",
            None,
        ),
    ],
)
def test_position_follows_the_words_of_the_paragraph(words, position, implementation):
    result = read(f"98. {words}{ONE}")
    found = result.items[0].position
    assert (found.value, found.implementation) == (position, implementation)
    assert found.words == words
    assert found.paragraph == "98"


def test_unknown_words_leave_the_list_pending_and_are_left_over():
    result = read(f"98. Aldoria sang the songs below:{ONE}")
    assert result.items[0].position.value == "pending"
    assert [left.text for left in result.leftovers] == ["Aldoria sang the songs below:"]


def test_an_answer_after_the_list_is_its_position():
    result = read("""
60. During the dialogue, the following recommendations were made to Aldoria:

1. Build a school (Brevania);

61. All recommendations formulated during the dialogue enjoy the support of Aldoria.
""")
    assert rows(result) == [("60.1", "Build a school", ("XAB",), "supported")]
    assert result.items[0].position.paragraph == "61"


def test_an_answer_put_off_after_the_list():
    result = read("""
44. In the course of the discussion, the following recommendations were made to Aldoria:

1. Build a school (Brevania);

45. The response of Aldoria to these recommendations will be included in the outcome
report adopted by the Human Rights Council at its eighth session.
""")
    assert result.items[0].position.value == "pending"
    assert result.items[0].position.paragraph == "45"


def test_a_list_never_answered_is_pending():
    result = read("""
44. In the course of the discussion, the following recommendations were made to Aldoria:

1. Build a school (Brevania);
""")
    assert result.items[0].position.value == "pending"


def _implementations(result):
    return [item.position.implementation for item in result.items]


LIST_OF_FOUR = """
67. The recommendations listed below enjoy the support of Aldoria:

1. Build a school (Brevania);

2. Build a bridge (Brevania);

3. Build a well (Brevania);

4. Build a mill (Brevania).
"""


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("Nos. 1, 3 above", [1, 3]),
        ("Nos. 1-3 above", [1, 2, 3]),
        ("2 to 4 above", [2, 3, 4]),
        ("nos. 1 3 above", [1, 3]),
        ("Nos. 2 and 4 above in paragraph 67", [2, 4]),
    ],
)
def test_implemented_by_reference_to_numbers_above(numbers, expected):
    result = read(
        LIST_OF_FOUR + f"\n68. Aldoria considers that recommendations {numbers} are "
        "either already implemented or in the process of implementation.\n"
    )
    marked = [n for n, found in enumerate(_implementations(result), 1) if found]
    assert marked == expected
    assert {item.position.value for item in result.items} == {"supported"}
    assert result.comments[0].about == tuple(f"67.{n}" for n in expected)


def test_implemented_in_part_by_numbers_in_the_chapeau():
    text = LIST_OF_FOUR.replace(
        "of Aldoria:",
        "of Aldoria, out of which recommendations 3 to 4 Aldoria considers already "
        "implemented:",
    )
    found = _implementations(read(text))
    assert found == [None, None, "implemented", "implemented"]


def test_implemented_by_an_asterisk():
    text = LIST_OF_FOUR.replace("a bridge (Brevania)", "a bridge (Brevania)*")
    result = read(
        text + "\n68. Aldoria considers that recommendations marked with an asterisk "
        "are already implemented.\n"
    )
    assert _implementations(result) == [None, "implemented", None, None]
    assert result.items[1].recommendations[0].text == "Build a bridge"


def test_prefixed_numbers_above_get_a_position_later():
    result = read("""
136. The recommendations made to Aldoria are listed below:

136.1. Build a school (Brevania);

136.2. Build a bridge (Brevania);

136.3. Build a well (Brevania);

137. The recommendations above, 136.1-136.2, did not enjoy the support of Aldoria.
""")
    assert [item.position.value for item in result.items] == [
        "noted",
        "noted",
        "pending",
    ]


def test_a_comment_that_mentions_refusal_changes_no_position():
    result = read(
        LIST_OF_FOUR + "\n68. With regard to recommendation 2 above, Aldoria indicated "
        "that the public had rejected the bridge.\n"
    )
    assert {item.position.value for item in result.items} == {"supported"}
    assert result.comments[0].about == ("67.2",)


def test_the_closing_sentence_is_no_position():
    found = wording(
        "All conclusions and/or recommendations contained in the present report "
        "reflect the position of the submitting State(s)."
    )
    assert found is not None
    assert found.name == "closing"
