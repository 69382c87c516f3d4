"""Addenda that list numbers under an answer, and explain some of them."""

from tests.upr.families.addendum.written import explained, failed, read, said
from upr.families.addendum.layouts import LAYOUTS
from upr.records import Implementation

PREFIXED = """
1. This document holds the response of Aldoria to the 13 recommendations made during
its review, of which 9 are supported and 4 noted.

# I. Accepted recommendations

2. The Government accepts the following recommendations 98.1, 98.3-4, 98.6-
7. 98.10.

# II. Accepted recommendations that Aldoria considers already
# implemented or in the process of implementation

3. The Government accepts recommendations 98.2, 11,98.12. It considers that they are
already implemented or are in the process of implementation.

** 98.2

This recommendation is implemented. The act on harbours was changed in
spring.

It holds for all islands.

** 98.11– 12

The activities for the implementation of these recommendations have already started.
See also recommendation 98.3.

# III. Noted recommendations

4. The Government takes note of recommendations 98.5, 98.8, 98.9 and 98.13 and wishes
to add the following:

98.5, 13

The tax on salt is not a matter of rights.
"""
PREFIXED = (
    PREFIXED.replace("98.6-\n7. 98.10", "98.6-\n7. 98.10")
    .replace("12 recommendations made", "13 recommendations made")
    .replace("8 are supported", "9 are supported")
)


def test_each_item_gets_the_answer_it_is_listed_under():
    document = read(PREFIXED)
    supported = [1, 2, 3, 4, 6, 7, 10, 11, 12]
    expected = {f"98.{n}": "supported" for n in supported}
    expected |= {f"98.{n}": "noted" for n in (5, 8, 9, 13)}
    assert said(document) == expected
    assert document.source.layout == "numbers listed under an answer"
    assert (document.leftovers, failed(document)) == ((), [])


def test_explanations_stay_with_the_numbers_they_explain():
    document = read(PREFIXED)
    act = (
        "This recommendation is implemented. The act on harbours was changed in "
        "spring.\nIt holds for all islands."
    )
    begun = (
        "The activities for the implementation of these recommendations have already "
        "started. See also recommendation 98.3."
    )
    salt = "The tax on salt is not a matter of rights."
    assert explained(document) == {
        "98.2": act,
        "98.11": begun,
        "98.12": begun,
        "98.5": salt,
        "98.13": salt,
    }


def test_what_is_implemented_is_said_by_explanation_paragraph_or_heading():
    document = read(PREFIXED)
    found = {
        key: one.implementation for one in document.statements for key in one.items
    }
    assert found["98.2"] is Implementation.IMPLEMENTED
    assert found["98.11"] is Implementation.IN_PROCESS
    assert (found["98.1"], found["98.5"]) == (None, None)


def test_a_statement_has_its_paragraph_words_and_places():
    first = read(PREFIXED).statements[0]
    assert first.paragraph == "2"
    assert first.words.startswith("The Government accepts the following")
    assert [place.page for place in first.places] == [2]


def test_plain_numbers_follow_the_list_a_note_names():
    document = read(
        """
1. Aldoria accepts 3 recommendations and notes 2 recommendations.¹

2. The Government accepts the recommendations 1–2, 4.

Rec. 1 We consider that this recommendation is implemented.

Rec. 4 See recommendation 1.

3. The Government notes recommendations 3 and 5.

Recs. 3, 5 No change is planned.

^ ¹ The numbers of recommendations follow the list in paragraph 98 of the report.
"""
    )
    assert said(document) == {
        "98.1": "supported",
        "98.2": "supported",
        "98.3": "noted",
        "98.4": "supported",
        "98.5": "noted",
    }
    assert explained(document)["98.5"] == "No change is planned."
    assert explained(document)["98.4"] == "See recommendation 1."
    assert failed(document) == []


def test_plain_numbers_stay_plain_where_no_list_is_named():
    document = read("2. The Government accepts recommendations 1 to 3.")
    assert said(document) == dict.fromkeys(("1", "2", "3"), "supported")


def test_numbers_under_a_heading_alone_take_its_answer():
    document = read(
        """
# Supported recommendations

98.1, 98.3

# Recommendations that do not enjoy the support of Aldoria

98.2
"""
    )
    assert said(document) == {
        "98.1": "supported",
        "98.3": "supported",
        "98.2": "noted",
    }


def test_a_sentence_may_give_several_answers():
    document = read(
        """
2. Aldoria supports recommendations 98.1 and 98.4, partially supports 98.2 and does
not support 98.3. Recommendations 98.5 and 98.6 are accepted in principle, while 98.7
remains under consideration.
"""
    )
    assert said(document) == {
        "98.1": "supported",
        "98.4": "supported",
        "98.2": "partly",
        "98.3": "noted",
        "98.5": "in_principle",
        "98.6": "in_principle",
        "98.7": "unclear",
    }


def test_whole_lists_are_answered_but_for_the_exceptions():
    document = read(
        """
2. Aldoria accepts all the recommendations in paragraph 98 of the report, with the
exception of recommendations 98.4 and 98.9.
"""
    )
    (statement,) = document.statements
    assert statement.items == ("98.*",)
    assert statement.excepted == ("98.4", "98.9")


def test_all_recommendations_may_be_accepted_at_once():
    (statement,) = read("Aldoria accepts all recommendations.").statements
    assert (statement.items, statement.value.value) == (("*",), "supported")


def test_what_an_addendum_says_twice_in_two_ways_is_listed():
    document = read(
        """
2. The Government accepts recommendations 98.1 and 98.2.

3. The Government notes recommendations 98.2 and 98.3.
"""
    )
    assert failed(document) == ["once"]
    assert [(one.text, one.why) for one in document.leftovers] == [
        ("98.2", "The paper says noted and supported of it.")
    ]


def test_totals_that_do_not_agree_are_told():
    document = read(
        """
1. Of 5 recommendations 4 are supported and 1 noted.

2. The Government accepts recommendations 98.1-98.3.

3. The Government takes note of recommendation 98.4.
"""
    )
    assert failed(document) == ["total_supported", "total"]


def test_an_explanation_without_a_position_is_left_over():
    document = read(
        """
2. The Government accepts recommendations 98.1 and 98.2.

98.7

The lighthouse was built in spring.
"""
    )
    assert [(one.text, one.why) for one in document.leftovers] == [
        ("The lighthouse was built in spring.", "No position was found on 98.7.")
    ]


def test_items_named_without_a_known_position_are_left_over():
    document = read(
        """
2. The Government accepts recommendation 98.1.

3. With regard to recommendations 98.1 and 98.2, a law was passed in spring.
"""
    )
    assert [one.why for one in document.leftovers] == [
        "It names 98.2 and gives no known position."
    ]
    assert document.comments[0].about == ("98.1", "98.2")


def test_headings_of_themes_may_name_the_items():
    document = read(
        """
# Accepted recommendations

** Rights of fishers (98.1, 98.3)

A law was passed in spring.

** Lighthouses

98.4

It was built in spring.

# Position on other recommendations

** Salt (98.2)

Aldoria does not accept this recommendation. The tax pays for the harbours.
"""
    )
    assert said(document) == {
        "98.1": "supported",
        "98.3": "supported",
        "98.4": "supported",
        "98.2": "noted",
    }
    assert explained(document)["98.3"] == "A law was passed in spring."
    assert explained(document)["98.2"] == "The tax pays for the harbours."


def test_a_range_that_cannot_be_is_left_over():
    document = read("2. The Government accepts recommendations 98.1 and 98.9-4.")
    assert [one.text for one in document.leftovers] == ["98.9-4"]


def test_every_layout_has_an_addendum_here():
    one_by_one = "98.1 Aldoria accepts this recommendation."
    under_heading = "# Supported recommendations\n\n98.1 A law is planned."
    table = "** No. Recommendation Position\n\n98.1 Build it (Brevania) Supported"
    written = (table, PREFIXED, one_by_one, under_heading, "Aldoria thanks all States.")
    assert [read(text).source.layout for text in written] == [
        row.name for row in LAYOUTS
    ]


def test_prose_without_numbers_says_that_a_person_has_to_read_it():
    document = read(
        """
1. Aldoria thanks all States for their views.

2. It will go on with its work for the islands.
"""
    )
    assert document.source.layout == "prose"
    assert failed(document) == ["positions"]
    assert [comment.paragraph for comment in document.comments] == ["1", "2"]
