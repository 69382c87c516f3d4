"""States, sessions and reviews: loading the library's facts, and editing by staff.

Loading is idempotent and leaves alone what staff edited: a session or review once
edited carries `is_edited`, and no loading touches it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format

from upr.reference import organisations, reviews, sessions, states
from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.errors import EditError
from upright.archive.models import Change, Review, Session, State

STATE_FIELDS = (
    "name", "official_name", "regional_group", "organisations", "is_member",
    "is_imagined",
)  # fmt: skip
SESSION_FIELDS = ("cycle", "start", "end", "is_verified", "source")
REVIEW_FIELDS = (
    "scheduled_session_id", "session_id", "status", "date", "adoption_date", "troika",
    "report_symbol", "is_verified", "source",
)  # fmt: skip


@dataclass
class _Work:
    """Rows of one table to add and to write anew."""

    fields: Sequence[str]
    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.added) + len(self.changed)

    def write(self) -> None:
        for rows in (self.added, self.changed):
            if not rows:
                continue
            table = type(rows[0])._default_manager
            if rows is self.added:
                table.bulk_create(rows)
            else:
                table.bulk_update(rows, self.fields)


def load_reference(at: datetime, by: User | None = None) -> int:
    """Bring the rows up to the library's facts; return how many were written.

    Nothing to write makes no change. Rows that the facts no longer have stay:
    documents may speak of them.
    """
    if not sum(map(len, _work(at.date()))):
        return 0
    with numbered_change(Change.Kind.REFERENCE, at, by) as change:
        # Looked at again under the lock: another process may load as well.
        work = _work(at.date())
        for part in work:
            part.write()
        written = sum(map(len, work))
        change.note = f"{written} rows"
        change.save(update_fields=["note"])
    return written


def edit(row: Session | Review, note: str, at: datetime, by: User) -> None:
    """Save what staff changed in a session or review, as a numbered change.

    The note of the change says what it was before and is now, and why. Raises
    EditError without a reason.
    """
    row.is_edited = True
    _save(row, note, at, by)


def undo_edits(row: Session | Review, note: str, at: datetime, by: User) -> None:
    """Give a session or review back to the facts of the library, as a numbered change.

    From then on loading them brings it up to date again. Raises EditError without a
    reason, where nobody edited it, and where the facts have no such row.
    """
    row.refresh_from_db()
    if not row.is_edited:
        raise EditError("Nobody edited it: it is as the reference facts have it.")
    fact = _fact_of(row)
    if fact is None:
        raise EditError("The reference facts have no such session or review.")
    for name in _fields_of(row):
        setattr(row, name, getattr(fact, name))
    row.is_edited = False
    _save(row, note, at, by)


def _save(row: Session | Review, note: str, at: datetime, by: User) -> None:
    if not note.strip():
        raise EditError("Say why: an edit needs a reason.")
    with numbered_change(Change.Kind.EDIT, at, by) as change:
        before = type(row)._default_manager.get(pk=row.pk)
        said = [
            f"{_name(name)} {_said(before, name)} → {_said(row, name)}"
            for name in _fields_of(row)
            if getattr(before, name) != getattr(row, name)
        ]
        row.save()
        change.note = f"{row}: {'; '.join(said) or 'as it was'}. {note.strip()}"
        change.save(update_fields=["note"])


def _fact_of(row: Session | Review) -> Session | Review | None:
    if isinstance(row, Session):
        return next((one for one in _sessions() if one.number == row.number), None)
    key = (row.state_id, row.cycle)
    return next((one for one in _reviews() if (one.state_id, one.cycle) == key), None)


def _fields_of(row: Session | Review) -> Sequence[str]:
    return REVIEW_FIELDS if isinstance(row, Review) else SESSION_FIELDS


def _name(field: str) -> str:
    """Return a field as the page of the review or session is to call it."""
    return field.removesuffix("_id").removeprefix("is_").replace("_", " ")


def _said(row: Model, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return "–" if value in (None, "") else str(value)


def _work(day: date) -> tuple[_Work, _Work, _Work]:
    return (
        _compared(_states(day), State.objects.all(), STATE_FIELDS, ("iso3",)),
        _compared(_sessions(), Session.objects.all(), SESSION_FIELDS, ("number",)),
        _compared(
            _reviews(), Review.objects.all(), REVIEW_FIELDS, ("state_id", "cycle")
        ),
    )


def _compared(
    wanted: Iterable[Model],
    present: Iterable[Model],
    fields: Sequence[str],
    key: Sequence[str],
) -> _Work:
    """Say which rows are new and which are not as wanted; edited ones are as wanted."""
    work = _Work(fields)
    by_key = {tuple(getattr(row, name) for name in key): row for row in present}
    for row in wanted:
        old = by_key.get(tuple(getattr(row, name) for name in key))
        if old is None:
            work.added.append(row)
        elif not getattr(old, "is_edited", False) and _differs(old, row, fields):
            row.pk = old.pk
            work.changed.append(row)
    return work


def _differs(old: Model, new: Model, fields: Sequence[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in fields)


def _states(day: date) -> list[State]:
    return [
        State(
            iso3=iso3,
            name=fact.name,
            official_name=fact.official_name,
            regional_group=fact.regional_group,
            organisations=list(organisations.of_state(iso3, day)),
            is_member=fact.status is not states.Status.OBSERVER,
            is_imagined=fact.is_imagined,
        )
        for iso3, fact in states.STATES.items()
    ]


def _sessions() -> list[Session]:
    return [
        Session(
            number=fact.number,
            cycle=fact.cycle,
            start=fact.start,
            end=fact.end,
            is_verified=fact.is_verified,
            source=fact.source,
        )
        for fact in sessions.SESSIONS.values()
    ]


def _reviews() -> list[Review]:
    return [
        Review(
            state_id=fact.iso3,
            cycle=fact.cycle,
            scheduled_session_id=fact.scheduled_session,
            session_id=fact.actual_session,
            status=fact.status.value,
            date=fact.review_date,
            adoption_date=fact.adoption_date,
            troika=list(fact.troika),
            report_symbol=fact.report_symbol or "",
            is_verified=fact.is_verified,
            source=fact.source,
        )
        for fact in reviews.REVIEWS.values()
    ]
