"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FILE_MODE = 0o666  # less the umask, as any program writes its files


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes its place when all went well.

    Where anything goes wrong the old file, if there was one, stays as it was.
    """
    # Not its name and more: a name may be as long as the file system lets it be.
    handle, name = tempfile.mkstemp(prefix=".upr-", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(_FILE_MODE & ~_umask())
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _umask() -> int:
    """The mask of the process, which can only be asked by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
