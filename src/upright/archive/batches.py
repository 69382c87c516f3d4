"""Many files at once: children read, this one process writes.

Each file is archived whole, in the order given, as soon as it is read. A batch that
is stopped, even by `kill -9`, leaves whole documents; started again it goes on.
"""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from glob import glob
from pathlib import Path

from django.db import DataError

from upr.child import read_in_child
from upr.errors import ReadError
from upr.records import Document
from upright.archive.importing import Outcome, archive_document, outcome_of_known

SUFFIXES = {".pdf", ".docx"}
Reader = Callable[[bytes, str], Document]  # raises upr.errors.ReadError
AHEAD = 2  # files read ahead for each child, so that none waits for the writer


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file: an outcome, or the reason it was refused."""

    path: Path
    outcome: Outcome | None = None
    refused: str = ""


@dataclass(frozen=True)
class _Waiting:
    path: Path
    data: bytes = b""
    reading: "Future[Document] | None" = None
    done: FileOutcome | None = None


def files_of(
    arguments: Iterable[str], suffixes: Collection[str] = SUFFIXES
) -> Iterator[Path]:
    """Yield the files that arguments name: files, folders (all inside), globs.

    A file named itself is yielded whatever its name, also if it is not there; in
    folders those with one of the `suffixes`.
    """
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in suffixes)
            yield from sorted(inside)
            continue
        matching = [] if path.exists() else _matching(argument)
        yield from files_of(matching, suffixes) if matching else [path]


def _matching(pattern: str) -> list[str]:
    """Return what a glob matches, for shells that leave it to us."""
    # Path.glob takes no pattern that begins at the root.
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207


def import_files(
    paths: Iterable[Path],
    now: Callable[[], datetime],
    jobs: int = 1,
    read: Reader = read_in_child,
) -> Iterator[FileOutcome]:
    """Import files, and yield what became of each, in their order.

    `jobs` children read at a time; one process writes. What cannot be read is an
    outcome and raises nothing.
    """
    pool = ThreadPoolExecutor(jobs)  # its threads only wait for their children
    waiting: deque[_Waiting] = deque()
    try:
        for path in paths:
            waiting.append(_begin(path, pool, read))
            if len(waiting) > jobs * AHEAD:
                yield _finish(waiting.popleft(), now)
        while waiting:
            yield _finish(waiting.popleft(), now)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def default_jobs() -> int:
    """Return how many children to read with: one for each processor, 8 at most."""
    return min(os.cpu_count() or 1, 8)


def _begin(path: Path, pool: ThreadPoolExecutor, read: Reader) -> _Waiting:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return _Waiting(path, done=FileOutcome(path, refused=reason))
    known = outcome_of_known(hashlib.sha256(data).hexdigest())
    if known:
        return _Waiting(path, done=FileOutcome(path, known))
    return _Waiting(path, data, pool.submit(read, data, path.name))


def _finish(waiting: _Waiting, now: Callable[[], datetime]) -> FileOutcome:
    if waiting.reading is None:
        return waiting.done or FileOutcome(waiting.path, refused="not read")
    try:
        document = waiting.reading.result()
    except ReadError as error:
        return FileOutcome(waiting.path, refused=str(error))
    try:
        outcome = archive_document(document, waiting.data, now())
    except DataError:  # a "symbol" of a thousand letters, and the like
        reason = "What was read in it does not fit the archive. Nothing was kept."
        return FileOutcome(waiting.path, refused=reason)
    return FileOutcome(waiting.path, outcome)
