"""What can be asked of reviews and of the papers of one State; all of it is public.

Reviews stand as they are known now: they have no data version. Papers have one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Max

from upr.records import Classification, DocumentKind
from upright.archive.models import Document, Review, Session
from upright.archive.payload import from_payload
from upright.archive.queries import documents


class LastReview(NamedTuple):
    """The session a State was last reviewed at, and the day where it is known."""

    session: int
    day: date | None


def reviews_of(iso3: str) -> list[Review]:
    """Return the reviews of a State, oldest first, with their sessions."""
    return list(
        Review.objects.filter(state=iso3)
        .select_related("session", "scheduled_session")
        .order_by("cycle")
    )


def papers_of(iso3: str, imagined: bool, version: int | None) -> list[Document]:
    """Return the papers of the reviews of a State, newest first by their own date."""
    found = documents(imagined, version).filter(state=iso3).defer("facts")
    return list(found.order_by("-date", "-since", "-pk"))


class DatedPaper(NamedTuple):
    """A report or an addendum, and the days it names."""

    symbol: str
    kind: str
    adopted: date | None
    distributed: date | None


def dated_papers(
    imagined: bool, version: int | None, chosen: Mapping[str, Sequence[str]]
) -> list[DatedPaper]:
    """Return the days of reports and addenda, by symbol.

    `chosen` narrows them by `state`, `cycle` and `session`; an empty one does not.
    """
    found = documents(imagined, version).filter(
        kind__in=(DocumentKind.REPORT, DocumentKind.ADDENDUM)
    )
    for name, values in chosen.items():
        if values:
            found = found.filter(**{f"{name}__in": values})
    rows = found.order_by("symbol", "pk")
    return [
        DatedPaper(*row)
        for row in rows.values_list("symbol", "kind", "adopted", "distributed")
    ]


def last_reviews(imagined: bool, version: int | None) -> dict[str, LastReview]:
    """Return when each State was last reviewed, as far as anything says it.

    By the calendar where it says that the review was held, else by the reports.
    """
    found: dict[str, LastReview] = {}
    reports = documents(imagined, version).filter(
        kind=DocumentKind.REPORT, session__isnull=False, state__isnull=False
    )
    rows = reports.order_by().values_list("state").annotate(Max("session"), Max("date"))
    for iso3, session, day in rows:
        found[iso3] = LastReview(session, day)
    held = Review.objects.filter(
        status=Review.Status.HELD, session__isnull=False, state__is_imagined=imagined
    )
    for iso3, number, day in held.values_list("state", "session", "date"):
        known = found.get(iso3)
        if known is None or number >= known.session:
            found[iso3] = LastReview(number, day or (known.day if known else None))
    return found


def classifications_of(
    report: Document, version: int | None = None
) -> dict[str, Classification]:
    """Return what OHCHR's thematic list says each item of a report is about, by key.

    Empty where no list of the same State and session is archived; of several the one
    that came last.
    """
    if report.state_id is None or report.session is None:
        return {}
    lists = Document.objects.filter(
        kind=DocumentKind.THEMATIC_LIST,
        state=report.state_id,
        session=report.session,
        current_reading__isnull=False,
    )
    if version is not None:
        lists = lists.filter(since__lte=version)
    found: dict[str, Classification] = {}
    for one in lists.select_related("current_reading").order_by("since", "pk"):
        if one.current_reading is not None:
            read = from_payload(one.current_reading.payload)
            found.update((said.item, said) for said in read.classifications)
    return found


def reviews_outside(session: Session) -> list[Review]:
    """Return the reviews at a session whose own day is none of its days."""
    if session.start is None or session.end is None:
        return []
    own = Review.objects.filter(session=session, date__isnull=False)
    outside = own.exclude(date__range=(session.start, session.end))
    return list(outside.select_related("state").order_by("date", "state__name"))
