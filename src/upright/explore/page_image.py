"""A printed page as a picture, with the paragraph marked in the picture itself."""

import hashlib
import io
import math
import threading
from collections.abc import Sequence
from typing import TypeAlias

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from upr.records import Box

DPI = 110  # a page of A4 becomes 910 by 1287 pixels: readable, about 100 KB
MAX_PIXELS = 4_000_000  # three times A4 at that resolution; larger pages are reduced
MAX_BYTES = 50 * 1024 * 1024  # as the reader's own limit for a file
PADDING_PT = 4  # white around the paragraph, inside the mark
COLOURS = 48  # grey text and one tint need no more; halves the file

_TINT = (255, 238, 178)
_OUTLINE = (0, 89, 79)
_RENDERING = "1"  # goes up whenever the same page would be drawn otherwise

# PDFium keeps state for the whole process and may not be entered twice at once.
_PDFIUM = threading.Lock()

_Corners: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom in pixels


class PageImageError(Exception):
    """The page cannot be drawn; the text is a sentence for a person."""


def fingerprint(sha256: str, page: int, boxes: Sequence[Box]) -> str:
    """Return what changes exactly when the picture does: 16 hexadecimal digits."""
    corners = [(box.left, box.bottom, box.right, box.top) for box in boxes]
    described = repr((_RENDERING, sha256, page, corners))
    return hashlib.sha256(described.encode()).hexdigest()[:16]


def marked_page(data: bytes, page: int, boxes: Sequence[Box]) -> bytes:
    """Return page `page` (from 1) of a PDF as PNG, `boxes` tinted and outlined.

    Raises PageImageError where the file is too large, damaged, or has no such page.
    """
    if len(data) > MAX_BYTES:
        raise PageImageError("The file is too large to be shown as a picture.")
    with _PDFIUM:
        try:
            image, corners = _render(data, page, boxes)
        except pypdfium2.PdfiumError as error:
            raise PageImageError("This page cannot be drawn.") from error
    for corner in corners:
        _mark(image, corner)
    return _png(image)


def _render(
    data: bytes, number: int, boxes: Sequence[Box]
) -> tuple[Image.Image, list[_Corners]]:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            raise PageImageError(f"The document has no page {number}.")
        page = document[number - 1]
        bitmap = page.render(scale=_scale(*page.get_size()), may_draw_forms=False)
        place = bitmap.get_posconv(page)
        corners = [
            _corners(
                place.to_bitmap(box.left, box.top),
                place.to_bitmap(box.right, box.bottom),
            )
            for box in map(_padded, boxes)
        ]
        return bitmap.to_pil().convert("RGB"), corners
    finally:
        document.close()


def _scale(width_pt: float, height_pt: float) -> float:
    scale = DPI / 72
    pixels = width_pt * height_pt * scale**2
    return scale * min(1.0, math.sqrt(MAX_PIXELS / max(pixels, 1)))


def _padded(box: Box) -> Box:
    return Box(
        box.left - PADDING_PT,
        box.bottom - PADDING_PT,
        box.right + PADDING_PT,
        box.top + PADDING_PT,
    )


def _corners(one: tuple[int, int], other: tuple[int, int]) -> _Corners:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left, top, right, bottom


def _mark(image: Image.Image, corners: _Corners) -> None:
    """Tint what stands within `corners`, so that the words stay black, and frame it."""
    left, top, right, bottom = corners
    within = (
        max(left, 0),
        max(top, 0),
        min(right, image.width),
        min(bottom, image.height),
    )
    if within[0] >= within[2] or within[1] >= within[3]:
        return
    part = image.crop(within)
    tint = Image.new("RGB", part.size, _TINT)
    image.paste(ImageChops.multiply(part, tint), within[:2])
    ImageDraw.Draw(image).rectangle(corners, outline=_OUTLINE, width=2)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()
