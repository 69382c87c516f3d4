"""Codings in search: fields, filters, certain ones alone, and why a hit is one."""

import pytest

from tests.upright.search.rows import row, snapshot_of_rows
from upright.search.asking import Count, Request
from upright.search.errors import QueryError
from upright.search.parsing import parse
from upright.search.queries import break_down_in, find_in, rows_in
from upright.search.syntax import FieldIs

TORTURE = "Torture and other CID treatment"
ROWS = [
    row(
        "Ratify OP-CAT",
        "CHL",
        "PER",
        codings=(
            ("action", "5", 0.99, "model"),
            ("issues", TORTURE, 0.97, "model"),
            ("issues", "International instruments", 0.55, "model"),
            ("sdg_goals", "16", 0.6, "model"),
            ("sdg_targets", "16.3", 0.5, "person"),
        ),
    ),
    row(
        "Continue to train the police on torture",
        "PER",
        codings=(
            ("action", "2", 0.98, "model"),
            ("issues", TORTURE, 0.51, "model"),
            ("groups", "Women and girls", 0.52, "model"),
        ),
    ),
    row("Poursuivre les efforts", "FRA", position="noted"),
    # One item with two recommendations, both on torture, one of them surely.
    row(
        "End torture",
        "FRA",
        item_id=900,
        order=900,
        item_key="115.900",
        item_order=1,
        codings=(("action", "5", 0.97, "model"), ("issues", TORTURE, 1.0, "person")),
    ),
    row(
        "envisage a law against torture",
        "CHL",
        item_id=900,
        order=900,
        item_key="115.900",
        item_order=2,
        codings=(("action", "3", 0.97, "model"), ("issues", TORTURE, 0.6, "model")),
    ),
    # A code of a later release, which the reference facts do not know.
    row("Do good", "CHL", codings=(("issues", "Moon law", 0.99, "model"),)),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return snapshot_of_rows(tmp_path_factory.mktemp("index"), ROWS)


def found(snapshot, q, **filters):
    request = Request(q, {name: (value,) for name, value in filters.items()})
    return sorted(one.text for one in rows_in(snapshot, request))


ON_TORTURE = [
    "Continue to train the police on torture",
    "End torture",
    "Ratify OP-CAT",
    "envisage a law against torture",
]


@pytest.mark.parametrize(
    ("q", "texts"),
    [
        ("issue:torture", ON_TORTURE),
        ("issue:torture-and-other-cid-treatment", ON_TORTURE),
        ('issue:"Torture and other CID treatment"', ON_TORTURE),
        ("issue:torture coding:certain", ["End torture", "Ratify OP-CAT"]),
        ("action:5", ["End torture", "Ratify OP-CAT"]),
        ("action:considering", ["envisage a law against torture"]),
        ('persons:"women and girls"', ["Continue to train the police on torture"]),
        ('persons:"women and girls" coding:certain', []),
        ("goal:16", ["Ratify OP-CAT"]),
        ("sdg:16 coding:certain", []),
        ("target:16.3 coding:certain", ["Ratify OP-CAT"]),
        ("coding:none", ["Poursuivre les efforts"]),
        ("coding:person", ["End torture", "Ratify OP-CAT"]),
        ("torture NOT action:5", [ON_TORTURE[0], ON_TORTURE[3]]),
        ("NOT issue:torture coding:certain", ["Continue to train the police on torture",
         "Do good", "envisage a law against torture"]),
    ],
)  # fmt: skip
def test_a_field_finds_what_is_coded_so(snapshot, q, texts):
    assert found(snapshot, q) == texts


def test_certain_codings_only_holds_for_the_words_typed_too(snapshot):
    assert found(snapshot, "issue:torture", coding="certain") == [
        "End torture",
        "Ratify OP-CAT",
    ]


def counts(snapshot, request, facet):
    buckets = find_in(snapshot, request).facets[facet]
    return {bucket.value: bucket.count for bucket in buckets if bucket.count}


def test_an_item_counts_once_under_each_of_its_values(snapshot):
    torture = "torture-and-other-cid-treatment"
    assert counts(snapshot, Request(), "issue") == {
        torture: 3,
        "international-instruments": 1,
    }
    assert counts(snapshot, Request(), "action") == {"2": 1, "3": 1, "5": 2}
    assert counts(snapshot, Request(), "coding") == {
        "certain": 4,
        "model": 4,
        "person": 2,
        "none": 1,
    }


def test_attributions_are_counted_under_each_value(snapshot):
    request = Request(count=Count.ATTRIBUTIONS)
    assert counts(snapshot, request, "issue") == {
        "torture-and-other-cid-treatment": 5,
        "international-instruments": 2,
    }


def test_certain_ones_alone_are_counted_where_that_is_asked(snapshot):
    request = Request(filters={"coding": ("certain",)})
    assert counts(snapshot, request, "issue") == {
        "torture-and-other-cid-treatment": 2,
    }
    assert counts(snapshot, request, "target") == {"16.3": 1}
    # What would be found with another choice in the facet itself.
    assert counts(snapshot, request, "coding") == {
        "certain": 4,
        "model": 4,
        "person": 2,
        "none": 1,
    }


def test_the_number_of_certain_ones_is_that_of_what_is_asked_for(snapshot):
    asked = Request("issue:torture")
    assert counts(snapshot, asked, "coding")["certain"] == 2
    chosen = Request(filters={"issue": ("torture-and-other-cid-treatment",)})
    assert counts(snapshot, chosen, "coding")["certain"] == 2


def test_all_of_several_issues_are_asked_of_one_recommendation(snapshot):
    issues = ("torture-and-other-cid-treatment", "international-instruments")
    request = Request(filters={"issue": issues}, all_of=frozenset({"issue"}))
    assert [one.text for one in rows_in(snapshot, request)] == ["Ratify OP-CAT"]


def test_codings_are_broken_down(snapshot):
    names = ("action", "issue", "goal", "coding")
    every, certain = break_down_in(
        snapshot, [Request(), Request(filters={"coding": ("certain",)})], names
    ).each
    assert every.items["action"] == {"2": 1, "3": 1, "5": 2}
    assert every.items["goal"] == {"16": 1}
    assert certain.items["goal"] == {}
    assert certain.items["issue"] == {"torture-and-other-cid-treatment": 2}
    pairs = break_down_in(snapshot, [Request(count=Count.ATTRIBUTIONS)], names).each[0]
    assert pairs.attributions["action"] == {"2": 1, "3": 1, "5": 3}


def test_a_hit_says_which_coding_matched_and_how_sure_it_is(snapshot):
    hits = find_in(snapshot, Request("issue:torture action:5")).hits
    why = {"".join(part.text for part in hit.snippet): hit.why for hit in hits}
    assert why == {
        "Ratify OP-CAT": (
            f"Issue: {TORTURE} (by the model, 97% sure)",
            "Action asked for: 5 – Specific (by the model, 99% sure)",
        ),
        "End torture": (
            f"Issue: {TORTURE} (decided by a person)",
            "Action asked for: 5 – Specific (by the model, 97% sure)",
        ),
    }
    chosen = find_in(snapshot, Request(filters={"coding": ("none",)})).hits
    assert [hit.why for hit in chosen] == [("Not coded",)]


@pytest.mark.parametrize(
    ("q", "message", "suggestion"),
    [
        (
            "issue:rights",
            "“rights” is no one issue. Did you mean CP rights - general or "
            "ESC rights - general or Human rights defenders or "
            "Human rights education and training or "
            "Human rights violations by state agents?",
            'issue:"CP rights - general"',
        ),
        (
            "issue:tortur",
            f"“tortur” is no one issue. Did you mean {TORTURE}?",
            f'issue:"{TORTURE}"',
        ),
        ("issue:xyz", "No issue is called “xyz”.", ""),
        (
            "goal:16.3",
            "“16.3” is a target, not a goal.",
            "target:16.3",
        ),
        (
            "target:16",
            "“16” is a goal; a target is a number such as 16.3.",
            "goal:16",
        ),
        ("goal:18", "Sustainable Development Goals go from 1 to 17.", ""),
        (
            "action:6",
            "“6” is none of the values of action: Minimal, Continuing, Considering, "
            "General, Specific.",
            "",
        ),
        (
            "police OR coding:certain",
            "“coding:certain” holds for the whole query: it cannot stand in an OR or "
            "after a NOT.",
            "",
        ),
    ],
)
def test_what_cannot_be_understood_is_explained(snapshot, q, message, suggestion):
    with pytest.raises(QueryError) as caught:
        find_in(snapshot, Request(q))
    assert (caught.value.message, caught.value.suggestion) == (message, suggestion)


@pytest.mark.parametrize(
    ("short", "tag"),
    [
        ("children", "Rights of the Child"),
        ("LGBTI", "Sexual Orientation and Gender Identity"),
        ("refugees", "Asylum-seekers - refugees"),
        ("women", "Women's rights"),
        ('"detention conditions"', "Detention"),
        ("press", "Freedom of the press"),
    ],
)
def test_short_forms_people_use_name_one_issue(short, tag):
    node = parse(f"issue:{short}")
    assert isinstance(node, FieldIs)
    assert node.label == tag


def test_an_unknown_code_is_kept_and_counted_under_nothing(snapshot):
    assert found(snapshot, "good") == ["Do good"]
    kept = list(rows_in(snapshot, Request("good")))
    assert kept[0].codings == (("issues", "Moon law", 0.99, "model"),)
