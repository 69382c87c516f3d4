"""The layouts of section II, one imagined case for each of the taxonomy."""

from tests.upr.families.working_group_report.printed import read, rows


def test_plain_numbers_restart_in_each_list():
    result = read("""
87. The recommendations listed below enjoy the support of Aldoria:

1. Ratify the Covenant (Brevania);

2. Adopt a plan (Corvalia, Dunmere).

88. The recommendations below did not enjoy the support of Aldoria:

1. Abolish the guild courts (Estavia).

89. All conclusions and/or recommendations contained in the present report reflect
the position of the submitting State(s).
""")
    assert rows(result) == [
        ("87.1", "Ratify the Covenant", ("XAB",), "supported"),
        ("87.2", "Adopt a plan", ("XAC", "XAD"), "supported"),
        ("88.1", "Abolish the guild courts", ("XAE",), "noted"),
    ]
    assert [item.citation for item in result.items] == [
        "para. 87, recommendation 1",
        "para. 87, recommendation 2",
        "para. 88, recommendation 1",
    ]
    assert result.leftovers == []


def test_a_plain_list_runs_past_the_number_of_the_next_paragraph():
    result = read("""
3. The following recommendations will be examined by Aldoria:

1. Build a school (Brevania);

2. Build a bridge (Brevania);

3. Build a well (Brevania);

4. Build a mill (Brevania);

5. Build a road (Brevania);

4. All conclusions and/or recommendations contained in the present report reflect it.
""")
    assert [item.key for item in result.items] == ["3.1", "3.2", "3.3", "3.4", "3.5"]


def test_prefixed_numbers_with_and_without_a_final_dot():
    result = read("""
98. The recommendations listed below enjoy the support of Aldoria:

98.1. Ratify the Covenant (Brevania);

98.2 Adopt a plan (Corvalia);
""")
    assert [(i.printed_number, i.number) for i in result.items] == [
        ("98.1", "98.1"),
        ("98.2", "98.2"),
    ]
    assert result.items[0].citation == "para. 98.1"


def test_a_misprinted_number_is_kept_and_corrected_by_the_sequence():
    result = read("""
86. The recommendations listed below enjoy the support of Aldoria:

86.1. Build a school (Brevania);

85.2. Build a bridge (Brevania);

86.3. Build a well (Brevania);

86.40. Build a mill (Brevania);

86.5. Build a road (Brevania);
""")
    assert [(i.printed_number, i.key) for i in result.items] == [
        ("86.1", "86.1"),
        ("85.2", "86.2"),
        ("86.3", "86.3"),
        ("86.40", "86.4"),
        ("86.5", "86.5"),
    ]


def test_two_items_run_together_are_parted():
    result = read("""
110. The recommendations listed below enjoy the support of Aldoria:

110.1. Build a school (Brevania);110.2. Build a bridge (Corvalia);

110.3. Build a well (Dunmere);
""")
    assert [(i.key, i.recommendations[0].iso3s) for i in result.items] == [
        ("110.1", ("XAB",)),
        ("110.2", ("XAC",)),
        ("110.3", ("XAD",)),
    ]


def test_a_number_inside_a_sentence_opens_nothing():
    result = read("""
98. The recommendations listed below enjoy the support of Aldoria:

98.1. Amend the code as asked in paragraph
98.2 of the national report (Brevania);

98.2. Train judges (Corvalia);
""")
    assert [item.key for item in result.items] == ["98.1", "98.2"]
    assert result.items[0].text.endswith("98.2 of the national report (Brevania);")


def test_a_list_without_numbers_is_read():
    result = read("""
101. The following recommendation will be examined by Aldoria, which will provide
responses in due time:

Abolish the guild courts by adopting a law (Brevania).

102. All conclusions and/or recommendations contained in the present report reflect it.
""")
    assert rows(result) == [
        (
            "101.1",
            "Abolish the guild courts by adopting a law",
            ("XAB",),
            "pending",
        )
    ]
    assert result.items[0].citation == "para. 101"


def test_a_list_with_letters_is_read():
    result = read("""
60. The following recommendations enjoy the support of Aldoria:

(a) Build a school (Brevania);

(b) Build a bridge (Corvalia).
""")
    assert [part.iso3s for i in result.items for part in i.recommendations] == [
        ("XAB",),
        ("XAC",),
    ]


def test_lettered_points_inside_an_item_belong_to_it():
    result = read("""
60. The following recommendations enjoy the support of Aldoria:

1. Protect children, and in particular:

(a) Register all births;

(b) Build schools (Brevania);

2. Train judges (Corvalia).
""")
    assert [item.key for item in result.items] == ["60.1", "60.2"]
    assert result.items[0].recommendations[0].iso3s == ("XAB",)


def test_words_of_the_state_after_an_item_are_a_comment():
    result = read("""
136. The recommendations below did not enjoy the support of Aldoria:

136.1. Reform the guild courts (Brevania);

The guild courts of Aldoria are independent, as Corvalia (Kingdom of) has seen.

136.2. Close the guild courts (Corvalia).
""")
    assert [i.recommendations[0].iso3s for i in result.items] == [("XAB",), ("XAC",)]
    assert [(c.about, c.text) for c in result.comments] == [
        (
            ("136.1",),
            "The guild courts of Aldoria are independent, as Corvalia (Kingdom of) "
            "has seen.",
        )
    ]


def test_words_of_the_state_behind_a_colon_are_a_comment():
    result = read("""
89. The recommendations below did not enjoy the support of Aldoria:

1. Reform the guild courts (Brevania): Aldoria does not accept this;

2. Close the guild courts (Corvalia).
""")
    assert rows(result)[0][1:3] == ("Reform the guild courts", ("XAB",))
    assert result.comments[0].text == "Aldoria does not accept this;"


def test_an_explanation_numbered_like_an_item_is_a_comment():
    result = read("""
92. The recommendations listed below enjoy the support of Aldoria:

1. Reform the guild courts (Brevania);

2. Aldoria explained that the reform had begun;

3. Close the guild courts (Corvalia).
""")
    assert [item.key for item in result.items] == ["92.1", "92.3"]
    assert result.comments[0].about == ("92.1",)


def test_a_bracket_at_the_start_of_the_next_item_goes_back():
    result = read("""
126. The recommendations listed below enjoy the support of Aldoria:

126.1. Reform the guild courts;

126.2. (Brevania) Close the guild courts (Corvalia);
""")
    assert [i.recommendations[0].iso3s for i in result.items] == [("XAB",), ("XAC",)]


def test_words_that_are_neither_item_nor_sentence_are_left_over():
    result = read("""
126. The recommendations listed below enjoy the support of Aldoria:

126.1. Reform the guild courts (Brevania);

Follow-up to the review

126.2. Close the guild courts (Corvalia);

***
""")
    assert [left.text for left in result.leftovers] == ["Follow-up to the review"]
    assert len(result.items) == 2


def test_lists_to_another_state_have_their_addressee():
    result = read(
        """
83. The recommendations addressed to Aldoria enjoy its support:

83.1. Build a school (Brevania);

84. The recommendations addressed to Corvalia will be examined by Corvalia:

84.1. Build a bridge (Dunmere);

85. The recommendations addressed to both Aldoria and Corvalia will be examined:

85.1. Open the border (Estavia);
"""
    )
    addressees = [i.recommendations[0].addressee for i in result.items]
    assert addressees == ["XAA", "XAC", "XAA"]


def test_an_item_over_two_pages_has_a_place_on_each():
    filler = "\n\n".join(
        f"98.{n}. Build a school in province number {n} (Brevania);"
        for n in range(1, 36)
    )
    result = read(
        "98. The recommendations listed below enjoy the support of Aldoria:\n\n"
        + filler
        + "\n\n98.36. Build\na\nmost\nremarkable\nschool (Corvalia);"
    )
    last = result.items[-1]
    assert last.key == "98.36"
    pages = [place.page or 0 for place in last.places]
    assert pages == sorted(set(pages))
    assert [r.iso3s for r in last.recommendations] == [("XAC",)]


def test_a_list_without_numbers_and_states_is_read():
    result = read("""
60. After the dialogue, Aldoria agreed on the following:

• To build a school;

• To build a bridge over
the river.

61. All conclusions and/or recommendations contained in the present report reflect it.
""")
    assert rows(result) == [
        ("60.1", "Build a school", (), "supported"),
        ("60.2", "Build a bridge over the river", (), "supported"),
    ]


def test_words_without_a_number_after_a_paragraph_are_left_over():
    result = read("""
98. The recommendations listed below enjoy the support of Aldoria:

98.1. Build a school (Brevania);

99. The response of Aldoria to these recommendations will be included in the report.

It thanked everybody warmly

100. All conclusions and/or recommendations contained in the present report reflect it.
""")
    assert [left.text for left in result.leftovers] == ["It thanked everybody warmly"]


def test_recommendations_for_another_state_have_their_addressee():
    result = read("""
83. The following recommendations for Corvalia will be examined:

83.1. Build a school (Brevania);
""")
    assert result.items[0].recommendations[0].addressee == "XAC"


def test_a_closing_sentence_set_wide_apart_leaves_nothing_over():
    result = read("""
98. The recommendations listed below enjoy the support of Aldoria:

98.1. Build a school (Brevania);

99. All conclusions and/or recommendations contained in the present report reflect

the position of the submitting State(s) and/or the State under review.
""")
    assert result.leftovers == []
