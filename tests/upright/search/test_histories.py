"""What was said of a recommendation is put beside its row, as of a data version."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import document, item, recommendation
from tests.upright.conftest import Archive
from tests.upright.search.test_downloads import a_row
from upright.archive.models import Item, Recommendation
from upright.search.answering import Row
from upright.search.histories import with_histories

pytestmark = pytest.mark.django_db


def rows() -> list[Row]:
    return [
        replace(a_row(text.text), item_id=text.item_id, item_order=text.order)
        for text in Recommendation.objects.order_by("pk")
    ]


def test_each_row_gets_what_was_said_of_it_and_its_item(archive: Archive, correct):
    two = (
        recommendation("Ratify A", "XAB"),
        recommendation("sign B", "XAC", position="noted"),
    )
    archive(document(item("1.1", *two), item("1.2", ("Do", "XAB"), position="noted")))

    first, second, third = with_histories(rows())

    assert [said.value for said in first.history] == ["supported"]
    assert [said.value for said in second.history] == ["supported", "noted"]
    assert [said.value for said in third.history] == ["noted"]
    (said,) = third.history
    assert (said.stage, said.symbol, said.paragraph) == ("report", "A/HRC/901/1", "1")
    assert (said.words, said.date) == (
        "The recommendations below are noted:",
        date(2015, 1, 23),
    )


def test_a_history_is_that_of_the_version(archive: Archive, correct):
    archive(document(item("1.1", ("Do", "XAB"), position="pending")))
    correct("1.1", "position", "noted", order=1)
    old = replace(a_row(), item_id=Item.objects.earliest("pk").pk)

    (before,), (after,) = with_histories([old], 1), with_histories([old])

    assert [said.stage for said in before.history] == ["report"]
    assert [said.stage for said in after.history] == ["report", "decided"]
    assert after.history[1].is_corrected is True


def test_a_batch_is_one_question(archive: Archive):
    archive(document(*(item(f"1.{n}", ("Do", "XAB")) for n in range(1, 9))))
    found = rows()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(list(with_histories(found))) == 8

    assert len(asked) == 1
