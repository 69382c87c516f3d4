"""What came of a review in figures, against the review before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from upright.explore import answers, compare_subjects
from upright.explore.answers import Cell, Line, Side
from upright.explore.compare_subjects import Compared
from upright.explore.paths import path_to
from upright.explore.results import search_address
from upright.search.queries import Request, break_down

FACETS = ("recommending_state", *compare_subjects.FACETS)


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """The figures of a review, and of the last one before it that is archived."""

    names: Sequence[str]  # "Cycle 4", "Cycle 3": the review itself first
    lines: Sequence[Line]  # how each was answered
    states: Sequence[tuple[str, Cell]]  # by name, how many States recommended
    by_issue: Sequence[Compared]
    by_action: Sequence[Compared]
    again: str  # where one sees what had been asked before; "" for a first review

    @property
    def has_before(self) -> bool:
        """Whether there is a review to set it against."""
        return len(self.lines) > 1


def figures_of(iso3: str, cycle: int, asked: Request) -> ReviewFigures | None:
    """Return the figures of a review; None where no recommendation of it is archived.

    `asked` has the scope. Raises IndexUnavailableError.
    """
    cycles = _cycles(iso3, cycle, asked)
    if cycle not in cycles:
        return None
    names = [_name(one) for one in cycles]
    filters = [{"state": (iso3,), "cycle": (str(one),)} for one in cycles]
    sides, _found = answers.sides(filters, FACETS, asked, has_answers=False)
    again = reverse("state-repeats", args=[iso3])
    return ReviewFigures(
        names=names,
        lines=[_line(iso3, one, side) for one, side in zip(cycles, sides, strict=True)],
        states=list(zip(names, map(_states, sides), strict=True)),
        by_issue=compare_subjects.rows(names, sides, "issue"),
        by_action=compare_subjects.rows(names, sides, "action"),
        again=f"{again}?to={cycle}" if len(cycles) > 1 else "",
    )


def _cycles(iso3: str, cycle: int, asked: Request) -> list[int]:
    """The cycle and the last one before it, those that something is archived of."""
    own = replace(asked, filters={"state": (iso3,)})
    found = break_down([own], ("cycle",)).each[0].items["cycle"]
    known = sorted((int(one) for one in found if int(one) <= cycle), reverse=True)
    return known[:2]


def _name(cycle: int) -> str:
    return _("Cycle %(cycle)d") % {"cycle": cycle}


def _line(iso3: str, cycle: int, side: Side) -> Line:
    return side.whole(_name(cycle), path_to("review", iso3, cycle))


def _states(side: Side) -> Cell:
    number = len(side.every.items["recommending_state"])
    request = replace(side.asked, filters=side.filters)
    return Cell(number, search_address(request) if number else "")
