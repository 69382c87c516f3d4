"""The matrix of a review: what it holds, how it is grouped, that it opens."""

import io
from dataclasses import replace

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.upr.exchange.test_matrix import converted
from tests.upr.families.thematic_list import written as lists
from tests.upright.builders import document, item, recommendation
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import SYMBOL, Get, texts
from upr.exchange.matrix_shape import EXCEL_COLUMNS, TO_FILL
from upright.archive.models import Recommendation, Review, Session, State

pytestmark = pytest.mark.django_db

ADDRESS = f"/documents/{SYMBOL}/matrix"


def excel(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"{ADDRESS}?format=xlsx&{query}")
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    return [
        ["" if value is None else str(value) for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def word(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"{ADDRESS}?format=docx&{query}")
    assert response.status_code == 200
    (table,) = docx.Document(io.BytesIO(response.content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_item_has_a_row_with_todays_position_and_its_source(
    imagined, client: Client
):
    head, *rows = excel(client)
    assert tuple(head) == (*EXCEL_COLUMNS, *TO_FILL)
    assert [row[0] for row in rows] == ["136.1", "136.2", "136.3"]
    assert rows[1][1:5] == [
        "Educate every child (Brevania, Corvalia);",
        "Brevania; Corvalia",
        "Noted",
        "A/HRC/901/1, para. 136",
    ]
    assert rows[2][2:4] == ["Brevania; Old Dunmere", "Supported\nPending"]
    assert rows[1][9:] == [""] * 4


def test_only_what_is_supported_can_be_asked_for(imagined, client: Client):
    rows = excel(client, "only=supported")[1:]
    assert [row[0] for row in rows] == ["136.1", "136.3"]


def test_items_are_grouped_by_recommending_state_each_once(archive: Archive, client):
    archive(
        document(
            item("136.1", ("Do", "XAC", "XAB")),
            item("136.2", ("Go", "XAB")),
            item("136.3", ("Be", "XAC")),
        )
    )
    rows = word(client, "group=state")[1:]
    assert [row[0].split("\n")[0] for row in rows] == [
        "Recommended by Brevania",
        "136.2 Go (Brevania);",
        "Recommended by Corvalia",
        "136.1 Do (Corvalia, Brevania);",
        "136.3 Be (Corvalia);",
    ]


def test_themes_are_those_of_ohchrs_list_where_it_is_archived(archive, client):
    listed = lists.read(lists.LETTERS)
    archive(
        document(
            item("115.1", ("Ratify", "XAB")),
            item("115.9", ("Not listed", "XAB")),
            session=listed.facts.session,
        )
    )
    archive(replace(listed, state="XAA", symbol=""))

    rows = word(client, "group=theme")[1:]

    assert rows[0][0] == "Theme: A12 Acceptance of international norms"
    assert rows[1][2].split("\n") == [
        "A12 Acceptance of international norms",
        "E31 Right to work",
        "Groups of persons: seafarers",
    ]
    assert rows[2][0].startswith("115.9 ")


def test_codings_stand_for_themes_and_say_who_coded(archive: Archive, client: Client):
    archive(document(item("136.1", ("Protect", "XAB")), item("136.2", ("Do", "XAB"))))
    Recommendation.objects.filter(item__key="136.1").update(
        codings={
            "issues": [["Women's rights", 0.84, "model"], ["Torture", 1.0, "person"]],
            "groups": [["Women and girls", 0.91, "model"]],
            "sdg_goals": [["5", 0.9, "model"]],
        }
    )
    Recommendation.objects.filter(item__key="136.2").update(codings={})

    first, second = excel(client, "group=theme")[1:]

    assert first[6].split("\n") == [
        "Torture",
        "Women's rights (coded by program, 84%)",
    ]
    assert first[7] == "Women and girls (coded by program, 91%)"
    assert first[8].startswith("5 - ")
    assert second[6:9] == ["", "", ""]


def test_a_matrix_is_that_of_its_data_version(archive: Archive, correct, client):
    archive(document(item("136.1", ("Do", "XAB"))))
    correct("136.1", "position", "noted", order=1)
    assert [excel(client, query)[1][3] for query in ("v=1", "")] == [
        "Supported",
        "Noted",
    ]


def test_it_is_named_by_symbol_and_version_and_says_where_it_is_from(imagined, client):
    response = client.get(f"{ADDRESS}?format=xlsx&v=1")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="upright-matrix-A-HRC-901-1-v1.xlsx"'
    )
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet.oddHeader.left.text == (
        "Universal Periodic Review of Aldoria: recommendations (A/HRC/901/1)"
    )
    assert sheet.oddFooter.left.text == (
        f"Upright, data version 1: http://testserver/documents/{SYMBOL}/?v=1"
    )


def test_the_order_of_columns_follows_the_script(imagined, client: Client):
    response = client.get(f"{ADDRESS}?format=xlsx&dir=rtl")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet.sheet_view.rightToLeft is True


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("format=odt", "“format=odt” cannot be read: it must be one of docx, xlsx."),
        ("only=noted", "“only=noted” cannot be read: it must be one of supported."),
        ("group=x", "“group=x” cannot be read: it must be one of theme, state."),
        ("dir=up", "“dir=up” cannot be read: it must be one of ltr, rtl."),
        ("v=9", "There is no data version 9; the newest is 2."),
    ],
)
def test_what_cannot_be_meant_is_explained(imagined, get: Get, query, reason):
    page = get(f"{ADDRESS}?{query}", status=400)
    assert texts(page, "//p[@class='lead']") == [reason]


@pytest.mark.parametrize("symbol", ["A/HRC/999/9", "A/HRC/WG.6/21/XAA/1"])
def test_a_paper_without_recommendations_has_no_matrix(archive, client, symbol):
    archive(document(symbol="A/HRC/WG.6/21/XAA/1"))
    assert client.get(f"/documents/{symbol}/matrix").status_code == 404


@pytest.mark.parametrize("address", [f"/documents/{SYMBOL}/", "/reviews/XAA/2/"])
def test_it_is_offered_where_the_review_is_read(imagined, get: Get, address):
    if address.startswith("/reviews"):
        Review.objects.create(
            state=State.objects.get(pk="XAA"),
            cycle=2,
            session=Session.objects.get(pk=21),
            status="held",
            report_symbol=SYMBOL,
        )
    (form,) = get(address).xpath(f"//form[@action='{ADDRESS}']")
    assert form.xpath(".//select[@name='format']/option/@value") == ["docx", "xlsx"]


def test_questions_to_the_database_do_not_grow_with_the_items(archive, client):
    def asked(number: int) -> int:
        symbol = f"A/HRC/9{number}/1"
        made = [
            item(f"1.{n}", recommendation("Do", "XAB", "XAC")) for n in range(number)
        ]
        archive(document(*made, symbol=symbol))
        client.get(f"/documents/{symbol}/matrix")
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/documents/{symbol}/matrix").status_code == 200
        return len(found)

    assert asked(1) == asked(3)


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("docx", "txt:Text (encoded):UTF8"),
        ("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76"),
    ],
)
def test_libreoffice_opens_it(imagined, client: Client, tmp_path, ending, kind):
    response = client.get(f"{ADDRESS}?format={ending}")
    text = converted(response.content, f"matrix.{ending}", kind, tmp_path)
    assert "Educate every child (Brevania, Corvalia);" in text
