"""Which model coded a text, as of a data version."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.upright.builders import NOW, document, item, recommendation
from tests.upright.conftest import Archive
from upr.coding import Scheme
from upright.archive.coding import text_print
from upright.archive.coding_decisions import Decision, decide
from upright.archive.coding_models import with_models
from upright.archive.models import Coding, Document, Recommendation

pytestmark = pytest.mark.django_db


@dataclass
class Line:
    """A row of a text."""

    item_id: int
    item_order: int


def lines() -> list[Line]:
    found = Recommendation.objects.filter(until=None).order_by("item__order", "order")
    return [Line(text.item_id, text.order) for text in found]


def coded(key: str, order: int, model: str, since: int, until: int | None) -> None:
    text = Recommendation.objects.get(item__key=key, order=order, until=None)
    Coding.objects.create(
        document=Document.objects.earliest("pk"),
        item_key=key,
        recommendation_order=order,
        coder="model",
        codes={"action": [["5", 0.9]]},
        model=model,
        text_print=text_print(text.text),
        at=NOW,
        since=since,
        until=until,
    )


@pytest.fixture
def texts(archive: Archive) -> None:
    two = (recommendation("Ratify A", "XAB"), recommendation("sign B", "XAC"))
    archive(document(item("136.1", *two), item("136.2", ("Do", "XAB"))))
    coded("136.1", 2, "1-old", 1, 4)
    coded("136.1", 2, "2-new", 4, None)
    coded("136.2", 1, "1-old", 1, None)


def test_each_row_gets_the_version_in_force_and_none_where_nothing_coded(texts):
    assert [model for _row, model in with_models(lines())] == ["", "2-new", "1-old"]


def test_a_former_data_version_tells_the_model_of_then(texts):
    assert [model for _row, model in with_models(lines(), 3)] == ["", "1-old", "1-old"]


def test_what_a_person_decides_does_not_change_which_model_it_was(texts, staff):
    paper = Document.objects.earliest("pk")
    decide(Decision(paper, "136.2", 1, Scheme.ACTION, "4"), NOW, staff)
    assert [model for _row, model in with_models(lines())][-1] == "1-old"


def test_a_correction_of_the_number_keeps_the_model(texts, correct):
    correct("136.2", "number", "136.20")
    assert [model for _row, model in with_models(lines())][-1] == "1-old"


def test_a_batch_is_one_question(texts):
    rows = lines()
    with CaptureQueriesContext(connection) as asked:
        assert [row for row, _model in with_models(rows)] == rows
    assert len(asked) == 1
