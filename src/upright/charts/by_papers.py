"""Charts of how long things take, by the days on the papers."""

import statistics
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from upr.records import DocumentKind
from upr.statistics import Answer, Paper, adoption_to_answer, in_steps
from upright.archive import queries as archive
from upright.archive import review_queries
from upright.charts.asking import Asked
from upright.charts.figures import Figure, Name, Shape, Text, Unit, Value
from upright.charts.numbers import grouped

STEP: Final = 30  # days in a column
FILTERS: Final = ("state", "cycle", "session")  # that narrow papers; others do not


def answers(asked: Asked) -> Figure:
    """Return how long States took from the adoption of a report to their addendum."""
    imagined, version = _scope(asked)
    found = answer_times(asked)
    known = [one.days for one in found if one.days is not None]
    steps = in_steps(known, STEP)
    return Figure(
        key="answers",
        shape=Shape.COLUMNS,
        unit=Unit.REVIEWS,
        text=Text(
            title=_("From adoption to answer"),
            counted=_("Counted by reviews, each once."),
            formula=_(
                "Days from the adoption of a report by the Working Group to the day "
                "on the cover of the first addendum with the State’s answer."
            ),
            source=_("Reports of the Working Group; covers of their addenda."),
            group_title=_("Days"),
            value_title=_("Reviews"),
            notes=list(_notes(found, known)),
        ),
        groups=tuple(step_name(start) for start in steps),
        series=(Name("reviews", _("Reviews")),),
        values=tuple(
            Value(str(start), "reviews", count, count) for start, count in steps.items()
        ),
        version=version,
        imagined=imagined,
        about=asked.about,
        is_time=True,
    )


def answer_times(asked: Asked) -> Sequence[Answer]:
    """Return how long each answer took, in the order of symbols."""
    imagined, version = _scope(asked)
    chosen = {name: asked.request.filters.get(name, ()) for name in FILTERS}
    papers = review_queries.dated_papers(imagined, version, chosen)
    return adoption_to_answer(
        Paper(one.symbol, DocumentKind(one.kind), one.adopted, one.distributed)
        for one in papers
    )


def _scope(asked: Asked) -> tuple[bool, int]:
    request = asked.request
    imagined = request.imagined
    if imagined is None:
        imagined = not archive.has_real_documents()
    version = request.version
    return imagined, archive.data_version() if version is None else version


def answered_within(asked: Asked, first: int) -> Sequence[Answer]:
    """Return the reviews a column stands for, the quickest first."""
    found = answer_times(asked)
    here = [
        one
        for one in found
        if one.days is not None and one.days // STEP * STEP == first
    ]
    return sorted(here, key=lambda one: (one.days or 0, one.report))


def step_name(start: int) -> Name:
    """Return the name of a column by its first day."""
    words = _("%(first)d to %(last)d") % {"first": start, "last": start + STEP - 1}
    return Name(str(start), words)


def _notes(found: Sequence[Answer], known: Sequence[int]) -> Iterator[str]:
    if known:
        yield _("Median: %(days)s days, over %(number)d reviews.") % {
            "days": grouped(statistics.median(known)),
            "number": len(known),
        }
    if len(known) < len(found):
        yield _("Left out, because a day is not known: %(number)d reviews.") % {
            "number": len(found) - len(known)
        }
