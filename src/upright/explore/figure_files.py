"""Figures as a file: what a page shows as a table, in CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from upr.statistics import PositionCounts
from upright.explore.pages import site_of
from upright.search.downloads import About, safe

Cells = Sequence[object]


def csv_file(
    request: HttpRequest,
    said: tuple[str, str, int],
    columns: Sequence[str],
    rows: Iterable[Cells],
) -> HttpResponse:
    """Return rows as CSV, with what they are, from where and of which version before.

    `said` is what the file holds in words, the path of its page, and the version.
    """
    words, path, version = said
    site = site_of(request)
    about = About(words, site + path, site, version, timezone.now())
    text = io.StringIO()
    text.write("\ufeff")  # by which Excel knows UTF-8
    writer = csv.writer(text)
    writer.writerows([f"# {name}: {value}"] for name, value in about.lines())
    writer.writerow(columns)
    writer.writerows(map(safe, row) for row in rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = request.path.rpartition("/")[2].removesuffix(".csv")
    response["Content-Disposition"] = (
        f'attachment; filename="upright-{name}-v{version}.csv"'
    )
    return response


def counts_of(counts: PositionCounts) -> Cells:
    """Return supported, noted, pending and the share as cells."""
    share = counts.share_supported
    written = "" if share is None else round(share, 4)
    return counts.supported, counts.noted, counts.pending, written
