"""The straight lines drawn on the pages of a PDF, as around the cells of a table.

Word draws a border as thin boxes, one for each cell and corner, other programs as one
line or as a box around the whole: all come out alike, as rules along one axis.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from upr.reading.lines import Rule

THIN_PT = 3.0  # a border is thinner
MOST = 4_000  # rules of a page; a table over a whole page, drawn by Word, has 1,000
_SHORT_PT = 1.0
_CORNERS = 5  # of a box: it is opened and closed in one point


def rules_of(page: Any, number: int) -> list[Rule]:
    """Return the rules of a page as they were drawn; none where there are too many.

    Rules within a form that is drawn as one are not seen.
    """
    found: list[Rule] = []
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, place)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH:
            found += _rules(drawn, number)
            if len(found) > MOST:
                return []
    return found


def _rules(drawn: Any, page: int) -> Iterator[Rule]:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
        return
    left, bottom, right, top = (side.value for side in sides)
    wide, high = right - left, top - bottom
    if high <= THIN_PT and wide > max(high, _SHORT_PT):
        yield Rule(page, True, (bottom + top) / 2, left, right)
    elif wide <= THIN_PT and high > max(wide, _SHORT_PT):
        yield Rule(page, False, (left + right) / 2, bottom, top)
    elif min(wide, high) > THIN_PT and _is_drawn_box(drawn):
        for height in (bottom, top):
            yield Rule(page, True, height, left, right)
        for side in (left, right):
            yield Rule(page, False, side, bottom, top)


def _is_drawn_box(drawn: Any) -> bool:
    """Whether a path is one box whose sides are drawn, not a filled ground."""
    fill, is_drawn = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(drawn, fill, is_drawn) or not is_drawn.value:
        return False
    count = pdfium.FPDFPath_CountSegments(drawn)
    return 4 <= count <= _CORNERS and not any(
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(drawn, place))
        == pdfium.FPDF_SEGMENT_BEZIERTO
        for place in range(count)
    )
