"""Files that were fetched, known by their content.

Beside each file stands what is known of it, with its SHA-256: a file that was changed
or cut off is not taken for the document, it is fetched again. What was fetched in part
stays as NAME.part, with its tag, and is gone on with.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from upr.exchange.whole_files import whole_file
from upr.fetching.service import Wanted


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a file that was fetched."""

    symbol: str
    language: str
    address: str  # where it came from in the end
    sha256: str
    etag: str


class Folder:
    """A folder with fetched files."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(parents=True, exist_ok=True)

    def path(self, wanted: Wanted) -> Path:
        """Where a file is, or would be."""
        return self._path / wanted.file_name

    def part(self, wanted: Wanted) -> Path:
        """Where the part of a file is that has come so far."""
        return self._path / f"{wanted.file_name}.part"

    def note(self, wanted: Wanted) -> Note | None:
        """What is known of a file that is whole; None where it is not."""
        try:
            data = self.path(wanted).read_bytes()
            found = Note(**json.loads(self._note_path(wanted).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return found if hashlib.sha256(data).hexdigest() == found.sha256 else None

    def keep(self, wanted: Wanted, address: str, etag: str) -> Note:
        """Make what has come the file, and note what it is."""
        part = self.part(wanted)
        sha256 = hashlib.sha256(part.read_bytes()).hexdigest()
        note = Note(wanted.symbol, wanted.language, address, sha256, etag)
        with whole_file(self._note_path(wanted)) as path:
            path.write_text(json.dumps(asdict(note), indent=1), encoding="utf-8")
        part.replace(self.path(wanted))
        self.tag(wanted).unlink(missing_ok=True)
        return note

    def tag(self, wanted: Wanted) -> Path:
        """Where the tag of a part stands, by which the service knows its version."""
        return self._path / f"{wanted.file_name}.part.etag"

    def _note_path(self, wanted: Wanted) -> Path:
        return self._path / f"{wanted.file_name}.json"
