"""Rules say which words speak for which code, and where that is published."""

import csv
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upr.coding.codes import Coding, Scheme
from upr.coding.rules import against, agreeing, reasons, rule_hits, rules
from upr.coding.words import references
from upr.reference import actions, groups, issues, sdg
from upr.reference.tables import parts

KNOWN = {
    Scheme.ACTION: {str(rank) for rank in actions.ACTION_CATEGORIES},
    Scheme.ISSUES: {issue.tag for issue in issues.ISSUES.values()},
    Scheme.GROUPS: {group.label for group in groups.DIHR.values()},
    Scheme.SDG_GOALS: {str(number) for number in sdg.GOALS},
    Scheme.SDG_TARGETS: set(sdg.TARGETS),
}


def said(text: str, scheme: Scheme) -> list[tuple[str, str]]:
    """Code and words of every rule of a scheme that speaks."""
    hits = [hit for hit in rule_hits(text) if hit.scheme is scheme]
    return [(hit.code, " … ".join(mark.words for mark in hit.marks)) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call on its partners for help", [("1", "Call on")]),
        ("Seek technical help", [("1", "Seek")]),
        ("Seek to end the practice", []),  # no help is sought
        ("Maintain the moratorium", [("2", "Maintain")]),
        ("Continue and step up its efforts", [("4", "Continue and step")]),
        ("Consider ratifying CEDAW", [("3", "Consider")]),
        ("To consider ratifying CEDAW", [("3", "consider")]),
        ("Fully and promptly ensure equality", []),  # it opens with no verb of a list
        ("Promptly ratify CEDAW", [("5", "ratify")]),
        ("Strengthen the rights of tenants", [("4", "Strengthen")]),
        # a general action followed by a specific one
        (
            "Strengthen the rights of tenants by amending the civil code",
            [("5", "Strengthen … by amending")],
        ),
        ("Take all necessary measures", [("4", "Take all necessary measures")]),
        ("The law on tenants", []),
        ("We ratify", []),  # the verb does not open it
        ("", []),
    ],
)
def test_the_opening_verb_marks_the_category(text, expected):
    assert said(text, Scheme.ACTION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ratify OP-CAT",
            [
                ("International instruments", "Ratify"),
                ("Detention", "OP-CAT"),
                ("International instruments", "OP-CAT"),
                ("Torture and other CID treatment", "OP-CAT"),
            ],
        ),
        (
            "Report to the Committee against Torture",
            [("Treaty bodies", "Committee against Torture")],
        ),
        (
            "Answer the Special Rapporteur",
            [("Special procedures", "Special Rapporteur")],
        ),
        # the longer wording of the list is meant, not the part of it
        (
            "End child labour",
            [("Labour", "child labour"), ("Rights of the Child", "child labour")],
        ),
        ("Help children", [("Rights of the Child", "children")]),
        # tags that people do not give to these wordings, though they are published
        ("Help vulnerable groups", []),
    ],
)
def test_terms_and_names_mark_issues(text, expected):
    assert said(text, Scheme.ISSUES) == expected


def test_wordings_of_later_cycles_have_the_rules_of_what_they_are_read_as():
    text = "Adopt a law on the legal recognition of gender markers"
    assert said(text, Scheme.ISSUES) == [
        (
            "Sexual Orientation and Gender Identity",
            "legal recognition of gender markers",
        )
    ]


def test_groups_goals_and_targets_have_rules():
    text = "End violence against women and give migrants drinking water"

    assert said(text, Scheme.GROUPS) == [
        ("Women and girls", "women"),
        ("Migrants", "migrants"),
    ]
    assert said(text, Scheme.SDG_GOALS) == [
        ("5", "violence against women"),
        ("6", "drinking water"),
    ]
    assert said(text, Scheme.SDG_TARGETS) == [
        ("5.2", "violence against women"),
        ("6.1", "drinking water"),
    ]


def test_a_hit_says_where_its_rule_is_published():
    [hit] = rule_hits("Maintain it")

    assert (hit.rule.phrase, hit.source.key) == ("^ maintain", "action-verbs")
    assert hit.source.title.startswith("UPR Info after E. McMahon, methodology")


def test_rules_agree_with_a_code_or_speak_against_it():
    hits = rule_hits("Maintain its prisons for children")

    five, two = (Coding(Scheme.ACTION, code, 0.9) for code in "52")
    assert agreeing(hits, five) == ()
    assert [hit.code for hit in agreeing(hits, two)] == ["2"]
    assert [hit.code for hit in against(hits, Scheme.ACTION, ["5"])] == ["2"]
    assert against(hits, Scheme.ACTION, ["2"]) == ()
    assert [hit.code for hit in against(hits, Scheme.ISSUES, ["Detention"])] == [
        "Rights of the Child"
    ]


def test_reasons_put_the_words_of_one_source_together():
    hits = rule_hits("Ratify OP-CAT and protect tenants by amending the code")

    told = [
        (one.code, one.words, one.source.key)
        for one in reasons(hits)
        if one.code in {"5", "International instruments"}
    ]
    assert told == [
        ("5", ("Ratify",), "action-verbs"),
        ("International instruments", ("Ratify", "OP-CAT"), "issue-always"),
    ]


PHRASES = sorted(
    {word for rule in rules() for word in rule.phrase.replace("*", "").split("^")}
)
WORDS = st.one_of(
    st.sampled_from(PHRASES), st.sampled_from(["OP-CAT", "by ratifying", ", ", "İ"])
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_marks_give_back_the_words_of_the_text(text):
    hits = rule_hits(text)

    for hit in hits:
        for mark in hit.marks:
            assert 0 <= mark.start < mark.end <= len(text)
            assert text[mark.start : mark.end] == mark.words
    assert len([hit for hit in hits if hit.scheme is Scheme.ACTION]) <= 1
    told = Counter((hit.scheme, hit.code, hit.marks[0]) for hit in hits)
    assert set(told.values()) <= {1}


def test_every_rule_speaks_for_a_known_code():
    unknown = [
        (rule.scheme, rule.code)
        for rule in rules()
        if rule.code not in KNOWN[rule.scheme]
    ]
    assert unknown == []


def test_no_rule_stands_twice():
    seen = Counter((rule.scheme, rule.code, rule.phrase, rule.also) for rule in rules())
    assert [rule for rule, times in seen.items() if times > 1] == []


def test_every_name_in_a_rule_is_a_known_one():
    kinds = {one.kind.replace(" ", "-") for one in references().values()}
    named = {
        word.removeprefix("@")
        for rule in rules()
        for word in rule.phrase.split()
        if word.startswith("@")
    }
    assert named - references().keys() - kinds == set()


def test_the_sources_in_the_table_are_those_that_rules_use():
    rows = _rows("rule-sources.csv")
    assert {row["key"] for row in rows} == {rule.source.key for rule in rules()}


def test_the_lists_in_the_table_are_those_that_rules_name():
    rows = _rows("rules.csv")
    named = {
        part
        for row in rows
        for column in ("phrases", "also", "unless")
        for part in parts(row[column])
        if part.startswith("{")
    }
    lists = {
        f"{{{row['list']}}}": parts(row["phrases"]) for row in _rows("rule-lists.csv")
    }
    assert named == lists.keys()
    [rule] = [one for one in rules() if one.phrase == "^ enhance" and one.code == "5"]
    assert rule.also == lists["{specific acts}"]
    [rule] = [one for one in rules() if one.phrase == "^ enhance" and one.code == "4"]
    assert rule.unless == lists["{specific acts}"] + lists["{other acts}"]


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("upr.coding").joinpath(name)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
