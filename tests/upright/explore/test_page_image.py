import io
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image

from tests.upright.explore.conftest import A4, blank_pdf
from upr.records import Box
from upright.explore.page_image import (
    MAX_PIXELS,
    PageImageError,
    fingerprint,
    marked_page,
)

BOX = Box(left=100, bottom=500, right=400, top=600)


def drawn(data: bytes, page: int = 1, boxes: Sequence[Box] = (BOX,)) -> Image.Image:
    return Image.open(io.BytesIO(marked_page(data, page, boxes))).convert("RGB")


def is_yellow(pixel: Any) -> bool:
    red, green, blue = pixel
    return bool(red > 240 and green > 225 and blue < 200)


def test_the_box_is_tinted_and_nothing_else():
    image = drawn(blank_pdf(A4))
    assert image.size == (910, 1287)
    scale = 910 / A4[0]
    middle = (int(250 * scale), int((A4[1] - 550) * scale))
    above = (int(250 * scale), int((A4[1] - 620) * scale))
    assert is_yellow(image.getpixel(middle))
    assert image.getpixel(above) == (255, 255, 255)


def test_a_turned_page_is_marked_where_its_words_stand():
    image = drawn(blank_pdf(A4, rotation=90))
    assert image.size == (1287, 910)
    scale = 1287 / A4[1]
    # Turned clockwise: x runs up to y from the left, y from the bottom to the right.
    middle = (int(550 * scale), int(250 * scale))
    assert is_yellow(image.getpixel(middle))


def test_a_box_beyond_the_page_does_no_harm():
    image = drawn(blank_pdf(A4), boxes=[Box(5000, 5000, 6000, 6000)])
    assert image.getcolors() == [(910 * 1287, (255, 255, 255))]


def test_a_huge_page_is_reduced():
    width, height = drawn(blank_pdf((14000.0, 14000.0))).size
    assert width * height <= MAX_PIXELS + width + height


@pytest.mark.parametrize(
    ("data", "page", "message"),
    [
        (b"no document", 1, "This page cannot be drawn."),
        (blank_pdf(A4), 2, "The document has no page 2."),
        (blank_pdf(A4), 0, "The document has no page 0."),
    ],
)
def test_what_cannot_be_drawn_is_explained(data, page, message):
    with pytest.raises(PageImageError) as caught:
        marked_page(data, page, [BOX])
    assert str(caught.value) == message


def test_the_fingerprint_follows_file_page_and_boxes():
    prints = {
        fingerprint("ab", 1, [BOX]),
        fingerprint("cd", 1, [BOX]),
        fingerprint("ab", 2, [BOX]),
        fingerprint("ab", 1, []),
    }
    assert len(prints) == 4
    assert fingerprint("ab", 1, [BOX]) == fingerprint("ab", 1, (BOX,))
