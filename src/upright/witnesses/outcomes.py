"""What a record comes to: what was computed, under what staff decided."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from upright.witnesses.bulk import slices
from upright.witnesses.models import DECIDED, LOOSE, Decision, Tie


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a record comes to, as a row of `Tie` has it."""

    record: int
    symbol: str
    item_key: str = ""
    recommendation_order: int | None = None
    likeness: float = 0.0
    sure: float = 0.0
    ground: str = LOOSE
    nearest: tuple[str, ...] = ()
    text_differs: bool = False
    states_differ: bool = False
    position_differs: bool = False
    differences: tuple[tuple[str, str, str], ...] = ()
    decision: int | None = None


NAMES = tuple(field.name for field in fields(Outcome))


def decided(
    computed: Outcome, decision: Decision | None, targets: Collection[tuple[str, int]]
) -> Outcome:
    """Return what a record comes to with a decision over it.

    `targets` are the texts of the report: key of the item and number in it. A decision
    for a text that the report has no longer, or against a tie that is another now,
    does not hold: what was computed stands, and can be decided anew.
    """
    if decision is None:
        return computed
    target = (decision.symbol, decision.item_key, decision.recommendation_order)
    is_same = target == _target(computed)
    if decision.verdict in _AGAINST:
        holds = is_same or decision.verdict == Decision.Verdict.NOT_OURS
        return _loose(computed, decision) if holds else computed
    if is_same:
        return replace(computed, sure=1.0, ground=DECIDED, decision=decision.pk)
    if target[0] != computed.symbol or target[1:] not in targets:
        return computed
    return replace(
        _loose(computed, decision),
        item_key=decision.item_key,
        recommendation_order=decision.recommendation_order,
        sure=1.0,
        ground=DECIDED,
        nearest=(),
    )


_AGAINST = frozenset([Decision.Verdict.WRONG.value, Decision.Verdict.NOT_OURS.value])


def _target(outcome: Outcome) -> tuple[str, str, int | None]:
    return outcome.symbol, outcome.item_key, outcome.recommendation_order


def _loose(computed: Outcome, decision: Decision) -> Outcome:
    return Outcome(
        record=computed.record,
        symbol=computed.symbol,
        nearest=computed.nearest,
        decision=decision.pk,
    )


def stored(outcomes: Iterable[Outcome]) -> dict[int, tuple[int, Outcome]]:
    """Return the ties in force of the same records, by record, as outcomes."""
    records = [one.record for one in outcomes]
    found: dict[int, tuple[int, Outcome]] = {}
    for some in slices(records):
        ties = Tie.objects.filter(record__in=some, until=None)
        for pk, record, *values in ties.values_list("pk", *NAMES):
            found[record] = (pk, _plain(record, values))
    return found


def _plain(record: int, values: Sequence[Any]) -> Outcome:
    named = dict(zip(NAMES[1:], values, strict=True))
    named["nearest"] = tuple(named["nearest"])
    named["differences"] = tuple(tuple(one) for one in named["differences"])
    return Outcome(record, **named)
