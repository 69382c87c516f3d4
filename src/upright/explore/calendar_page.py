"""The calendar, a session and a review as their pages show them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upr.reference.sessions import Session as SessionFact
from upr.timeline import Basis, DatedStep, Known, Missing, Role, Window
from upright.archive.models import Document, Review, Session
from upright.calendar import labels as words
from upright.calendar.dating import days_of, note_on_session, review_day
from upright.calendar.models import Entry
from upright.calendar.queries import SessionRow
from upright.explore import labels
from upright.explore.paths import path_to

# A source that begins with an address: "upr-info.org/en/about: six to eight months".
_ADDRESS = re.compile(r"(?P<address>[a-z0-9-]+(\.[a-z0-9-]+)+/[^\s:;,()]+)(?P<rest>.*)")


class Source(NamedTuple):
    """Where something was read; the address of a public page where it has one."""

    text: str
    address: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step in a timeline."""

    name: str
    days: str  # empty where there is no date
    hour: str
    left: str  # "in 12 days", where it has not passed
    is_past: bool
    is_next: bool
    basis: str
    basis_label: str
    verified: str  # whether what it rests on was verified
    is_verified: bool
    source: Source
    note: str
    missing: str


class ReviewShown(NamedTuple):
    """A review in a list."""

    state: str
    address: str
    day: str
    adoption: str
    status: str
    symbol: str
    is_verified: bool
    is_edited: bool
    elsewhere: str  # where it moved to, or came from


class SessionShown(NamedTuple):
    """A session in the list of all."""

    number: int
    address: str
    days: str
    status: str
    reviews: int
    dated: str
    left: int
    doubtful: int
    is_verified: bool


class NextSession(NamedTuple):
    """The session that sits or comes next."""

    number: int
    address: str
    days: str
    left: str
    note: str
    reviews: tuple[ReviewShown, ...]


class CycleShown(NamedTuple):
    """A cycle with its sessions."""

    number: int
    sessions: tuple[SessionShown, ...]
    is_current: bool


class Coming(NamedTuple):
    """Something that is next: a step of a session, of one State or of several."""

    name: str
    who: str
    address: str
    days: str
    left: str
    basis: str
    basis_label: str
    is_verified: bool


class Paper(NamedTuple):
    """A paper archived of a review."""

    heading: str
    symbol: str
    address: str
    day: str


class Subscription(NamedTuple):
    """A calendar to subscribe to."""

    label: str
    address: str


def steps(dated: Iterable[DatedStep], day: date) -> list[StepShown]:
    """Return a timeline as it is shown on a day."""
    listed = list(dated)
    coming = [one for one in listed if one.window and one.window.last >= day]
    first = min(coming, key=_first_day, default=None)
    return [_step(one, day, one is first) for one in listed]


def _first_day(one: DatedStep) -> date:
    return one.window.first if one.window else date.max


def _step(one: DatedStep, day: date, is_next: bool) -> StepShown:
    window, is_known = one.window, one.basis is Basis.KNOWN
    has_hour = window is not None and window.at is not None and window.is_day
    return StepShown(
        name=words.step(one.step.key),
        days=words.when(window, is_known) if window else "",
        hour=f"{window.at:%H:%M}" if window and window.at and has_hour else "",
        left=days_left(window, day) if window else "",
        is_past=window is not None and window.last < day,
        is_next=is_next,
        basis=one.basis,
        basis_label=basis_label(is_known),
        verified=_verified(one),
        is_verified=one.is_verified,
        source=source(one.source),
        note=one.note,
        missing=_missing(one.missing),
    )


def _verified(one: DatedStep) -> str:
    if one.basis is Basis.NONE:
        return ""
    if not one.is_verified:
        return _("not verified")
    return _("verified") if one.basis is Basis.KNOWN else _("the rule is verified")


def _missing(missing: Missing | None) -> str:
    return str(words.MISSING[missing]) if missing else ""


def basis_label(is_known: bool) -> str:
    """Return what a date rests on, in a word."""
    return _("Known") if is_known else _("Computed")


def source(text: str) -> Source:
    """Return a source with the address it begins with, if it does.

    >>> source("upr-info.org/en/about: six months").address
    'https://upr-info.org/en/about'
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return Source(text)
    return Source(found["address"], f"https://{found['address']}", found["rest"])


def days_left(window: Window, day: date) -> str:
    """Return how long it is to go, counted in days of Geneva; empty once it is over."""
    if window.last < day:
        return ""
    if window.first <= day:
        return _("today") if window.is_day else _("now")
    count = (window.first - day).days
    if count == 1:
        return _("tomorrow")
    return ngettext("in %(count)d day", "in %(count)d days", count) % {"count": count}


def status(review: Review, days: Known | None, day: date) -> str:
    """Return the status of a review, with what is not known about it."""
    label = str(words.STATUSES.get(review.status, review.status))
    last = review_day(review) or (days.window.last if days else None)
    waits = review.status in {Review.Status.SCHEDULED, Review.Status.MOVED}
    if waits and last is not None and last < day:
        return _("%(status)s; that day has passed, no report is known here") % {
            "status": label
        }
    return label


def session_status(row: SessionRow, day: date) -> str:
    """Return whether a session is over, sits, comes or has no days yet."""
    start, end = row.session.start, row.session.end
    if start is None or end is None:
        return _("Scheduled, days not known")
    if day < start:
        return days_left(Window(start, end), day)
    if day <= end:
        return _("Sits now")
    return _("Held") if row.held else _("Days have passed")


def session_days(session: Session) -> str:
    """Return the days of a session as they are written; empty where not known."""
    if session.start is None or session.end is None:
        return ""
    return words.days(Window(session.start, session.end))


def planned_days(fact: SessionFact | None) -> str:
    """Return the days a whole session was moved from; empty where it was not."""
    if fact is None or fact.planned_start is None or fact.planned_end is None:
        return ""
    return words.days(Window(fact.planned_start, fact.planned_end))


def review_shown(review: Review, day: date, at: int | None = None) -> ReviewShown:
    """Return a review as the list of a session (its number is `at`) shows it."""
    return ReviewShown(
        state=review.state.name,
        address=path_to("review", review.state_id, review.cycle),
        day=_day(review_day(review)),
        adoption=_day(review.adoption_date),
        status=status(review, days_of(review.session), day),
        symbol=review.report_symbol,
        is_verified=review.is_verified,
        is_edited=review.is_edited,
        elsewhere=_elsewhere(review, at),
    )


def _elsewhere(review: Review, at: int | None) -> str:
    planned, now = review.scheduled_session_id, review.session_id
    if planned == now or planned is None:
        return ""
    if now is None:
        return _("scheduled for session %(planned)d") % {"planned": planned}
    if at == planned:
        return _("moved to session %(now)d") % {"now": now}
    return _("moved from session %(planned)d") % {"planned": planned}


def _day(day: date | None) -> str:
    return date_format(day, "j M Y") if day else ""


def cycles(rows: Iterable[SessionRow], day: date) -> list[CycleShown]:
    """Return the cycles with their sessions, the newest cycle first."""
    found = [
        CycleShown(cycle, tuple(_session(row, day) for row in own), False)
        for cycle, own in groupby(rows, key=lambda row: row.session.cycle)
    ]
    newest_first = sorted(found, key=lambda cycle: -cycle.number)
    return [
        cycle._replace(is_current=place == 0)
        for place, cycle in enumerate(newest_first)
    ]


def _session(row: SessionRow, day: date) -> SessionShown:
    return SessionShown(
        number=row.session.number,
        address=path_to("session", row.session.number),
        days=session_days(row.session),
        status=session_status(row, day),
        reviews=row.reviews,
        dated=_dated(row),
        left=row.left,
        doubtful=row.doubtful,
        is_verified=row.session.is_verified,
    )


def _dated(row: SessionRow) -> str:
    """Return of how many reviews of a session the day is known."""
    if not row.reviews:
        return ""
    if row.dated in {0, row.reviews}:
        return _("every day known") if row.dated else _("no day known")
    return ngettext("%(n)d day known", "%(n)d days known", row.dated) % {"n": row.dated}


def next_session(session: Session, reviews: Iterable[Review], day: date) -> NextSession:
    """Return the session that sits or comes next."""
    known = days_of(session)
    return NextSession(
        number=session.number,
        address=path_to("session", session.number),
        days=session_days(session),
        left=days_left(known.window, day) if known else "",
        note=note_on_session(session),
        reviews=tuple(review_shown(review, day) for review in reviews),
    )


def coming(entries: Iterable[Entry], day: date) -> Iterator[Coming]:
    """Yield what is next; what several States have on the same days comes as one."""
    grouped: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        same = (entry.step, entry.session_id, entry.first, entry.last)
        grouped.setdefault(same, []).append(entry)
    for own in grouped.values():
        entry = own[0]
        window = Window(entry.first, entry.last, entry.at)
        yield Coming(
            name=words.step(entry.step),
            who=_who(own),
            address=entry_path(entry) if len(own) == 1 else _session_path(entry),
            days=words.when(window, entry.is_known),
            left=days_left(window, day),
            basis=Basis.KNOWN if entry.is_known else Basis.COMPUTED,
            basis_label=basis_label(entry.is_known),
            is_verified=all(one.is_verified for one in own),
        )


def _who(own: list[Entry]) -> str:
    entry = own[0]
    session = _("session %(session)d") % {"session": entry.session_id}
    if entry.review is None:
        return session
    if len(own) == 1:
        return entry.review.state.name
    return _("%(count)d States of %(session)s") % {
        "count": len(own),
        "session": session,
    }


def entry_path(entry: Entry) -> str:
    """Return the page an entry belongs to."""
    if entry.review is None:
        return _session_path(entry)
    return path_to("review", entry.review.state_id, entry.review.cycle)


def _session_path(entry: Entry) -> str:
    return path_to("session", entry.session_id)


def papers(documents: Iterable[Document]) -> list[Paper]:
    """Return the papers archived of a review."""
    return [
        Paper(
            heading=labels.kind(document.kind),
            symbol=document.symbol,
            address=reverse("document", args=[document.symbol]),
            day=_day(document.distributed),
        )
        for document in documents
    ]


def subscriptions(roles: Mapping[Role, words.Label]) -> list[Subscription]:
    """Return the calendars of everything, and for each role."""
    everything = Subscription(_("Everything"), reverse("calendar-all"))
    return [
        everything,
        *(
            Subscription(str(label), reverse("calendar-role", args=[role.value]))
            for role, label in roles.items()
        ),
    ]
