"""Exports taken in: once, whole, going on where they stopped, updated by newer ones."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import NOW
from tests.upright.own_site import OwnSite
from tests.upright.witnesses.exports import (
    CHILDREN,
    COURTS,
    LAND,
    PRISONS,
    report,
    row,
    uhri,
    uhri_file,
    upr_info,
)
from upright.archive.queries import data_version
from upright.witnesses import bulk, importing, staging
from upright.witnesses.counting import Counts
from upright.witnesses.errors import BusyError, CancelledError, NotReadableError
from upright.witnesses.holds import hold
from upright.witnesses.models import Export, Record, RejectedRow, Sighting, Tie

FOUR = (
    row(CHILDREN),
    row(PRISONS, "Peru", "Noted"),
    row(COURTS),
    row(LAND, "Chile", issue="Women's rights"),
)


def texts_in_force() -> list[str]:
    found = Record.objects.filter(until=None, since__isnull=False)
    return sorted(found.values_list("text", flat=True))


def numbers(counts: Counts) -> tuple[int, int, int, int, int]:
    return counts.new, counts.changed, counts.known, counts.gone, counts.rejected


def test_rows_become_records_with_all_they_say(take, tmp_path):
    outcome = take(upr_info(tmp_path / "four.csv", *FOUR))

    export = outcome.export
    assert numbers(outcome.counts) == (4, 0, 0, 0, 0)
    assert (export.stage, export.source, export.form) == (
        "done", "upr-info", "UPR Info, columns To and From",
    )  # fmt: skip
    assert export.recognised[0] == ["To", "state"]
    record = Record.objects.get(text=PRISONS)
    assert (record.state, record.session, record.cycle) == ("SVN", 21, 2)
    assert (record.response, record.row, record.kind) == ("Noted", 3, "recommendation")
    assert '"recommending": [["PER", "Peru"]]' in record.said
    assert record.since == export.since


def test_the_same_file_twice_changes_nothing(take, tmp_path):
    path = upr_info(tmp_path / "four.csv", *FOUR)
    take(path)
    version, records = data_version(), list(Record.objects.values())

    again = take(path)

    assert again.was_known
    assert (data_version(), list(Record.objects.values())) == (version, records)
    assert Export.objects.count() == 1


def test_the_same_rows_in_another_file_are_known(take, tmp_path):
    take(upr_info(tmp_path / "four.csv", *FOUR))
    before = list(Record.objects.order_by("pk").values())

    outcome = take(upr_info(tmp_path / "other.csv", *FOUR[2:]))

    assert numbers(outcome.counts) == (0, 0, 2, 0, 0)
    assert list(Record.objects.order_by("pk").values()) == before
    assert Sighting.objects.count() == 0


def test_a_newer_export_supersedes_what_it_changes_and_nothing_else(take, tmp_path):
    take(upr_info(tmp_path / "old.csv", *FOUR))
    old = Record.objects.get(text=PRISONS)
    changed = row(PRISONS, "Peru", "Accepted")

    outcome = take(upr_info(tmp_path / "new.csv", FOUR[0], changed, *FOUR[2:]))

    assert numbers(outcome.counts) == (0, 1, 3, 0, 0)
    old.refresh_from_db()
    new = Record.objects.get(text=PRISONS, until=None)
    assert (old.until, new.since) == (outcome.export.since, outcome.export.since)
    assert (old.response, new.response, old.key == new.key) == (
        "Noted",
        "Accepted",
        True,
    )


def test_a_row_a_newer_export_lacks_is_no_longer_there(take, tmp_path):
    take(upr_info(tmp_path / "old.csv", *FOUR, row("Of another one", session="22")))

    outcome = take(upr_info(tmp_path / "new.csv", *FOUR[:3]))

    gone = Record.objects.get(is_gone=True)
    assert (gone.text, gone.until) == (LAND, outcome.export.since)
    assert outcome.counts.gone == 1
    assert "Of another one" in texts_in_force()


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(FOUR[:2], id="half of what is known"),
        pytest.param((FOUR[0], FOUR[2], FOUR[3]), id="accepted ones alone"),
    ],
)
def test_an_export_of_a_search_covers_no_session(rows, take, tmp_path):
    take(upr_info(tmp_path / "old.csv", *FOUR))

    outcome = take(upr_info(tmp_path / "new.csv", *rows))

    assert outcome.counts.gone == 0
    assert len(texts_in_force()) == 4


def test_rows_that_say_the_same_are_each_kept(take, tmp_path):
    path = upr_info(tmp_path / "twice.csv", row(CHILDREN), row(CHILDREN))

    assert numbers(take(path).counts) == (2, 0, 0, 0, 0)
    assert numbers(
        take(upr_info(tmp_path / "thrice.csv", *3 * (row(CHILDREN),))).counts
    ) == (1, 0, 2, 0, 0)


def test_records_of_other_mechanisms_are_counted_and_not_kept(take, tmp_path):
    path = uhri_file(
        tmp_path / "uhri.json",
        uhri(AnnotationId="1"),
        uhri(AnnotationId="2", Body="- CEDAW", Symbol="CEDAW/C/SVN/CO/4"),
    )

    outcome = take(path)

    assert (outcome.counts.records, outcome.counts.other_bodies) == (1, 1)
    assert Record.objects.count() == 1


def test_rejected_rows_are_kept_with_the_reason(take, tmp_path):
    path = upr_info(tmp_path / "bad.csv", FOUR[0], row("Do more", action="9"))

    outcome = take(path)

    assert outcome.counts.rejected == 1
    rejected = RejectedRow.objects.get()
    assert (rejected.row, rejected.reason) == (
        3,
        "The action category is 9, not 1 to 5.",
    )
    assert rejected.cells[3] == "Do more"


def test_a_file_that_breaks_off_keeps_nothing(take, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 2)
    take(upr_info(tmp_path / "four.csv", *FOUR))
    path = tmp_path / "broken.json"
    whole = uhri_file(path, *(uhri(AnnotationId=str(n)) for n in range(9)))
    path.write_bytes(whole.read_bytes()[:-40])
    before = list(Record.objects.order_by("pk").values())

    with pytest.raises(NotReadableError, match=r"no whole JSON.*Nothing of it was"):
        take(path)

    assert list(Record.objects.order_by("pk").values()) == before
    assert (Sighting.objects.count(), RejectedRow.objects.count()) == (0, 0)
    export = Export.objects.get(name="broken.json")
    assert (export.stage, export.rows, export.since) == ("failed", 0, None)


def test_what_is_staged_is_seen_by_nobody(states, tmp_path, archive):
    archive(report())
    version = data_version()

    importing.read_only(upr_info(tmp_path / "four.csv", *FOUR), lambda: NOW)

    assert Record.objects.filter(since=None).count() == 4
    assert (texts_in_force(), Tie.objects.count(), data_version()) == ([], 0, version)


class StoppedError(Exception):
    """As if the power had gone."""


def test_a_stopped_import_goes_on_where_it_was(take, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 1)
    path = upr_info(tmp_path / "four.csv", *FOUR)

    def stop(export: Export) -> None:
        if export.rows == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        importing.import_export(path, lambda: NOW, stop)
    staged = list(Record.objects.order_by("pk").values_list("pk", flat=True))
    told: list[int] = []
    outcome = importing.import_export(
        path, lambda: NOW, lambda one: told.append(one.rows)
    )

    assert told == [4]
    assert numbers(outcome.counts) == (4, 0, 0, 0, 0)
    assert (
        list(Record.objects.order_by("pk").values_list("pk", flat=True))[:3] == staged
    )
    assert len(texts_in_force()) == 4


def test_an_export_read_before_another_came_in_is_read_again(take, tmp_path):
    path = upr_info(tmp_path / "four.csv", *FOUR)
    importing.read_only(path, lambda: NOW)
    take(upr_info(tmp_path / "other.csv", *FOUR[:2]))

    outcome = take(path)

    assert numbers(outcome.counts) == (2, 0, 2, 0, 0)
    assert len(texts_in_force()) == 4


def test_one_export_at_a_time(take, tmp_path):
    first = importing.export_of(upr_info(tmp_path / "a.csv", *FOUR), "a.csv", NOW)

    with (
        hold(first.pk, lambda: NOW),
        pytest.raises(BusyError, match=r"“a.csv” is being imported"),
    ):
        take(upr_info(tmp_path / "b.csv", FOUR[0]))

    assert take(upr_info(tmp_path / "b.csv", FOUR[0])).counts.new == 1


def test_a_cancelled_import_stops_at_its_next_chunk(take, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "CHUNK", 1)

    def cancel(export: Export) -> None:
        assert importing.cancel(export.pk, NOW)

    with pytest.raises(CancelledError):
        importing.import_export(
            upr_info(tmp_path / "four.csv", *FOUR), lambda: NOW, cancel
        )

    assert (Record.objects.count(), Export.objects.get().stage) == (0, "cancelled")
    assert take(tmp_path / "four.csv").counts.new == 4  # and may be imported after all


def test_what_is_taken_in_cannot_be_cancelled(take, tmp_path):
    outcome = take(upr_info(tmp_path / "four.csv", *FOUR))

    assert not importing.cancel(outcome.export.pk, NOW)
    assert len(texts_in_force()) == 4


KILLED = """
import os
from pathlib import Path
from django.utils import timezone
from upright.witnesses import bulk, importing, staging
staging.CHUNK = 2
def kill(export):
    if export.rows >= 4:
        os.kill(os.getpid(), 9)
try:
    if os.fork() == 0:
        from django.db import connections
        connections.close_all()
        importing.import_export(Path({path!r}), timezone.now, kill)
finally:
    os.wait()
"""
COUNTED = (
    "from upright.witnesses.models import Record, Export;"
    "print(Record.objects.filter(since=None).count(),"
    "Record.objects.filter(since__isnull=False).count(), Export.objects.get().rows)"
)


def test_a_killed_import_goes_on_at_once(own_site: OwnSite, tmp_path: Path):
    rows = [row(f"{CHILDREN}, point {number}") for number in range(7)]
    path = upr_info(tmp_path / "seven.csv", *rows)

    own_site.run(KILLED.format(path=str(path)))
    assert own_site.run(COUNTED).split() == ["4", "0", "4"]

    done = own_site.upright("import", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 recommendations of UPR Info: 7 new" in done.stdout
    assert own_site.run(COUNTED).split() == ["0", "7", "7"]


def test_chunks_do_not_change_what_comes_out(take, tmp_path, monkeypatch):
    rows = [row(f"{CHILDREN}, point {number % 5}") for number in range(11)]
    monkeypatch.setattr(staging, "CHUNK", 3)

    outcome = take(upr_info(tmp_path / "rows.csv", *rows))

    assert outcome.counts.new == 11
    found = Record.objects.filter(text=f"{CHILDREN}, point 0")
    assert sorted(found.values_list("ordinal", flat=True)) == [1, 2, 3]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no count")
def test_postgresql_knows_how_many_rows_are_staged(states, tmp_path, monkeypatch):
    """What it believes of a growing table is old: it read all rows to find a few."""
    monkeypatch.setattr(bulk, "_FEW", 4)
    monkeypatch.setattr(staging, "CHUNK", 8)
    path = upr_info(tmp_path / "x.csv", *(row(f"Text {n}") for n in range(64)))
    importing.read_only(path, lambda: NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE relname = %s",
            [Record._meta.db_table],
        )
        (believed,) = cursor.fetchone()
    assert 32 <= believed <= 64


def test_queries_do_not_grow_with_rows(states, tmp_path):
    def asked(count: int) -> int:
        rows = [row(f"{CHILDREN} {count} {number}") for number in range(count)]
        path = upr_info(tmp_path / f"{count}.csv", *rows)
        with CaptureQueriesContext(connection) as queried:
            importing.import_export(path, lambda: NOW)
        return len(queried)

    asked(2)  # the first finds nothing here, and asks less
    assert asked(3) == asked(300)
