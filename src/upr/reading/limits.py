"""How much of a file is read before the reader says no."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask of the reader; more raises TooLargeError.

    Time and memory are watched from outside, see `upr.child`. The defaults
    stand far above every paper of the review: the largest known are pictures of
    letters (3.2 MB) and reports of the Council (under 300 pages).
    """

    # 15 times the largest PDF of the review known here, 3.2 MB
    file_bytes: int = 50 * _MIB
    # the longest reports of the Council have under 300 pages
    pages: int = 1_500
    # a Word report of 60 pages unpacks to about 3 MB
    unpacked_bytes: int = 100 * _MIB
    # word/document.xml of a real report packs 10 to 25 times; deflate ends at 1,032
    compression_ratio: int = 200
    # parts of a Word package; real ones have 10 to 40, a few more for each picture
    package_entries: int = 2_000
    # of the whole file: a page of text has about 55
    lines: int = 200_000
    # a report of the Working Group takes under 1 s, one of the Council under 5
    seconds: float = 60.0
    # address space of the child process; a large report needs about 300 MB
    memory_bytes: int = 2_048 * _MIB


DEFAULT_LIMITS = Limits()
