"""Reads the papers of the Universal Periodic Review.

    document = upr.read("A_HRC_28_15-EN.pdf")
    for item, recommendation in document.recommendations():
        print(item.citation, recommendation.iso3s, recommendation.text)

Importing this package loads neither readers nor reference facts: what only needs the
vocabulary in `upr.records` does not pay for them.
"""

import os

from upr.errors import ReadError, UprError
from upr.records import Document

__all__ = ["Document", "ReadError", "UprError", "__version__", "read"]

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
