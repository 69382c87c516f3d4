"""From a figure to its picture, drawn by the real engine and the real fonts."""

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image, ImageChops

from tests.upright.charts.made import ONE, POSITIONS, TEXT, figure
from tests.upright.charts.test_specs import EVERY, HOSTILE
from upright.charts import drawing
from upright.charts.figures import Name, Shape
from upright.charts.looks import Look, Size
from upright.charts.palette import Theme

SVG = "{http://www.w3.org/2000/svg}"
ARABIC, CHINESE = "دولة", "中国"
MISSING = "\U000f0000\U000f0001"  # of a private plane: no font here has it


def parsed(svg: str):
    return etree.fromstring(svg.encode())


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    "look", [Look(), Look(Theme.DARK, Size.NARROW, is_bare=True, is_rtl=True)]
)
def test_every_shape_is_drawn_to_the_pixel_with_title_and_words(shape, look):
    made = EVERY[shape]
    root = parsed(drawing.svg_of(made, look, "What it shows."))
    size = (root.get("width"), root.get("height"))
    assert size == (str(look.width), str(look.height(made)))
    assert root.get("role") == "img"
    assert [(one.tag, one.text) for one in root[:2]] == [
        (f"{SVG}title", "Recommendations by session"),
        (f"{SVG}desc", "What it shows."),
    ]


def test_nothing_in_it_needs_a_style_a_script_or_another_file():
    root = parsed(drawing.svg_of(ONE, Look(), "Words"))
    tags = {etree.QName(one).localname for one in root.iter(etree.Element)}
    assert tags.isdisjoint({"style", "script", "image", "foreignObject", "use"})
    attributes = {name for one in root.iter(etree.Element) for name in one.attrib}
    assert [one for one in attributes if one == "style" or "href" in one] == []


def test_an_unfriendly_name_is_drawn_as_it_is():
    names = (Name("supported", HOSTILE), POSITIONS[1])
    made = figure({"1": (5, 1)}, names, text=replace(TEXT, title=HOSTILE))
    root = parsed(drawing.svg_of(made, Look(), HOSTILE))
    assert root[0].text == HOSTILE
    assert root[1].text == HOSTILE
    assert root.findall(f".//{SVG}script") == []


def test_the_png_is_twice_as_large():
    svg = drawing.svg_of(ONE, Look(), "Words")
    with Image.open(io.BytesIO(drawing.png_of(svg))) as image:
        assert (image.format, image.size) == ("PNG", (1440, 2 * Look().height(ONE)))


def image_of(text: str) -> Image.Image:
    """A text, drawn as the texts of charts are."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
        '<text x="10" y="28" font-size="24" font-family="Noto Sans, sans-serif">'
        f"{text}</text></svg>"
    )
    with Image.open(io.BytesIO(drawing.png_of(svg))) as image:
        return image.convert("RGBA").getchannel("A")


def is_boxes(text: str) -> bool:
    """Whether a text is drawn as so many boxes, one beside the other."""
    boxes = image_of(MISSING[0] * len(text))
    return ImageChops.difference(image_of(text), boxes).getbbox() is None


def test_a_letter_that_no_font_has_is_a_box():
    assert is_boxes(MISSING)


@pytest.mark.parametrize("text", [ARABIC, CHINESE, "Ωж", "Türkiye"])
def test_no_letter_of_a_language_of_the_site_is_a_box(text):
    assert image_of(text).getbbox() is not None
    assert not is_boxes(text)


@pytest.mark.parametrize("text", [ARABIC, CHINESE])
def test_different_letters_look_different(text):
    """Boxes would all look the same, whatever their font."""
    assert is_boxes(text) is False
    first, last = image_of(text[0]), image_of(text[1])
    assert ImageChops.difference(first, last).getbbox() is not None


def test_arabic_and_chinese_are_drawn_in_a_whole_chart():
    names = (Name("supported", ARABIC), Name("noted", CHINESE))
    with_names = drawing.svg_of(figure({"1": (5, 1)}, names), Look(), "")
    boxed = with_names.replace(ARABIC, MISSING).replace(CHINESE, MISSING)
    one, other = drawing.png_of(with_names), drawing.png_of(boxed)
    with Image.open(io.BytesIO(one)) as drawn, Image.open(io.BytesIO(other)) as boxes:
        changed = ImageChops.difference(drawn.convert("RGB"), boxes.convert("RGB"))
    assert changed.getbbox() is not None


def drawn(inner: str) -> Image.Image:
    at = 'transform="translate(60,20)" font-size="20" text-anchor="middle"'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">'
        f"{inner.replace('<text', f'<text {at}')}</svg>"
    )
    with Image.open(io.BytesIO(drawing.png_of(svg))) as image:
        return image.convert("RGBA").getchannel("A")


def test_lines_from_right_to_left_are_not_torn_apart():
    second = "الشرقية"
    lines = drawn(
        f'<text><tspan>{ARABIC}</tspan><tspan x="0" dy="24">{second}</tspan></text>'
    )
    apart = drawn(f"<text>{ARABIC}</text>")
    below = drawn(f"<text>{second}</text>")
    expected = ImageChops.add(apart, ImageChops.offset(below, 0, 48))
    assert ImageChops.difference(lines, expected).getbbox() is None
