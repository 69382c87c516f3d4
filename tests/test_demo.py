"""The demonstration: its papers are fixed, and each is read as it was written."""

import hashlib
from functools import cache
from typing import Any

import pytest

import upr
from demo.expected import expected
from demo.make import files, write
from demo.sources import papers, reports
from upr.positions import positions, upr_info_rule
from upr.records import Document, DocumentKind

REPORTS = {report.name: report for report in reports()}
CASES = [(name, form) for name, report in REPORTS.items() for form in report["formats"]]
PAPERS = dict(papers())
FEWEST, MOST = 30, 120  # recommendations of a report, as the demonstration promises


@cache
def made() -> dict[str, bytes]:
    return dict(files())


@cache
def read(name: str) -> Document:
    return upr.read(made()[name], name=name)


def rows(document: Document) -> list[dict[str, Any]]:
    """The reading of `document` in the shape of `expected`, without the texts."""
    return [
        {
            "paragraph": item.paragraph,
            "states": list(recommendation.iso3s),
            "position": (recommendation.position or item.position).value,
        }
        for item, recommendation in document.recommendations()
    ]


def test_every_report_holds_enough_and_not_too_much() -> None:
    counts = {
        name: len(expected(report)["recommendations"])
        for name, report in REPORTS.items()
    }

    assert {n: c for n, c in counts.items() if not FEWEST <= c <= MOST} == {}
    assert len({report["state"] for report in REPORTS.values()}) >= 5


def test_layouts_of_all_four_cycles_are_shown() -> None:
    assert {report["layout"] for report in REPORTS.values()} == {
        "typewriter",
        "alternating",
        "modern",
    }
    assert {form for _, form in CASES} == {"pdf", "docx"}


def test_no_state_recommends_to_itself() -> None:
    selfish = [
        (name, row["text"])
        for name, report in REPORTS.items()
        for row in expected(report)["recommendations"]
        if report["state"] in row["states"]
    ]

    assert selfish == []


def test_the_same_words_give_the_same_bytes() -> None:
    again = {name: hashlib.sha256(data).hexdigest() for name, data in files()}

    assert again == {
        name: hashlib.sha256(data).hexdigest() for name, data in made().items()
    }


def test_files_that_stand_are_left_alone(tmp_path) -> None:
    assert write(tmp_path, files()) == len(made())
    assert write(tmp_path, files()) == 0


@pytest.mark.parametrize(("name", "form"), CASES)
def test_facts_of_a_report_are_read(name: str, form: str) -> None:
    document = read(f"{name}.{form}")
    want = expected(REPORTS[name])
    facts = document.facts

    assert {
        "kind": document.kind,
        "symbol": document.symbol,
        "state": document.state,
        "session": facts.session,
        "session_start": str(facts.session_start),
        "session_end": str(facts.session_end),
        "review_date": str(facts.review_date),
        "adoption_date": str(facts.adoption_date),
        "distributed": str(document.distributed),
        "troika": list(facts.troika),
        "documents": list(facts.documents),
        "advance_questions": list(facts.advance_questions),
        "reissued": document.reissued,
        "previous_symbol": document.previous_symbol,
        "pledges": [pledge.text for pledge in document.pledges],
    } == {
        "kind": DocumentKind.REPORT,
        **{key: value for key, value in want.items() if key != "recommendations"},
    }


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_recommendation_is_read_with_its_states_and_position(
    name: str, form: str
) -> None:
    want = expected(REPORTS[name])["recommendations"]
    assert rows(read(f"{name}.{form}")) == [
        {key: row[key] for key in ("paragraph", "states", "position")} for row in want
    ]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_text_number_and_addition_is_read(name: str, form: str) -> None:
    document = read(f"{name}.{form}")
    want = expected(REPORTS[name])["recommendations"]
    got = list(document.recommendations())

    assert [
        (
            recommendation.text if row["text"] else None,
            item.number,
            item.printed_number.rstrip("."),
            recommendation.as_read,
            (recommendation.position or item.position).implementation,
            list(item.referred_to),
        )
        for (item, recommendation), row in zip(got, want, strict=True)
    ] == [
        (
            row["text"],
            row["number"] or "",
            row["printed_number"] or "",
            row["as_read"],
            row["implementation"],
            row["referred_to"],
        )
        for row in want
    ]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_nothing_is_left_over_and_only_what_was_meant_is_doubted(
    name: str, form: str
) -> None:
    document = read(f"{name}.{form}")
    failed = [check.name for check in document.checks if not check.passed]

    assert document.leftovers == ()
    # One item of Brevania's report names no State, as in a few real reports.
    assert failed == (["states_given"] if name == "brevania" else [])


@pytest.mark.parametrize(("name", "form"), CASES)
def test_comments_of_the_state_are_kept_apart(name: str, form: str) -> None:
    written = [
        comment
        for conclusion in REPORTS[name].conclusions
        for comment in (
            *(c for entry in conclusion.entries for c in entry.comments),
            *((conclusion.opening,) if conclusion.is_comment else ()),
        )
    ]
    kept = [comment.text for comment in read(f"{name}.{form}").comments]

    assert len(kept) == len(written)


@pytest.mark.parametrize("name", list(PAPERS))
def test_a_paper_without_recommendations_is_recognised(name: str) -> None:
    document = read(f"{name}.pdf")

    assert (document.kind.value, document.symbol, document.state, document.items) == (
        PAPERS[name]["kind"],
        PAPERS[name]["symbol"],
        PAPERS[name]["state"],
        (),
    )


def test_an_addendum_answers_what_the_report_put_off() -> None:
    report, addendum = read("brevania.pdf"), read("brevania-addendum.pdf")
    answered = positions([report, addendum]).by_key()
    put_off = {key: one for key, one in answered.items() if key.startswith("29.")}

    assert {
        key: (upr_info_rule(one).value, str(one.history[-1].value))
        for key, one in put_off.items()
    } == {
        **{f"29.{n}": ("supported", "supported") for n in (2, 3, 5, 6, 8, 13)},
        **{f"29.{n}": ("noted", "noted") for n in (1, 4, 9, 11, 12)},
        "29.7": ("noted", "partly"),
        "29.10": ("pending", "unclear"),
    }
    assert put_off["29.3"].history[-1].explanation.startswith("A bill that gives")
