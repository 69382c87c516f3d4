"""Numbered changes: the order in which everything in the archive became visible."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from upright.accounts.models import User
from upright.archive.models import Change, Counter

# Called with the number of each change after it is committed. The search room adds
# itself here at start, so that the archive need not know it.
AFTER_CHANGE: list[Callable[[int], None]] = []


@contextmanager
def numbered_change(
    kind: Change.Kind, at: datetime, by: User | None = None, note: str = ""
) -> Iterator[Change]:
    """Write under the next number; all or nothing.

    One change at a time: the counter's row is locked until the commit (SQLite locks
    the whole database for a writer), so the numbers have no gaps and become visible
    in their order. A version once seen never gains rows.
    """
    with transaction.atomic():
        counter = in_turn("change")
        counter.last += 1
        counter.save(update_fields=["last"])
        change = Change.objects.create(
            id=counter.last, kind=kind, at=at, by=by, note=note
        )
        yield change
        transaction.on_commit(lambda: _tell(change.id), robust=True)


def in_turn(name: str) -> Counter:
    """Wait for one's turn to do a thing; return the counter of that name.

    Its row is locked until the transaction ends, so that one process at a time does
    it. Outside of a transaction there is nothing to wait for, and Django refuses.
    """
    locked = Counter.objects.select_for_update().filter(name=name)
    found = locked.first()
    if found is None:
        Counter.objects.bulk_create([Counter(name=name)], ignore_conflicts=True)
        found = locked.get()
    return found


def _tell(number: int) -> None:
    for hook in AFTER_CHANGE:
        hook(number)
