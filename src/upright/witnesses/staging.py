"""Reading an export into rows that nobody sees yet.

Each chunk is stored together with how far the file is read: what is stopped at any
moment goes on from there. Against the records in force a row is new, changed or known;
which of these is found out here, and is only true as long as no other export is taken
in (`Export.based_on`).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DataError, transaction
from django.db.models import Max

from upr.errors import ExportError, UnknownExportError
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upright.witnesses.bulk import insert, note_growth
from upright.witnesses.counting import Counts
from upright.witnesses.errors import NotReadableError
from upright.witnesses.holds import Hold
from upright.witnesses.models import Export, Record, RejectedRow, Sighting
from upright.witnesses.row_child import OTHER_BODY
from upright.witnesses.rows_read import Head, Line, RowsRead

CHUNK = 4000
MOST_REJECTED = 100_000  # rows kept with their reasons; all are counted
NOTHING_KEPT = "Nothing of it was kept."
_DOES_NOT_FIT = "What was read in it does not fit the database."
COLUMNS = (
    *("row", "source", "key", "digest", "kind", "state", "session", "cycle", "symbol"),
    *("paragraph", "text", "original", "response", "said"),
)
_SOURCE, _KEY, _DIGEST, _KIND = (
    COLUMNS.index(name) for name in ("source", "key", "digest", "kind")
)
Tell = Callable[[Export], None]
_Key = tuple[str, str]  # source and key


def read_in(
    held: Hold,
    path: Path,
    tell: Tell | None = None,
    limits: ExportLimits = DEFAULT_EXPORT_LIMITS,
) -> Export:
    """Stage the rows of a file, from where it was left off; return the export, read.

    `tell` is told after each chunk. Raises NotReadableError, with nothing kept, where
    the file is no export, is damaged or holds no record; CancelledError where somebody
    cancelled it.
    """
    try:
        with RowsRead(path, limits) as reading:
            export = _begun(held, reading.head())
            lines = reading.lines()
            for _ in islice(lines, export.rows):
                pass  # staged by an earlier run
            while chunk := list(islice(lines, CHUNK)):
                export = _stored(held, chunk)
                if tell:
                    tell(export)
    except (ExportError, DataError) as error:
        said = str(error) if isinstance(error, ExportError) else _DOES_NOT_FIT
        reason = f"{said.removesuffix('.')}. {NOTHING_KEPT}"
        discard(held.export_id, Export.Stage.FAILED, held.clock(), reason)
        is_unknown = isinstance(error, UnknownExportError)
        raise NotReadableError(reason, is_unknown) from error
    return _ended(held)


def last_taken_in() -> int:
    """Return the number of the last change that took an export in; 0 before."""
    return Export.objects.aggregate(last=Max("since"))["last"] or 0


def discard(export_id: int, stage: str, at: Any, problem: str = "") -> None:
    """Delete what is staged of an export, and say why; nobody has seen it."""
    with transaction.atomic():
        _empty(export_id)
        Export.objects.filter(pk=export_id).update(
            stage=stage, problem=problem, rows=0, counts={}, ended=at,
            holder="", held_until=None,
        )  # fmt: skip


def _empty(export_id: int) -> None:
    Sighting.objects.filter(export=export_id).delete()
    RejectedRow.objects.filter(export=export_id).delete()
    staged = Record.objects.filter(export=export_id, since=None)
    staged._raw_delete(staged.db)  # nothing points at what nobody has seen


def _begun(held: Hold, head: Head) -> Export:
    """The export with what its head says; from the start where others came between."""
    with transaction.atomic():
        export = held.renew()
        newest = last_taken_in()
        if export.based_on != newest:
            _empty(export.pk)
            export.rows, export.counts, export.based_on = 0, {}, newest
        export.form, export.source = head.form[:80], head.source
        export.encoding, export.delimiter = head.encoding, head.delimiter
        export.recognised, export.unknown = head.recognised, head.unknown
        export.stage, export.problem, export.ended = Export.Stage.READING, "", None
        export.save()
    return export


def _stored(held: Hold, chunk: Sequence[Line]) -> Export:
    with transaction.atomic():
        export = held.renew()
        counts = Counts.of(export.counts)
        records = [line for line in chunk if isinstance(line, list)]
        _Chunk(export, records, counts).store()
        counts.other_bodies += sum(line == OTHER_BODY for line in chunk)
        _store_rejected(export, chunk, counts)
        note_growth(Record, export.rows, export.rows + len(chunk))
        export.rows += len(chunk)
        export.counts = counts.plain()
        export.save()
    return export


def _store_rejected(export: Export, chunk: Iterable[Line], counts: Counts) -> None:
    rejected = [line for line in chunk if isinstance(line, dict)]
    kept = rejected[: max(MOST_REJECTED - counts.rejected, 0)]
    counts.rejected += len(rejected)
    insert(
        RejectedRow,
        ("export", "row", "reason", "cells"),
        [
            (export.pk, one["row"], one["reason"], json.dumps(one["cells"]))
            for one in kept
        ],
    )


def _ended(held: Hold) -> Export:
    with transaction.atomic():
        export = held.renew()
        if export.counts.get("records"):
            export.stage = Export.Stage.READ
            export.save()
            return export
    reason = f"The file holds no record of the review. {NOTHING_KEPT}"
    discard(export.pk, Export.Stage.FAILED, held.clock(), reason)
    raise NotReadableError(reason)


class _Chunk:
    """Some rows, held against the records in force and those staged before them."""

    def __init__(
        self, export: Export, records: Sequence[list[Any]], counts: Counts
    ) -> None:
        self._export, self._records, self._counts = export, records, counts
        self._staged: list[tuple[Any, ...]] = []
        self._sighted: list[tuple[Any, ...]] = []

    def store(self) -> None:
        """Store what is new or changed, and which records in force were seen."""
        self._look_up()
        left = [row for row in self._records if not self._is_known(row)]
        for row in left:
            self._change_or_add(row)
        kinds = Counter(self._counts.kinds)
        kinds.update(row[_KIND] for row in self._records)
        self._counts.kinds = dict(kinds)
        self._counts.records += len(self._records)
        names = (*COLUMNS, "export", "ordinal", "is_gone")
        insert(Record, names, self._staged)
        insert(Sighting, ("export", "record", "is_changed"), self._sighted)

    def _look_up(self) -> None:
        """Find the records in force, and the numbers taken, of each key here."""
        sources = {row[_SOURCE] for row in self._records}
        keys = {row[_KEY] for row in self._records}
        own = Record.objects.filter(source__in=sources, key__in=keys)
        in_force = own.filter(until=None, since__isnull=False).order_by("ordinal")
        found = list(in_force.values_list("source", "key", "ordinal", "digest", "pk"))
        seen = set(self._seen(one[-1] for one in found))
        self._free: dict[_Key, dict[int, tuple[str, int]]] = defaultdict(dict)
        self._taken: dict[_Key, set[int]] = defaultdict(set)
        for source, key, ordinal, digest, pk in found:
            self._taken[source, key].add(ordinal)
            if pk not in seen:
                self._free[source, key][ordinal] = (digest, pk)
        staged = own.filter(export=self._export, since=None)
        for source, key, ordinal in staged.values_list("source", "key", "ordinal"):
            self._taken[source, key].add(ordinal)

    def _seen(self, records: Iterable[int]) -> Iterator[int]:
        seen = Sighting.objects.filter(export=self._export, record__in=list(records))
        yield from seen.values_list("record_id", flat=True)

    def _is_known(self, row: list[Any]) -> bool:
        free = self._free.get((row[_SOURCE], row[_KEY]), {})
        same = [
            number for number, (digest, _) in free.items() if digest == row[_DIGEST]
        ]
        if not same:
            return False
        _, record = free.pop(same[0])
        self._sighted.append((self._export.pk, record, False))
        self._counts.known += 1
        return True

    def _change_or_add(self, row: list[Any]) -> None:
        key = (row[_SOURCE], row[_KEY])
        free = self._free.get(key)
        if free:
            ordinal = next(iter(free))
            _, record = free.pop(ordinal)
            self._sighted.append((self._export.pk, record, True))
            self._counts.changed += 1
        else:
            ordinal = max(self._taken[key], default=0) + 1
            self._taken[key].add(ordinal)
            self._counts.new += 1
        self._staged.append((*row, self._export.pk, ordinal, False))
