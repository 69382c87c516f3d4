"""Packages are made at most once a day, and only where the data changed."""

from datetime import datetime, timedelta

from django.utils import timezone

from upright.archive import leases
from upright.archive.jobs import is_waiting, job
from upright.archive.queries import data_version
from upright.opendata.making import Tell, make
from upright.opendata.models import Package
from upright.opendata.queries import LEASE, begun_last, newest

__all__ = ["due", "make_package"]

EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)  # after one that was broken off, as on a full disk


@job
def make_newest() -> None:
    """Make the package of the newest data version, in the background."""
    make(timezone.now)


def due(at: datetime) -> str:
    """Have a package made where the data changed since that of a day ago, or before.

    Returns a sentence where one is begun, else "".
    """
    if not _is_due(at) or leases.is_held(LEASE, at) or is_waiting(make_newest):
        return ""
    make_newest.enqueue()
    return "A package of the data is being made."


def _is_due(at: datetime) -> bool:
    broken_off = begun_last()
    if broken_off is not None and at - broken_off < AGAIN:
        return False
    last = newest()
    if last is None:
        return data_version() > 0
    return data_version() > last.version and at - last.begun >= EVERY


def make_package(tell: Tell | None = None) -> Package | None:
    """Make the package of the newest data version now; see `making.make`."""
    return make(timezone.now, tell)
