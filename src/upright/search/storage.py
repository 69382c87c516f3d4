"""Where the index stands on this node, who writes it, and how readers keep up.

    INDEX_ROOT/
      current        the name of the folder in use; put in place whole
      lock           held by the one process that writes
      3f9a.../       an index

A rebuilt index stands in a new folder until it is whole; then `current` names it.
Readers notice a new commit, or a new folder, by a look at two files before each query.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from uuid import uuid4

import tantivy

from upright.search import schema, text
from upright.search.errors import IndexUnavailableError
from upright.search.reading import Snapshot, snapshot_of

Signature = tuple[str, int, int, int, int]  # folder; its commit; this process

_RETRIES = 5  # when a folder is replaced between the look and the opening


class Store:
    """The index under one root folder, as seen by this process."""

    def __init__(self, root: Path) -> None:
        """Name the folder; nothing is opened or made yet."""
        self.root = root
        self._guard = RLock()
        self._signature: Signature | None = None
        self._index: tantivy.Index | None = None
        self._snapshot: Snapshot | None = None

    # --- reading

    def snapshot(self) -> Snapshot:
        """The newest commit; the first call makes an empty index if there is none.

        Raises IndexUnavailableError if the folder cannot be read.
        """
        with self._guard:
            for _attempt in range(_RETRIES):
                try:
                    return self._look()
                except (OSError, ValueError) as error:
                    problem = error
            message = f"The search index cannot be read: {problem}"
            raise IndexUnavailableError(message) from problem

    def _look(self) -> Snapshot:
        signature = self._sign()
        if self._snapshot is None or signature != self._signature:
            is_same = self._signature is not None and (
                (self._signature[0], self._signature[-1])
                == (signature[0], signature[-1])
            )
            if self._index is None or not is_same:
                self._index, self._snapshot = open_index(self.root / signature[0]), None
            self._snapshot = snapshot_of(self._index, self._snapshot)
            self._signature = signature
        return self._snapshot

    def _sign(self) -> Signature:
        """What changes with every commit; an index opened before a fork is not used."""
        folder = self._current()
        meta = (self.root / folder / "meta.json").stat()
        return folder, meta.st_mtime_ns, meta.st_ino, meta.st_size, os.getpid()

    def _current(self) -> str:
        try:
            return (self.root / "current").read_text()
        except FileNotFoundError:
            with self.writing(10):
                if not (self.root / "current").exists():
                    self.publish(self.new_folder())
            return (self.root / "current").read_text()

    # --- writing

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Hold the lock of the one writer.

        Raises IndexUnavailableError if another process holds it for longer than
        `patience`, in seconds.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + patience
        with (self.root / "lock").open("w") as file:
            while not _locked(file.fileno()):
                if time.monotonic() > deadline:
                    message = "The search index is being written by another process."
                    raise IndexUnavailableError(message)
                time.sleep(0.01)
            yield

    def index(self) -> tantivy.Index:
        """The index in use, for the writer. Raises IndexUnavailableError."""
        with self._guard:
            self.snapshot()
            if self._index is None:  # pragma: no cover -- snapshot() has opened it
                message = "The search index is not open."
                raise IndexUnavailableError(message)
            return self._index

    def new_folder(self) -> Path:
        """A folder with an empty index that nobody reads yet."""
        folder = self.root / uuid4().hex[:12]
        folder.mkdir(parents=True)
        tantivy.Index(schema.build(), path=str(folder))
        return folder

    def publish(self, folder: Path) -> None:
        """Let readers use `folder`; what nobody uses any more is deleted."""
        draft = self.root / "current.new"
        with draft.open("w") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        current = self.root / "current"
        before = current.read_text() if current.exists() else ""
        draft.replace(current)
        for other in self.root.iterdir():
            # The one before stays: a reader may be about to open it.
            if other.is_dir() and other.name not in {folder.name, before}:
                shutil.rmtree(other, ignore_errors=True)


def open_index(folder: Path) -> tantivy.Index:
    """The index in a folder, with its analysers."""
    index = tantivy.Index.open(str(folder))
    text.register(index)
    index.config_reader("Manual")
    return index


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
