"""What can be asked of the witnesses, each as of a data version (None: now).

What other databases say is public, and so are ties. Who decided what, and rows that
were rejected, are for staff.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from upr.exchange.foreign import RecordKind
from upright.archive.models import Recommendation
from upright.archive.queries import in_force, with_states
from upright.witnesses.models import (
    LOOSE,
    Decision,
    Export,
    Record,
    RejectedRow,
    Tie,
)
from upright.witnesses.previewing import SURE, Expected, expected
from upright.witnesses.sources import SOURCES, address_of

__all__ = [
    "SURE",
    "Expected",
    "PledgeRow",
    "SourceFigures",
    "decisions_on",
    "expected",
    "export",
    "exports",
    "figures",
    "listed",
    "open_questions",
    "pledge",
    "pledge_rows",
    "rejected_rows",
    "tie",
    "witnesses_of",
]


def witnesses_of(symbol: str, item_key: str, version: int | None = None) -> list[Tie]:
    """Return the ties to the texts of an item, with records and exports.

    By source in the order of `SOURCES`, then text of the item, then record.
    """
    found = Tie.objects.filter(
        in_force(version), symbol=symbol, item_key=item_key
    ).select_related("record__export", "decision")
    places = {source: place for place, source in enumerate(SOURCES)}
    return sorted(
        found,
        key=lambda tie: (
            places.get(tie.record.source, len(places)),
            tie.recommendation_order or 0,
            tie.record_id,
        ),
    )


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What is here of one database; every number counts records in force."""

    source: str  # SourceName
    records: int
    recommendations: int
    pledges: int
    others: int  # observations, annexes
    tied: int  # recommendations tied to a text of a report, surely
    in_doubt: int  # tied, and another item is nearly as good
    loose: int  # nothing in the report fits
    waiting: int  # recommendations on reviews whose report is not here
    text_differs: int  # of those tied, surely or not
    states_differ: int
    position_differs: int
    agreeing: int  # tied, and saying the same in every one of the three


def figures(version: int | None = None) -> list[SourceFigures]:
    """Return the figures of each database that anything is here of."""
    records = Record.objects.filter(in_force(version), since__isnull=False).order_by()
    kinds: dict[str, dict[str, int]] = {}
    for source, kind, rows in records.values_list("source", "kind").annotate(
        rows=Count("pk")
    ):
        kinds.setdefault(source, {})[kind] = rows
    ties: dict[str, dict[str, Any]] = {
        row["record__source"]: dict(row)
        for row in Tie.objects.filter(in_force(version), in_force(version, "record__"))
        .order_by()
        .values("record__source")
        .annotate(**_TIE_FIGURES)
    }
    return [
        _figures(source, kinds[source], ties.get(source, {}))
        for source in SOURCES
        if source in kinds
    ]


_TIED = ~Q(ground=LOOSE)
_DIFFERS = Q(text_differs=True) | Q(states_differ=True) | Q(position_differs=True)
_TIE_FIGURES = {
    "tied": Count("pk", filter=_TIED & Q(sure__gte=SURE)),
    "in_doubt": Count("pk", filter=_TIED & Q(sure__lt=SURE)),
    "loose": Count("pk", filter=Q(ground=LOOSE)),
    "texts": Count("pk", filter=Q(text_differs=True)),
    "states": Count("pk", filter=Q(states_differ=True)),
    "positions": Count("pk", filter=Q(position_differs=True)),
    "agreeing": Count("pk", filter=_TIED & ~_DIFFERS),
}


def _figures(source: str, kinds: dict[str, int], ties: dict[str, Any]) -> SourceFigures:
    recommendations = kinds.get(RecordKind.RECOMMENDATION.value, 0)
    pledges = kinds.get(RecordKind.PLEDGE.value, 0)
    here = sum(ties.get(name, 0) for name in ("tied", "in_doubt", "loose"))
    return SourceFigures(
        source=source,
        records=sum(kinds.values()),
        recommendations=recommendations,
        pledges=pledges,
        others=sum(kinds.values()) - recommendations - pledges,
        tied=ties.get("tied", 0),
        in_doubt=ties.get("in_doubt", 0),
        loose=ties.get("loose", 0),
        waiting=max(recommendations - here, 0),
        text_differs=ties.get("texts", 0),
        states_differ=ties.get("states", 0),
        position_differs=ties.get("positions", 0),
        agreeing=ties.get("agreeing", 0),
    )


_MOST = 2**31 - 1  # what every database can hold and compare


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A voluntary pledge as another database records it."""

    state: str  # ISO3 of the State that gives it; "" where the name is not known
    state_name: str  # as said
    session: int | None
    cycle: int | None
    text: str
    source: str  # SourceName
    symbol: str  # of the paper, where the database names one
    labels: tuple[str, ...]  # issues or themes, as said
    address: str  # where the database shows it; "" where nobody can tell
    key: str  # the same in every export; with the ordinal it names the record
    ordinal: int
    export: str  # name of the first that had it so
    row: int  # there


def pledge_rows(
    state: str | None = None, version: int | None = None
) -> Iterator[PledgeRow]:
    """Yield the pledges of other databases, of one State or of all.

    Newest session first, then as the database has them.
    """
    found = Record.objects.filter(
        in_force(version), kind=RecordKind.PLEDGE.value, since__isnull=False
    )
    if state is not None:
        found = found.filter(state=state)
    ordered = found.order_by(F("session").desc(nulls_last=True), "pk")
    for row in ordered.select_related("export").iterator():
        yield _pledge(row)


def pledge(
    source: str, key: str, ordinal: int, version: int | None = None
) -> PledgeRow | None:
    """Return a pledge of another database; None if it is not here."""
    if ordinal > _MOST:
        return None
    found = Record.objects.filter(
        in_force(version), kind=RecordKind.PLEDGE.value, since__isnull=False
    ).filter(source=source, key=key, ordinal=ordinal)
    row = found.select_related("export").first()
    return _pledge(row) if row else None


def _pledge(row: Record) -> PledgeRow:
    said = json.loads(row.said)
    return PledgeRow(
        state=row.state,
        state_name="; ".join(name for _, name in said["about"]),
        session=row.session,
        cycle=row.cycle,
        text=row.text,
        source=row.source,
        symbol=row.symbol,
        labels=tuple(said.get("issues") or said.get("themes") or ()),
        address=address_of(row.source, said),
        key=row.key,
        ordinal=row.ordinal,
        export=row.export.name,
        row=row.row,
    )


def exports() -> QuerySet[Export]:
    """Return every export, newest first. For staff."""
    return Export.objects.select_related("by").order_by("-began", "-pk")


def export(export_id: int) -> Export | None:
    """Return an export. For staff."""
    return Export.objects.filter(pk=export_id).first()


def rejected_rows(export_id: int) -> QuerySet[RejectedRow]:
    """Return the rejected rows that are kept of an export, as in its file."""
    return RejectedRow.objects.filter(export=export_id).order_by("pk")


def open_questions() -> QuerySet[Tie]:
    """Return the ties in force that ask for a person, and those a person decided.

    Loose records, ties in doubt, and ties whose witnesses disagree.
    """
    asks = Q(ground=LOOSE) | Q(sure__lt=SURE) | _DIFFERS
    found = Tie.objects.filter(asks | Q(decision__isnull=False), until=None)
    return found.filter(record__until=None).select_related("record", "decision__by")


def of_question(ties: QuerySet[Tie], question: str) -> QuerySet[Tie]:
    """Keep the ties that a question of `labels.QUESTIONS` is asked on; else all."""
    return ties.filter(_QUESTIONS[question]) if question in _QUESTIONS else ties


_QUESTIONS = {
    "text": Q(text_differs=True),
    "states": Q(states_differ=True),
    "position": Q(position_differs=True),
    "loose": Q(ground=LOOSE),
    "doubt": _TIED & Q(sure__lt=SURE),
    "tied": _TIED & Q(sure__gte=SURE),
    "agreeing": _TIED & ~_DIFFERS,
}
WAITING = "waiting"  # records on reviews whose report is not here: they have no tie


@dataclass(frozen=True, slots=True)
class Listed:
    """A record in a list, with its tie where it has one."""

    record: Record
    tie: Tie | None


def listed(
    source: str, question: str, version: int | None, span: slice
) -> list[Listed]:
    """Return some of the records of a database that one of its figures counts.

    In the order in which they were imported. `question` is a key of
    `labels.FIGURES`; a span of one more shows whether there are others.
    """
    records = Record.objects.filter(
        in_force(version), source=source, since__isnull=False
    )
    if question == WAITING:
        tied = Tie.objects.filter(in_force(version)).values("record")
        found = records.filter(kind=RecordKind.RECOMMENDATION.value)
        untied = found.exclude(pk__in=tied).order_by("pk")
        return [Listed(record, None) for record in untied[span]]
    ties = of_question(Tie.objects.filter(in_force(version)), question)
    own = ties.filter(in_force(version, "record__"), record__source=source)
    wanted = own.select_related("record").order_by("record")
    return [Listed(tie.record, tie) for tie in wanted[span]]


def tie(tie_id: int) -> Tie | None:
    """Return a tie in force that can be decided on. For staff."""
    found = Tie.objects.filter(pk=tie_id, until=None)
    return found.select_related("record__export", "decision__by").first()


def text_of(tie: Tie) -> Recommendation | None:
    """Return the recommendation in force that a record is tied to."""
    found = Recommendation.objects.filter(
        item__document__symbol=tie.symbol,
        item__key=tie.item_key,
        order=tie.recommendation_order or 0,
        until=None,
    )
    return with_states(found.select_related("item__document")).first()


def decision(decision_id: int) -> Decision | None:
    """Return a decision. For staff."""
    return Decision.objects.filter(pk=decision_id).first()


def decisions_on(record: Record) -> Sequence[Decision]:
    """Return what was decided on a record, in force or not, oldest first. For staff."""
    found = Decision.objects.filter(
        source=record.source, key=record.key, ordinal=record.ordinal
    )
    return list(found.select_related("by").order_by("since"))


def decided(ties: QuerySet[Tie], *, is_decided: bool) -> QuerySet[Tie]:
    """Keep the ties a person has decided on, or the others."""
    return ties.filter(decision__isnull=not is_decided)


def questions_on(tie: Tie) -> list[str]:
    """Return the questions a tie asks, keys of `labels.QUESTIONS`."""
    asked = {
        "text": tie.text_differs,
        "states": tie.states_differ,
        "position": tie.position_differs,
        "doubt": tie.ground != LOOSE and tie.sure < SURE,
        "loose": tie.ground == LOOSE,
    }
    return [name for name, is_asked in asked.items() if is_asked]
