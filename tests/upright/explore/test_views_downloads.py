import csv
import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest
from django.test import Client

from tests.upright.explore.conftest import Get, texts
from upright.archive.models import Recommendation

pytestmark = pytest.mark.django_db

CHOICE = "recommending_state=XAB&recommending_state=XAC&sort=document"


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_csv_holds_exactly_what_is_shown(imagined, get: Get, client: Client):
    shown = texts(get(f"/search/?{CHOICE}"), "//li[@class='hit']//p[@class='printed']")
    written = body(client, f"/download/results.csv?{CHOICE}").decode("utf-8-sig")
    lines = [line for line in written.splitlines() if not line.startswith(('"#', "#"))]
    assert [row["text"] for row in csv.DictReader(lines)] == shown


def test_json_lines_say_what_was_asked_and_when(imagined, client: Client):
    written = body(client, f"/download/results.jsonl?q=women&{CHOICE}&v=1&imagined=1")
    first, *rows = [json.loads(line) for line in written.splitlines()]
    assert {
        name: first["about"][name] for name in ("query", "address", "data_version")
    } == {
        "query": "women; Recommending State: Brevania or Corvalia",
        "address": f"http://testserver/search/?q=women&{CHOICE}&v=1&imagined=1",
        "data_version": 1,
    }
    assert [(row["symbol"], row["paragraph"]) for row in rows] == [
        ("A/HRC/901/1", "136.1")
    ]


def test_each_row_says_which_model_coded_it(imagined, client: Client):
    text = Recommendation.objects.get(item__key="136.1", until=None)
    text.item.document.codings.create(
        item_key="136.1",
        recommendation_order=text.order,
        coder="model",
        model="3-0a1b2c3d",
        at=datetime(2026, 11, 24, tzinfo=UTC),
        since=1,
    )
    written = body(client, "/download/results.jsonl?sort=document")
    _about, *rows = [json.loads(line) for line in written.splitlines()]
    assert [(row["paragraph"], row["model"]) for row in rows][:2] == [
        ("136.1", "3-0a1b2c3d"),
        ("136.2", ""),
    ]
    assert list(rows[0])[-1] == "model"


def test_a_workbook_opens(imagined, client: Client):
    written = body(client, "/download/results.xlsx?sort=document")
    workbook = openpyxl.load_workbook(io.BytesIO(written))
    sheet = workbook["Recommendations"]
    paragraphs = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert paragraphs == ["136.1", "136.2", "136.3", "136.3", "12.1"]


def test_a_file_is_named_by_its_version(imagined, client: Client):
    response = client.get("/download/results.csv?v=1")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-v1.csv"'
    )
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_all_of_several_is_said(imagined, client: Client):
    written = body(client, f"/download/results.jsonl?{CHOICE}&all=recommending_state")
    about = json.loads(written.splitlines()[0])["about"]
    assert about["query"] == "everything; Recommending State: Brevania and Corvalia"


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        (
            "/download/results.csv?stat=XAA",
            400,
            "The address contains “stat”, which is no filter here.",
        ),
        (
            "/download/results.pdf",
            404,
            "Results can be had as CSV, Excel, JSON, JSON Lines, Parquet and JSON in "
            "the form of UHRI.",
        ),
        (
            "/download/results.csv?v=77",
            400,
            "There is no data version 77; the newest is 2.",
        ),
        (
            "/download/results.csv?q=(women",
            400,
            "A bracket opens here and none closes it.",
        ),
    ],
)
def test_what_cannot_be_given_is_explained(imagined, get: Get, address, status, reason):
    assert texts(get(address, status=status), "//p[@class='lead']") == [reason]
