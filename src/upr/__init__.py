"""Reads the papers of the Universal Periodic Review.

    document = upr.read("A_HRC_28_15-EN.pdf")
    for item, recommendation in document.recommendations():
        print(item.citation, recommendation.iso3s, recommendation.text)

Importing this package loads neither readers nor reference facts: what only needs the
vocabulary in `upr.records` does not pay for them.
"""

import os
from typing import TYPE_CHECKING

from upr.errors import MissingExtraError, ReadError, UprError
from upr.records import Document

if TYPE_CHECKING:
    import pandas as pd

    from upr.exchange.foreign import Export

__all__ = [
    "Document",
    "ReadError",
    "UprError",
    "__version__",
    "load",
    "read",
    "to_frame",
]

__version__ = "0.1.0"  # a test holds it against the package's metadata


def read(source: str | os.PathLike[str] | bytes, *, name: str = "") -> Document:
    """Return what a paper says; `source` is a path, or the bytes of a file.

    PDF and Word files (DOCX) are told apart by their content. `name` is what the
    document's source is called; without it, the file's own name.
    Raises ReadError or one of its kinds, and nothing else.
    """
    # readers and reference facts take longer to load than Python itself
    from upr.reader import read_document, read_path  # noqa: PLC0415 -- slow import

    if isinstance(source, bytes):
        return read_document(source, name)
    return read_path(source, name)


def load(path: str | os.PathLike[str]) -> "Export":
    """Return everything in an export of UPR Info, UHRI, DIHR, or of this library.

    Format, encoding and delimiter are found by the content. Rows that are no record
    are in `rejected`, with the reason. Raises a kind of ExportError, and then nothing
    is half returned. For files of hundreds of megabytes see
    `upr.exchange.exports.open_export`, which reads row by row.
    """
    # reference facts and formats take longer to load than Python itself
    from upr.exchange.exports import read_whole  # noqa: PLC0415 -- slow import

    return read_whole(path)


def to_frame(source: "Document | Export") -> "pd.DataFrame":
    """Return a document or an export as a frame of pandas, see `upr.frames`.

    Raises MissingExtraError where pandas is not installed.
    """
    try:
        from upr.frames import frame_of  # noqa: PLC0415 -- optional extra
    except ModuleNotFoundError as error:
        if error.name != "pandas":
            raise
        raise MissingExtraError("frames", "pandas", "frame") from error
    return frame_of(source)
