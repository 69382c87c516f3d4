"""A State as its page shows it: reviewed, recommending, and by its papers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.records import DocumentKind
from upr.reference import organisations
from upr.reference.organisations import ORGANISATIONS
from upr.reference.states import REGIONAL_GROUPS, NameKind, State
from upright.archive.models import Document, Review
from upright.explore.answers import Line, Side, query_of
from upright.explore.document_page import Link
from upright.explore.paths import path_to
from upright.search.queries import Request

MOST = 10  # States listed among those that recommended, or were recommended to

STATUSES: Final[Mapping[str, str | Promise]] = {
    Review.Status.SCHEDULED: gettext_lazy("to come"),
    Review.Status.HELD: gettext_lazy("held"),
    Review.Status.MOVED: gettext_lazy("moved, to come"),
    Review.Status.NOT_HELD: gettext_lazy("not held"),
}
REVIEWED_FACETS = ("cycle", "recommending_state", "recommending_regional_group")
RECOMMENDING_FACETS = ("cycle", "state", "regional_group")


class ReviewShown(NamedTuple):
    """A review and how it was answered."""

    cycle: int
    address: str  # of its page with all steps; "" where nothing is known of it
    session: str
    moved_from: int | None
    status: str  # "" for a review that was held
    day: date | None
    report: Link
    is_verified: bool
    is_here: bool  # whether a report of it was read
    line: Line


@dataclass(frozen=True, slots=True)
class Names:
    """What a State is and was called."""

    name: str
    official: str
    others: Sequence[str]  # former ones, each with its days


def names_of(state: State) -> Names:
    """Return the names of a State, former ones with the days they were valid."""
    short = [one for one in state.names if one.kind is NameKind.SHORT]
    former = [
        _("%(name)s (until %(day)s)")
        % {"name": one.name, "day": date_format(one.valid_to, "j F Y")}
        for one in short
        if one.valid_to is not None and one.name != state.name
    ]
    return Names(state.name, state.official_name, former)


def groups_of(state: State, asked: Request) -> list[Link]:
    """Return the regional group and the organisations of a State, as of now."""
    own = organisations.MEMBERSHIPS.get(state.iso3, ())
    codes = [one.organisation for one in own if one.valid_to is None]
    group = REGIONAL_GROUPS[state.regional_group]
    return [
        _group_link(group.code, group.name, asked),
        *(_group_link(code, ORGANISATIONS[code].name, asked) for code in codes),
    ]


def _group_link(code: str, name: str, asked: Request) -> Link:
    query = query_of(asked.version, asked.imagined)
    return Link(name, path_to("group", code) + query)


def reviews(
    state: State, known: Sequence[Review], papers: Sequence[Document], side: Side
) -> Iterator[ReviewShown]:
    """Yield every cycle that is known of, or in which anything was recommended."""
    by_cycle = {review.cycle: review for review in known}
    reports = {
        paper.cycle: paper
        for paper in reversed(papers)
        if paper.kind == DocumentKind.REPORT and paper.cycle
    }
    counted = {int(value) for value in side.every.items["cycle"]}
    for cycle in sorted({*by_cycle, *reports, *counted}):
        line = side.line("cycle", str(cycle))
        yield _review(cycle, by_cycle.get(cycle), reports.get(cycle), line)


def _review(
    cycle: int, review: Review | None, paper: Document | None, line: Line
) -> ReviewShown:
    session = review.session_id if review else None
    planned = review.scheduled_session_id if review else None
    if session is None and paper:
        session = paper.session
    has_moved = planned is not None and planned != session
    day = (review.date or review.adoption_date) if review else None
    return ReviewShown(
        cycle=cycle,
        address=_page_of(review),
        session=str(session) if session else "–",
        moved_from=planned if has_moved else None,
        status=_status(review),
        day=day or (paper.date if paper else None),
        report=_report(review, paper),
        is_verified=review.is_verified if review else True,
        is_here=paper is not None or line.items.count > 0,
        line=line,
    )


def _page_of(review: Review | None) -> str:
    if review is None:
        return ""
    return reverse("review", args=[review.state_id, review.cycle])


def _status(review: Review | None) -> str:
    if review is None or review.status == Review.Status.HELD:
        return ""
    return str(STATUSES[review.status])


def _report(review: Review | None, paper: Document | None) -> Link:
    if paper is not None:
        return Link(paper.symbol, reverse("document", args=[paper.symbol]))
    return Link(review.report_symbol if review else "")
