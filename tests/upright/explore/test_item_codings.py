"""The page of a recommendation shows how it is coded, how surely and why."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upr.coding import Scheme, model_version
from upright.accounts.models import User
from upright.archive.coding_decisions import Decision, decide
from upright.archive.models import Coding, Document, Recommendation

pytestmark = pytest.mark.django_db

ONE = "/recommendations/A/HRC/901/1/136.1/"
TWO = "/recommendations/A/HRC/901/1/136.2/"
BLOCK = "//section[@aria-labelledby='codings']"
VERBS = "UPR Info after E. McMahon, methodology of action categories, October 2014"
TERMS = "UPR Info, list of terms and their tags, October 2014"
RATIFY = (
    "Ratify the Optional Protocol to the Convention against Torture by 2030",
    "XAB",
)


@pytest.fixture
def coded(archive: Archive, settings) -> None:
    """An item that is coded, and one that is not in English; scores made plain."""
    settings.UPRIGHT_CODING = True
    french = item("136.2", ("Ratifier la Convention contre la torture", "XAB"))
    archive(document(item("136.1", RATIFY), french))
    give(
        {"action": [["5", 0.97]], "issues": [["Torture and other CID treatment", 0.62]]}
    )


def give(codes: dict[str, list[list[object]]]) -> None:
    """Have the model say this of the one text that is coded."""
    Coding.objects.update(codes=codes)
    Recommendation.objects.filter(item__key="136.1").update(
        codings={
            scheme: [[*given, "model"] for given in all_given]
            for scheme, all_given in codes.items()
        }
    )


def test_codes_lead_to_their_search_and_say_how_sure_they_are(coded, get: Get):
    page = get(ONE)

    asks, issues, words, names = texts(page, f"{BLOCK}//dl/dd")
    assert asks == (
        "Specific (5 of 5) – asks for a specific action very sure, 97 %"
        "because of Ratify, Optional Protocol to the Convention against Torture"
        f"Rule: Ratify → Specific (5 of 5) ({VERBS})"
    )
    assert issues.startswith("Torture and other CID treatment likely, 62 % Not certain")
    assert words == (
        "Specific action: Ratify A time: by 2030"
        " Not named: something to measure, who is to act"
    )
    assert names.startswith("Optional Protocol to the Convention against Torture")
    assert texts(page, f"{BLOCK}//p")[-1].startswith(
        f"Coded by the model {model_version()} on 24 November 2026."
    )
    links = [urlsplit(link) for link in page.xpath(f"{BLOCK}//dd//a/@href")]
    assert [(link.path, parse_qs(link.query)) for link in links] == [
        ("/search/", {"action": ["5"], "imagined": ["1"]}),
        (
            "/search/",
            {"issue": ["torture-and-other-cid-treatment"], "imagined": ["1"]},
        ),
    ]


def test_a_code_that_no_single_word_decides_says_so(coded, get: Get):
    text = "Protect children, boys and girls of every age, and any child, from abuse"
    Recommendation.objects.filter(item__key="136.1").update(text=text)
    give({"issues": [["Rights of the Child", 0.99]]})

    [issues, *_] = texts(get(ONE), f"{BLOCK}//dl/dd")

    assert issues.startswith(
        "Rights of the Child very sure, 99 %because of several words, no single one"
    )


def test_a_rule_that_speaks_for_another_code_is_told(coded, get: Get):
    give({"action": [["4", 0.55]]})

    asks, issues, *_ = texts(get(ONE), f"{BLOCK}//dl/dd")

    assert asks.endswith(f"A rule says otherwise Ratify → Specific (5 of 5) ({VERBS})")
    assert issues.startswith("none A rule says otherwise ")
    assert f"→ Detention ({TERMS})" in issues


def test_rules_hold_whichever_model_coded(coded, get: Get):
    Coding.objects.update(model="0-old")

    assert f"Rule: Ratify → Specific (5 of 5) ({VERBS})" in texts(get(ONE), BLOCK)[0]


def test_rules_are_not_held_against_what_a_person_decided(coded, get: Get, staff: User):
    report = Document.objects.get()
    decide(Decision(report, "136.1", 1, Scheme.ACTION, ["4"]), NOW, staff)

    asks, *_ = texts(get(ONE), f"{BLOCK}//dl/dd")

    assert "A rule says otherwise" not in asks


def test_the_words_of_another_model_are_not_shown(coded, get: Get):
    Coding.objects.update(model="0-old")

    shown = texts(get(ONE), BLOCK)[0]

    assert "because of" not in shown
    assert "Coded by the model 0-old" in shown


def test_a_person_who_decided_is_not_named(
    coded, get: Get, staff: User, client: Client
):
    report = Document.objects.get()
    decide(Decision(report, "136.1", 1, Scheme.ACTION, ["4"]), NOW, staff)
    decide(Decision(report, "136.1", 1, Scheme.ISSUES, []), NOW, staff)

    now, before = get(ONE), get(f"{ONE}?v=1")

    asks, issues, *_ = texts(now, f"{BLOCK}//dl/dd")
    assert asks == (
        "General (4 of 5) – asks for action with a general element"
        " Decided by a person 24 November 2026"
    )
    assert issues == "none Decided by a person 24 November 2026"
    assert "alice" not in client.get(ONE).text + client.get(f"{ONE[:-1]}.json").text
    assert "Decided by a person" not in texts(before, BLOCK)[0]


def test_a_decision_on_other_words_says_so(coded, get: Get, staff: User, correct):
    report = Document.objects.get()
    decide(Decision(report, "136.1", 1, Scheme.ACTION, ["4"]), NOW, staff)
    correct("136.1", "text", "Consider the Optional Protocol", order=1)

    assert "the words have been corrected since" in texts(get(ONE), BLOCK)[0]


def test_what_is_not_english_says_that_it_is_not_coded(coded, get: Get):
    assert texts(get(TWO), f"{BLOCK}//p") == [
        "By the model: only English texts are coded."
    ]


def test_a_site_that_codes_nothing_says_nothing(archive: Archive, get: Get):
    archive(document(item("136.1", RATIFY)))

    assert texts(get(ONE), BLOCK) == []


def test_the_json_has_the_codings(coded, client: Client):
    [text] = client.get(f"{ONE[:-1]}.json").json()["recommendations"]
    found = text["codings"]

    rules, others = found.pop("rules"), found.pop("rules_against")
    assert found == {
        "codes": {
            "action": [{"code": "5", "score": 0.97, "who": "model"}],
            "issues": [
                {
                    "code": "Torture and other CID treatment",
                    "score": 0.62,
                    "who": "model",
                }
            ],
            "groups": [],
            "sdg_goals": [],
            "sdg_targets": [],
        },
        "model": model_version(),
        "coded_at": "2026-11-24T09:00:00+00:00",
        "decided_at": {},
        "specificity": [
            {"part": "specific action", "words": "Ratify", "start": 0},
            {"part": "time-bound", "words": "by 2030", "start": 63},
        ],
        "named": [
            {
                "ref": "OP-CAT",
                "kind": "treaty",
                "name": "Optional Protocol to the Convention against Torture and Other"
                " Cruel, Inhuman or Degrading Treatment or Punishment",
            }
        ],
    }
    assert rules[0] == {
        "scheme": "action",
        "code": "5",
        "words": ["Ratify"],
        "start": [0],
        "says": "the first verb marks the category",
        "source": VERBS,
    }
    assert codes_of(rules) == [
        ("action", "5", [0]),
        ("issues", "Torture and other CID treatment", [11]),
    ]
    assert codes_of(others) == [
        ("issues", "International instruments", [0]),
        ("issues", "Detention", [11]),
        ("issues", "International instruments", [11]),
    ]


def codes_of(rules: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(one["scheme"], one["code"], one["start"]) for one in rules]


def test_the_json_holds_no_rule_against_what_a_person_decided(
    coded, client: Client, staff: User
):
    report = Document.objects.get()
    decide(Decision(report, "136.1", 1, Scheme.ACTION, ["4"]), NOW, staff)
    decide(Decision(report, "136.1", 1, Scheme.ISSUES, []), NOW, staff)

    [text] = client.get(f"{ONE[:-1]}.json").json()["recommendations"]

    assert (text["codings"]["rules"], text["codings"]["rules_against"]) == ([], [])


def test_the_json_says_that_a_text_was_not_looked_at(coded, client: Client):
    [text] = client.get(f"{TWO[:-1]}.json").json()["recommendations"]

    found = text["codings"]
    assert [found[n] for n in ("rules", "rules_against", "specificity", "named")] == [
        None, None, None, None,
    ]  # fmt: skip
