"""PDF to lines, through pdfium.

pdfium gives the text of a page for almost nothing and the box of each character for
three times as much; so a line's place is taken from its first and last characters
alone, and its size from the middle one.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from upr.errors import DamagedFileError, EncryptedFileError, TooLargeError
from upr.reading.limits import DEFAULT_LIMITS, Limits
from upr.reading.lines import Line, Piece, Printed, Rule, Zone
from upr.reading.rules import rules_of
from upr.records import Box

MEDIA_TYPE = "application/pdf"

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
BROKEN_WORD = "\ufffe"  # pdfium's sign for a hyphen at the end of a printed line

# A reference to a footnote is printed at 6.5 of 10 points, or 8 of 12.
SMALL = 0.8
# Footnotes are set in 9 of 10 points, or 10 of 12.
NOTE_SIZE = 0.94
# Baselines of a line and its raised references differ by 3 to 6 points.
RAISED_PT = 2.0
# Running heads and feet stand in these parts of the page's height.
HEAD, FOOT = 0.895, 0.125
# Parts of the size: how far a line reaches below and above its baseline, and how
# wide a letter is; Times, in which the UN prints.
DESCENT, ASCENT, WIDTH = 0.25, 0.8, 0.5
# A raised number stands at most 0.48 of the size above the line; the next line 1.1
# below. Pieces of one line stand at most this part of the size apart.
RAISED, GAP = 0.55, 0.8

# White within a line as wide as this part of its size parts columns; between the
# words of a justified line it is at most 0.8.
APART = 1.0
_BLANK = re.compile(r"(?<=\S)\s+(?=\S)")
_BREAK = re.compile(f"\r\n|(?<={BROKEN_WORD})")
_NUMBER = re.compile(r"(?<=\s)\d{1,3}(?=\s|$)")
DIGIT = re.compile(r"\d")
REFERENCE = re.compile(
    r"(?<=[^\s\d/(\-–])\d{1,3}(?!\d)|(?<=\s)\d{1,3}(?=\s|$)|^\d{1,3}(?!\d)"
)

STARRED = re.compile(r"[*∗]{1,3}\s?[A-Z]")  # a note on the heading of a section
FURNITURE = re.compile(
    r"""
      A/HRC/?\s*[\w./\s*]{1,30}        # A/HRC/28/15, A/HRC24/7, A/HRC/ 8/29
      (?:\s*page\s+\d+)?
    | page\s+\d+
    | \d{1,3}
    | GE\.\s?\d\d-\d+.*                # job number
    | \d{1,3}\s+GE\.\s?\d\d-\d+.*
    | GE\.\s?\d\d-\d+\s+\d{1,3}
    """,
    re.VERBOSE | re.IGNORECASE,
)

_PRIVATE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]+")  # bar codes


def pdf_lines(
    data: bytes, limits: Limits = DEFAULT_LIMITS, *, has_pieces: bool = False
) -> Printed:
    """Return the printed lines of a PDF, page by page in reading order.

    A line that pdfium joined at a hyphen is parted again; a footnote's number
    becomes superscript digits. Bar codes are dropped. Text in pictures is not read.
    `has_pieces`: with the pieces of each line that stand apart from one another, and
    the rules drawn.

    Raises DamagedFileError, EncryptedFileError, TooLargeError.
    """
    document = _opened(data)
    try:
        if len(document) > limits.pages:
            raise TooLargeError(
                f"The file has {len(document):,} pages, more than {limits.pages:,}."
            )
        pages = list(_pages(document, limits, has_pieces))
        rules = tuple(_rules(document)) if has_pieces else ()
    finally:
        document.close()
    return Printed(MEDIA_TYPE, len(pages), tuple(_with_zones(pages)), rules)


def _rules(document: Any) -> Iterator[Rule]:
    for number in range(len(document)):
        page = document[number]
        yield from rules_of(page, number + 1)
        page.close()


def _pages(document: Any, limits: Limits, has_pieces: bool) -> Iterator[list[Line]]:
    count = 0
    for number in range(len(document)):
        lines = list(_page_lines(document, number, has_pieces))
        count += len(lines)
        if count > limits.lines:
            raise TooLargeError(f"The file has more than {limits.lines:,} lines.")
        yield lines


def _opened(data: bytes) -> Any:  # pypdfium2 is not typed
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFileError(
                "The file asks for a password. Save a copy without one."
            ) from error
        raise DamagedFileError(
            "The file says it is a PDF and cannot be opened: it is cut off or damaged."
        ) from error


class _Glyphs:
    """Where the characters of one page stand and how large they are."""

    def __init__(self, textpage: Any) -> None:
        self._raw = textpage.raw
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def origin(self, index: int) -> tuple[float, float]:
        """The left end of the character's baseline."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        return self._x.value, self._y.value

    def size(self, index: int) -> float:
        """As printed: many files set 1 point and scale by the text matrix."""
        nominal: float = pdfium.FPDFText_GetFontSize(self._raw, index)
        if not pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix):
            return nominal
        return nominal * hypot(self._matrix.c, self._matrix.d)

    def is_bold(self, index: int) -> bool:
        """Semi-bold counts."""
        weight: int = pdfium.FPDFText_GetFontWeight(self._raw, index)
        return weight >= 600


def _page_lines(document: Any, number: int, has_pieces: bool) -> Iterator[Line]:
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise DamagedFileError(
            f"Page {number + 1} of the file cannot be read: it is damaged."
        ) from error
    text: str = textpage.get_text_range()
    glyphs = _Glyphs(textpage)
    lines = []
    for span in _spans(text, glyphs):
        line = _line(text, span, number + 1, glyphs)
        if has_pieces:
            line = replace(line, pieces=tuple(_pieces(text, span, line, glyphs)))
        lines.append(line)
    textpage.close()
    page.close()
    yield from _joined_pieces(lines)


class _Span(NamedTuple):
    """Where a printed line stands in the text of its page, and on the page."""

    start: int
    end: int
    left: float
    baseline: float
    right: float  # of the baseline of the last character


def _spans(text: str, glyphs: _Glyphs) -> Iterator[_Span]:
    """Each printed line, white space around it left out."""
    start = 0
    for piece in _BREAK.split(text):
        end = start + len(piece)
        stripped = piece.rstrip()
        first = start + len(stripped) - len(stripped.lstrip())
        last = start + len(stripped)
        if first < last:
            yield from _parted_notes(text, first, last, glyphs)
        start = end + (2 if text.startswith("\r\n", end) else 0)


def _parted_notes(text: str, start: int, end: int, glyphs: _Glyphs) -> Iterator[_Span]:
    """Cut where pdfium ran a footnote into the line above it.

    The raised number of the second footnote then stands within the line, left of
    the character before it.
    """
    left, baseline = glyphs.origin(start)
    right, last_baseline = glyphs.origin(end - 1)
    if abs(baseline - last_baseline) > RAISED_PT:
        for found in _NUMBER.finditer(text[start:end]):
            cut = start + found.start()
            if glyphs.origin(cut)[0] < glyphs.origin(cut - 2)[0]:
                yield _Span(start, cut - 1, left, baseline, glyphs.origin(cut - 2)[0])
                start, (left, baseline) = cut, glyphs.origin(cut)
    yield _Span(start, end, left, baseline, right)


def _line(page_text: str, span: _Span, page: int, glyphs: _Glyphs) -> Line:
    printed = page_text[span.start : span.end]
    size = glyphs.size(span.start + _middle(printed))
    box = Box(
        span.left,
        span.baseline - DESCENT * size,
        span.right + WIDTH * size,
        span.baseline + ASCENT * size,
    )
    text = printed
    if DIGIT.search(printed):
        text = _marked(printed, span.start, size, glyphs)
    if not text.isprintable():
        text = _PRIVATE.sub("", text).replace(BROKEN_WORD, "-")
    bold = glyphs.is_bold(span.start)
    return Line(" ".join(text.split()), page, box, round(size, 1), bold)


def _pieces(
    page_text: str, span: _Span, line: Line, glyphs: _Glyphs
) -> Iterator[Piece]:
    """The pieces of a line: cut where more white is than between words."""
    start, left, width = span.start, span.left, WIDTH * line.size_pt
    for blank in _BLANK.finditer(page_text, span.start, span.end):
        before, after = (
            glyphs.origin(blank.start() - 1)[0],
            glyphs.origin(blank.end())[0],
        )
        if after - before - width > APART * line.size_pt:
            words = " ".join(page_text[start : blank.start()].split())
            yield Piece(left, before + width, words)
            start, left = blank.end(), after
    words = " ".join(page_text[start : span.end].split())
    yield Piece(left, span.right + width, words.replace(BROKEN_WORD, "-"))


def _middle(printed: str) -> int:
    """The character in the middle, or the next one that is no space and has a size."""
    middle = len(printed) // 2
    while printed[middle].isspace():
        middle += 1
    return middle


def _marked(printed: str, start: int, size: float, glyphs: _Glyphs) -> str:
    """The text with footnote references as superscript digits."""

    def mark(found: re.Match[str]) -> str:
        small = glyphs.size(start + found.start()) < size * SMALL
        return found.group().translate(SUPERSCRIPT) if small else found.group()

    return REFERENCE.sub(mark, printed)


def _joined_pieces(lines: Sequence[Line]) -> Iterator[Line]:
    """Pieces that pdfium set on lines of their own, put back where they were printed.

    Raised numbers break a line into pieces: the number, and what follows it.
    """
    whole: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if whole is not None and _continues(whole, line):
            whole = _joined(whole, line)
            continue
        if whole is not None:
            yield whole
        whole = line
    if whole is not None:
        yield whole


def _baseline(line: Line) -> float:
    return line.box.bottom + DESCENT * line.size_pt if line.box else 0.0


def _continues(first: Line, second: Line) -> bool:
    if first.box is None or second.box is None:
        return False
    size = max(first.size_pt, second.size_pt)
    return (
        abs(_baseline(first) - _baseline(second)) < RAISED * size
        and second.box.left > first.box.right - WIDTH * first.size_pt
        and (second.box.left - first.box.right < GAP * size or _is_mark(first, second))
    )


def _is_mark(line: Line, other: Line) -> bool:
    return line.text.isdigit() and line.size_pt < SMALL * other.size_pt


def _joined(first: Line, second: Line) -> Line:
    before, after, gap = first.text, second.text, " "
    if _is_mark(first, second):
        before = before.translate(SUPERSCRIPT)
    elif _is_mark(second, first):
        after, gap = after.translate(SUPERSCRIPT), ""
    elif after[0] in ",;:.)":
        gap = ""
    larger = max(first, second, key=lambda line: line.size_pt)
    box = _box_around(first, second)
    pieces = first.pieces
    if pieces and second.pieces:
        last, begun = first.pieces[-1], second.pieces[0]
        whole = Piece(last.left, begun.right, f"{last.text}{gap}{begun.text}")
        pieces = (*first.pieces[:-1], whole, *second.pieces[1:])
    text = f"{before}{gap}{after}"
    return replace(larger, text=text, box=box, bold=first.bold, pieces=pieces)


def _box_around(first: Line, second: Line) -> Box | None:
    if first.box is None or second.box is None:
        return first.box or second.box
    one, two = first.box, second.box
    return Box(
        min(one.left, two.left),
        min(one.bottom, two.bottom),
        max(one.right, two.right),
        max(one.top, two.top),
    )


def _with_zones(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Every line with the part of the page it belongs to."""
    body_size = _body_size(pages)
    top = max((line.box.top for p in pages for line in p if line.box), default=0.0)
    for lines in pages:
        zones = [_zone_by_place(line, top) for line in lines]
        for index in _note_indexes(lines, zones, body_size * NOTE_SIZE):
            zones[index] = Zone.NOTE
        for line, zone in zip(lines, zones, strict=True):
            yield line if zone is Zone.BODY else replace(line, zone=zone)


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size most characters are printed in; the cover does not count."""
    sizes: Counter[float] = Counter()
    for lines in pages[1:] or pages:
        for line in lines:
            sizes[line.size_pt] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _zone_by_place(line: Line, top: float) -> Zone:
    if line.box is None or FOOT * top < line.box.bottom < HEAD * top:
        return Zone.BODY
    return Zone.FURNITURE if FURNITURE.fullmatch(line.text) else Zone.BODY


def _note_indexes(
    lines: Sequence[Line], zones: Sequence[Zone], largest_pt: float
) -> Iterator[int]:
    """The lines in small print, or marked with a star, that end a page."""
    for index in reversed(range(len(lines))):
        if zones[index] is Zone.FURNITURE:
            continue
        if lines[index].size_pt > largest_pt and not STARRED.match(lines[index].text):
            return
        yield index
