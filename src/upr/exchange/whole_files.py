"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes its place when all went well.

    Where anything goes wrong the old file, if there was one, stays as it was. The file
    has the rights that any program's files have; the path given is a file already.
    """
    # Not its name and more: a name may be as long as the file system lets it be.
    unfinished = path.with_name(f".upr-{secrets.token_hex(8)}")
    _make(unfinished)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _make(path: Path) -> None:
    """A new file, with the rights that the umask leaves of all but running it.

    Python's modules for temporary files let the owner alone read, and the umask can
    only be asked by setting it, for all threads.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
