"""From a figure to its picture: SVG by Vega in a process of ours, PNG from that SVG.

Vega runs in a JavaScript engine that this module starts at its first drawing. It is
given no address from which to load anything.
"""

import re
import threading
from html import escape
from typing import Final

import altair
import resvg_py
import vl_convert

from upright.charts import fonts
from upright.charts.errors import BusyError
from upright.charts.figures import Figure
from upright.charts.looks import Look
from upright.charts.specs import spec_of

PATIENCE: Final = 20  # seconds to wait for the drawing of another before giving up
PNG_SCALE: Final = 2  # pixels of the PNG for each of the SVG
_GRAMMAR: Final = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_CHINESE = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_RUNS = re.compile(f"[{_ARABIC}]+(?:[ \u00a0]+[{_ARABIC}]+)*|[{_CHINESE}]+")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=</(?:text|tspan)>)")
_OPENING = re.compile(r"<svg\b[^>]*>")
_TEXT_OF_LINES = re.compile(
    r'<text(?P<before>[^>]*) transform="(?P<at>[^"]*)"(?P<after>[^>]*)>'
    r"(?P<lines>(?:<tspan[^>]*>[^<]*</tspan>)+)</text>"
)
_LINE = re.compile(r'<tspan(?:[^>]*? dy="(?P<down>[-\d.]+)")?[^>]*>(?P<text>[^<]*)<')

_lock = threading.Lock()
_is_ready = threading.Event()


def svg_of(figure: Figure, look: Look, words: str) -> str:
    """Return the drawing of a figure, with its title and `words` that describe it.

    Raises BusyError where others keep the one engine busy for too long.
    """
    spec = spec_of(figure, look)
    if not _lock.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        _make_ready()
        drawn = vl_convert.vegalite_to_svg(
            dict(spec), vl_version=_GRAMMAR, allowed_base_urls=[]
        )
    finally:
        _lock.release()
    return _described(drawn, figure.text.title, words)


def png_of(svg: str) -> bytes:
    """Return a drawing as PNG, twice its size, each script in a font that has it."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_by_script(svg),
            zoom=PNG_SCALE,
            skip_system_fonts=True,
            font_dirs=[str(folder) for folder in fonts.folders()],
            font_family=fonts.LATIN,
            sans_serif_family=fonts.LATIN,
        )
    )


def _make_ready() -> None:
    if not _is_ready.is_set():
        for folder in fonts.folders():
            vl_convert.register_font_directory(str(folder))
        _is_ready.set()


def _described(svg: str, title: str, words: str) -> str:
    """Put the title and the description where a screen reader looks for them."""
    said = (
        f'<title id="chart-title">{escape(title)}</title>'
        f'<desc id="chart-words">{escape(words)}</desc>'
    )
    named = ' role="img" aria-labelledby="chart-title" aria-describedby="chart-words">'
    return _OPENING.sub(lambda found: found[0][:-1] + named + said, svg, count=1)


def _by_script(svg: str) -> str:
    """Name the font of Arabic and Chinese: the drawer of PNG looks in no other."""
    apart = _TEXT_OF_LINES.sub(_line_by_line, svg)
    return _TEXT.sub(lambda text: _RUNS.sub(_spanned, text[0]), apart)


def _line_by_line(found: re.Match[str]) -> str:
    """Each line as a text of its own.

    The drawer of PNG tears words from right to left apart where a line begins.
    """
    written, down = [], 0.0
    for line in _LINE.finditer(found["lines"]):
        down += float(line["down"] or 0)
        at = f"{found['at']} translate(0,{down:g})"
        written.append(
            f'<text{found["before"]} transform="{at}"{found["after"]}>'
            f"{line['text']}</text>"
        )
    return "".join(written)


def _spanned(run: re.Match[str]) -> str:
    is_arabic = "\u0600" <= run[0][0] <= "\u08ff" or run[0][0] >= "\ufb50"
    is_wide = run[0][0] >= "\uff00" and run[0][0] <= "\uffef"
    family = fonts.ARABIC if is_arabic and not is_wide else fonts.CHINESE
    return f'<tspan font-family="{family}">{run[0]}</tspan>'
