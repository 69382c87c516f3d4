"""Records tied to items: at import, and when a report comes or changes later."""

import pytest

from tests.upright.builders import NOW, document, item
from tests.upright.witnesses.conftest import ties
from tests.upright.witnesses.exports import (
    CHILDREN,
    COURTS,
    LAND,
    PRISONS,
    SYMBOL,
    report,
    row,
    uhri,
    uhri_file,
    upr_info,
)
from upr import witnesses
from upright.archive import queries as archived
from upright.archive.actions import remove_imagined
from upright.witnesses import tying
from upright.witnesses.actions import due, keep_tied
from upright.witnesses.models import ReviewTies, Tie

ROWS = (
    row(f"{CHILDREN}."),
    row(f"{CHILDREN}.", "Chile"),
    row(PRISONS, "Peru", "Accepted"),
    row(LAND, "Chile"),
    row("Send observers to the moon", "Peru"),
)
TIED = [
    ("Adopt a", "136.3", 2, "state_and_text"),
    ("Improve", "136.2", 1, "state_and_text"),
    ("Protect", "136.1", 1, "state_and_text"),
    ("Protect", "136.1", 1, "state_and_text"),
    ("Send ob", "", None, "loose"),
]


def test_records_are_tied_to_the_texts_of_the_report(archive, take, tmp_path):
    archive(report())

    take(upr_info(tmp_path / "rows.csv", *ROWS))

    assert ties() == TIED
    differing = Tie.objects.get(position_differs=True)
    assert differing.differences == [["position", "noted", "Accepted"]]
    assert Tie.objects.get(item_key="").nearest[0] in {"136.1", "136.2", "136.3"}


def test_records_wait_for_their_report_and_are_tied_when_it_comes(
    archive, take, tmp_path
):
    take(upr_info(tmp_path / "rows.csv", *ROWS))
    assert ties() == []

    archive(report())
    assert due(NOW) == "1 review tied to records of other databases."

    assert ties() == TIED
    assert due(NOW) == ""


def test_a_correction_of_the_report_shows_in_the_ties(archive, take, correct, tmp_path):
    archive(report())
    take(upr_info(tmp_path / "rows.csv", *ROWS))
    before = list(Tie.objects.exclude(item_key="136.2").values())

    correct("136.2", "position", "supported")
    keep_tied(NOW)

    assert not Tie.objects.filter(until=None, position_differs=True).exists()
    assert list(Tie.objects.exclude(item_key="136.2").values()) == before


def test_what_has_not_changed_is_not_tied_again(archive, take, tmp_path, monkeypatch):
    archive(report())
    take(upr_info(tmp_path / "rows.csv", *ROWS))
    version = archived.data_version()
    ReviewTies.objects.update(asked=version + 1)
    monkeypatch.setattr(tying, "outcomes_of", None)  # would fail if it were called

    assert keep_tied(NOW) == 1
    assert archived.data_version() == version


def test_an_export_ties_no_other_source_again(archive, take, tmp_path, monkeypatch):
    archive(report())
    take(uhri_file(tmp_path / "uhri.json", uhri(), uhri(Text=f"136.2 {PRISONS}")))
    before = set(Tie.objects.values_list("pk", "record__source", "until"))
    tied = []
    tie = witnesses.tie

    def noted(document, records):
        tied.append({str(record.source) for record in records})
        return tie(document, records)

    monkeypatch.setattr(witnesses, "tie", noted)
    take(upr_info(tmp_path / "rows.csv", *ROWS))
    assert tied == [{"upr-info"}]
    assert before <= set(Tie.objects.values_list("pk", "record__source", "until"))

    archive(report(position="noted"))
    keep_tied(NOW)
    assert tied[1:] == [{"uhri"}, {"upr-info"}]


def test_uhri_is_tied_by_paragraph_and_compared_by_ohchrs_rule(archive, take, tmp_path):
    archive(report())

    take(
        uhri_file(
            tmp_path / "uhri.json",
            uhri(AnnotationId="1"),
            uhri(
                AnnotationId="2", Text=f"136.2 {PRISONS}",
                UprRecommendingCountry=["Norway"],
            ),
            uhri(
                AnnotationId="3", Text=f"136.3 {COURTS}; {LAND}", Countries=["Chile"],
                UprRecommendingCountry=["Norway", "Chile"],
            ),
        )
    )  # fmt: skip

    found = Tie.objects.filter(until=None).order_by("record__key")
    assert sorted((tie.item_key, tie.ground) for tie in found) == [
        ("136.1", "paragraph"), ("136.2", "paragraph"), ("136.3", "paragraph"),
    ]  # fmt: skip
    differs = Tie.objects.get(until=None, states_differ=True, item_key="136.2")
    assert differs.differences[0] == ["states", "PER", "NOR"]


def test_a_record_of_another_report_s_symbol_is_not_tied_here(archive, take, tmp_path):
    archive(report())
    archive(
        document(
            item("12.1", (f"{CHILDREN} too", "NOR"), position="noted"),
            symbol="A/HRC/30/99",
            state="PER",
            session=21,
        )
    )

    take(uhri_file(tmp_path / "uhri.json", uhri(Symbol="A/HRC/30/99")))

    assert [(tie.symbol, tie.item_key) for tie in Tie.objects.all()] == [
        ("A/HRC/30/99", "12.1")
    ]


def test_removing_a_report_unties_its_records(archive, take, tmp_path):
    archive(report())
    take(upr_info(tmp_path / "rows.csv", *ROWS))
    archived.documents(imagined=False).update(is_imagined=True)

    remove_imagined(NOW)
    keep_tied(NOW)

    assert ties() == []


def test_a_superseded_record_hands_its_tie_on(archive, take, tmp_path):
    archive(report())
    take(upr_info(tmp_path / "old.csv", *ROWS))

    take(upr_info(tmp_path / "new.csv", *ROWS[:2], row(PRISONS, "Peru", "Noted")))

    (tie,) = Tie.objects.filter(until=None, item_key="136.2")
    assert (tie.record.response, tie.position_differs) == ("Noted", False)
    ended = Tie.objects.get(until__isnull=False)
    assert (ended.record.response, ended.until) == ("Accepted", ended.record.until)


@pytest.mark.parametrize("session", ["21", "22"])
def test_a_review_that_moved_is_found_by_its_cycle(session, archive, take, tmp_path):
    archive(report())

    take(upr_info(tmp_path / "rows.csv", row(CHILDREN, session=session)))

    assert [key for _, key, _, _ in ties()] == ["136.1"]
    assert Tie.objects.get().symbol == SYMBOL
