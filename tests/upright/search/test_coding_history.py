"""Codings change: what was counted at an older version of the data stays."""

from typing import Any

import pytest

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.coding_decisions import Decision, decide
from upright.archive.models import Document
from upright.search.queries import Request, break_down, find, rows

pytestmark = pytest.mark.django_db

ISSUE = {"issue": ("death-penalty",)}


@pytest.fixture
def report(archive: Archive, settings: Any) -> None:
    """A report, coded by the installed model: data version 1."""
    settings.UPRIGHT_CODING = True
    archive(
        document(
            item("1.1", ("Abolish the death penalty", "NOR", "PER")),
            item("1.2", ("Abolir la peine de mort et adopter une loi", "NOR")),
            symbol="A/HRC/30/9",
            state="SVN",
        )
    )


def decided(*codes: str) -> None:
    decision = Decision(
        document=Document.objects.get(),
        item_key="1.1",
        order=1,
        scheme=Scheme.ISSUES,
        codes=codes,
        reason="It asks for a law.",
    )
    by, _is_new = User.objects.get_or_create(email="coder@example.org")
    decide(decision, NOW, by)


def found(version: int | None = None, **filters: str) -> list[str]:
    request = Request(
        filters={name: (value,) for name, value in filters.items()}, version=version
    )
    return [row.item_key for row in rows(request)]


def test_the_model_codes_what_it_can_read_and_the_rest_is_said_to_be_not_coded(report):
    assert found(issue="death-penalty") == ["1.1"]
    assert found(action="5") == ["1.1"]
    assert found(coding="none") == ["1.2"]
    buckets = find(Request()).facets["coding"]
    assert {one.value: one.count for one in buckets} == {
        "certain": 1,
        "model": 1,
        "person": 0,
        "none": 1,
    }


def test_a_decision_counts_from_its_version_on(report):
    decided("Justice")

    assert found(issue="death-penalty") == []
    assert found(issue="justice", coding="certain") == ["1.1"]
    assert found(coding="person") == ["1.1"]
    assert found(version=1, issue="death-penalty") == ["1.1"]
    assert found(version=1, issue="justice") == []
    assert found(version=1, coding="person") == []
    then, now = (
        break_down([Request(version=version)], ["issue"]).each[0].items["issue"]
        for version in (1, 2)
    )
    assert (then, now) == ({"death-penalty": 1}, {"justice": 1})


def test_a_permanent_link_keeps_its_facets_through_decisions(report):
    before = find(Request(filters=ISSUE, version=1))

    decided("Justice")
    decided("Torture and other CID treatment", "Justice")

    after = find(Request(filters=ISSUE, version=1))
    assert (after.totals, after.facets) == (before.totals, before.facets)
    assert found(issue="torture-and-other-cid-treatment") == ["1.1"]
    assert find(Request()).version == 3
