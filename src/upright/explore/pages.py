"""How a page is answered: with what every page needs, and mistakes explained."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from upright.archive import queries as archive
from upright.explore import addresses
from upright.explore.freshness import NOT_KEPT, data_version_of, public_page
from upright.search.errors import IndexUnavailableError

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


class Older(NamedTuple):
    """An older data version that is shown on purpose."""

    shown: int
    current: int
    address: str  # of the same page now


def page(view: _View) -> _View:
    """Make a view of one request a public page.

    It only reads, is kept by its ETag, answers 400 to an address that cannot be meant
    and 503 while there is no index.
    """

    @public_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _refuse_zero_characters(kwargs)
            return view(request, *args, **kwargs)
        except addresses.AddressError as error:
            return render(request, "400.html", {"reason": str(error)}, status=400)
        except IndexUnavailableError as error:
            response = render(request, "503.html", {"reason": str(error)}, status=503)
            response["Retry-After"] = "30"
            response["Cache-Control"] = NOT_KEPT
            return response

    return cast(_View, answer)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page.

    `context` may say `room`, `is_imagined`, `version` (asked for), and `is_behind`:
    another process is indexing, so what is found is right but soon not the newest.
    """
    newest = data_version_of(request)
    context["data_version"] = newest
    asked = context.get("version")
    if asked is not None and asked < newest:
        context["older"] = Older(asked, newest, _address_now(request))
    response = render(request, template, context, status=status)
    if context.get("is_behind"):
        response["Cache-Control"] = NOT_KEPT
    return response


def site_of(request: HttpRequest) -> str:
    """Return the beginning of every absolute address: `https://upright.example`."""
    return f"{request.scheme}://{request.get_host()}"


def scope(request: HttpRequest) -> bool:
    """Whether a list shows imagined documents: asked for, or there are no others."""
    asked = request.GET.get("imagined", "")
    if asked not in {"", "0", "1"}:
        raise addresses.AddressError(
            _("“imagined=%(asked)s” cannot be read: it must be 1 or 0.")
            % {"asked": asked}
        )
    return bool(int(asked)) if asked else not archive.has_real_documents()


def has_both_scopes() -> bool:
    """Whether the archive holds real and imagined documents."""
    return archive.has_real_documents() and archive.documents(imagined=True).exists()


def _address_now(request: HttpRequest) -> str:
    parameters = request.GET.copy()
    parameters.pop("v", None)
    written = parameters.urlencode()
    return f"{request.path}?{written}" if written else request.path


def _refuse_zero_characters(named: dict[str, Any]) -> None:
    # PostgreSQL has no such character and would answer with an error of its own.
    if any("\0" in value for value in named.values() if isinstance(value, str)):
        raise addresses.AddressError(_("An address cannot hold a zero character."))
