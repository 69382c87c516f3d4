import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.upr.exchange import records_drawn as drawn
from upr.errors import ExportError, MissingExtraError
from upr.exchange.exports import read_whole
from upr.exchange.foreign import ForeignRecommendation, NamedState, SourceName
from upr.exchange.saving import Form, lost, save

# A folder is shared by all examples of a test: each overwrites the file of the last.
shared_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=60,
)
# A workbook is read in a process of its own, a tenth of a second each.
few = settings(shared_folder, max_examples=8)
RECORD = ForeignRecommendation(
    source=SourceName.UPR_INFO,
    row=2,
    about=(NamedState("XAA", "Aldoria"),),
    text="Ratify the Convention.",
    recommending=(NamedState("XAB", "Brevania"), NamedState("XAC", "Corvalia")),
    session=20,
    cycle=2,
    response="Accepted",
    action=5,
    issues=("International instruments",),
    body="UPR",
)


def written_and_read(records, path: Path, form: Form):
    save(records, path, form)
    export = read_whole(path)
    assert export.rejected == ()
    return list(export.records)


def unnumbered(records):
    return [replace(record, row=0) for record in records]


@shared_folder
@given(records=st.lists(drawn.upr_info(), min_size=1, max_size=5))
def test_upr_info_reads_what_was_written(tmp_path, records) -> None:
    read = written_and_read(records, tmp_path / "a.csv", Form.UPR_INFO_CSV)

    assert unnumbered(read) == records


@shared_folder
@given(records=st.lists(drawn.dihr(), min_size=1, max_size=5))
def test_dihr_reads_what_was_written(tmp_path, records) -> None:
    read = written_and_read(records, tmp_path / "a.csv", Form.DIHR_CSV)

    assert unnumbered(read) == records


@shared_folder
@given(records=st.lists(drawn.uhri(), min_size=1, max_size=5))
def test_uhri_json_reads_what_was_written(tmp_path, records) -> None:
    read = written_and_read(records, tmp_path / "a.json", Form.UHRI_JSON)

    assert unnumbered(read) == records


@few
@given(records=st.lists(drawn.uhri(in_json=False), min_size=1, max_size=20))
def test_uhri_workbook_reads_what_was_written(tmp_path, records) -> None:
    read = written_and_read(records, tmp_path / "a.xlsx", Form.UHRI_XLSX)

    assert unnumbered(read) == records


@pytest.mark.parametrize("form", [Form.CSV, Form.JSON_LINES, Form.PARQUET])
@shared_folder
@given(records=st.lists(drawn.ours(), min_size=1, max_size=4))
def test_our_forms_lose_nothing(tmp_path, form, records) -> None:
    read = written_and_read(records, tmp_path / "a", form)

    assert read == records


@pytest.mark.parametrize("form", [Form.JSON_LINES, Form.PARQUET])
@shared_folder
@given(record=drawn.ours(st.text(max_size=10)))
def test_lists_of_objects_keep_any_sign(tmp_path, form, record) -> None:
    read = written_and_read([record], tmp_path / "a", form)

    assert read == [record]


@few
@given(records=st.lists(drawn.ours(), min_size=1, max_size=20))
def test_our_workbook_loses_nothing(tmp_path, records) -> None:
    read = written_and_read(records, tmp_path / "a.xlsx", Form.XLSX)

    assert read == records


def test_upr_info_has_a_row_for_each_recommending_state(tmp_path) -> None:
    read = written_and_read([RECORD], tmp_path / "a.csv", Form.UPR_INFO_CSV)

    assert [record.iso3s for record in read] == [("XAB",), ("XAC",)]


@pytest.mark.parametrize("form", [Form.UPR_INFO_CSV, Form.CSV])
def test_no_cell_of_a_table_is_a_formula(tmp_path, form) -> None:
    save([replace(RECORD, text="=HYPERLINK(1)")], tmp_path / "a.csv", form)

    written = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert (written.count("'=HYPERLINK"), written.count("=HYPERLINK")) in {
        (2, 2),  # UPR Info: a row for each State
        (1, 1),
    }


def test_no_cell_of_a_workbook_is_a_formula(tmp_path) -> None:
    save([replace(RECORD, text="=1+1")], tmp_path / "a.xlsx", Form.XLSX)

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    kinds = {cell.data_type for row in sheet for cell in row if cell.value is not None}
    assert kinds == {"s"}


@pytest.mark.parametrize(
    ("form", "module", "extra"),
    [(Form.XLSX, "xlsxwriter", "exchange"), (Form.PARQUET, "pyarrow", "parquet")],
)
def test_a_missing_extra_is_named(tmp_path, monkeypatch, form, module, extra) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "upr.exchange.parquet", raising=False)
    monkeypatch.delattr("upr.exchange.parquet", raising=False)

    with pytest.raises(MissingExtraError, match=rf"upright\[{extra}\]"):
        save([RECORD], tmp_path / "a", form)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", [Form.XLSX, Form.UHRI_XLSX])
def test_libreoffice_opens_our_workbooks(tmp_path, form) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    save([replace(RECORD, text="Say “yes”, or no")], tmp_path / "a.xlsx", form)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # comma, quotation mark, UTF-8
    kind = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [soffice, profile, "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )

    (read,) = read_whole(tmp_path / "a.csv").records
    assert (read.text, read.about) == ("Say “yes”, or no", RECORD.about)
    assert read.recommending == RECORD.recommending


def test_what_a_form_loses_is_named() -> None:
    assert lost(RECORD, Form.UPR_INFO_CSV) == ("row",)
    assert lost(RECORD, Form.DIHR_CSV) == ("row", "action", "issues")
    assert lost(RECORD, Form.CSV) == ()


def test_a_text_too_long_for_a_workbook_leaves_the_old_file(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    with pytest.raises(ExportError, match=r"a text of 32,768 signs"):
        save([replace(RECORD, text="a" * 32_768)], path, Form.XLSX)

    assert (path.read_bytes(), [it.name for it in tmp_path.iterdir()]) == (
        b"old",
        ["a.xlsx"],
    )
