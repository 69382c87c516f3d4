"""What staff decide on records of other databases, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.models import Change, Recommendation
from upright.witnesses.errors import DecisionError
from upright.witnesses.keeping_tied import keep_tied
from upright.witnesses.models import Decision, Record, Tie
from upright.witnesses.taking_in import ask
from upright.witnesses.tying import review_of

Verdict = Decision.Verdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody wants to decide on a tie."""

    tie: Tie
    verdict: str  # Decision.Verdict
    reason: str
    item_key: str = ""  # where it belongs to another item
    recommendation_order: int = 1


def decide(ruling: Ruling, at: datetime, by: User) -> Decision:
    """Keep a decision on a record, in the place of an older one, and tie it anew.

    Raises DecisionError, with nothing changed, where the tie is another by now or the
    item is not in the report.
    """
    tie, record = ruling.tie, ruling.tie.record
    _check(ruling)
    with numbered_change(Change.Kind.CORRECTION, at, by, ruling.reason) as change:
        if not Tie.objects.filter(pk=tie.pk, until=None).exists():
            raise DecisionError("The record is tied in another way by now: look again.")
        _of(record).filter(until=None).update(until=change.id)
        is_other = ruling.verdict == Verdict.ITEM
        made = Decision.objects.create(
            source=record.source,
            key=record.key,
            ordinal=record.ordinal,
            verdict=ruling.verdict,
            symbol=tie.symbol,
            item_key=ruling.item_key if is_other else tie.item_key,
            recommendation_order=(
                ruling.recommendation_order if is_other else tie.recommendation_order
            ),
            reason=ruling.reason,
            by=by,
            at=at,
            since=change.id,
        )
        ask({review_of(record, tie.symbol)}, change.id)
    keep_tied(at)
    return made


def _check(ruling: Ruling) -> None:
    tie = ruling.tie
    if ruling.verdict in (Verdict.RIGHT, Verdict.WRONG) and not tie.item_key:
        raise DecisionError("The record is tied to no item: name the item it is of.")
    if ruling.verdict == Verdict.ITEM:
        found = Recommendation.objects.filter(
            item__document__symbol=tie.symbol,
            item__key=ruling.item_key,
            order=ruling.recommendation_order,
            until=None,
        )
        if not found.exists():
            raise DecisionError(
                f"{tie.symbol} has no paragraph {ruling.item_key} with a text "
                f"{ruling.recommendation_order}."
            )


def take_back(decision: Decision, reason: str, at: datetime, by: User) -> None:
    """End a decision: what the machine finds holds again. Raises DecisionError."""
    with numbered_change(Change.Kind.CORRECTION, at, by, reason) as change:
        open_ones = Decision.objects.filter(pk=decision.pk, until=None)
        if not open_ones.update(until=change.id, ended_reason=reason):
            raise DecisionError("The decision was taken back already.")
        records = Record.objects.filter(
            source=decision.source, key=decision.key, ordinal=decision.ordinal,
            until=None, since__isnull=False,
        )  # fmt: skip
        ask({review_of(record, decision.symbol) for record in records}, change.id)
    keep_tied(at)


def _of(record: Record) -> QuerySet[Decision]:
    return Decision.objects.filter(
        source=record.source, key=record.key, ordinal=record.ordinal
    )
