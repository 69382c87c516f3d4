"""Calendars as a calendar program reads them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.upright.calendar.conftest import LATER, MakeReview, entry
from upright.archive.models import Review, Session
from upright.calendar import queries
from upright.calendar.actions import publish
from upright.calendar.feeds import Feed, written
from upright.calendar.models import Entry

pytestmark = pytest.mark.django_db
FEED = Feed("Slovenia", "Steps", "https://upright.example/calendar/")
ZURICH = ZoneInfo("Europe/Zurich")


def raw(*entries: Entry) -> str:
    return written(FEED, entries, lambda e: f"https://x.example/{e.key}").decode()


def parsed(*entries: Entry) -> Any:
    return Calendar.from_ical(raw(*entries))


def event(found: Entry) -> Any:
    (only,) = parsed(found).walk("VEVENT")
    return only


def test_a_calendar_says_what_it_is_and_when_to_look_again(published: Review):
    lines = raw(entry("session-47")).split("\r\n")
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Slovenia",
        "X-WR-CALNAME:Slovenia",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Europe/Zurich",
        "URL:https://upright.example/calendar/",
    ):
        assert lines.count(line) == 1, line
    assert max(len(line.encode()) for line in lines) <= 75


def test_every_entry_of_a_review_can_be_read(published: Review):
    calendar = parsed(*queries.state_entries("SVN"))
    assert calendar.errors == []
    assert [e.errors for e in calendar.walk() if e.errors] == []
    uids = [str(e["UID"]) for e in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids) == queries.state_entries("SVN").count()
    for one in calendar.walk("VEVENT"):
        required = {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"}
        assert required - set(one) == set()


def test_a_day_is_an_event_of_the_whole_day(published: Review):
    one = event(entry("SVN-4-47-review"))
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (
        date(2026, 11, 5),
        date(2026, 11, 6),
    )
    assert str(one["SUMMARY"]) == "Slovenia: Review by the Working Group"
    assert str(one["STATUS"]) == "CONFIRMED"
    assert str(one["URL"]) == "https://x.example/SVN-4-47-review"
    assert one.decoded("DTSTAMP") == datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def test_a_session_lasts_from_its_first_day_to_its_last(published: Review):
    one = event(entry("session-47"))
    assert str(one["SUMMARY"]) == "UPR session 47"
    assert one.decoded("DTEND") == date(2026, 11, 14)


def test_days_between_which_something_falls_are_given_by_the_first(published: Review):
    one = event(entry("session-47-stakeholder-submission"))
    assert one.decoded("DTSTART") == date(2026, 3, 2)
    assert one.decoded("DTEND") == date(2026, 3, 3)
    assert str(one["STATUS"]) == "TENTATIVE"
    assert str(one["SUMMARY"]) == (
        "UPR session 47: Submissions of stakeholders due (about, from this day)"
    )
    assert str(one["DESCRIPTION"]).splitlines()[0] == (
        "between 2 March and 2 May 2026 (computed by a rule; verified)"
    )


def test_an_hour_that_is_known_is_an_hour_in_geneva(published: Review):
    timed = entry("SVN-4-47-review")
    timed.at = time(10)
    one = event(timed)
    start = one.decoded("DTSTART")
    assert str(one["DTSTART"].params["TZID"]) == "Europe/Zurich"
    assert start.astimezone(UTC) == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    timed.first = date(2026, 7, 6)
    start = event(timed).decoded("DTSTART")
    assert start.astimezone(UTC) == datetime(2026, 7, 6, 8, 0, tzinfo=UTC)


def test_the_time_zone_is_that_of_geneva_at_every_hour_around_a_change():
    (zone,) = parsed().walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Zurich"
    # A name of our own: the library takes its own rules for one that it knows.
    zone["TZID"] = "Written by hand"
    own = zone.to_tz(lookup_tzid=False)
    for year in range(1997, 2038):
        for month in (3, 10):
            last = date(year, month, 31)
            sunday = last - timedelta(days=(last.weekday() + 1) % 7)
            for hour in (0, 1, 4, 12):
                at = datetime.combine(sunday, time(hour))
                theirs, ours = at.replace(tzinfo=ZURICH), at.replace(tzinfo=own)
                assert ours.utcoffset() == theirs.utcoffset(), at


def test_a_deadline_rings_twice_and_an_event_once(published: Review):
    def alarms(key: str) -> list[timedelta]:
        found = parsed(entry(key)).walk("VALARM")
        assert {str(one["ACTION"]) for one in found} == {"DISPLAY"}
        return [one.decoded("TRIGGER") for one in found]

    assert alarms("SVN-4-47-national-report") == [
        timedelta(days=-14),
        timedelta(days=-2),
    ]
    assert alarms("SVN-4-47-review") == [timedelta(days=-1)]


def test_what_fell_out_is_cancelled_and_rings_no_more(published: Review):
    published.status = Review.Status.NOT_HELD
    published.save()
    before = event(entry("SVN-4-47-review"))
    publish(LATER)
    after = event(entry("SVN-4-47-review"))
    assert str(after["UID"]) == str(before["UID"])
    assert str(after["STATUS"]) == "CANCELLED"
    assert after["SEQUENCE"] == 1
    assert after.walk("VALARM") == []


def test_the_same_entries_are_the_same_bytes(published: Review):
    entries = list(queries.state_entries("SVN"))
    assert raw(*entries) == raw(*entries)


def test_names_with_commas_and_line_breaks_are_escaped(published: Review):
    one = entry("SVN-4-47-review")
    one.source = "a, b; c\\d\nBEGIN:VEVENT"
    (only,) = parsed(one).walk("VEVENT")
    assert "Source: a, b; c\\d\nBEGIN:VEVENT" in str(only["DESCRIPTION"])


def test_a_uid_is_the_same_on_every_site():
    assert Entry(key="SVN-4-48-review").uid == "91110087-48eb-5764-81e1-5427d7c30932"


def test_no_entry_at_all_is_still_a_calendar(
    november: Session, make_review: MakeReview
):
    assert parsed().walk("VEVENT") == []
