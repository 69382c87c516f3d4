"""What taking in a staged export would come to; nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from upr.exchange.foreign import RecordKind
from upright.witnesses.counting import Counts
from upright.witnesses.models import LOOSE, Export, Record
from upright.witnesses.staging import last_taken_in
from upright.witnesses.tying import preview_of

SURE = 0.9  # from which a tie is no longer in doubt
FIRST = 5  # rows shown


@dataclass(frozen=True)
class Expected:
    """What an export holds, and what its new and changed records would be tied to."""

    export: Export
    counts: Counts
    sure: int  # tied, and surely
    in_doubt: int  # tied, in doubt
    loose: int  # nothing in the report fits
    without_report: int  # recommendations on reviews whose report is not here
    by_session: tuple[tuple[int | None, int], ...]
    first: tuple[Record, ...]
    is_current: bool  # nothing was taken in since it was read


def expected(export: Export) -> Expected:
    """Return what taking in an export that was read would come to."""
    staged = Record.objects.filter(export=export, since=None)
    wanted = staged.filter(kind=RecordKind.RECOMMENDATION.value).order_by()
    outcomes = [
        outcome
        for state, cycle in _reviews(export)
        for outcome in preview_of(export.pk, state, cycle)
    ]
    tied = [one for one in outcomes if one.ground != LOOSE]
    sure = sum(one.sure >= SURE for one in tied)
    return Expected(
        export=export,
        counts=Counts.of(export.counts),
        sure=sure,
        in_doubt=len(tied) - sure,
        loose=len(outcomes) - len(tied),
        without_report=max(wanted.count() - len(outcomes), 0),
        by_session=tuple(_sessions(export)),
        first=tuple(staged.order_by("pk")[:FIRST]),
        is_current=export.based_on == last_taken_in(),
    )


def _reviews(export: Export) -> list[tuple[str, int]]:
    staged = Record.objects.filter(export=export, since=None).order_by()
    found = staged.values_list("state", "cycle").distinct()
    return sorted((state, cycle) for state, cycle in found if state and cycle)


def _sessions(export: Export) -> Iterator[tuple[int | None, int]]:
    staged = Record.objects.filter(export=export, since=None).order_by()
    found = staged.values_list("session").annotate(rows=Count("pk"))
    yield from sorted(found, key=lambda one: (one[0] is None, one[0] or 0))
