"""The words on screen and in feeds for values of the calendar."""

from collections.abc import Mapping
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.timeline import Missing, Role, Window

Label = str | Promise

STEPS: Final[Mapping[str, Label]] = {
    "session": gettext_lazy("Session of the Working Group"),
    "troika-drawn": gettext_lazy("Troika drawn by lot"),
    "stakeholder-submission": gettext_lazy("Submissions of stakeholders due"),
    "national-report": gettext_lazy("National report due"),
    "in-country-pre-session": gettext_lazy("Pre-session in the country"),
    "summary-published": gettext_lazy("Summary of stakeholders’ submissions published"),
    "national-report-published": gettext_lazy("National report published"),
    "compilation-published": gettext_lazy(
        "Compilation of United Nations information published"
    ),
    "pre-session": gettext_lazy("Pre-sessions of UPR Info in Geneva"),
    "seminar": gettext_lazy("Seminar for recommending States"),
    "advance-questions": gettext_lazy(
        "Advance questions passed on to the State under review"
    ),
    "review": gettext_lazy("Review by the Working Group"),
    "working-group-adoption": gettext_lazy(
        "Adoption of the report by the Working Group"
    ),
    "editorial-changes": gettext_lazy(
        "Editorial changes of States to their statements due"
    ),
    "report-published": gettext_lazy("Report of the Working Group published"),
    "first-responses": gettext_lazy("First date OHCHR gives for the State’s responses"),
    "addendum": gettext_lazy("Responses of the State (addendum) due"),
    "addendum-published": gettext_lazy("Addendum published"),
    "council-session": gettext_lazy("Session of the Human Rights Council"),
    "speakers-list": gettext_lazy("List of States’ speakers for the plenary opens"),
    "plenary": gettext_lazy("Adoption of the outcome by the Human Rights Council"),
    "letter": gettext_lazy("Letter of the High Commissioner to the State"),
    "mid-term": gettext_lazy("Mid-term report (voluntary)"),
    "next-review": gettext_lazy("Next review"),
}
ROLES: Final[Mapping[Role, Label]] = {
    Role.CIVIL_SOCIETY: gettext_lazy("Civil society"),
    Role.STATE: gettext_lazy("State under review"),
    Role.RECOMMENDING_STATE: gettext_lazy("Recommending State"),
    Role.NHRI: gettext_lazy("National human rights institution"),
}
STATUSES: Final[Mapping[str, Label]] = {
    "scheduled": gettext_lazy("Scheduled"),
    "held": gettext_lazy("Held"),
    "moved": gettext_lazy("Moved, not yet held"),
    "not_held": gettext_lazy("Not held"),
}
MISSING: Final[Mapping[Missing, Label]] = {
    Missing.NOT_HELD: gettext_lazy(
        "No date: the review was not held, and no new session is known."
    ),
    Missing.SESSION_NOT_DATED: gettext_lazy(
        "No date: the days of the session are not known yet."
    ),
    Missing.NO_ANCHOR: gettext_lazy(
        "No date: the day it is counted from is not known."
    ),
}


def step(key: str) -> str:
    """Return a step as it is called."""
    return str(STEPS.get(key, key))


def days(window: Window) -> str:
    """Return days as they are written: one day, or from the first to the last."""
    if window.is_day:
        return date_format(window.first, "j F Y")
    return _("%(first)s to %(last)s") % _ends(window)


def when(window: Window, is_known: bool) -> str:
    """Return when something falls: on its days, or somewhere between computed ones."""
    if is_known or window.is_day:
        return days(window)
    return _("between %(first)s and %(last)s") % _ends(window)


def _ends(window: Window) -> Mapping[str, str]:
    first = date_format(window.first, _shortest(window))
    return {"first": first, "last": date_format(window.last, "j F Y")}


def _shortest(window: Window) -> str:
    """Return the format of the first day, without what the last day repeats."""
    if window.first.year != window.last.year:
        return "j F Y"
    return "j" if window.first.month == window.last.month else "j F"
