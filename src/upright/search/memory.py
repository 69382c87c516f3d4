"""What a process works out once and keeps, the last few of it, for all its threads.

What is kept under a key never changes: the key names everything that decides it.
"""

from collections.abc import Hashable
from threading import Lock


class Memory:
    """The values asked for last; threads may share one."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and never more than `most` values."""
        self._most = most
        self._lock = Lock()
        self._kept: dict[Hashable, object] = {}  # what was asked for last stands last

    def recall(self, key: Hashable) -> object | None:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def keep(self, key: Hashable, value: object) -> None:
        """Keep a value; of too many the one that was longest not asked for goes."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = value
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
