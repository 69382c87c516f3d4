"""What was drawn or counted once is kept on disk, up to a size, oldest out first.

A key names everything that decides the content: this program, the data version, the
question, the look. So nothing kept is ever wrong, and everything can be thrown away.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

MOST_BYTES: Final = 200 * 1024 * 1024
_SWEPT: Final = 0.8  # of that is left after sweeping
_BETWEEN: Final = 50  # writings from one look at the size to the next, in a process


class Kept:
    """A folder of kept files."""

    def __init__(self, root: Path, most_bytes: int = MOST_BYTES) -> None:
        """Keep files under `root`, together no larger than about `most_bytes`."""
        self.root = root
        self.most_bytes = most_bytes
        self._written = 0

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key; None if nothing is."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)  # used just now: swept last
        except OSError:
            return None
        return data

    def write(self, key: str, data: bytes) -> None:
        """Keep something. A full or read-only disk is no error: it is made again."""
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}.draft")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink()
            return
        self._written += 1
        if self._written % _BETWEEN == 0:
            self.sweep()

    def sweep(self) -> int:
        """Throw the longest unused away, if there is too much; return how many files.

        Another process may sweep at the same time: what is gone is gone.
        """
        files = sorted(self._files())
        size = sum(length for _used, _path, length in files)
        gone = 0
        if size <= self.most_bytes:
            return gone
        for _used, path, length in files:
            if size <= self.most_bytes * _SWEPT:
                break
            path.unlink(missing_ok=True)
            size -= length
            gone += 1
        return gone

    def _files(self) -> Iterator[tuple[float, Path, int]]:
        for path in self.root.glob("*/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            yield facts.st_mtime, path, facts.st_size

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode()).hexdigest()
        return self.root / digest[:2] / digest[2:]


_folders: dict[Path, Kept] = {}


def site_folder() -> Kept:
    """Return the folder of this site, one in each process."""
    root = Path(settings.CHARTS_ROOT)
    return _folders.setdefault(root, Kept(root))
