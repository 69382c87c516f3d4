from dataclasses import replace

import pytest

import upr
from tests.upr.papers_written import REPORT
from tests.upr.pdf_builders import pdf
from upr.exchange.exports import read_whole
from upr.exchange.foreign import NamedState, RecordKind, SourceName
from upr.exchange.own_records import records_of
from upr.exchange.saving import Form, save
from upr.records import Pledge


@pytest.fixture(scope="module")
def records():
    document = upr.read(pdf(*REPORT))
    pledge = Pledge("Aldoria will plant trees.", "7", ())
    return list(records_of([replace(document, pledges=(pledge,))]))


def test_a_document_has_a_record_for_each_recommendation_and_pledge(records) -> None:
    first, *_, noted, pledge = records

    assert len(records) == 5
    assert (first.source, first.row, first.state) == (SourceName.UPRIGHT, 1, "XAA")
    assert (first.symbol, first.paragraph, first.iso3s) == (
        "A/HRC/914/15",
        "4.1",
        ("XAB", "XAC"),
    )
    assert (first.response, noted.response) == ("supported", "noted")
    assert (first.session, first.cycle) == (7, 1)
    assert (pledge.kind, pledge.text) == (
        RecordKind.PLEDGE,
        "Aldoria will plant trees.",
    )


def test_records_of_a_document_come_back_from_our_forms(tmp_path, records) -> None:
    save(records, tmp_path / "a", Form.CSV)

    assert list(read_whole(tmp_path / "a").records) == records


@pytest.mark.parametrize(
    ("form", "supported", "noted"),
    [
        (Form.UPR_INFO_CSV, "Accepted", "Noted"),
        (Form.UHRI_JSON, "Supported", "Noted"),
        (Form.DIHR_CSV, "Supported", "Noted"),
    ],
)
def test_positions_are_said_in_the_words_of_each_form(
    tmp_path, records, form, supported, noted
) -> None:
    save(records, tmp_path / "a", form)

    export = read_whole(tmp_path / "a")
    said = [it.response for it in export.recommendations]
    assert (said[0], said[-1]) == (supported, noted)
    assert {it.text for it in export.pledges} == {"Aldoria will plant trees."}


def test_uhri_has_the_paragraph_before_the_text(tmp_path, records) -> None:
    save(records[:1], tmp_path / "a", Form.UHRI_JSON)

    (record,) = read_whole(tmp_path / "a").records
    assert (record.paragraph, record.text) == ("4.1", records[0].text)
    assert record.about == (NamedState("XAA", "Aldoria"),)
