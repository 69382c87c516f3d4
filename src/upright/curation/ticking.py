"""Ticking off a question on which nothing is to be done, and taking that back."""

from datetime import datetime

from django.db import transaction

from upright.accounts.models import User
from upright.curation.models import OpenQuestion, TickedOff
from upright.curation.queries import may_be_ticked_off, ticked_off


class CannotTickOffError(Exception):
    """The question is none for ticking off; the text is a sentence for a person."""


def tick_off(question: OpenQuestion, reason: str, at: datetime, by: User) -> TickedOff:
    """Decide that nothing is to be done about a question; it leaves the list.

    Returns the decision, or the one that stands already. Raises CannotTickOffError
    where its item has a position to decide.
    """
    if not may_be_ticked_off(question):
        raise CannotTickOffError(
            "This question is on an item of the report: decide its position instead."
        )
    with transaction.atomic():
        known = ticked_off(question)
        return known or TickedOff.objects.create(
            document_id=question.document_id,
            kind=question.kind,
            text=question.text,
            reason=reason,
            by=by,
            at=at,
        )


def undo(ticked: TickedOff, reason: str, at: datetime, by: User) -> None:
    """Take it back: the question is open again. Once taken back it stays so."""
    still = TickedOff.objects.filter(pk=ticked.pk, undone_at=None)
    still.update(undone_reason=reason, undone_by=by, undone_at=at)
