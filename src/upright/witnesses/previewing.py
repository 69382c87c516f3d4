"""What taking in a staged export would come to; nothing is changed."""

import json
from collections import Counter
from dataclasses import asdict, dataclass

from upr.exchange.foreign import RecordKind
from upright.witnesses.models import LOOSE, Export, Record
from upright.witnesses.staging import last_taken_in
from upright.witnesses.tying import preview_of

SURE = 0.9  # from which a tie is no longer in doubt
_NAMES = 5  # of States nobody knows, most frequent first


@dataclass(frozen=True)
class Expected:
    """What the new and changed recommendations of an export would be tied to."""

    sure: int  # tied, and surely
    in_doubt: int  # tied, in doubt
    loose: int  # nothing in the report fits
    without_report: int  # on reviews whose report is not here
    stateless: int = 0  # on no State known here, by no symbol: kept, never tied
    unknown_names: tuple[str, ...] = ()  # what those call the State


def expected(export: Export) -> Expected:
    """Return what taking in an export that was read would come to."""
    staged = Record.objects.filter(export=export, since=None).order_by()
    wanted = staged.filter(kind=RecordKind.RECOMMENDATION.value)
    reviews = wanted.values_list("state", "cycle").distinct()
    outcomes = [
        outcome
        for state, cycle in sorted((s, c) for s, c in reviews if s and c)
        for outcome in preview_of(export.pk, state, cycle)
    ]
    tied = [one for one in outcomes if one.ground != LOOSE]
    sure = sum(one.sure >= SURE for one in tied)
    stateless = wanted.filter(state="", symbol="")
    names = Counter(
        _state_of(said) for said in stateless.values_list("said", flat=True)
    )
    return Expected(
        sure=sure,
        in_doubt=len(tied) - sure,
        loose=len(outcomes) - len(tied),
        without_report=max(wanted.count() - len(outcomes) - names.total(), 0),
        stateless=names.total(),
        unknown_names=tuple(name for name, _ in names.most_common(_NAMES)),
    )


def _state_of(said: str) -> str:
    return "; ".join(name for _, name in json.loads(said)["about"])


def keep_expected(export: Export) -> None:
    """Keep with an export what taking it in would come to, for its page."""
    Export.objects.filter(pk=export.pk).update(expected=asdict(expected(export)))


def is_overtaken(export: Export) -> bool:
    """Whether another export was taken in since this one was read."""
    return export.based_on != last_taken_in()
