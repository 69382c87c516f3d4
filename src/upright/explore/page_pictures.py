"""A printed page as an answer: drawn once, kept, and known by what it shows."""

from collections.abc import Sequence

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse

from upr.records import Box
from upright.archive.models import DocumentVersion
from upright.explore.freshness import keep_for_ever
from upright.explore.page_image import PageImageError, fingerprint, marked_page

PICTURES_KEPT_SECONDS = 30 * 24 * 3600


def picture(
    request: HttpRequest, file: DocumentVersion, number: int, boxes: Sequence[Box]
) -> HttpResponse:
    """Return a page as PNG with boxes marked; kept for ever at an address with `f`.

    Raises Http404 where it cannot be drawn.
    """
    mark = fingerprint(file.sha256, number, boxes)
    drawn = cache.get(f"picture:{mark}")
    if drawn is None:
        with file.file.open("rb") as opened:
            drawn = _draw(opened.read(), number, boxes)
        cache.set(f"picture:{mark}", drawn, PICTURES_KEPT_SECONDS)
    response = HttpResponse(drawn, content_type="image/png")
    response["ETag"] = f'"{mark}"'
    if request.GET.get("f") == mark:
        keep_for_ever(response)
    return response


def _draw(data: bytes, number: int, boxes: Sequence[Box]) -> bytes:
    try:
        return marked_page(data, number, boxes)
    except PageImageError as error:
        raise Http404(str(error)) from error
