"""Addresses of searches: what was asked, written as parameters, and read again.

One form serves the page, its downloads and its permanent links: `q`; the name of each
facet, repeated for several values; `all=FACET` where all of its values are wanted;
`count`, `sort`, `page`; `v`, the data version; `imagined=1`. `open=FACET` belongs to
the page alone: it shows every value of a facet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from upright.search.queries import FACETS, Count, Request, Sort

FACET_NAMES = tuple(facet.name for facet in FACETS)
_ALL_OF_NAMES = frozenset(facet.name for facet in FACETS if facet.allows_all)
_OTHER_NAMES = ("q", "all", "count", "sort", "page", "v", "imagined", "open")
_MAX_DIGITS = 15  # of a number in an address; what every database can hold

_Choice = TypeVar("_Choice", bound=StrEnum)


class AddressError(Exception):
    """An address cannot be read; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An address as read."""

    request: Request
    opened: frozenset[str] = frozenset()  # facets of which every value is shown
    unknown: tuple[str, ...] = ()  # parameters that mean nothing: said on the page


def read(parameters: QueryDict, newest: int) -> Asked:
    """Return what `parameters` ask for; `newest` is the data version now.

    Raises AddressError where a value cannot be meant. Unknown parameters are kept by
    name, so that nothing is left out silently.
    """
    for name, values in parameters.lists():
        if "\0" in "".join([name, *map(str, values)]):
            raise AddressError(_("An address cannot hold a zero character."))
    request = Request(
        q=_last(parameters, "q").strip(),
        filters=dict(_filters(parameters)),
        all_of=frozenset(_names(parameters, "all", _ALL_OF_NAMES)),
        count=_choice(parameters, "count", Count.ITEMS),
        sort=_choice(parameters, "sort", Sort.RELEVANCE),
        page=page_number(parameters),
        version=version(parameters, newest),
        imagined=_imagined(parameters),
    )
    known = (*FACET_NAMES, *_OTHER_NAMES)
    return Asked(
        request,
        opened=frozenset(_names(parameters, "open", frozenset(FACET_NAMES))),
        unknown=tuple(name for name in parameters if name not in known),
    )


def version(parameters: QueryDict, newest: int) -> int | None:
    """Return the data version asked for, None for the newest.

    Raises AddressError where there has been no such version.
    """
    asked = _number(parameters, "v")
    if asked is not None and asked > newest:
        raise AddressError(
            _("There is no data version %(asked)d; the newest is %(newest)d.")
            % {"asked": asked, "newest": newest}
        )
    return asked


def page_number(parameters: QueryDict) -> int:
    """Return the page of a list, 1 where none is asked for."""
    return _number(parameters, "page") or 1


def write(request: Request, opened: frozenset[str] = frozenset()) -> str:
    """Return `request` as the shortest parameters that `read` reads as the same.

    >>> write(Request(q="torture", filters={"state": ("XAA", "XAB")}, page=2))
    'q=torture&state=XAA&state=XAB&page=2'
    """
    # A page has hundreds of these: `urlencode` takes three times as long.
    parts = [f"{name}={quote_plus(value)}" for name, value in _pairs(request)]
    parts += [f"open={name}" for name in sorted(opened)]
    return "&".join(parts)


def without(request: Request, name: str, value: str) -> Request:
    """Return `request` without one chosen value, from the first page on."""
    kept = tuple(chosen for chosen in request.filters[name] if chosen != value)
    filters = {**request.filters, name: kept}
    return replace(
        request,
        filters={key: chosen for key, chosen in filters.items() if chosen},
        page=1,
    )


def _pairs(request: Request) -> Iterator[tuple[str, str]]:
    if request.q:
        yield "q", request.q
    filters = request.filters
    for name in (name for name in FACET_NAMES if name in filters):
        yield from ((name, value) for value in filters[name])
    yield from (("all", name) for name in sorted(request.all_of))
    if request.count is not Count.ITEMS:
        yield "count", request.count
    if request.sort is not Sort.RELEVANCE:
        yield "sort", request.sort
    if request.page != 1:
        yield "page", str(request.page)
    if request.version is not None:
        yield "v", str(request.version)
    if request.imagined is not None:
        yield "imagined", str(int(request.imagined))


def _last(parameters: QueryDict, name: str) -> str:
    return str(parameters.get(name) or "")


def _filters(parameters: QueryDict) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in FACET_NAMES:
        values = dict.fromkeys(str(v).strip() for v in parameters.getlist(name))
        chosen = tuple(value for value in values if value)
        if chosen:
            yield name, chosen


def _names(
    parameters: QueryDict, parameter: str, allowed: frozenset[str]
) -> Iterator[str]:
    for name in parameters.getlist(parameter):
        if name not in allowed:
            raise AddressError(
                _("“%(parameter)s=%(name)s”: there is no such filter to choose.")
                % {"parameter": parameter, "name": name}
            )
        yield str(name)


def _choice(parameters: QueryDict, name: str, default: _Choice) -> _Choice:
    asked = _last(parameters, name) or default
    choices = list(type(default))
    if asked not in choices:
        raise AddressError(
            _("“%(name)s=%(asked)s” cannot be read: it must be one of %(choices)s.")
            % {"name": name, "asked": asked, "choices": ", ".join(choices)}
        )
    return type(default)(asked)


def _number(parameters: QueryDict, name: str) -> int | None:
    asked = _last(parameters, name)
    if not asked:
        return None
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MAX_DIGITS
    if not is_number or int(asked) == 0:
        raise AddressError(
            _("“%(name)s=%(asked)s” cannot be read: it must be a number from 1.")
            % {"name": name, "asked": asked}
        )
    return int(asked)


def _imagined(parameters: QueryDict) -> bool | None:
    asked = _last(parameters, "imagined")
    if asked not in {"", "0", "1"}:
        raise AddressError(
            _("“imagined=%(asked)s” cannot be read: it must be 1 or 0.")
            % {"asked": asked}
        )
    return bool(int(asked)) if asked else None
