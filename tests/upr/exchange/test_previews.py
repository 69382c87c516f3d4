import csv

import pytest

from tests.upr.exchange.test_exports import UPR_INFO
from upr.errors import UnknownExportError
from upr.exchange.exports import read_whole
from upr.exchange.foreign import RecordKind, SourceName
from upr.exchange.previews import preview
from upr.exchange.rejects import save_rejected


def test_a_preview_says_what_would_be_taken_in(tmp_path) -> None:
    path = tmp_path / "a.csv"
    extra = "Note,\n".join([UPR_INFO.replace("Session\n", "Session,Note\n", 1)])
    lines = extra.splitlines()
    rows = [lines[0], *(f"{line}," for line in lines[1:]), "Aldoria,too,few"]
    path.write_text("\n".join(rows), encoding="mac_roman")

    found = preview(path)

    assert (found.source, found.encoding, found.delimiter) == (
        SourceName.UPR_INFO,
        "mac_roman",
        ",",
    )
    assert (found.rows, found.records, found.rejected) == (4, 3, 1)
    assert (found.recognised[0], found.unknown) == (("To", "state"), ("Note",))
    assert dict(found.by_kind) == {RecordKind.RECOMMENDATION: 2, RecordKind.PLEDGE: 1}
    assert found.by_session == ((5, 1), (30, 1), (None, 1))
    assert dict(found.by_response) == {"Accepted": 1, "Noted": 1, "Voluntary Pledge": 1}
    assert (found.states, found.unknown_names) == (2, (("(Unknown)", 1),))
    assert [it.row for it in found.first] == [2, 3, 4]
    assert found.problems == (
        "Rows that cannot be taken in: 1.",
        "Names that are no State for certain: 1.",
    )
    assert found.can_be_imported


def test_a_preview_of_a_file_that_breaks_off_says_so(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(UPR_INFO + 'Aldoria,"', encoding="utf-8")

    found = preview(path)

    assert (found.records, found.can_be_imported) == (3, False)
    assert found.problems[0] == (
        "The file is not whole: A quote that opens in row 5 is never closed."
    )


def test_what_is_no_export_has_no_preview(tmp_path) -> None:
    (tmp_path / "a").write_text("Dear Sir,\n\nno.\n")

    with pytest.raises(UnknownExportError):
        preview(tmp_path / "a")


def test_rejected_rows_are_written_with_their_reasons(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(UPR_INFO + "=1,too,few\n", encoding="utf-8")

    save_rejected(read_whole(path).rejected, tmp_path / "rejected.csv")

    with (tmp_path / "rejected.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["5", "The row has 3 cells, the header 11.", "'=1", "too", "few"]
        ]
