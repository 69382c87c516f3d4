"""Everything found, as a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from upright.explore import addresses, results
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, site_of
from upright.search import queries as searching
from upright.search.coding_models import with_models
from upright.search.downloads import About, csv_file, json_lines_file, xlsx_file
from upright.search.errors import QueryError
from upright.search.foreign_forms import parquet_file, uhri_file
from upright.search.histories import with_histories
from upright.search.json_form import json_file
from upright.search.queries import Request, Row

_Writer = Callable[[Iterable[Row], About], Iterator[bytes]]
FORMATS: Mapping[str, tuple[_Writer, str]] = {
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_file,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "jsonl": (json_lines_file, "application/jsonl; charset=utf-8"),
    "json": (json_file, "application/json; charset=utf-8"),
    "parquet": (parquet_file, "application/vnd.apache.parquet"),
    "uhri.json": (uhri_file, "application/json; charset=utf-8"),
}


@page
def download(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Stream every recommendation a search finds, in its order."""
    if ending not in FORMATS:
        raise Http404(
            _(
                "Results can be had as CSV, Excel, JSON, JSON Lines, Parquet and JSON "
                "in the form of UHRI."
            )
        )
    write, media_type = FORMATS[ending]
    asked = _asked(request)
    try:
        rows = searching.rows(asked)
    except QueryError as mistake:
        raise addresses.AddressError(mistake.message) from mistake
    response = StreamingHttpResponse(
        write(_whole(rows, asked.version), _about(request, asked)),
        content_type=media_type,
    )
    name = f"upright-v{asked.version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _whole(rows: Iterable[Row], version: int | None) -> Iterator[Row]:
    """The rows with what the index does not keep of them."""
    return with_models(with_histories(rows, version), version)


def _asked(request: HttpRequest) -> Request:
    """Return the search; a file has no place to say that something changed nothing."""
    newest = data_version_of(request)
    asked = addresses.read(request.GET, newest)
    if asked.unknown:
        raise addresses.AddressError(
            _("The address contains “%(name)s”, which is no filter here.")
            % {"name": asked.unknown[0]}
        )
    version = asked.request.version or newest
    return replace(asked.request, version=version, page=1)


def _about(request: HttpRequest, asked: Request) -> About:
    site = site_of(request)
    return About(
        query=results.in_words(asked),
        address=site + results.search_address(asked),
        site=site,
        version=asked.version or 0,
        made=timezone.now(),
    )
