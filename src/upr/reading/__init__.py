"""From the bytes of a file to printed lines.

The only room that knows PDF and Word. What a file is, its first bytes say; its name
is never asked.
"""

from upr.errors import TooLargeError
from upr.reading.formats import PDF, format_of
from upr.reading.limits import DEFAULT_LIMITS, Limits
from upr.reading.lines import Printed

__all__ = ["DEFAULT_LIMITS", "Limits", "Printed", "read_lines"]


def read_lines(
    data: bytes, limits: Limits = DEFAULT_LIMITS, *, has_pieces: bool = False
) -> Printed:
    """Return the printed lines of a PDF or a Word file.

    `has_pieces`: those of a PDF with the pieces that stand apart in them, as in the
    columns of a table, and with the rules drawn, which takes longer.

    Raises UnknownFormatError, DamagedFileError, EncryptedFileError or TooLargeError.
    """
    if len(data) > limits.file_bytes:
        raise TooLargeError(
            f"The file has {len(data):,} bytes, more than {limits.file_bytes:,}."
        )
    # Each of the two libraries takes as long to load as Python itself to start, and
    # reading one kind of file never needs the other's.
    if format_of(data) == PDF:
        from upr.reading.pdf import pdf_lines  # noqa: PLC0415 -- slow import

        return pdf_lines(data, limits, has_pieces=has_pieces)
    from upr.reading.docx import docx_lines  # noqa: PLC0415 -- slow import

    return docx_lines(data, limits)
