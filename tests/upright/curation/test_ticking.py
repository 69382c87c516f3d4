"""Ticking off what nothing is to be done about; addenda that wait for reports."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.upright.archive.papers import addendum, statement
from tests.upright.builders import NOW, document, item
from tests.upright.curation.test_admin import ANSWERS, LIST, REPORT, Page, page_of
from upr.records import DocumentKind
from upright.accounts.models import User
from upright.archive.actions import reread
from upright.archive.models import DocumentVersion
from upright.curation.models import OpenQuestion, TickedOff
from upright.curation.queries import lone_addenda, open_questions
from upright.curation.ticking import CannotTickOffError, tick_off, undo

pytestmark = pytest.mark.django_db

NUMBER = "136.77: noted, “The following are noted:”"
LONE = "/admin/curation/loneaddendum/"
WAITING = f"//div[@id='content']//p/a[@href='{LONE}']"


@pytest.fixture
def asked(archive) -> None:
    archive(REPORT)
    archive(ANSWERS)


def parsed(content: bytes) -> Page:
    return html.fromstring(content.decode())


def question(text: str = NUMBER) -> OpenQuestion:
    return open_questions().get(text=text)


def still_open() -> set[str]:
    return {one.text for one in open_questions()}


def test_a_number_no_item_has_is_ticked_off_with_a_reason(asked, staff):
    ticked = tick_off(question(), "A misprint for 136.7.", NOW, staff)

    assert NUMBER not in still_open()
    assert (ticked.reason, ticked.by, ticked.at) == (
        "A misprint for 136.7.",
        staff,
        NOW,
    )


def test_it_does_not_come_back_when_the_paper_is_read_again(asked, staff):
    tick_off(question(), "A misprint.", NOW, staff)
    before = OpenQuestion.objects.get(text=NUMBER, until=None).pk
    version = DocumentVersion.objects.get(document__symbol="A/HRC/901/1")
    # Another text of an item makes the report's rows anew.
    changed = item("136.1", ("Do A at once", "XAB"), position="pending")
    reread(version, document(changed, *REPORT.items[1:], reader_version="99"), NOW)

    assert NUMBER not in still_open()
    assert OpenQuestion.objects.filter(text=NUMBER, until=None, pk__gte=before).exists()


def test_another_number_is_another_question(asked, archive, staff):
    tick_off(question(), "A misprint.", NOW, staff)
    archive(addendum(statement("noted", "136.78")), data=b"another")

    assert any(text.startswith("136.78") for text in still_open())


def test_it_can_be_taken_back_once(asked, staff):
    ticked = tick_off(question(), "A misprint.", NOW, staff)
    undo(ticked, "It is none.", NOW, staff)
    undo(ticked, "Again.", NOW, staff)

    assert NUMBER in still_open()
    ticked.refresh_from_db()
    assert (ticked.undone_reason, ticked.undone_by) == ("It is none.", staff)


def test_ticking_twice_is_ticking_once(asked, staff):
    asked_now = question()
    first = tick_off(asked_now, "A misprint.", NOW, staff)

    assert tick_off(asked_now, "Another reason.", NOW, staff) == first
    assert TickedOff.objects.count() == 1


def test_a_question_on_an_item_is_decided_not_ticked_off(asked, staff):
    doubt = open_questions().get(detail__item="136.1")

    with pytest.raises(CannotTickOffError, match="decide its position instead"):
        tick_off(doubt, "No.", NOW, staff)


def test_staff_tick_off_and_take_back_on_screen(asked, client, staff):
    client.force_login(staff)
    (link,) = page_of(client, "?reason=no_such_item").xpath("//a[text()='Tick off']")
    shown = client.get(link.get("href"))
    assert NUMBER in parsed(shown.content).text_content()
    missing = client.post(link.get("href"), {"reason": ""})
    assert missing.status_code == 200
    assert TickedOff.objects.count() == 0

    done = client.post(link.get("href"), {"reason": "A misprint."})
    assert done.url == LIST
    assert NUMBER not in still_open()
    listed = client.get("/admin/curation/tickedoff/").content
    (back,) = parsed(listed).xpath("//a[text()='Take back']/@href")
    client.post(back, {"reason": "It is none."})

    assert NUMBER in still_open()
    assert client.get(back).status_code == 404
    assert client.get(link.get("href")).status_code == 200


def test_only_who_may_correct_ticks_off(asked, client):
    looker = User.objects.create_user("bob@example.org", "x", is_staff=True)
    looker.user_permissions.set(
        Permission.objects.filter(codename__in=["view_openquestion", "view_tickedoff"])
    )
    client.force_login(looker)

    address = f"{LIST}{question().pk}/tick-off/"
    assert client.post(address, {"reason": "x"}).status_code == 403
    assert TickedOff.objects.count() == 0


def test_an_addendum_without_its_report_waits_on_the_list(archive, client, staff):
    archive(ANSWERS)
    client.force_login(staff)

    (link,) = page_of(client).xpath(WAITING)
    assert "1 addendum came without its report" in " ".join(link.text_content().split())
    listed = parsed(client.get(LONE).content)
    (row,) = listed.xpath("//table[@id='result_list']/tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./*")]
    assert cells[0] == "A/HRC/901/1/Add.1"
    assert cells[-2:] == ["3", "A/HRC/901/1: upright fetch A/HRC/901/1"]

    archive(REPORT)
    assert list(lone_addenda()) == []
    assert page_of(client).xpath(WAITING) == []


def test_a_draft_of_the_report_is_enough(archive):
    archive(ANSWERS)
    archive(
        document(
            item("1.1", ("Do", "XAB")),
            symbol="A/HRC/WG.6/21/L.1",
            kind=DocumentKind.DRAFT_REPORT,
            session=21,
        )
    )
    assert [one.symbol for one in lone_addenda() if one.session == 21] == []


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    archive, client, staff
):
    client.force_login(staff)

    def asked(number: int) -> int:
        report = f"A/HRC/90{number}/1"
        archive(addendum(statement("noted", "1.1"), report=report))
        with CaptureQueriesContext(connection) as found:
            assert client.get(LONE).status_code == 200
        return len(found)

    assert len({asked(1), asked(2), asked(3)}) == 1
