"""The matrix of a review, in Word and in Excel."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from upr.exchange.matrix_excel import excel
from upr.exchange.matrix_shape import Look, Row
from upr.exchange.matrix_word import word
from upright.archive import queries as archive
from upright.archive import review_queries
from upright.archive.models import Document
from upright.explore import addresses, review_matrix
from upright.explore.citations import symbol_stem
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, site_of
from upright.explore.review_matrix import Group, Wanted

_Write = Callable[[Iterable[Row], Look, date | None], bytes]
_OFFICE = "application/vnd.openxmlformats-officedocument."


def _word(rows: Iterable[Row], look: Look, day: date | None) -> bytes:
    del day  # python-docx dates a file by its template
    return word(rows, look)


FORMATS: Mapping[str, tuple[_Write, str]] = {
    "docx": (_word, f"{_OFFICE}wordprocessingml.document"),
    "xlsx": (excel, f"{_OFFICE}spreadsheetml.sheet"),
}


@page
def matrix(request: HttpRequest, symbol: str) -> HttpResponse:
    """Give the matrix of a report, to be filled in with what is done about it."""
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    write, media_type, ending = _format(request.GET)
    wanted = _wanted(request.GET)
    found = archive.document(symbol, version)
    if found is None or not found.items:
        raise Http404(
            _("There is no report %(symbol)s with recommendations in this archive.")
            % {"symbol": symbol}
        )
    themes = review_queries.classifications_of(found.document, version)
    rows = review_matrix.rows(found, themes, wanted)
    shown = version or newest
    address = f"{site_of(request)}{found.document.get_absolute_url()}?v={shown}"
    look = review_matrix.look(_title(found.document), _note(address, shown), wanted)
    response = HttpResponse(
        write(rows, look, found.document.date), content_type=media_type
    )
    name = f"upright-matrix-{symbol_stem(found.document.symbol)}-v{shown}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _title(document: Document) -> str:
    state = document.state.name if document.state else document.title
    return _("Universal Periodic Review of %(state)s: recommendations (%(symbol)s)") % {
        "state": state,
        "symbol": document.symbol,
    }


def _note(address: str, version: int) -> str:
    return _("Upright, data version %(version)d: %(address)s") % {
        "version": version,
        "address": address,
    }


def _format(asked: QueryDict) -> tuple[_Write, str, str]:
    ending = str(asked.get("format") or "docx")
    if ending not in FORMATS:
        raise _cannot("format", ending, FORMATS)
    return (*FORMATS[ending], ending)


def _wanted(asked: QueryDict) -> Wanted:
    only, group = str(asked.get("only") or ""), str(asked.get("group") or "")
    direction = str(asked.get("dir") or "")
    if only not in {"", "supported"}:
        raise _cannot("only", only, ["supported"])
    if group not in list(Group):
        raise _cannot("group", group, [one.value for one in Group if one])
    if direction not in {"", "ltr", "rtl"}:
        raise _cannot("dir", direction, ["ltr", "rtl"])
    is_rtl = direction == "rtl" if direction else get_language_bidi()
    return Wanted(only == "supported", Group(group), is_rtl)


def _cannot(name: str, value: str, choices: Iterable[str]) -> addresses.AddressError:
    return addresses.AddressError(
        _("“%(name)s=%(asked)s” cannot be read: it must be one of %(choices)s.")
        % {"name": name, "asked": value[:40], "choices": ", ".join(choices)}
    )
