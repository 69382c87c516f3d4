"""Days that staff enter: a plenary, a deadline, whatever was published of a step.

Each is a numbered change of the archive with its reason, which the page of the review
or session shows; the calendars that were subscribed to follow it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from upr.timeline import Window
from upright.accounts.models import User
from upright.archive.actions import numbered_change
from upright.archive.errors import EditError
from upright.archive.models import Change, Review, Session
from upright.calendar import labels
from upright.calendar.models import EnteredDays, EnteredTroika


@dataclass(frozen=True, slots=True)
class Entering:
    """What somebody enters: the days of a step, and where they were published."""

    session: Session
    review: Review | None  # None: of the session as a whole
    step: str
    first: date
    last: date
    source: str
    at: time | None = None
    is_verified: bool = False


def enter(wanted: Entering, reason: str, at: datetime, by: User) -> EnteredDays:
    """Bring days into force in place of those entered before, as a numbered change.

    Returns their row. Raises EditError without a reason, or where they end before they
    begin.
    """
    if wanted.last < wanted.first:
        raise EditError("The days end before they begin.")
    of = wanted.review or wanted.session
    with numbered_change(Change.Kind.EDIT, at, by) as change:
        before = _in_force(wanted)
        close(before, change)
        row = EnteredDays.objects.create(
            session=wanted.session,
            review=wanted.review,
            step=wanted.step,
            first=wanted.first,
            last=wanted.last,
            at=wanted.at,
            source=wanted.source,
            is_verified=wanted.is_verified,
            since=change.id,
        )
        moved = (_said(before), _said(row))
        explain(change, of, labels.step(wanted.step), moved, reason)
    return row


def withdraw(row: EnteredDays, reason: str, at: datetime, by: User) -> None:
    """Take entered days back: the facts or the rule hold again.

    Raises EditError without a reason, or where they hold no longer.
    """
    with numbered_change(Change.Kind.EDIT, at, by) as change:
        held = EnteredDays.objects.filter(pk=row.pk, until=None).first()
        if held is None:
            raise EditError("These days hold no longer.")
        close(held, change)
        of, moved = held.review or held.session, (_said(held), _said(None))
        explain(change, of, labels.step(held.step), moved, reason)


def close(row: EnteredDays | EnteredTroika | None, change: Change) -> None:
    """End what was entered before, if anything was; it stays on record."""
    if row is not None:
        row.until = change.id
        row.save(update_fields=["until"])


def explain(
    change: Change,
    of: Review | Session,
    name: str,
    moved: tuple[str, str],
    reason: str,
) -> None:
    """Write into a change what it moved and why, as the page of its row shows it.

    Raises EditError without a reason.
    """
    if not reason.strip():
        raise EditError("Say why: an edit needs a reason.")
    before, after = moved
    change.note = f"{of}: {name} {before} → {after}. {reason.strip()}"
    change.save(update_fields=["note"])


def _in_force(wanted: Entering) -> EnteredDays | None:
    return EnteredDays.objects.filter(
        session=wanted.session, review=wanted.review, step=wanted.step, until=None
    ).first()


def _said(row: EnteredDays | None) -> str:
    if row is None:
        return "–"
    days = labels.days(Window(row.first, row.last))
    return f"{days} {row.at:%H:%M}" if row.at else days
