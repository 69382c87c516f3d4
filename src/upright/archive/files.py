"""The files of documents, stored under their SHA-256.

A file is written whole, reached the disk and has its final name before the change
that speaks of it is committed. What an interrupted import leaves is either such a
file without a row, used by the next import of the same bytes, or a part, swept away.
"""

import os
import secrets
import socket
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "documents"
SUFFIXES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
PART = ".part"


def stored_name(sha256: str, media_type: str) -> str:
    """Return the name in the storage: `documents/ab/abcd….pdf`."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}{SUFFIXES.get(media_type, '.bin')}"


def keep(data: bytes, sha256: str, media_type: str) -> str:
    """Store `data` for good and return its name; the same bytes are stored once."""
    name = stored_name(sha256, media_type)
    if default_storage.exists(name) and default_storage.size(name) == len(data):
        return name
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # not on a disk: such a storage writes whole objects
        return default_storage.save(name, ContentFile(data))
    _write_whole(path, data)
    return name


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(
        f"{PART}-{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    )
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name itself
    finally:
        os.close(folder)


def sweep() -> int:
    """Delete the parts of processes of this machine that are gone; return how many."""
    try:
        root = Path(default_storage.path(FOLDER))
    except NotImplementedError:
        return 0
    gone = [part for part in root.glob(f"*/{PART}-*") if _is_orphan(part)]
    for part in gone:
        part.unlink(missing_ok=True)
    return len(gone)


def _is_orphan(part: Path) -> bool:
    host, process = part.name.removeprefix(f"{PART}-").rsplit("-", 2)[:2]
    if host != socket.gethostname():
        return False  # another machine's, perhaps at work
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def discard(names: list[str]) -> None:
    """Delete stored files for good."""
    for name in names:
        default_storage.delete(name)
