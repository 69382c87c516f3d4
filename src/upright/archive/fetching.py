"""Papers fetched from the United Nations and archived, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from upr.errors import (
    FetchError,
    FetchRefusedError,
    NoSuchDocumentError,
)
from upr.fetching.fetcher import Fetcher
from upr.fetching.service import Wanted
from upright.archive.batches import FileOutcome, import_files

MOST_FAILURES = 3  # one after the other; then the service is not asked any more


class Came(StrEnum):
    """What came of asking for a document."""

    FETCHED = "fetched"
    WAS_HERE = "was here"  # in the folder, whole: nothing was asked
    NOT_THERE = "not there"  # the service does not have it
    REFUSED = "refused"  # by the service, or by its robots.txt
    FAILED = "failed"  # too slow, broken off, another paper
    NOT_ASKED = "not asked for"  # since the service failed too often


@dataclass(frozen=True)
class FetchOutcome:
    """What became of one document."""

    wanted: Wanted
    came: Came
    why: str = ""  # a sentence for a person, where it is not here
    imported: FileOutcome | None = None  # where it is here


def fetch_and_import(
    wanted: Iterable[Wanted],
    fetcher: Fetcher,
    now: Callable[[], datetime],
    *,
    anew: bool = False,
) -> Iterator[FetchOutcome]:
    """Fetch documents, archive each at once, and yield what became of it, in order.

    Stopped at any moment it can be called again: files that are here whole are not
    asked for, what is archived is known.
    """
    failures = 0
    for one in wanted:
        if failures >= MOST_FAILURES:
            yield FetchOutcome(one, Came.NOT_ASKED)
            continue
        outcome = _fetched(one, fetcher, anew)
        if isinstance(outcome, FetchOutcome):
            failures = failures + 1 if outcome.came is Came.FAILED else 0
            yield outcome
            continue
        failures = 0
        path, came = outcome
        (imported,) = import_files([path], now)
        yield FetchOutcome(one, came, imported=imported)


def _fetched(
    one: Wanted, fetcher: Fetcher, anew: bool
) -> FetchOutcome | tuple[Path, Came]:
    """The file and how it came here, or why it is not here."""
    try:
        found = fetcher.fetch(one, anew=anew)
    except FetchError as error:
        return FetchOutcome(one, _kind_of(error), str(error))
    return found.path, Came.WAS_HERE if found.was_here else Came.FETCHED


def _kind_of(error: FetchError) -> Came:
    if isinstance(error, NoSuchDocumentError):
        return Came.NOT_THERE
    return Came.REFUSED if isinstance(error, FetchRefusedError) else Came.FAILED
