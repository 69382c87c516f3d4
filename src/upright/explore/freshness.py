"""How public pages are kept by browsers and proxies: until the data change.

A page is decided by its address, the data version, the language, whether htmx asks
for a part of it, this program, and the model that codes here: a recommendation's page
says why it is coded so only where the installed model coded it. Its ETag is made of
these, so that a page that is still right is answered with 304 before anything is
looked up.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import upr
from upright.archive import queries as archive
from upright.archive.coding import model_version

PROGRAM_FOLDER = Path(__file__).resolve().parent.parent
LIBRARY_FOLDER = Path(upr.__file__).resolve().parent
_PROGRAM_FILES = frozenset({".py", ".html", ".css", ".js", ".svg", ".mo", ".csv"})

NOT_KEPT = "no-store"
_ASKED = "upright.data_version"

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


@cache
def program_fingerprint() -> str:
    """Return a digest of the program's own files: the same on every node it runs on.

    Of the library's, too: rules, formulas and names on the pages are there. Its models
    are known by their versions.
    """
    return fingerprint_of(PROGRAM_FOLDER, LIBRARY_FOLDER)


def fingerprint_of(*folders: Path) -> str:
    """Return a digest of what stands in the files of a program, by name and content."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _PROGRAM_FILES:
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def page_etag(request: HttpRequest, data_version: int) -> str:
    """Return the ETag of the page at this address, quoted."""
    decided_by = (
        program_fingerprint(),
        model_version(),
        settings.SENDS_MAIL,  # pages offer mails, or say that there are none
        data_version,
        get_language(),
        request.get_host(),  # permanent links are written with it
        request.headers.get("HX-Request", ""),
        request.get_full_path(),
    )
    return f'"{hashlib.sha256(repr(decided_by).encode()).hexdigest()[:24]}"'


def data_version_of(request: HttpRequest) -> int:
    """Return the data version a request is answered at, asked for once."""
    # No header of a client can have this name: theirs begin with HTTP_.
    if _ASKED not in request.META:
        request.META[_ASKED] = archive.data_version()
    return int(request.META[_ASKED])


def public_page(view: _View) -> _View:
    """Return a view whose page may be kept, and asked for again by its ETag.

    It answers GET and HEAD alone.
    A view whose answer must not be kept says so with NOT_KEPT.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        etag = page_etag(request, data_version_of(request))
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if response is None:
            response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "public, no-cache"
        is_kept = response["Cache-Control"] != NOT_KEPT
        if is_kept and response.status_code in {200, 304}:
            response.setdefault("ETag", etag)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return cast(_View, answer)


def keep_for_ever(response: HttpResponseBase) -> None:
    """Mark a response that can never change at its address."""
    response["Cache-Control"] = "public, max-age=31536000, immutable"
