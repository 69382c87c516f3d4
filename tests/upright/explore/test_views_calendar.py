from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.upright.builders import NOW, document, item
from tests.upright.conftest import Archive
from tests.upright.explore.conftest import Get, texts
from upright.accounts.models import User
from upright.archive.models import Change, Review, Session
from upright.calendar.actions import publish
from upright.calendar.dating import session_fact

pytestmark = pytest.mark.django_db
FIGURES = "//section[@aria-labelledby='figures']"
PAGES = ("/calendar/", "/sessions/47/", "/reviews/SVN/4/")
FEEDS = (
    "/calendar/all.ics",
    "/calendar/states/SVN.ics",
    "/calendar/sessions/47.ics",
    "/calendar/roles/civil-society.ics",
)


def schedule(iso3: str, cycle: int = 4, session: int | None = 47, **fields) -> Review:
    return Review.objects.create(
        state_id=iso3,
        cycle=cycle,
        session_id=session,
        **{"scheduled_session_id": 47, "status": "scheduled", **fields},
    )


@pytest.fixture
def session_47(states: None) -> Session:
    """Days long after any day on which these tests may run."""
    session = Session.objects.get(number=47)
    session.start, session.end = date(2090, 11, 6), date(2090, 11, 17)
    session.is_verified, session.source = True, "told by a test"
    session.save()
    return session


@pytest.fixture
def calendar(session_47: Session) -> Review:
    review = schedule(
        "SVN", date=date(2090, 11, 9), is_verified=True, troika=["NOR", "PER"]
    )
    schedule("NOR")
    publish(NOW)
    return review


def test_the_calendar_shows_what_is_next_and_every_cycle(calendar, get: Get):
    page = get("/calendar/")
    assert texts(page, "//ol[contains(@class, 'coming')]//h3")[:2] == [
        "Submissions of stakeholders due session 47",
        "National report due session 47",
    ]
    assert texts(page, "//div[@class='note']/p")[-1] == (
        "To be reviewed: Slovenia (9 Nov 2090), Norway"
    )
    assert texts(page, "//details[contains(@class, 'cycle')]/summary") == [
        "Cycle 4",
        "Cycle 3",
        "Cycle 2",
        "Cycle 1",
    ]
    assert texts(page, "//details[contains(@class, 'cycle')][1]//tbody/tr")[-1] == (
        "Session 47 6 to 17 November 2090 "
        + texts(page, "//details[1]//tbody/tr[last()]/td[2]")[0]
        + " 2; 1 day known verified days; 1 review not verified"
    )


def test_a_calendar_without_anything_says_what_to_do(db, get: Get):
    assert texts(get("/calendar/"), "//p[@class='note']") == [
        "No step ahead has a date. Sessions and reviews come with the reference "
        "facts: upright manage load_reference"
    ]


def test_a_session_lists_its_reviews_and_steps(calendar, get: Get):
    schedule("PER", session=46, status="moved")
    page = get("/sessions/47/")
    assert texts(page, "//h1") == ["Session 47 of the Working Group"]
    assert texts(page, "//section[@aria-labelledby='reviews']//tbody/tr") == [
        "Slovenia 9 Nov 2090 – Scheduled – verified source",
        "Norway day not known – Scheduled – not verified",
    ]
    assert texts(page, "//section[@aria-labelledby='left']//tbody/tr") == [
        "Peru day not known – Moved, not yet held moved to session 46 – not verified"
    ]
    assert texts(page, "//ol[@class='timeline']//h3")[0] == (
        "Submissions of stakeholders due Next"
    )


def test_a_session_leads_to_reports_and_their_figures(calendar, archive, get: Get):
    own = item("1.1", ("Do", "NOR"), position="noted")
    archive(document(own, state="SVN", session=47))
    schedule("PER", report_symbol="A/HRC/901/2")
    Review.objects.filter(state_id="SVN").update(report_symbol="A/HRC/901/1")
    page = get("/sessions/47/")
    assert page.xpath("//section[@aria-labelledby='reviews']//td/a/@href") == [
        "/documents/A/HRC/901/1/"
    ]
    assert texts(page, f"{FIGURES}//tbody/tr") == ["Slovenia 1 0 1 0 0% of 1"]
    [rows, _noted] = page.xpath(f"{FIGURES}//td/a/@href")
    assert texts(get(rows), "//p[@class='tally']/strong") == ["1"]


def test_a_review_shows_every_step(calendar, get: Get):
    page = get("/reviews/SVN/4/")
    assert texts(page, "//h1") == ["Review of Slovenia"]
    steps = dict(
        zip(
            texts(page, "//ol[@class='timeline']//h3"),
            texts(page, "//ol[@class='timeline']//p[@class='when']/strong"),
            strict=True,
        )
    )
    assert steps["Review by the Working Group"] == "9 November 2090"
    assert steps["National report due"] == "14 August 2090"
    assert texts(page, "//dl[@class='facts']/dd")[4] == "Norway, Peru"


def test_a_review_without_dates_says_why(states, get: Get):
    schedule("PER", session=46)
    schedule("CHL", session=None, status="not_held")
    for iso3, why in (
        ("PER", "No date: the days of the session are not known yet."),
        ("CHL", "No date: the review was not held, and no new session is known."),
    ):
        page = get(f"/reviews/{iso3}/4/")
        assert set(texts(page, "//ol[@class='timeline']//p[@class='when']")) == {why}


def test_a_review_leads_to_its_papers(calendar, archive: Archive, get: Get):
    archive(document(item("1.1", ("Do", "NOR")), state="SVN", session=47))
    calendar.report_symbol = "A/HRC/901/1"
    calendar.save()
    page = get("/reviews/SVN/4/")
    assert page.xpath("//section[@aria-labelledby='papers']//a/@href") == [
        "/documents/A/HRC/901/1/"
    ]
    assert page.xpath("//dl[@class='facts']//a/@href") == [
        "/sessions/47/",
        "/states/NOR/",
        "/states/PER/",
        "/documents/A/HRC/901/1/",
    ]


@pytest.fixture
def two_reviews(calendar, archive: Archive) -> None:
    """What Slovenia was asked in cycle 2, and in cycle 4."""
    schedule("SVN", cycle=2, session=21, scheduled_session_id=21, status="held")
    archive(
        document(
            item("136.1", ("Ratify A", "NOR"), position="noted"),
            item("136.2", ("Ratify B", "NOR", "PER"), position="supported"),
            state="SVN",
        )
    )
    archive(
        document(
            item("12.1", ("Ratify A", "NOR"), position="supported"),
            symbol="A/HRC/958/9",
            state="SVN",
            session=47,
        )
    )


def test_a_review_is_set_against_the_one_before(two_reviews, get: Get):
    page = get("/reviews/SVN/4/")
    assert texts(page, f"{FIGURES}//h2") == ["In figures, against the review before"]
    assert texts(page, f"{FIGURES}//table[1]/tbody/tr") == [
        "Cycle 4 1 1 0 0 100% of 1",
        "Cycle 2 2 1 1 0 50% of 2",
    ]
    assert texts(page, f"{FIGURES}/p[2]") == [
        "Recommending States: Cycle 4 1 · Cycle 2 2"
    ]
    assert page.xpath(f"{FIGURES}/p[3]/a/@href") == ["/states/SVN/repeats/?to=4"]


def test_figures_of_a_review_lead_to_their_rows(two_reviews, get: Get):
    links = get("/reviews/SVN/4/").xpath(f"{FIGURES}//table[1]//td/a")
    for link in links:
        found = texts(get(link.get("href")), "//p[@class='tally']/strong")
        assert found == [link.text]


def test_a_first_review_stands_alone(two_reviews, get: Get):
    page = get("/reviews/SVN/2/")
    assert texts(page, f"{FIGURES}//h2") == ["In figures"]
    assert texts(page, f"{FIGURES}//table[1]/tbody/tr") == ["Cycle 2 2 1 1 0 50% of 2"]
    assert get("/reviews/NOR/4/").xpath(FIGURES) == []


def test_a_note_on_days_that_staff_replaced_is_not_shown(session_47, get: Get):
    note = "//dt[.='Note']/following-sibling::dd[1]"
    fact = session_fact(36)
    assert fact is not None
    assert texts(get("/sessions/36/"), note) == [fact.note]

    Session.objects.filter(number=36).update(is_edited=True)
    Change.objects.create(id=Change.objects.count() + 1, kind="edit", at=NOW)
    assert texts(get("/sessions/36/"), note) == []


def test_a_review_of_an_imagined_state_says_so(session_47, get: Get):
    schedule("XAA")
    page = get("/reviews/XAA/4/")
    assert texts(page, "//div[@class='strip']//strong") == [
        "Imagined demonstration data."
    ]
    assert texts(get("/sessions/47/"), "//tbody//a") == []


@pytest.mark.parametrize(
    "address",
    [
        "/sessions/0/",
        "/sessions/99/",
        "/sessions/99999999999999999999/",
        "/reviews/SVN/1/",
        "/reviews/XXX/4/",
        "/reviews/SVN/99999999999999999999/",
        "/calendar/states/XXX.ics",
        "/calendar/sessions/99.ics",
        "/calendar/roles/nobody.ics",
    ],
)
def test_what_is_not_there_is_not_found(calendar, get: Get, address):
    assert len(texts(get(address, status=404), "//p[@class='lead']")) == 1


def test_a_code_in_small_letters_leads_on(calendar, client: Client):
    response = client.get("/reviews/svn/4/")
    assert (response.status_code, response["Location"]) == (301, "/reviews/SVN/4/")


@pytest.mark.parametrize("address", FEEDS)
def test_a_calendar_can_be_subscribed_to(calendar, client: Client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(response.content)
    assert found.errors == []
    addresses = {str(event["URL"]) for event in found.walk("VEVENT")}
    allowed = {
        f"http://testserver{path}"
        for path in ("/sessions/47/", "/reviews/SVN/4/", "/reviews/NOR/4/")
    }
    assert addresses != set()
    assert addresses - allowed == set()


@pytest.mark.parametrize("address", [*PAGES, *FEEDS])
def test_what_has_not_changed_is_not_sent_again(calendar, client: Client, address):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_another_on_another_day(
    calendar, client: Client, address, monkeypatch
):
    etag = client.get(address)["ETag"]
    monkeypatch.setattr(timezone, "localdate", lambda: date(2080, 2, 29))
    again = client.get(address, headers={"if-none-match": etag})
    assert again.status_code == 200
    assert again["ETag"] != etag


def test_a_calendar_that_changed_is_sent_again(calendar, client: Client):
    etag = client.get(FEEDS[1])["ETag"]
    calendar.date = date(2090, 11, 10)
    calendar.save()
    publish(NOW + timedelta(minutes=1))
    assert client.get(FEEDS[1], headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *FEEDS])
def test_nothing_can_be_sent_there(calendar, client: Client, address):
    assert client.post(address).status_code == 405


def test_staff_move_a_review_and_everybody_sees_it(
    calendar, staff: User, client: Client, get: Get, django_capture_on_commit_callbacks
):
    client.force_login(staff)
    form = {
        "scheduled_session": "47",
        "session": "46",
        "status": "moved",
        "date": "",
        "adoption_date": "",
        "report_symbol": "",
        "source": "note of the secretariat",
        "reason": "The State asked for it.",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            f"/admin/archive/review/{calendar.pk}/change/", form, follow=True
        )
    assert response.status_code == 200
    client.logout()
    page = get("/reviews/SVN/4/")
    assert texts(page, "//h1/following-sibling::p") == [
        "Moved, not yet held · moved from session 47"
    ]
    (said,) = texts(page, "//section[@aria-labelledby='edits']//li/p[1]")
    assert said.startswith("SVN, cycle 4: session 47 → 46; status scheduled → moved")
    assert Change.objects.filter(kind="edit").count() == 1
    feed = Calendar.from_ical(client.get("/calendar/states/SVN.ics").content)
    assert {str(event["STATUS"]) for event in feed.walk("VEVENT")} == {"CANCELLED"}
    assert {event["SEQUENCE"] for event in feed.walk("VEVENT")} == {1}


def test_staff_take_a_session_its_days(
    calendar, staff: User, client: Client, get: Get, django_capture_on_commit_callbacks
):
    client.force_login(staff)
    form = {"start": "", "end": "", "source": "", "reason": "The Council put it off."}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/archive/session/47/change/", form)
    client.logout()
    page = get("/sessions/47/")
    assert texts(page, "//h1/following-sibling::p") == ["Its days are not known yet."]
    assert set(texts(page, "//ol[@class='timeline']//p[@class='when']")) == {
        "No date: the days of the session are not known yet."
    }
    assert texts(page, "//section[@aria-labelledby='edits']//li/p[1]") == [
        "session 47: start 6 November 2090 → –; end 17 November 2090 → –; verified "
        "yes → no; source told by a test → –. The Council put it off."
    ]
    feed = Calendar.from_ical(client.get("/calendar/sessions/47.ics").content)
    cancelled = {
        str(event["SUMMARY"])
        for event in feed.walk("VEVENT")
        if event["STATUS"] == "CANCELLED" and event["SEQUENCE"] == 1
    }
    assert "UPR session 47" in cancelled
    assert "Slovenia: Review by the Working Group" not in cancelled


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/calendar/", 7),
        ("/sessions/47/", 10),
        ("/reviews/SVN/4/", 8),
        ("/calendar/all.ics", 3),
        ("/calendar/states/SVN.ics", 4),
        ("/calendar/sessions/47.ics", 4),
        ("/calendar/roles/nhri.ics", 3),
    ],
)
def test_the_number_of_queries_does_not_grow(
    session_47, client: Client, django_assert_num_queries, address, queries
):
    schedule("SVN", date=date(2090, 11, 9))
    publish(NOW)
    client.get(address)  # its charts are counted at the first time
    with django_assert_num_queries(queries):
        client.get(address)
    schedule("SVN", 3, 34)
    schedule("NOR", date=date(2090, 11, 9))
    schedule("PER", date=date(2090, 11, 10))
    publish(NOW)
    client.get(address)  # its charts are counted at the first time
    with django_assert_num_queries(queries):
        client.get(address)
