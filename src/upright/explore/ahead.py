"""Charts that many ask for, counted before the first visitor after a change.

Those of the whole archive, which the first page and the gallery show. They are kept
where a request looks for them; to find that they are there costs a few files read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import ngettext

from upright.archive import queries as archive
from upright.charts import gallery
from upright.charts import queries as charts
from upright.explore import chart_addresses, chart_page
from upright.explore.chart_addresses import ChartAddress
from upright.explore.freshness import program_fingerprint
from upright.search.errors import IndexUnavailableError


def due(at: datetime) -> str:
    """Count the charts of the whole archive where that was not done since it changed.

    Returns a sentence with their number, "" for none. Without an index nothing is done:
    whoever opens a page is told.
    """
    newest = archive.data_version()
    missing = [one for one in _of_everything(newest) if not _is_kept(one, newest)]
    try:
        for one in missing:
            chart_page.figure_of(one, newest)
    except IndexUnavailableError:
        return ""
    said = ngettext("%d chart counted.", "%d charts counted.", len(missing))
    return said % len(missing) if missing else ""


def _of_everything(newest: int) -> Iterator[ChartAddress]:
    if newest == 0:
        return
    is_imagined = not archive.has_real_documents()
    request = chart_addresses.request_of(QueryDict(), newest)
    asked = replace(request, imagined=is_imagined or None)
    for chart in gallery.possible():
        if not chart.compares:
            yield chart_addresses.of_chart(chart, asked)


def _is_kept(one: ChartAddress, newest: int) -> bool:
    return charts.is_kept(one.chart, one.asked(), program_fingerprint(), newest)
