"""What staff decide outranks the machine, outlives everything, and can be undone."""

from dataclasses import replace
from typing import Any

import pytest

from tests.upright.builders import NOW
from tests.upright.witnesses.conftest import ties
from tests.upright.witnesses.exports import (
    CHILDREN,
    PRISONS,
    report,
    row,
    upr_info,
)
from upright.archive.actions import reread
from upright.archive.models import Change, DocumentVersion
from upright.witnesses.actions import Ruling, decide, keep_tied, take_back
from upright.witnesses.errors import DecisionError
from upright.witnesses.models import Decision, Tie

MOON = "Send observers to the moon"


@pytest.fixture
def imported(archive, take, tmp_path):
    archive(report())
    take(upr_info(tmp_path / "rows.csv", row(CHILDREN), row(MOON, "Estonia")))


@pytest.fixture
def rule(staff):
    """Decide on the tie of a record, by the beginning of its text."""

    def rule(text: str, verdict: str, **named: Any) -> Decision:
        tie = Tie.objects.get(record__text=text, until=None)
        ruling = replace(Ruling(tie, verdict, "Seen in the print."), **named)
        return decide(ruling, NOW, staff)

    return rule


def test_a_loose_record_is_tied_to_the_item_named(imported, rule, staff):
    made = rule(MOON, "item", item_key="136.3", recommendation_order=2)

    tie = Tie.objects.get(record__text=MOON, until=None)
    assert (tie.item_key, tie.recommendation_order) == ("136.3", 2)
    assert (tie.ground, tie.sure, tie.decision) == ("decided", 1.0, made)
    change = Change.objects.get(id=made.since)
    assert (change.kind, change.by, change.note) == (
        "correction", staff, "Seen in the print.",
    )  # fmt: skip


@pytest.mark.parametrize("verdict", ["wrong", "not_ours"])
def test_a_tie_that_is_wrong_is_taken_away(verdict, imported, rule):
    rule(CHILDREN, verdict)

    assert ("Protect", "", None, "loose") in ties()


def test_a_tie_that_is_right_is_sure(imported, rule):
    rule(CHILDREN, "right")

    assert ("Protect", "136.1", 1, "decided") in ties()


def test_a_decision_taken_back_leaves_what_is_computed(imported, rule, staff):
    before = ties()
    made = rule(CHILDREN, "wrong")

    take_back(made, "A mistake.", NOW, staff)

    assert ties() == before
    made.refresh_from_db()
    assert (made.until is not None, made.ended_reason) == (True, "A mistake.")
    with pytest.raises(DecisionError, match="taken back already"):
        take_back(made, "Again.", NOW, staff)


def test_a_newer_decision_takes_the_place_of_an_older_one(imported, rule):
    first = rule(MOON, "not_ours")
    second = rule(MOON, "item", item_key="136.2")

    first.refresh_from_db()
    assert first.until == second.since
    assert Tie.objects.get(record__text=MOON, until=None).item_key == "136.2"


def test_a_decision_outlives_a_newer_export_and_a_newer_reading(
    imported, rule, take, tmp_path
):
    rule(MOON, "item", item_key="136.2")

    take(upr_info(tmp_path / "new.csv", row(MOON, "Estonia", "Noted"), row(PRISONS)))
    assert ("Send ob", "136.2", 1, "decided") in ties()

    version = DocumentVersion.objects.get()
    read = report()
    newer = replace(read, source=replace(read.source, reader_version="99"))
    reread(version, replace(newer, title="Another title"), NOW)
    keep_tied(NOW)
    assert ("Send ob", "136.2", 1, "decided") in ties()


def test_a_decision_for_an_item_that_is_gone_does_not_hold(imported, rule):
    rule(MOON, "item", item_key="136.2")
    version, read = DocumentVersion.objects.get(), report()
    without = replace(
        read,
        items=(read.items[0], read.items[2]),
        source=replace(read.source, reader_version="99"),
    )

    reread(version, without, NOW)
    keep_tied(NOW)

    assert ("Send ob", "", None, "loose") in ties()


def test_an_item_that_is_not_in_the_report_is_refused(imported, rule):
    with pytest.raises(DecisionError, match=r"has no paragraph 200\.1"):
        rule(MOON, "item", item_key="200.1")
    with pytest.raises(DecisionError, match="tied to no item"):
        rule(MOON, "right")
    assert Decision.objects.count() == 0
