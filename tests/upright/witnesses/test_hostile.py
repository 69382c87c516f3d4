"""Hostile files through the platform: a clear error, and nothing half stored."""

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.upright.builders import NOW
from tests.upright.witnesses.exports import CHILDREN, HEADER, row, uhri, upr_info
from upr.errors import ExportReaderStoppedError
from upr.exchange.export_limits import ExportLimits
from upright.witnesses.errors import NotReadableError
from upright.witnesses.importing import import_export
from upright.witnesses.models import Export, Record, RejectedRow, Sighting
from upright.witnesses.rows_read import RowsRead

Make = Callable[[Path], Path]


def bomb(path: Path) -> Path:
    """A workbook of 40 KB that unpacks to 40 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return path


def entities(path: Path) -> Path:
    """A workbook whose sheet is made of entities of entities."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "xl/workbook.xml", f"<?xml version='1.0'?>{doctype}<x>&a8;</x>"
        )
    return path


def many_columns(path: Path) -> Path:
    path.write_text(",".join(f"c{number}" for number in range(1_000_000)) + "\n1\n")
    return path


def broken_quotes(path: Path) -> Path:
    begin = ",".join(HEADER)
    path.write_text(f'{begin}\nSlovenia,EEG,EU,"Do more,Norway,WEOG,,Accepted,4,x,21\n')
    return path


def no_end(path: Path) -> Path:
    path.write_text(json.dumps([uhri(), uhri()])[:-30], encoding="utf-8")
    return path


def nested(path: Path) -> Path:
    path.write_text("[" * 100_000)
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def random_bytes(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 400)
    return path


def header_alone(path: Path) -> Path:
    return upr_info(path)


@pytest.mark.parametrize(
    ("make", "ending"),
    [
        (bomb, "xlsx"), (entities, "xlsx"), (many_columns, "csv"),
        (broken_quotes, "csv"), (no_end, "json"), (nested, "json"), (empty, "csv"),
        (random_bytes, "csv"), (random_bytes, "xls"), (header_alone, "csv"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_reason(make: Make, ending, take, tmp_path):
    path = make(tmp_path / f"hostile.{ending}")

    with pytest.raises(NotReadableError, match=r"\w.*\. Nothing of it was kept\."):
        take(path)

    for model in (Record, RejectedRow, Sighting):
        assert model.objects.count() == 0
    export = Export.objects.get()
    assert (export.stage, export.since, export.held_until) == ("failed", None, None)
    assert export.problem.endswith("Nothing of it was kept.")


def test_rows_with_nul_are_rejected_and_the_others_kept(take, tmp_path):
    path = upr_info(tmp_path / "nul.csv", row(f"{CHILDREN}\0 too"), row("Do B"))

    outcome = take(path)

    assert (outcome.counts.new, outcome.counts.rejected) == (1, 1)
    assert "\0" not in str(RejectedRow.objects.get().cells)


def test_objects_with_halves_of_surrogates_are_rejected(take, tmp_path):
    path = tmp_path / "half.json"
    half = uhri(Text="136.1 Ensure \ud83d access")
    path.write_text(json.dumps([half, uhri()]))

    outcome = take(path)

    assert (outcome.counts.new, outcome.counts.rejected) == (1, 1)
    assert RejectedRow.objects.get().reason.endswith(".")


def test_a_mix_of_encodings_loses_no_row(take, tmp_path):
    path = upr_info(tmp_path / "mixed.csv", row("Respect the naïve"), row("B"))
    line = ",".join(row("Respect the café")).encode("latin-1")
    path.write_bytes(path.read_bytes() + line + b"\r\n")

    counts = take(path).counts

    assert (counts.new, counts.rejected) == (2, 1)
    assert "utf-8" in RejectedRow.objects.get().reason.lower()


def test_a_value_too_long_for_the_database_is_rejected_with_its_reason(take, tmp_path):
    path = upr_info(tmp_path / "long.csv", row("Do A"), row("Do B", response="x" * 300))

    outcome = take(path)

    assert (outcome.counts.new, outcome.counts.rejected) == (1, 1)
    assert "300 signs" in RejectedRow.objects.get().reason


def test_a_reader_that_takes_too_long_is_given_up(states, tmp_path):
    path = upr_info(tmp_path / "rows.csv", *(row(f"Do {n}") for n in range(3)))

    with pytest.raises(NotReadableError, match=r"0\.01 seconds.*Nothing"):
        import_export(path, lambda: NOW, limits=ExportLimits(seconds=0.01))

    assert Export.objects.get().stage == "failed"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import os; os.kill(os.getpid(), 11)", "The reader crashed"),
        ("import os; os._exit(70)", "too much memory"),
        ("import sys; sys.exit(0)", "The reader crashed"),
    ],
)
def test_a_reader_that_dies_says_so(code, message, tmp_path):
    path = upr_info(tmp_path / "rows.csv", row("Do A"))
    command = (sys.executable, "-c", code)

    with (
        pytest.raises(ExportReaderStoppedError, match=message),
        RowsRead(path, reader=command) as reading,
    ):
        reading.head()
