"""The way in: a figure, its words, its pictures.

Both figures and pictures are kept on disk by everything that decides them, the data
version among it: asked for again they are read, not made.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from django.utils.translation import get_language

from upright.charts.asking import Asked
from upright.charts.figures import Figure
from upright.charts.gallery import Chart
from upright.charts.keeping import site_folder
from upright.charts.looks import Look
from upright.charts.stored import packed, unpacked
from upright.charts.words import described


class Kind(StrEnum):
    """What kind of picture."""

    SVG = "svg"
    PNG = "png"


MEDIA_TYPES: Final = {Kind.SVG: "image/svg+xml", Kind.PNG: "image/png"}


def figure(chart: Chart, asked: Asked, program: str, newest: int) -> Figure:
    """Return the figure of a chart for what is asked.

    `program` is a digest of the program: a later one may count otherwise; `newest` the
    data version now. Raises what a search raises, and TooLargeError.
    """
    at = asked.request.version or newest
    folder, key = site_folder(), _key(chart, asked, program, at, newest)
    kept = folder.read(key)
    if kept is not None:
        return unpacked(kept)
    made = chart.make(asked)
    if made.version == at:  # else another process is indexing: right, but not this
        folder.write(key, packed(made))
    return made


def is_kept(chart: Chart, asked: Asked, program: str, newest: int) -> bool:
    """Whether `figure` would find what it is asked for without counting."""
    key = _key(chart, asked, program, asked.request.version or newest, newest)
    return site_folder().read(key) is not None


def picture(chart: Chart, found: Figure, look: Look, kind: Kind, program: str) -> bytes:
    """Return the picture of a figure. It must not be empty. Raises BusyError."""
    folder = site_folder()
    key = repr((program, get_language(), chart.key, packed(found), look))
    svg = folder.read(f"svg {key}")
    if svg is None:
        svg = _drawn(found, look)
        folder.write(f"svg {key}", svg)
    if kind is Kind.SVG:
        return svg
    png = folder.read(f"png {key}")
    if png is None:
        # Late: see _drawn.
        from upright.charts.drawing import png_of  # noqa: PLC0415

        png = png_of(svg.decode())
        folder.write(f"png {key}", png)
    return png


def _drawn(found: Figure, look: Look) -> bytes:
    # Late: Altair and the engine take half a second and 80 MB, which only a process
    # that draws shall spend.
    from upright.charts.drawing import svg_of  # noqa: PLC0415

    return svg_of(found, look, described(found)).encode()


def _key(chart: Chart, asked: Asked, program: str, at: int, newest: int) -> str:
    request = replace(asked.request, version=at, page=1)
    filters = sorted(request.filters.items())
    # Imagined documents can be removed, from old versions too; and which of both
    # kinds is meant where nobody says so can change.
    scope = (request.imagined, None if request.imagined is False else newest)
    decided_by = (
        program,
        get_language(),
        chart.key,
        request.q,
        filters,
        request.count,
        at,
        scope,
        asked.about,
        sorted(asked.choices.items()),
    )
    return f"figure {decided_by!r}"
