"""Taking a staged export in: one numbered change, whole or not at all."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.models import Change, Document
from upright.witnesses.bulk import AT_ONCE, note_growth, slices
from upright.witnesses.counting import Counts
from upright.witnesses.holds import Hold
from upright.witnesses.models import Export, Record, ReviewTies, Sighting, Tie
from upright.witnesses.staging import last_taken_in

COVERED = 0.75  # share of the records known of a session that an export must have


class OvertakenError(Exception):
    """Another export was taken in meanwhile: this one must be read again."""


@dataclass
class _Held:
    """What is held of one session."""

    rows: int = 0
    states: set[str] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)


def take_in(held: Hold, at: datetime, by: User | None = None) -> Export:
    """Bring the staged records of an export into force, and end what they replace.

    Returns the export with what it came to. Raises OvertakenError, with nothing
    changed, where another export was taken in since this one was read.
    """
    export = Export.objects.get(pk=held.export_id)
    note = f"Records of another database: {export.name}"
    with numbered_change(Change.Kind.IMPORT, at, by, note) as change:
        export = held.renew()
        if export.based_on != last_taken_in():
            raise OvertakenError
        gone = list(_gone(export))
        _end(_replaced(export), change.id)
        _begin(export, change.id)
        note_growth(Record, 0, Record.objects.filter(since=change.id).count())
        for some in slices(gone):
            Record.objects.filter(pk__in=some).update(is_gone=True)
            _end(Record.objects.filter(pk__in=some), change.id)
        ask_for_ties(change.id)
        Sighting.objects.filter(export=export).delete()
        export.counts = {**Counts.of(export.counts).plain(), "gone": len(gone)}
        export.stage, export.since = Export.Stage.TYING, change.id
        export.save()
    return export


def _replaced(export: Export) -> QuerySet[Record]:
    changed = Sighting.objects.filter(export=export, is_changed=True)
    return Record.objects.filter(pk__in=changed.values("record"))


def _begin(export: Export, number: int) -> None:
    """Bring the staged records into force, some at a time: memory stays flat."""
    staged = Record.objects.filter(export=export, since=None)
    while pks := list(staged.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        staged.filter(pk__lte=pks[-1]).update(since=number)


def _end(records: QuerySet[Record], number: int) -> None:
    Tie.objects.filter(record__in=records, until=None).update(until=number)
    records.update(until=number)


def ask_for_ties(number: int) -> None:
    """Have the reviews tied again whose records came or went with a change."""
    touched = Record.objects.filter(Q(since=number) | Q(until=number)).order_by()
    reviews = set(touched.values_list("state", "cycle").distinct())
    symbols = touched.filter(Q(state="") | Q(cycle=None)).exclude(symbol="")
    documents = Document.objects.filter(symbol__in=symbols.values("symbol").distinct())
    reviews |= {
        (state or "", cycle)
        for state, cycle in documents.values_list("state_id", "cycle")
    }
    ask({(state, cycle) for state, cycle in reviews if state and cycle}, number)


def ask(reviews: set[tuple[str, int]], number: int) -> None:
    """Have reviews, each a State and a cycle, tied again because of a change."""
    ReviewTies.objects.bulk_create(
        [ReviewTies(state=s, cycle=c, asked=number) for s, c in sorted(reviews)],
        update_conflicts=True,
        unique_fields=["state", "cycle"],
        update_fields=["asked"],
        batch_size=200,
    )


def _gone(export: Export) -> Iterator[int]:
    """Yield the records in force that a newer export of their source has no more.

    Only in sessions that it covers: it has rows on every State known there, every
    response known there, and most of the records. An export of a search, or of one
    State, covers none: what it leaves out is not gone.
    """
    own = _of_export(export)
    for source in own.order_by().values_list("source", flat=True).distinct():
        known = Record.objects.filter(source=source, until=None, since__isnull=False)
        theirs = _by_session(own.filter(source=source))
        here = _by_session(known.filter(session__in=list(theirs)))
        covered = [
            number for number, one in here.items() if _covers(theirs[number], one)
        ]
        seen = Sighting.objects.filter(export=export).values("record")
        lost = known.filter(session__in=covered).exclude(pk__in=seen)
        yield from lost.values_list("pk", flat=True)


def _of_export(export: Export) -> QuerySet[Record]:
    """What the file holds: rows staged, and records in force it has unchanged."""
    same = Sighting.objects.filter(export=export, is_changed=False).values("record")
    return Record.objects.filter(Q(export=export, since=None) | Q(pk__in=same))


def _by_session(records: QuerySet[Record]) -> dict[int, _Held]:
    found: dict[int, _Held] = defaultdict(_Held)
    grouped = records.exclude(session=None).order_by()
    for session, state, response, rows in grouped.values_list(
        "session", "state", "response"
    ).annotate(rows=Count("pk")):
        found[session].rows += rows
        found[session].states.add(state)
        found[session].responses.add(response)
    return found


def _covers(theirs: _Held, known: _Held) -> bool:
    has_all = known.states <= theirs.states and known.responses <= theirs.responses
    return has_all and theirs.rows >= COVERED * known.rows
