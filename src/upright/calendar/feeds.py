"""Published entries as iCalendar (RFC 5545 and 7986)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Component, Event, vDuration

from upr.timeline import STEPS, Kind, Window
from upright.calendar import labels
from upright.calendar.models import Entry

GENEVA = "Europe/Zurich"
REFRESH = timedelta(hours=6)
AN_HOUR = timedelta(hours=1)
# How long before it an entry rings.
ALARMS = {
    Kind.DEADLINE: (timedelta(days=14), timedelta(days=2)),
    Kind.EVENT: (timedelta(days=1),),
    Kind.PUBLICATION: (),
}
# Written by hand: what the library makes of it begins summer time an hour late, and
# ends in a year of its own choice. The rule is that of the European Union since 1996.
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Zurich
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to."""

    name: str
    description: str
    address: str  # of the page it belongs to, whole


def written(
    feed: Feed, entries: Iterable[Entry], address_of: Callable[[Entry], str]
) -> bytes:
    """Return the calendar; `address_of` gives the whole address of an entry's page.

    The same entries give the same bytes. An entry of a State under review is public
    knowledge; no person is named in it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Upright//Calendar of the UPR//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", feed.name)
    calendar.add("x-wr-calname", feed.name)
    calendar.add("description", feed.description)
    calendar.add("x-wr-caldesc", feed.description)
    calendar.add("x-wr-timezone", GENEVA)
    calendar.add("url", feed.address)
    # The library writes no VALUE of its own accord, and RFC 7986 wants one.
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_geneva())
    for entry in entries:
        calendar.add_component(_event(entry, address_of(entry)))
    data: bytes = calendar.to_ical()
    return data


@cache
def _geneva() -> Component:
    return Component.from_ical(TIMEZONE)


def _event(entry: Entry, address: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("created", entry.created_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", summary(entry))
    event.add("description", description(entry))
    event.add("url", address)
    event.add("status", _status(entry))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    event.add("categories", [labels.step(entry.step)])
    _add_days(event, entry)
    if not entry.is_cancelled:
        for before in _alarms(entry):
            event.add_component(_alarm(entry, before))
    return event


def summary(entry: Entry) -> str:
    """Return what a calendar shows of an entry in its boxes."""
    said = {"step": labels.step(entry.step), "session": entry.session_id}
    if entry.review is not None:
        said["state"] = entry.review.state.name
        text = _("%(state)s: %(step)s") % said
    elif entry.step == "session":
        text = _("UPR session %(session)s") % said
    else:
        text = _("UPR session %(session)s: %(step)s") % said
    if _is_about(entry):
        return _("%(text)s (about, from this day)") % {"text": text}
    return text


def description(entry: Entry) -> str:
    """Return when it is, what that rests on, and whether it was verified."""
    window = labels.when(Window(entry.first, entry.last), entry.is_known)
    basis = _("known") if entry.is_known else _("computed by a rule")
    verified = _("verified") if entry.is_verified else _("not verified")
    lines = [f"{window} ({basis}; {verified})"]
    if entry.source:
        lines.append(_("Source: %(source)s") % {"source": entry.source})
    if entry.note:
        lines.append(entry.note)
    if entry.is_cancelled:
        lines.append(_("No longer to be expected on this day."))
    return "\n".join(lines)


def _is_about(entry: Entry) -> bool:
    """Whether only the days between which it falls are computed."""
    return not entry.is_known and entry.first != entry.last


def _status(entry: Entry) -> str:
    if entry.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if entry.is_known else "TENTATIVE"


def _add_days(event: Event, entry: Entry) -> None:
    """Add a time where one is known, else whole days.

    Of days between which something falls only the first is given: a bar over two
    months would bury everything else.
    """
    if entry.at is not None:
        start = datetime.combine(entry.first, entry.at, ZoneInfo(GENEVA))
        event.add("dtstart", start)
        event.add("dtend", start + AN_HOUR)
        return
    last = entry.first if _is_about(entry) else entry.last
    event.add("dtstart", entry.first)
    event.add("dtend", last + timedelta(days=1))


def _alarms(entry: Entry) -> tuple[timedelta, ...]:
    step = STEPS.get(entry.step)
    return ALARMS[step.kind if step else Kind.EVENT]


def _alarm(entry: Entry, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary(entry))
    alarm.add("trigger", -before)
    return alarm
