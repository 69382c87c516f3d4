"""What is published: entries are brought up to date and never forgotten."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction

from upr.timeline import Basis, DatedStep, session_timeline, timeline
from upright.archive.models import Change, Review, Session
from upright.calendar import queries
from upright.calendar.dating import (
    Entered,
    dates_of_review,
    dates_of_session,
    days_of,
)
from upright.calendar.models import Entry, Publication

# What a calendar program must be told of by a new number in SEQUENCE.
WHEN = ("first", "last", "at", "is_cancelled")
FIELDS = (*WHEN, "is_known", "is_verified", "source", "note")
MOVES = frozenset({Change.Kind.REFERENCE, Change.Kind.EDIT})
BATCH = 500


def follow_change(number: int) -> None:
    """Publish after a change that may move a date, or when the rules are newer."""
    change = Change.objects.get(pk=number)
    if change.kind in MOVES or not queries.is_current():
        publish(change.at)


@transaction.atomic
def publish(at: datetime) -> int:
    """Bring the entries up to date; return how many are new or changed.

    What moved keeps its key and gets the next number; what is no longer to be
    announced is cancelled and stays. Nothing to publish writes no entry.
    """
    Publication.objects.get_or_create(pk=1)
    publication = Publication.objects.select_for_update().get(pk=1)
    present = {entry.key: entry for entry in Entry.objects.all()}
    wanted = {entry.key: entry for entry in _wanted(at)}
    added = [entry for key, entry in wanted.items() if key not in present]
    changed = [
        entry
        for key, entry in present.items()
        if _is_brought(entry, wanted.get(key), at)
    ]
    Entry.objects.bulk_create(added, batch_size=BATCH)
    Entry.objects.bulk_update(
        changed, [*FIELDS, "sequence", "changed_at"], batch_size=BATCH
    )
    publication.rules, publication.at = queries.rules_fingerprint(), at
    publication.save()
    return len(added) + len(changed)


def _is_brought(entry: Entry, wanted: Entry | None, at: datetime) -> bool:
    """Bring a published entry to what is wanted; say whether that changed it."""
    before = _values(entry)
    if wanted is None:
        entry.is_cancelled = True
    else:
        for name in FIELDS:
            setattr(entry, name, getattr(wanted, name))
    after = _values(entry)
    if before == after:
        return False
    if any(before[name] != after[name] for name in WHEN):
        entry.sequence += 1
    entry.changed_at = at
    return True


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in FIELDS}


def _wanted(at: datetime) -> Iterator[Entry]:
    entered = queries.entered()
    for session in Session.objects.all():
        yield from _of_session(session, entered, at)
    for review, following in pairwise([*queries.every_review(), None]):
        if review is not None:
            yield from _of_review(review, following, entered, at)


def _of_session(session: Session, entered: Entered, at: datetime) -> Iterator[Entry]:
    days = days_of(session)
    if days is None:
        return
    yield Entry(
        key=f"session-{session.number}",
        session=session,
        step=queries.SESSION_STEP,
        first=days.window.first,
        last=days.window.last,
        is_known=True,
        is_verified=days.is_verified,
        source=days.source,
        created_at=at,
        changed_at=at,
    )
    for one in session_timeline(dates_of_session(session, entered)):
        if one.window is not None:
            entry = _entry(f"session-{session.number}-{one.step.key}", one, at)
            entry.session = session
            yield entry


def _of_review(
    review: Review, following: Review | None, entered: Entered, at: datetime
) -> Iterator[Entry]:
    is_next = following is not None and following.state_id == review.state_id
    dates = dates_of_review(review, following if is_next else None, entered)
    if dates.session is None:
        return
    where = f"{review.state_id}-{review.cycle}-{dates.session}"
    for one in timeline(dates):
        if one.window is not None and not _is_told_by_next(one, is_next):
            entry = _entry(f"{where}-{one.step.key}", one, at)
            entry.session_id, entry.review = dates.session, review
            yield entry


def _is_told_by_next(one: DatedStep, is_next: bool) -> bool:
    """Whether the next review announces itself, so that this one need not."""
    return is_next and one.step.key == "next-review"


def _entry(key: str, one: DatedStep, at: datetime) -> Entry:
    window = one.window
    if window is None:
        message = f"{key} has no date to publish."
        raise ValueError(message)
    return Entry(
        key=key,
        step=one.step.key,
        first=window.first,
        last=window.last,
        at=window.at if window.is_day else None,
        is_known=one.basis is Basis.KNOWN,
        is_verified=one.is_verified,
        source=one.source,
        note=one.note,
        created_at=at,
        changed_at=at,
    )
