"""Open data: the page, the packages, and what is in them for programs."""

import json

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from upright.explore import open_data_page
from upright.explore.freshness import NOT_KEPT, keep_for_ever
from upright.explore.pages import page, show, site_of
from upright.opendata import queries
from upright.opendata.models import Package


@page
def open_data(request: HttpRequest) -> HttpResponse:
    """Show every form in which the data can be had."""
    packages = queries.packages()
    newest = queries.newest()
    site = site_of(request)
    context = {
        "room": "data",
        "newest": newest and open_data_page.shown(newest),
        "contents": newest and list(open_data_page.contents(newest)),
        "cited": newest and open_data_page.cited(newest, site),
        "others": [open_data_page.shown(one) for one in packages[1:]],
        "making": queries.being_made(timezone.now()),
        "licence": open_data_page.licence(),
        "forms": open_data_page.forms(),
        "columns": open_data_page.columns(),
        "machines": open_data_page.machines(),
        "base_address": site,
    }
    response = show(request, "explore/data.html", context)
    # A package is made without a change of the data: no data version says it is new.
    response["Cache-Control"] = NOT_KEPT
    return response


@page
def data_package(request: HttpRequest, version: int) -> HttpResponseBase:
    """Give the package of a data version."""
    found = queries.of_version(version)
    if found is None or not default_storage.exists(found.file):
        raise Http404(
            _(
                "There is no package of data version %(version)d any more. The newest "
                "is on the page Open data; every search still answers at that version."
            )
            % {"version": version}
        )
    response = FileResponse(
        default_storage.open(found.file),
        content_type="application/zip",
        as_attachment=True,
        filename=found.name,
    )
    response["ETag"] = f'"{found.sha256}"'
    response["Content-Encoding"] = "identity"  # it is packed: not once more
    keep_for_ever(response)
    return response


@page
def package_description(request: HttpRequest) -> HttpResponse:
    """Give the description of the newest package, with the address of its file."""
    found = queries.newest()
    if found is None:
        raise Http404(_("No package of the data has been made yet."))
    described = {**found.description, **_file_of(found, site_of(request))}
    response = HttpResponse(
        json.dumps(described, ensure_ascii=False, indent=1),
        content_type="application/json",
    )
    response["Cache-Control"] = NOT_KEPT
    return response


def _file_of(package: Package, site: str) -> dict[str, object]:
    address = site + open_data_page.shown(package).address
    return {
        "file": {
            "address": address,
            "bytes": package.size,
            "hash": f"sha256:{package.sha256}",
        }
    }
