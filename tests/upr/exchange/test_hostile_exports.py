"""Files made to break a reader: a clear error of its own, nothing half returned."""

import json
import zipfile
from pathlib import Path

import pytest
import xlwt

from upr.errors import (
    DamagedExportError,
    ExportError,
    ExportReaderStoppedError,
    ExportTooLargeError,
    NoExportError,
    UnknownExportError,
)
from upr.exchange import upr_info
from upr.exchange.export_limits import ExportLimits
from upr.exchange.exports import read_whole

HEADER = ",".join(upr_info.HEADER)
GOOD = "Aldoria,Africa,AU,Ratify it,Brevania,EEG,EU,Accepted,5,Justice,20"


def table(path: Path, *lines: str | bytes) -> Path:
    encoded = [it if isinstance(it, bytes) else it.encode() for it in (HEADER, *lines)]
    path.write_bytes(b"\n".join(encoded) + b"\n")
    return path


def rejected(path: Path) -> list[tuple[int, str]]:
    export = read_whole(path)
    return [(it.row, it.reason) for it in export.rejected]


def test_a_row_that_is_no_record_is_listed_with_its_reason(tmp_path) -> None:
    path = table(
        tmp_path / "a.csv",
        GOOD,
        GOOD.replace("Ratify it", '"Ratify" it'),
        GOOD.replace("Ratify it", "Rat\0ify"),
        GOOD.replace(",20", ""),
        GOOD.replace(",5,", ",six,"),
        GOOD.replace(",5,", ",6,"),
        GOOD.replace(",20", ",20th"),
        GOOD.replace("Ratify it", " "),
        GOOD.replace("Aldoria", ""),
        "",
        GOOD,
    )

    assert len(read_whole(path).records) == 2
    assert rejected(path) == [
        (3, "The row has broken quotes."),
        (4, "The row holds NUL bytes: it is damaged."),
        (5, "The row has 10 cells, the header 11."),
        (6, "The action category is 'six', which is no number."),
        (7, "The action category is 6, not 1 to 5."),
        (8, "The session is '20th', which is no number."),
        (9, "The row has no text."),
        (10, "The row names no State under review."),
    ]


def test_a_row_in_another_encoding_is_refused_and_shown(tmp_path) -> None:
    path = table(
        tmp_path / "a.csv",
        GOOD.replace("Ratify it", "Ratify é"),
        GOOD.replace("Ratify it", "Ratify ’"),
        GOOD.replace("Ratify it", "Ratify é").encode("cp1252"),
    )

    export = read_whole(path)

    (refused,) = export.rejected
    assert (len(export.records), refused.row) == (2, 4)
    assert refused.reason == (
        "A part of the row is not in the encoding of the file (utf-8) and cannot be "
        "read."
    )
    assert refused.cells == (GOOD.replace("Ratify it", "Ratify \\xe9"),)


def test_utf8_among_rows_of_one_byte_is_mended(tmp_path) -> None:
    lines = [GOOD.replace("Ratify it", "Ratify é").encode("cp1252")] * 3
    path = table(tmp_path / "a.csv", *lines, GOOD.replace("Ratify it", "Ratify é"))

    export = read_whole(path)

    assert {record.text for record in export.records} == {"Ratify é"}
    assert [len(record.cautions) for record in export.records] == [0, 0, 0, 1]


def test_a_quote_that_is_never_closed_gives_nothing(tmp_path) -> None:
    path = table(tmp_path / "a.csv", GOOD, GOOD.replace("Ratify", '"Ratify'), GOOD)

    with pytest.raises(DamagedExportError, match="opens in row 3 is never closed"):
        read_whole(path)


def test_a_million_columns_are_too_many(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("a," * 1_000_000 + "\n")

    with pytest.raises(ExportTooLargeError, match="1,000,001 columns"):
        read_whole(tmp_path / "a.csv")


def test_a_line_without_end_is_too_long(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("a" * 5_000_000)

    with pytest.raises(ExportTooLargeError, match="more than 4,000,000 signs"):
        read_whole(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n  \n",
        b"name,age\nAnna,3\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"%PDF-1.4\n",
        b"{}",
        b"[]",
        b"[1, 2",
        b'[{"AnnotationId": 1}]',
        b"<html><body>Not found</body></html>",
        b"\xff\xfe",
        b"\0" * 5000,
    ],
)
def test_what_is_no_export_is_refused(tmp_path, content) -> None:
    (tmp_path / "a").write_bytes(content)

    with pytest.raises(UnknownExportError):
        read_whole(tmp_path / "a")


def test_a_missing_file_and_a_folder_are_no_export(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoExportError):
            read_whole(path)


OBJECT = {"AnnotationId": "1", "Text": "a", "Countries": [], "Symbol": ""}


@pytest.mark.parametrize(
    "rest",
    [
        "",
        ", ",
        ', {"AnnotationId": "2", "Te',
        "}",
        ', {"Text": NaN}]',
        ', {"Text": "\ud800"}]'.encode("utf-8", "surrogatepass"),
        b', {"Text": "\xff"}]',
        ", " + "[" * 200_000,
        ", " + "9" * 5_000 + "]",
        "] x",
    ],
)
def test_json_that_breaks_off_gives_nothing(tmp_path, rest) -> None:
    more = rest if isinstance(rest, bytes) else rest.encode()
    (tmp_path / "a").write_bytes(b"[" + json.dumps(OBJECT).encode() + more)

    with pytest.raises(DamagedExportError, match=r"no whole JSON after object [01]:"):
        read_whole(tmp_path / "a")


def test_half_a_sign_is_rejected(tmp_path) -> None:
    (tmp_path / "a").write_text(json.dumps([OBJECT | {"Text": "a\ud800"}]))

    reason = "A text holds half a sign, which no file can hold."
    assert rejected(tmp_path / "a") == [(1, reason)]


def test_an_object_of_many_signs_is_too_large(tmp_path) -> None:
    more = {"More": "a" * 6_000_000}
    (tmp_path / "a").write_text(json.dumps([OBJECT, OBJECT | more]))

    with pytest.raises(ExportTooLargeError, match="more than 4,000,000 signs"):
        read_whole(tmp_path / "a")


def test_a_text_of_many_signs_is_too_large(tmp_path) -> None:
    (tmp_path / "a").write_text(json.dumps([OBJECT | {"Text": "a" * 1_000_001}]))

    with pytest.raises(ExportTooLargeError, match="1,000,001 signs"):
        read_whole(tmp_path / "a")


def test_our_lines_that_break_off_give_nothing(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b'{"source"')

    with pytest.raises(UnknownExportError):
        read_whole(tmp_path / "a")


def test_a_workbook_that_unpacks_to_very_much_is_not_unpacked(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 20_000_000)

    with pytest.raises(ExportTooLargeError, match="unpacks to 20,000,000"):
        read_whole(tmp_path / "a.xlsx")


def workbook(path: Path, sheet: str, before: str = "") -> Path:
    """A workbook made by hand, with this sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package_of = "http://schemas.openxmlformats.org/package/2006"
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'<Relationships xmlns="{package_of}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    start = (
        f'<Relationships xmlns="{package_of}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{package_of}"/>')
        package.writestr("_rels/.rels", start)
        package.writestr("xl/workbook.xml", book)
        package.writestr("xl/_rels/workbook.xml.rels", relations)
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'{before}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
            "</worksheet>",
        )
    return path


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_entities_of_a_workbook_are_not_resolved(tmp_path) -> None:
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    path = workbook(tmp_path / "a.xlsx", f"<row>{cell('A1', '&b;')}</row>", bomb)

    with pytest.raises(ExportError):
        read_whole(path)


def test_a_sheet_with_a_cell_in_its_last_corner_does_no_harm(tmp_path) -> None:
    cells = f"<row>{cell('A1', 'a')}</row><row>{cell('XFD1048576', 'b')}</row>"
    path = workbook(tmp_path / "a.xlsx", cells)
    limits = ExportLimits(seconds=20, memory_bytes=1 << 30)

    with pytest.raises((ExportReaderStoppedError, ExportTooLargeError)):
        read_whole(path, limits)


def xls(path: Path) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for column, name in enumerate(upr_info.HEADER):
        sheet.write(0, column, name)
    book.save(str(path))
    return path.read_bytes()


@pytest.mark.parametrize("kept", [8, 512, 2000, 4000])
def test_an_xls_that_is_cut_off_is_damaged(tmp_path, kept) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(xls(path)[:kept])

    with pytest.raises((DamagedExportError, ExportReaderStoppedError)):
        read_whole(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a.txt", "a")

    with pytest.raises(DamagedExportError):
        read_whole(tmp_path / "a.zip")
    (tmp_path / "b.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:40])
    with pytest.raises(DamagedExportError, match="damaged or cut off"):
        read_whole(tmp_path / "b.zip")


def test_a_slow_workbook_is_given_up(tmp_path) -> None:
    path = tmp_path / "a.xls"
    xls(path)

    with pytest.raises(ExportReaderStoppedError, match=r"more than 0\.001 seconds"):
        read_whole(path, ExportLimits(seconds=0.001))


def test_parquet_that_is_cut_off_is_damaged(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"PAR1" + b"\1" * 100)

    with pytest.raises(DamagedExportError, match="damaged or cut off"):
        read_whole(tmp_path / "a")


def test_a_paper_is_told_from_an_export(tmp_path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")

    with pytest.raises(UnknownExportError, match="a PDF and no export of a database"):
        read_whole(path)
