"""Addenda that answer recommendation by recommendation."""

from tests.upr.families.addendum.written import explained, failed, read, said
from upr.records import Implementation

ONE_BY_ONE = """
Aldoria welcomes the recommendations made. Its answers are as follows:

** 1. Aldoria cannot, at this point in time, make a definitive statement.
The convention on the coast is being looked at.

** 2. Aldoria accepts the recommendation. The act of 2009 is under review.

** 3. Aldoria accepts the recommendation on the treaty on harbours. However, it
cannot make a definitive statement regarding the treaty on salt.

** 4., 5., 6., Aldoria accepts these recommendations and already acts accordingly.
** 7., 8.

** 9. Aldoria cannot accept the recommendation for the following reasons:

• The court of the islands has no such power.

** 10. Aldoria values the work of its lighthouse keepers.

** 11. Aldoria accepts the recommendation and has implemented it to a great extent.
"""


def test_plain_numbers_are_items_where_they_head_answers():
    document = read(ONE_BY_ONE)
    expected = {"1": "unclear", "2": "supported", "3": "partly", "9": "noted"}
    expected |= dict.fromkeys(("4", "5", "6", "7", "8", "11"), "supported")
    assert said(document) == expected
    assert document.source.layout == "answered one by one"


def test_an_answer_that_is_none_is_left_over():
    document = read(ONE_BY_ONE)
    assert [one.why for one in document.leftovers] == ["No position was found on 10."]


def test_the_words_of_the_answer_are_told_from_the_explanation():
    document = read(ONE_BY_ONE)
    second = document.statements[1]
    assert second.words == "Aldoria accepts the recommendation."
    assert second.explanation == "The act of 2009 is under review."
    assert explained(document)["9"] == "• The court of the islands has no such power."


def test_what_is_implemented_is_read_from_the_answer():
    found = {
        key: one.implementation
        for one in read(ONE_BY_ONE).statements
        for key in one.items
    }
    assert found["5"] is Implementation.IMPLEMENTED
    assert found["11"] is Implementation.IN_PROCESS
    assert found["2"] is None


def test_the_text_of_a_recommendation_that_is_repeated_is_no_answer():
    document = read(
        """
98.1 Accept visits of the rapporteurs and support the fishers (Brevania, Corvalia);

Accepted. Aldoria invites all of them.

98.2 Abolish the tax on salt (Dunmere).

Noted. The tax pays for the harbours.

98.3. Build a lighthouse (Estavia): Partially accepted.
"""
    )
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "partly"}
    assert explained(document) == {
        "98.1": "Aldoria invites all of them.",
        "98.2": "The tax pays for the harbours.",
    }


def test_labels_with_a_word_head_numbered_paragraphs():
    document = read(
        """
** Recommendation 98.1

5. Aldoria accepts this recommendation.

** Recommendations 98.2 and 98.3

6. Aldoria is not in a position to accept these recommendations.
"""
    )
    assert said(document) == {"98.1": "supported", "98.2": "noted", "98.3": "noted"}


def test_a_heading_answers_for_the_labels_under_it():
    document = read(
        """
# Recommendations that enjoy the support of Aldoria

98.1 Build a lighthouse (Brevania).

It will be built next year.

98.3 Train the police (Corvalia).

# Recommendations noted

98.2 Abolish the tax on salt (Dunmere).
"""
    )
    assert said(document) == {"98.1": "supported", "98.3": "supported", "98.2": "noted"}
    assert explained(document) == {"98.1": "It will be built next year."}
    assert document.source.layout == "numbers under headings that answer"


def test_a_label_that_says_the_same_as_its_list_explains_it():
    document = read(
        """
2. The Government accepts recommendations 98.1-98.2.

98.1 Aldoria accepts this recommendation. A law is being written.
"""
    )
    assert said(document) == {"98.1": "supported", "98.2": "supported"}
    assert failed(document) == []
    assert list(explained(document)) == ["98.1"]


def test_a_label_that_contradicts_its_list_is_told():
    document = read(
        """
2. The Government accepts recommendations 98.1-98.2.

98.1 Aldoria does not accept this recommendation.
"""
    )
    assert failed(document) == ["once"]


def test_an_answer_may_stand_at_the_end_of_the_recommendation():
    document = read(
        """
98.1 Build a lighthouse (Brevania) – Accepted.

98.2 Abolish the tax on salt (Corvalia) Not accepted

98.3: Noted.

98.4 - Position of Aldoria: supported.
"""
    )
    assert said(document) == {
        "98.1": "supported",
        "98.2": "noted",
        "98.3": "noted",
        "98.4": "supported",
    }
