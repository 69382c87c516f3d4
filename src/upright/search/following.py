"""The index follows the archive by the numbers of its changes.

What the index holds and the number of the last change in it are committed together,
so a process that is killed leaves the index as of some change, and the next one goes
on from there.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import tantivy

from upright.archive.rows import IndexRow
from upright.search.errors import IndexUnavailableError
from upright.search.reading import Snapshot, snapshot_of
from upright.search.storage import Store, open_index
from upright.search.writing import Writer

_log = logging.getLogger(__name__)

Tell = Callable[[int], None]


class Archive(Protocol):
    """What is followed."""

    def data_version(self) -> int:
        """The number of the last change."""

    def has_removal(self, since: int, until: int) -> bool:
        """Whether imagined documents were removed after `since`, up to `until`."""

    def rows(self, since: int, until: int) -> Iterator[IndexRow]:
        """Rows that came or went after change `since`, up to `until`."""


def follow(store: Store, archive: Archive, patience: float) -> Snapshot:
    """Bring the index up to the archive's newest change.

    Raises IndexUnavailableError if another process writes for longer than `patience`,
    in seconds.
    """
    snapshot = _readable(store)
    if snapshot and _is_up_to_date(snapshot, archive.data_version()):
        return snapshot
    with store.writing(patience):
        snapshot = _readable(store)
        target = archive.data_version()
        if snapshot is None or not _is_of(snapshot, target):
            _rebuild(store, archive, target, None)
        elif target > snapshot.version:
            _catch_up(store.index(), snapshot, archive, target)
        return store.snapshot()


def _readable(store: Store) -> Snapshot | None:
    """The index as it is; None where it is damaged: it can be made again."""
    try:
        return store.snapshot()
    except IndexUnavailableError:
        _log.exception("The search index is built anew.")
        return None


def _is_of(snapshot: Snapshot, version: int) -> bool:
    """Whether it is this program's index, and of an archive with that version.

    A database that was restored from a copy has gone back to a lower version.
    """
    return snapshot.is_current_format and snapshot.version <= version


def _is_up_to_date(snapshot: Snapshot, version: int) -> bool:
    return snapshot.is_current_format and snapshot.version == version


def rebuild(
    store: Store, archive: Archive, patience: float, tell: Tell | None = None
) -> int:
    """Build the index anew beside the one in use, then put it in its place.

    Returns how many rows were written. Raises IndexUnavailableError if another
    process writes for longer than `patience`.
    """
    with store.writing(patience):
        return _rebuild(store, archive, archive.data_version(), tell)


def _rebuild(store: Store, archive: Archive, target: int, tell: Tell | None) -> int:
    folder = store.new_folder()
    rows = build(folder, archive.rows(0, target), target, tell)
    store.publish(folder)
    return rows


def build(
    folder: Path, rows: Iterable[IndexRow], version: int, tell: Tell | None = None
) -> int:
    """Fill the empty index in `folder`; return how many rows were written."""
    index = open_index(folder)
    return _write(index, snapshot_of(index), Batch(rows, version, tell=tell))


def _catch_up(
    index: tantivy.Index, snapshot: Snapshot, archive: Archive, target: int
) -> None:
    since = snapshot.version
    is_removal = archive.has_removal(since, target)
    _write(index, snapshot, Batch(archive.rows(since, target), target, is_removal))


@dataclass(frozen=True)
class Batch:
    """Rows to write, and the change that is reached with them."""

    rows: Iterable[IndexRow]
    target: int
    drops_imagined: bool = False
    tell: Tell | None = None


def _write(index: tantivy.Index, before: Snapshot, batch: Batch) -> int:
    """Write rows; those of items met twice in another round, before it counts."""
    writer = Writer(index, before, is_bulk=before.is_empty)
    try:
        if batch.drops_imagined:
            writer.drop_imagined()
        writer.add(as_of(batch.rows, batch.target), batch.tell)
        late = sorted(writer.take_late(), key=lambda row: row.item_id)
        writer.commit(before.version if late else batch.target)
    except BaseException:
        writer.discard()
        raise
    writer.close()
    if not late:
        return writer.rows
    again = Batch(late, batch.target)
    return writer.rows + _write(index, snapshot_of(index, before), again)


def as_of(rows: Iterable[IndexRow], version: int) -> Iterator[IndexRow]:
    """Rows as they stood at a version: what was closed later is still in force."""
    for row in rows:
        if row.until is not None and row.until > version:
            yield replace(row, until=None)
        else:
            yield row
