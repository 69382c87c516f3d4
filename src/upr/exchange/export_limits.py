"""How much of somebody's file is taken in before the reader says no."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExportLimits:
    """What an export may ask of the reader; more raises ExportTooLargeError."""

    # the exports known here have 11 to 18 columns
    columns: int = 500
    # the longest text known, a whole annex in one cell, has about 60,000 signs; a
    # spreadsheet allows 32,767
    cell_signs: int = 1_000_000
    # a line of text between two ends of line: as many cells as there may be
    line_signs: int = 4_000_000
    # of a workbook: the full UHRI export unpacks to about 500 MB
    unpacked_bytes: int = 2_048 * _MIB
    # sheets of repeated rows pack 30 to 60 times; deflate ends at 1,032
    compression_ratio: int = 300
    # of the child process that opens workbooks
    seconds: float = 300.0
    memory_bytes: int = 4_096 * _MIB


DEFAULT_EXPORT_LIMITS = ExportLimits()
