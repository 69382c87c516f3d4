"""Reads many files, one after the other or in several processes."""

import gc
import glob
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from upr.child import read_in_child
from upr.errors import NoFileError, ReadError
from upr.interrupts import interrupts_held
from upr.reader import read_file, read_path
from upr.records import Document

_NEW_OBJECTS = 50_000  # between two looks; 46 MB in all over 147 reports
SUFFIXES = frozenset({".pdf", ".docx"})  # taken from folders


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the error that kept it from one."""

    path: Path
    document: Document | None = None
    error: ReadError | None = None


def files_of(arguments: Sequence[str]) -> list[Path]:
    """Return the files that are meant, in the order given, none twice.

    A folder gives the PDF and Word files in it and below, sorted; a pattern what it
    matches. What is not there, and a folder without such files, is kept: reading it
    says so.
    """
    files: dict[Path, Path] = {}
    for argument in arguments:
        for path in _meant(argument):
            files.setdefault(path.absolute(), path)
    return list(files.values())


def _meant(argument: str) -> Iterator[Path]:
    path = Path(argument)
    if path.is_dir():
        yield from _in_folder(path) or [path]
    elif path.exists() or not glob.has_magic(argument):
        yield path
    else:
        # pathlib has no way to take a pattern that may be absolute
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 -- see above
        for match in map(Path, matches):
            yield from _in_folder(match) if match.is_dir() else (match,)
        if not matches:
            yield path


def _in_folder(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def collect_garbage_less() -> None:
    """Tell this process that what it makes goes away by itself.

    Lines and records by the hundred thousand, none of them in a circle: looking for
    circles as often as usual costs a tenth of the time.
    """
    gc.set_threshold(_NEW_OBJECTS)


def read_all(files: Sequence[Path], jobs: int = 1) -> Iterator[Outcome]:
    """Yield what became of each file, in the order given.

    With several jobs each file is read in one of so many processes; should one of
    them crash, the files not yet read are read one by one, each in its own process.
    """
    if jobs == 1 or len(files) < 2:
        yield from map(_outcome, files)
    else:
        yield from _in_processes(files, min(jobs, len(files)))


def _outcome(path: Path) -> Outcome:
    try:
        if path.is_dir():
            raise NoFileError("The folder holds no PDF or Word file.")
        return Outcome(path, document=read_path(path))
    except ReadError as error:
        return Outcome(path, error=error)


def _in_processes(files: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    # fork would copy whatever locks and threads the caller holds
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=collect_garbage_less)
    try:
        with interrupts_held():
            futures = [pool.submit(_outcome, path) for path in files]
        for path, future in zip(files, futures, strict=True):
            yield _result(path, future)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result(path: Path, future: "Future[Outcome]") -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return _outcome_in_child(path)


def _outcome_in_child(path: Path) -> Outcome:
    try:
        return Outcome(path, document=read_in_child(read_file(path), path.name))
    except ReadError as error:
        return Outcome(path, error=error)
