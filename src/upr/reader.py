"""From a file to a document: the whole way in one place."""

import hashlib
import os
from pathlib import Path

from upr.errors import (
    DamagedFileError,
    NoFileError,
    ReadError,
    ReaderStoppedError,
    TooLargeError,
    UnknownLayoutError,
    UprError,
)
from upr.families import (
    addendum,
    council_report,
    papers,
    thematic_list,
    working_group_report,
)
from upr.reading import DEFAULT_LIMITS, Limits, read_lines
from upr.reading.lines import Printed
from upr.recognition import recognise
from upr.records import READER_VERSION, Document, DocumentKind, Source

# Papers that hold more than their covers say.
_MORE = {
    DocumentKind.ADDENDUM: addendum.read,
    DocumentKind.THEMATIC_LIST: thematic_list.read,
    DocumentKind.COUNCIL_REPORT: council_report.read,
}


def read_file(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of a file.

    Raises NoFileError or TooLargeError; devices and pipes are no files.
    """
    try:
        file = Path(path)
        if file.is_dir():
            raise NoFileError("This is a folder, not a file.")
        if not file.exists():
            raise NoFileError("There is no such file.")
        if not file.is_file():
            raise NoFileError("This is a device or a pipe, not a file.")
        size = file.stat().st_size
        if size > limits.file_bytes:
            raise TooLargeError(
                f"The file has {size:,} bytes, more than {limits.file_bytes:,}."
            )
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise NoFileError(f"The file cannot be opened: {error}.") from error


def read_path(path: str | os.PathLike[str], name: str = "") -> Document:
    """Return what a file says; `name` is kept instead of the file's own.

    Raises ReadError or one of its kinds, and nothing else.
    """
    return read_document(read_file(path), name or Path(path).name)


def read_document(
    data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Return what the bytes of one file say; `name` is only kept, never looked at.

    Raises ReadError or one of its kinds, and nothing else.
    """
    try:
        return _read(data, name, limits)
    except ReadError:
        raise
    except UprError as error:  # a correction that fits no more
        raise UnknownLayoutError(str(error)) from error
    except MemoryError as error:
        raise ReaderStoppedError("The file needs more memory than there is.") from error
    # Hostile bytes can break a library at any place, and callers are promised that
    # one bad file among many never stops the others.
    except Exception as error:
        raise DamagedFileError(
            "The reader failed on this file "
            f"({type(error).__name__}: {error}). Nothing was kept."
        ) from error


def _read(data: bytes, name: str, limits: Limits) -> Document:
    printed = read_lines(data, limits)
    kind = recognise(printed)
    if kind is DocumentKind.ADDENDUM and printed.pages is not None:
        # Its positions may stand in a table.
        printed = read_lines(data, limits, has_pieces=True)
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=printed.media_type,
        pages=printed.pages,
        reader_version=READER_VERSION,
        layout="",
    )
    return _parsed(printed, kind, source)


def _parsed(printed: Printed, kind: DocumentKind, source: Source) -> Document:
    if kind not in papers.KINDS:
        return working_group_report.parse(printed, kind, source)
    paper = papers.parse(printed, kind, source)
    read_more = _MORE.get(kind)
    return read_more(printed, paper) if read_more else paper
