"""Being told of deadlines and other dates: what comes near, and what moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upr.timeline import Role, Window
from upright.calendar import feeds
from upright.calendar import labels as words
from upright.calendar import queries as calendar
from upright.calendar.models import Entry
from upright.explore.alert_part import part_of
from upright.explore.calendar_page import days_left, entry_path
from upright.subscriptions import periods
from upright.subscriptions.topics import (
    ROWS,
    News,
    Row,
    Section,
    Span,
    WishError,
    news_in,
)


@dataclass(frozen=True, slots=True)
class Dates:
    """Deadlines and dates: "", `state=SVN`, `session=48` or `role=civil-society`."""

    def read(self, parameters: str) -> str:
        """Return the parameters as they are kept."""
        role = _role(parameters)
        return f"role={role}" if role else part_of(parameters).written

    def in_words(self, parameters: str) -> str:
        """Return whose dates are told."""
        if role := _role(parameters):
            return _("Deadlines and dates: %(role)s") % {"role": words.ROLES[role]}
        part = part_of(parameters)
        if part.state:
            return _("Deadlines and dates of %(state)s") % {"state": part.state_name}
        if part.session:
            number = {"number": part.session}
            return _("Deadlines and dates of session %(number)d") % number
        return _("Deadlines and dates of all sessions")

    def path(self, parameters: str) -> str:
        """Return the page it belongs to."""
        return part_of(parameters).path("calendar")

    def feed(self, parameters: str) -> str:
        """Return the calendar to subscribe to."""
        if role := _role(parameters):
            return reverse("calendar-role", args=[role])
        part = part_of(parameters)
        if part.state:
            return reverse("calendar-state", args=[part.state])
        if part.session:
            return reverse("calendar-session", args=[part.session])
        return reverse("calendar-all")

    def news(self, parameters: str, span: Span) -> News | None:
        """Return what came near since the last digest, and what moved."""
        entries = list(_entries(parameters, span))
        moved = [one for one in entries if _is_moved(one, span)]
        near = [one for one in entries if _is_near(one, span) and one not in moved]
        path = self.path(parameters)
        return news_in(
            _section(_ahead(len(near)), near, path, span),
            _section(_moved(len(moved)), moved, path, span),
        )


def _entries(parameters: str, span: Span) -> Iterable[Entry]:
    if role := _role(parameters):
        return calendar.role_entries(role, span.day)
    part = part_of(parameters)
    if part.state:
        return calendar.state_entries(part.state)
    if part.session:
        return calendar.session_entries(part.session)
    return calendar.broad_entries(span.day)


def _role(parameters: str) -> Role | None:
    """Return the role whose dates are asked for; a State or session comes before it."""
    asked = QueryDict(parameters)
    if "role" not in asked or "state" in asked or "session" in asked:
        return None
    role = str(asked.get("role", ""))
    if role not in list(Role):
        raise WishError(_("There is no calendar “%(role)s”.") % {"role": role[:20]})
    return Role(role)


def _is_near(entry: Entry, span: Span) -> bool:
    """Whether an entry comes near, or is new and near."""
    if entry.is_cancelled or entry.last < span.day:
        return False
    if entry.created_at > span.told_at:
        return periods.is_ahead(entry.first, span.day, span.frequency)
    return periods.is_near(entry.first, span.last_day, span.day, span.frequency)


def _is_moved(entry: Entry, span: Span) -> bool:
    """Whether an entry that was published got other days, or was called off."""
    is_changed = entry.changed_at > span.told_at >= entry.created_at
    return is_changed and entry.sequence > 0 and entry.last >= span.day


def _ahead(count: int) -> str:
    said = ngettext("%(count)d date ahead", "%(count)d dates ahead", count)
    return said % {"count": count}


def _moved(count: int) -> str:
    said = ngettext("%(count)d date changed", "%(count)d dates changed", count)
    return said % {"count": count}


def _section(heading: str, entries: list[Entry], path: str, span: Span) -> Section:
    rows = [_row(entry, span) for entry in islice(entries, ROWS)]
    return Section(heading, len(entries), rows, path)


def _row(entry: Entry, span: Span) -> Row:
    window = Window(entry.first, entry.last)
    basis = _("known") if entry.is_known else _("computed by a rule")
    verified = _("verified") if entry.is_verified else _("not verified")
    return Row(
        title=feeds.summary(entry),
        path=entry_path(entry),
        text=_("No longer to be expected on this day.")
        if entry.is_cancelled
        else f"{words.when(window, entry.is_known)}: {days_left(window, span.day)}",
        note=f"{basis}; {verified}",
    )


DATES: Final = Dates()
