"""What words say of recommendations."""

import pytest

from upr.records import Implementation, Stance
from upr.stances.stated import answer_of, stated
from upr.stances.wordings import implementation_in, short_answer

NONE: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Aldoria accepts this recommendation.", Stance.SUPPORTED),
        ("The recommendation enjoys the support of Aldoria.", Stance.SUPPORTED),
        ("The recommendation has been accepted.", Stance.SUPPORTED),
        ("Aldoria is in favour of the recommendation.", Stance.SUPPORTED),
        ("Aldoria cannot accept the recommendation to pay.", Stance.NOTED),
        ("Aldoria takes note of the recommendation.", Stance.NOTED),
        ("This recommendation does not enjoy the support of Aldoria.", Stance.NOTED),
        ("The recommendation is not accepted.", Stance.NOTED),
        ("Aldoria, for now, rejects the recommendation.", Stance.NOTED),
        ("Aldoria partially accepts the recommendation.", Stance.PARTLY),
        ("Aldoria accepts the recommendation in part.", Stance.PARTLY),
        ("It accepted one part of the recommendation.", Stance.PARTLY),
        ("Aldoria accepts the recommendation in principle.", Stance.IN_PRINCIPLE),
        ("The recommendation is under consideration.", Stance.UNCLEAR),
        ("Aldoria will further examine this recommendation.", Stance.UNCLEAR),
        ("Aldoria cannot give a final answer.", Stance.UNCLEAR),
        ("Aldoria supports the fishers of the coast.", None),
        ("Aldoria notes that the recommendation was made before.", None),
        ("See recommendation 98.3.", None),
        ("", None),
    ],
)
def test_an_answer_is_known_by_its_words(text, stance):
    assert answer_of(text) is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Accepted", Stance.SUPPORTED),
        ("Supported.", Stance.SUPPORTED),
        ("Accepts, already implemented", Stance.SUPPORTED),
        ("Noted", Stance.NOTED),
        ("Not accepted", Stance.NOTED),
        ("Does not support", Stance.NOTED),
        ("Partially accepted", Stance.PARTLY),
        ("Supported/Noted", Stance.PARTLY),
        ("Accepted in principle", Stance.IN_PRINCIPLE),
        ("Pending", Stance.UNCLEAR),
        ("Response: accepted", Stance.SUPPORTED),
        ("Position of Aldoria – noted", Stance.NOTED),
        ("Support for fishers is paid", None),
        ("No law is planned", None),
        ("Noted that the law", None),
    ],
)
def test_a_short_answer_is_known(text, stance):
    assert short_answer(text) is stance


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Recommendations 98.1, 98.2 and 98.4 are supported; 98.3 is noted.",
            [("supported", "98.1 98.2 98.4"), ("noted", "98.3")],
        ),
        (
            "It accepts the following. Recommendations: 98.1. See also 99.2 of it.",
            [],
        ),
        (
            "The following recommendations are accepted: 98.1, 98.5.",
            [("supported", "98.1 98.5")],
        ),
        (
            "It was not in a position to accept two recommendations (1 and 4) in "
            "paragraph 97 of the report.",
            [("noted", "97.1 97.4")],
        ),
        ("As said in recommendation 98.3 above, a law is planned.", []),
        ("Supported: 98.1, 98.2", [("supported", "98.1 98.2")]),
        ("Noted: 98.1.", [("noted", "98.1")]),
        ("Partially accepted: 98.1", [("partly", "98.1")]),
        ("We support recommendations 5, 7.", [("supported", "5 7")]),
        ("We support, in part, recommendation 98.1.", [("partly", "98.1")]),
        (
            "It accepts 98.1 (Brevania), 98.2 (Corvalia) and 98.3.",
            [("supported", "98.1"), ("supported", "98.2"), ("supported", "98.3")],
        ),
        ("Under act № 5 it accepts 98.1.", [("supported", "98.1")]),
    ],
)
def test_numbers_belong_to_the_words_beside_them(text, found):
    given = [(one.value.value, " ".join(one.keys)) for one in stated(text, NONE)]
    assert given == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This recommendation is implemented.", Implementation.IMPLEMENTED),
        ("It has already been implemented.", Implementation.IMPLEMENTED),
        ("Aldoria already acts accordingly.", Implementation.IMPLEMENTED),
        ("It is already being implemented.", Implementation.IN_PROCESS),
        ("It was implemented to a great extent.", Implementation.IN_PROCESS),
        (
            "They are already implemented or in the process of implementation.",
            Implementation.EITHER,
        ),
        ("A law is planned.", None),
    ],
)
def test_what_is_said_of_implementation_is_known(text, found):
    assert implementation_in(text) is found
