"""The steps and deadlines of a review, as rules that are data.

>>> from datetime import date
>>> from upr.timeline import Known, ReviewDates, Window, timeline
>>> days = Known(Window(date(2016, 1, 18), date(2016, 1, 29)), "UPR Trax no 57")
>>> steps = timeline(ReviewDates(24, ("BEL", 2), days))
>>> due = next(one for one in steps if one.step.key == "national-report")
>>> due.window.first, due.basis
(datetime.date(2015, 10, 26), <Basis.KNOWN: 'known'>)
"""

from upr.timeline.computing import (
    Basis,
    DatedStep,
    Known,
    Missing,
    ReviewDates,
    session_timeline,
    timeline,
)
from upr.timeline.facts import (
    REAL_DATES,
    RULES,
    STEPS,
    Kind,
    RealDate,
    Role,
    Rule,
    Scope,
    Step,
    Window,
)

__all__ = [
    "REAL_DATES",
    "RULES",
    "STEPS",
    "Basis",
    "DatedStep",
    "Kind",
    "Known",
    "Missing",
    "RealDate",
    "ReviewDates",
    "Role",
    "Rule",
    "Scope",
    "Step",
    "Window",
    "session_timeline",
    "timeline",
]
