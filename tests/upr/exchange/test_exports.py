"""Golden cases of the exports of others, about imagined States."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from upr.exchange import dihr, uhri_workbook, upr_info
from upr.exchange.exports import read_whole
from upr.exchange.foreign import NamedState, RecordKind, SourceName

UPR_INFO = "\n".join(
    [
        ",".join(upr_info.HEADER),
        'Aldoria,Africa,"AU, OIF","Ratify, without délay, it ",Brevania,EEG,EU,'
        'Accepted,5,"Justice,NHRI",5',
        "Côte d’Ivoire,Africa,,Say it &#40;again&#41;,&#40;Unknown&#41;,,,"
        "Noted,,General,30",
        "Aldoria,Africa,,Aldoria will do it.,Aldoria,Africa,,Voluntary Pledge,4,Other,",
        "",
    ]
)


@pytest.mark.parametrize(
    "encoding", ["mac_roman", "cp1252", "utf-8", "utf-8-sig", "utf-16"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_upr_info_is_read_whatever_its_writing(tmp_path, encoding, delimiter, end):
    path = tmp_path / "export.txt"
    text = rewritten(UPR_INFO, delimiter)
    path.write_bytes(text.replace("\n", end).encode(encoding))

    export = read_whole(path)

    first, second, third = export.records
    assert (export.source, export.delimiter) == (SourceName.UPR_INFO, delimiter)
    assert first.text == "Ratify, without délay, it"
    assert first.original == "Ratify, without délay, it "
    assert (first.organisations, first.issues) == (("AU", "OIF"), ("Justice", "NHRI"))
    assert (first.state, first.iso3s, first.action) == ("XAA", ("XAB",), 5)
    assert (first.session, first.cycle, first.row) == (5, 1, 2)
    assert second.about == (NamedState("CIV", "Côte d’Ivoire"),)
    assert second.recommending == (NamedState(None, "(Unknown)"),)
    assert (second.text, second.original) == (
        "Say it (again)",
        "Say it &#40;again&#41;",
    )
    assert (second.action, second.cycle) == (None, 3)
    assert (third.kind, third.session) == (RecordKind.PLEDGE, None)
    assert export.pledges == (third,)


def rewritten(text: str, delimiter: str) -> str:
    """The table with another delimiter, and quotes where that needs them."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    writer.writerows(csv.reader(text.splitlines()))
    return written.getvalue()


def test_upr_info_xls_has_its_own_columns(tmp_path) -> None:
    header = "SuR Rgrp Org Recommendation RS Rgrp Org Response Action Issue Session"
    row = ["Aldoria", "Africa", "AU", "Ratify it", "Brevania", "EEG", "EU"]
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    rows: list[list[object]] = [[*header.split()], [*row, "Accepted", 5, "Justice", 20]]
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    path = tmp_path / "export"  # no ending: the content says what it is
    book.save(str(path))

    export = read_whole(path)

    (record,) = export.records
    assert (record.state, record.iso3s, record.session) == ("XAA", ("XAB",), 20)
    assert (record.regions, record.recommending_regions) == (("Africa",), ("EEG",))
    assert (record.action, record.issues, record.row) == (5, ("Justice",), 2)


def test_unknown_columns_are_kept_beside_the_record(tmp_path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Note," + UPR_INFO.replace("\nA", "\nlook,A").replace("\nC", "\n,C")
    )

    export = read_whole(path)

    assert export.unknown_columns == ("Note",)
    assert [it.extra for it in export.records] == [
        (("Note", "look"),),
        (),
        (("Note", "look"),),
    ]


ANNOTATION = {
    "AnnotationId": "abee37b0-194c-4b8d-9073-e31e5cb13af8",
    "AnnotationType": "- Recommendations",
    "AffectedPersons": ["Children", "Women &amp; girls"],
    "Body": "- UPR",
    "Countries": ["PK"],
    "DocumentId": "d",
    "PublicationDate": "2025-02-12T00:00:00",
    "PublicationDateOnUhri": "2025-03-03T10:53:45.827",
    "Regions": ["Africa"],
    "Sdgs": ["16 - PEACE", "16.a - Strong institutions, everywhere"],
    "Symbol": "A/HRC/914/15",
    "Text": "<p>137.197 Ensure&nbsp;access to the State&rsquo;s aid</p>",
    "Themes": ["Justice"],
    "UprCycle": None,
    "UprPositions": ["- Supported"],
    "UprRecommendingCountry": ["State of Palestine*", "Türkiye"],
    "UprRecommendingRegions": ["Asia-Pacific"],
    "UprSession": ["36th Session - November 2020"],
}


def write_json(path: Path, *objects: object) -> Path:
    path.write_text(json.dumps(objects, ensure_ascii=False), encoding="utf-8")
    return path


def test_uhri_full_export_is_cleaned_and_the_original_kept(tmp_path) -> None:
    (record,) = read_whole(write_json(tmp_path / "a", ANNOTATION)).records

    assert record.text == "Ensure access to the State’s aid"
    assert record.original == ANNOTATION["Text"]
    assert (record.paragraph, record.session, record.cycle) == ("137.197", 36, 3)
    assert record.about == (NamedState("PAK", "PK"),)
    assert record.iso3s == ("PSE", "TUR")
    assert record.groups == ("Children", "Women & girls")
    assert record.sdgs == ("16 - PEACE", "16.a - Strong institutions, everywhere")
    assert (record.response, record.published) == ("Supported", date(2025, 2, 12))
    assert (record.kind, record.cautions) == (RecordKind.RECOMMENDATION, ())


def test_uhri_says_what_is_odd(tmp_path) -> None:
    odd = {"AnnotationType": None, "UprPositions": ["Concerns/Observations"]}
    (record,) = read_whole(write_json(tmp_path / "a", ANNOTATION | odd)).records

    assert record.kind is RecordKind.OTHER
    assert record.cautions == (
        "The kind of the record is not said.",
        "The position is 'Concerns/Observations', which is none.",
    )


def test_uhri_objects_of_wrong_types_are_rejected_with_the_reason(tmp_path) -> None:
    path = write_json(
        tmp_path / "a",
        ANNOTATION,
        7,
        ANNOTATION | {"Text": ["a"]},
        ANNOTATION | {"Countries": {"a": 1}},
        ANNOTATION | {"PublicationDate": "yesterday"},
        ANNOTATION | {"Text": "&nbsp;<br>"},
        ANNOTATION | {"New": {"a": [1]}},
    )

    export = read_whole(path)

    assert [(it.row, it.reason) for it in export.rejected] == [
        (2, "The value is no object."),
        (3, "Text is \"['a']\", which is no text."),
        (4, "Countries is \"{'a': 1}\", which is no list of texts."),
        (5, "'yesterday' is no date."),
        (6, "The row has no text."),
    ]
    assert export.records[1].extra == (("New", '{"a": [1]}'),)


def test_uhri_workbook_is_read_with_its_misspellings(tmp_path) -> None:
    path = tmp_path / "search-1.xlsx"
    cells = [
        "137.197 Ensure &lt;access&gt;", "- South Sudan\r\n- Timor-Leste", "- UPR",
        "A/HRC/914/15", "- Justice", "", "- 1.4 - Equal rights\n- 16.3 - Rule of law",
        46078, "- Brevania\r", "- Supported/Noted", "- Recommendations", "id-1",
        "- 36th Session - Nov", "- Africa", "", 46125.4996,
    ]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, uhri_workbook.HEADER)
        sheet.write_row(1, 0, cells)

    (record,) = read_whole(path).records

    assert [state.iso3 for state in record.about] == ["SSD", "TLS"]
    assert (record.state, record.state_name) == (None, "South Sudan; Timor-Leste")
    assert (record.paragraph, record.text) == ("137.197", "Ensure <access>")
    assert record.sdgs == ("1.4 - Equal rights", "16.3 - Rule of law")
    assert (record.published, record.published_there) == (
        date(2026, 2, 25),
        "46125.4996",
    )
    assert (record.response, record.iso3s) == ("Supported/Noted", ("XAB",))


@pytest.mark.parametrize("header", [dihr.HEADER, None])
def test_dihr_is_read_with_both_sets_of_columns(tmp_path, header) -> None:
    old = (
        "state", "text", "sdggoals", "sdgtargets", "groups", "mechanism", "type",
        "responseupr", "recommendingstateupr", "treatybody", "specialprocedure",
        "documentcode", "paragraph", "year", "cycle", "session",
    )  # fmt: skip
    cells = (
        "CÃ´te d'Ivoire", "Ratify it", '"5. Gender equality ,16. Peace, justice"',
        '"5.1, 16.a"', "Women and girlsChildren", "Universal Periodic Review",
        "Recommendation", "Supported", "Brevania", "", "", "A/HRC/914/15",
        "A/HRC/914/15|16.1", "2014", "Cycle 2", "20",
    )  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text(",".join(header or old) + "\n" + ",".join(cells) + "\n", "utf-8")

    (record,) = read_whole(path).records

    assert (record.state, record.iso3s) == ("CIV", ("XAB",))
    assert (record.symbol, record.paragraph) == ("A/HRC/914/15", "16.1")
    assert record.sdgs == ("5. Gender equality", "16. Peace, justice", "5.1", "16.a")
    assert record.groups == ("Women and girls", "Children")
    assert (record.year, record.cycle, record.session) == (2014, 2, 20)
    assert record.cautions == (dihr.LOST_ZERO,)
    assert record.is_upr


def test_names_of_the_shapes_differ() -> None:
    assert len({shape.name for shape in (*upr_info.SHAPES, *dihr.SHAPES)}) == 3


@pytest.mark.corpus
def test_the_real_exports_are_read_whole(corpus) -> None:
    counts = {}
    for path in sorted((corpus / "exports").glob("*.csv")):
        export = read_whole(path)
        unknown = {s.name for r in export.records for s in r.recommending if not s.iso3}
        counts[path.name] = (len(export.records), len(export.rejected), unknown)

    assert counts == {
        "upr-info-sessions-01-05.csv": (3260, 0, {"(Unknown)"}),
        "upr-info-sessions-14-17.csv": (4928, 0, set()),
        "upr-info-voluntary-pledges.csv": (401, 0, set()),
    }
