"""Pages that say how many days are left: they are another page on another day."""

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from upright.calendar import queries as calendar
from upright.explore.freshness import data_version_of, page_etag
from upright.explore.pages import page

_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])


def day_page(view: _View) -> Callable[..., HttpResponseBase]:
    """Make a public page of a view that is also given the day, in Geneva.

    Its ETag changes with the day, and with what the calendars published.
    """

    @page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        day = timezone.localdate()
        etag = _day_etag(request, day)
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if response is None:
            response = view(request, day, *args, **kwargs)
        if response.status_code in {200, 304}:
            response.setdefault("ETag", etag)
        return response

    return cast(_View, answer)


def _day_etag(request: HttpRequest, day: date) -> str:
    decided_by = (
        page_etag(request, data_version_of(request)),
        day.isoformat(),
        calendar.published_at(),
    )
    return f'"{hashlib.sha256(repr(decided_by).encode()).hexdigest()[:24]}"'
