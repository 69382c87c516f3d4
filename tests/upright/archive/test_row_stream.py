"""The rows an index follows."""

from datetime import date

import pytest

from tests.upright.builders import document, item
from upright.archive import row_stream
from upright.archive.queries import IndexRow, rows_for_index

ONE = item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "Nowhere"))
TWO = item("136.2", ("Do C", "XAD"), position="noted")


def test_a_row_holds_all_that_is_found_and_counted(archive):
    archive(document(ONE))

    first, second = rows_for_index()

    assert first == IndexRow(
        recommendation_id=first.recommendation_id,
        item_id=first.item_id,
        document_id=first.document_id,
        symbol="A/HRC/901/1",
        kind="report",
        is_imagined=True,
        item_key="136.1",
        citation="para. 136.1",
        order=1,
        item_order=1,
        text="Ratify A",
        states=("XAB", "XAC"),
        state="XAA",
        addressee="XAA",
        session=21,
        cycle=2,
        date=date(2015, 1, 23),
        position="supported",
        implementation="",
        is_certain=True,
        since=1,
        until=None,
        position_ohchr="Supported",
        position_at_report="supported",
        position_symbol="A/HRC/901/1",
        position_paragraph="136",
    )
    assert (first.year, second.states, second.is_certain) == (2015, (), False)


def changes_told(
    since: int, until: int | None = None
) -> list[tuple[str, int, int | None]]:
    return [(row.text, row.since, row.until) for row in rows_for_index(since, until)]


@pytest.mark.parametrize("batch", [1, 2, 2_000])
def test_a_follower_hears_of_new_rows_and_then_of_closed_ones(
    archive, correct, monkeypatch, batch
):
    monkeypatch.setattr(row_stream, "BATCH", batch)
    archive(document(ONE, TWO))
    correct("136.2", "text", "Do C now", order=1)
    archive(document(TWO, symbol="A/HRC/901/2"))

    assert changes_told(0, 1) == [
        ("Ratify A", 1, None),
        ("sign B", 1, None),
        ("Do C", 1, 2),
    ]
    assert changes_told(1, 2) == [("Do C now", 2, None), ("Do C", 1, 2)]
    assert changes_told(2) == [("Do C", 3, None)]
    assert changes_told(3) == []
    assert len(changes_told(0)) == 5


def test_a_position_that_changes_replaces_the_rows_it_is_found_by(archive, correct):
    archive(document(TWO))
    correct("136.2", "position", "supported")

    assert [(row.position, row.since, row.until) for row in rows_for_index()] == [
        ("noted", 1, 2),
        ("supported", 2, None),
    ]
