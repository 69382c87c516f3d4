"""The permanent address of a page of figures, and whether they are the newest."""

from typing import Protocol

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from upright.explore.freshness import data_version_of
from upright.explore.pages import site_of
from upright.search.queries import Request


class Answer(Protocol):
    """What holds for a data version."""

    @property
    def version(self) -> int:
        """The version."""


def permanent(
    request: HttpRequest, found: Answer, imagined: bool | None = None
) -> dict[str, str]:
    """Return the address that gives the same numbers for ever, whole and as a path.

    `imagined` says so where the page's own address does not.
    """
    parameters = request.GET.copy()
    if found.version:
        parameters["v"] = str(found.version)
    if imagined:
        parameters["imagined"] = "1"
    written = parameters.urlencode()
    own = escape_uri_path(request.path)  # "Amber League" has a space
    path = f"{own}?{written}" if written else own
    return {"permanent": site_of(request) + path, "permanent_path": path}


def is_behind(request: HttpRequest, asked: Request, found: Answer) -> bool:
    """Whether another process is indexing: right for now, and not to be kept."""
    return asked.version is None and found.version < data_version_of(request)
