import io
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.upright.builders import document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upright.archive.models import Review, Session
from upright.calendar import countdown

pytestmark = pytest.mark.django_db
EARLY = date(2015, 1, 20)


def schedule(iso3: str, day: date | None, cycle: int = 4, session: int = 47) -> Review:
    return Review.objects.create(
        state_id=iso3,
        cycle=cycle,
        session_id=session,
        scheduled_session_id=session,
        status="scheduled" if session == 47 else "held",
        date=day,
    )


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def coming(archive: Archive, today: date) -> Session:
    """Session 47 begins in ten days; one of its States has a report in the archive."""
    session = Session.objects.get(number=47)
    session.start, session.end = today + timedelta(10), today + timedelta(21)
    session.save()
    Session.objects.exclude(number=47).update(
        start=date(2009, 1, 1), end=date(2009, 1, 2)
    )
    schedule("SVN", EARLY, cycle=2, session=21)
    schedule("SVN", today + timedelta(11))
    schedule("NOR", today + timedelta(12))
    archive(
        document(
            item("136.1", ("Ratify A", "NOR"), position="supported"),
            item("136.2", ("Ratify B", "NOR", "PER"), position="noted"),
            state="SVN",
        )
    )
    return session


def test_the_countdown_lists_every_state_in_the_order_of_review(coming, get: Get):
    page = get("/countdown/")
    assert texts(page, "//h1") == ["Countdown to session 47"]
    assert texts(page, "//ol[contains(@class, 'coming')]//h2") == ["Slovenia", "Norway"]
    assert texts(page, "//span[@class='left']") == ["in 11 days", "in 12 days"]
    assert texts(get("/countdown/47/"), "//h1") == ["Countdown to session 47"]


def test_a_session_without_days_says_so(coming, get: Get):
    Session.objects.filter(number=47).update(start=None, end=None)
    page = get("/countdown/47/")
    assert texts(page, "//header//span[@class='doubt']") == [
        "The days of the session are not known here yet: the countdown begins once "
        "they are."
    ]


def test_without_any_session_the_page_says_what_to_do(states, get: Get):
    Session.objects.all().delete()
    assert len(texts(get("/countdown/"), "//p[@class='note']")) == 1


def test_a_card_page_shows_the_same_as_the_picture(coming, get: Get, client: Client):
    page = get("/countdown/47/SVN/")
    assert texts(page, "//h1") == ["Slovenia"]
    [picture] = page.xpath("//figure/img")
    assert picture.get("alt") == (
        "Universal Periodic Review, Working Group, session 47. Slovenia. "
        "Days to its review: 11. Cycle 2 (2015): Recommendations 2, "
        "Recommending States 2, Share supported 50%."
    )
    svg = client.get(picture.get("src"))
    assert (svg.status_code, svg["Content-Type"]) == (200, "image/svg+xml")
    assert texts(page, "//section[@aria-labelledby='figures']//td") == ["2", "2", "50%"]
    [rows] = page.xpath("//section[@aria-labelledby='figures']//td/a/@href")
    assert rows == "/search/?state=SVN&cycle=2&v=1"
    assert client.get(rows).status_code == 200
    [shared] = page.xpath("//meta[@property='og:image']/@content")
    assert client.get(shared.removeprefix("http://testserver")).status_code == 200


def test_every_picture_offered_is_there(coming, get: Get, client: Client):
    addresses = get("/countdown/47/NOR/").xpath(
        "//section[@aria-labelledby='pictures']//td//a/@href"
    )
    assert len(addresses) == 24
    for address in addresses:
        assert client.get(address).status_code == 200
    sizes = {
        Image.open(io.BytesIO(client.get(one).content)).size
        for one in addresses
        if ".png" in one
    }
    assert sizes == {(1200, 630), (1080, 1080)}


def test_after_the_review_the_card_is_that_of_its_day(coming, get: Get, client):
    Session.objects.filter(number=21).update(
        start=date(2015, 1, 19), end=date(2015, 1, 30)
    )
    page = get("/countdown/21/SVN/")
    assert texts(page, "//header/p[@class='quiet']") == [
        "No card was published here at the time. This is the one of 18 January 2015, "
        "with what the archive holds now."
    ]
    [picture] = page.xpath("//figure/img/@src")
    assert picture == "/countdown/21/SVN/wide.en.svg?day=2015-01-18"
    assert client.get(picture).status_code == 200
    assert client.get("/countdown/21/SVN/square.ar.png").status_code == 200


@pytest.mark.parametrize("start", [None, 200], ids=["no day known", "far away"])
def test_long_before_the_review_the_card_is_todays(coming, get: Get, client, start):
    day = timezone.localdate() + timedelta(start) if start else None
    Session.objects.filter(number=47).update(start=day, end=day)
    Review.objects.filter(session=47).update(date=None)
    page = get("/countdown/47/SVN/")
    [picture] = page.xpath("//figure/img/@src")
    assert picture == "/countdown/47/SVN/wide.en.svg"
    addresses = page.xpath("//section[@aria-labelledby='pictures']//td//a/@href")
    assert {client.get(one).status_code for one in [picture, *addresses]} == {200}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/countdown/99/", 404),
        ("/countdown/47/PER/", 404),
        ("/countdown/47/svn/", 301),
        ("/countdown/47/SVN/wide.en.gif", 404),
        ("/countdown/47/SVN/wide.xx.svg", 404),
        ("/countdown/47/SVN/round.en.svg", 404),
        ("/countdown/47/PER/wide.en.svg", 404),
        ("/countdown/47/SVN/wide.en.svg?day=soon", 400),
        ("/countdown/47/SVN/wide.en.svg?day=2026-02-30", 400),
        ("/countdown/47/SVN/wide.en.svg?day=1999-01-01", 400),
        ("/countdown/47/SVN/wide.en.png", 200),
    ],
)
def test_what_cannot_be_meant_is_answered_so(coming, client, address, status):
    assert client.get(address).status_code == status


def test_the_feed_has_each_card_on_its_day(coming, client: Client, today: date):
    empty = feedparser.parse(client.get("/feeds/countdown.atom").content)
    assert (empty.bozo, empty.entries) == (False, [])
    for days in range(12):
        day = today + timedelta(days)
        countdown.publish_due(day, datetime(day.year, day.month, day.day, tzinfo=UTC))
    found = feedparser.parse(client.get("/feeds/countdown.atom").content)
    assert [entry.title for entry in found.entries] == [
        "Norway: Days to its review: 3",
        "Slovenia: Days to its review: 3",
    ]


def test_a_page_is_another_once_a_card_came_out(coming, client: Client, today: date):
    before = client.get("/countdown/47/")["ETag"]
    countdown.publish_due(today + timedelta(9), timezone.now())
    assert client.get("/countdown/47/")["ETag"] != before


@pytest.mark.parametrize(
    ("address", "most"), [("/countdown/47/", 5), ("/countdown/47/SVN/", 7)]
)
def test_the_number_of_queries_does_not_grow(
    coming, client, django_assert_max_num_queries, address, most
):
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)
    for iso3 in ("PER", "CHL"):
        schedule(iso3, None)
    with django_assert_max_num_queries(most):
        client.get(address)


CARD = "//a[@href='/countdown/47/SVN/']"


def test_pages_of_a_coming_review_lead_to_its_card(coming, get: Get):
    document_page = get("/documents/A/HRC/901/1/")
    assert texts(document_page, CARD) == [
        "Slovenia is reviewed at session 47: the countdown"
    ]
    assert texts(get("/reviews/SVN/4/"), CARD) == ["Countdown to session 47: its card"]
    for path in ("/reviews/SVN/2/", "/documents/A/HRC/901/1/?v=1"):
        assert get(path).xpath(CARD) == []


@pytest.mark.parametrize(
    "past", [{"date": EARLY}, {"status": "not_held"}, {"session": None}], ids=str
)
def test_a_review_that_is_not_to_come_has_no_card_to_lead_to(coming, get: Get, past):
    Review.objects.filter(state_id="SVN", cycle=4).update(**past)

    assert get("/documents/A/HRC/901/1/").xpath(CARD) == []
    assert get("/reviews/SVN/4/").xpath(CARD) == []


def test_a_session_that_is_over_is_not_to_come(coming, get: Get):
    Session.objects.filter(number=47).update(start=EARLY, end=EARLY)
    Review.objects.filter(state_id="SVN", cycle=4).update(date=None)

    assert get("/documents/A/HRC/901/1/").xpath(CARD) == []


def test_a_card_leads_to_drafting_until_the_review_is_over(coming, get: Get):
    drafting = "//a[@href='/repeats/?state=SVN']"
    assert texts(get("/countdown/47/SVN/"), drafting) == [
        "Draft a recommendation to Slovenia: see what was asked before"
    ]
    assert texts(get("/repeats/?state=SVN"), "//select/option[@selected]") == [
        "Slovenia"
    ]
    Review.objects.filter(state_id="SVN", cycle=4).update(date=EARLY)
    assert get("/countdown/47/SVN/").xpath(drafting) == []
