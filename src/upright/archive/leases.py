"""Leases: who does a thing now, so that it is done by one process at a time.

A worker that is killed leaves its task marked as running for ever. What must be
neither lost nor done twice is therefore done under a lease, which ends by itself:
then `upright tick` sees that nobody holds it and has it taken up again.

    with leased("digest", timezone.now()) as lease:
        if lease is None:
            return  # another process is at it
        for letter in waiting:
            renew(lease, timezone.now())  # raises LeaseLostError if it came too late
            send(letter)

A lease keeps two processes from beginning the same work. One that was held up for
longer than its lease lasts may wake beside its successor: what it writes must bear
that (a numbered change, a row that can be there only once).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models

LASTS = timedelta(minutes=1)  # more than any one step between two renewals takes


class Lease(models.Model):
    """A name, and who holds it until when."""

    name = models.CharField(max_length=80, primary_key=True)
    holder = models.CharField(max_length=32)  # drawn at random at each taking
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LeaseLostError(Exception):
    """The lease ran out and another process has taken it: stop at once."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease that this process holds."""

    name: str
    holder: str
    lasts: timedelta


def take(name: str, at: datetime, lasts: timedelta = LASTS) -> Held | None:
    """Take a lease that nobody holds or that has run out; None if another holds it.

    Each of its two statements is atomic by itself, so of two takers one gets it.
    """
    held = Held(name, uuid4().hex, lasts)
    until = at + lasts
    over = Lease.objects.filter(name=name, until__lte=at)
    if over.update(holder=held.holder, until=until):
        return held
    fresh = Lease(name=name, holder=held.holder, until=until)
    Lease.objects.bulk_create([fresh], ignore_conflicts=True)
    return held if _mine(held).exists() else None


def renew(held: Held, at: datetime) -> None:
    """Hold it for as long again, from `at`. Raises LeaseLostError if it was lost."""
    if not _mine(held).update(until=at + held.lasts):
        raise LeaseLostError(held.name)


def let_go(held: Held) -> None:
    """Let others take it at once."""
    _mine(held).delete()


def is_held(name: str, at: datetime) -> bool:
    """Whether some process holds a lease."""
    return Lease.objects.filter(name=name, until__gt=at).exists()


@contextmanager
def leased(name: str, at: datetime, lasts: timedelta = LASTS) -> Iterator[Held | None]:
    """Hold a lease inside the block, and give it to the block; None if another does."""
    held = take(name, at, lasts)
    try:
        yield held
    finally:
        if held is not None:
            let_go(held)


def _mine(held: Held) -> models.QuerySet[Lease]:
    return Lease.objects.filter(name=held.name, holder=held.holder)
