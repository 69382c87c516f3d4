"""The pages of documents, and their files."""

import re
from datetime import date
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.records import DocumentKind
from upright.archive import history_queries
from upright.archive import queries as archive
from upright.archive.models import Document, DocumentPart, DocumentVersion
from upright.archive.queries import DocumentPage
from upright.calendar import queries as calendar
from upright.explore import addresses, changed_positions, document_page, labels
from upright.explore.countdown_page import card_ahead
from upright.explore.day_pages import day_page
from upright.explore.freshness import data_version_of, keep_for_ever
from upright.explore.item_parts import title_of
from upright.explore.pages import page, scope, show, site_of
from upright.explore.results import Download, downloads_of
from upright.explore.review_matrix import Offer
from upright.search.queries import Request

PAGE_SIZE = 50
PDF = "application/pdf"
SAFE_MEDIA_TYPES = frozenset(
    {PDF, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
)
# A file is never a page of ours: it may load nothing and run nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@page
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents, newest first."""
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    is_imagined = scope(request)
    paginator = Paginator(archive.documents(is_imagined, version), PAGE_SIZE)
    number = addresses.page_number(request.GET)
    try:
        listed = paginator.page(number)
    except EmptyPage as error:
        raise Http404(_("The list of documents has no such page.")) from error
    context = {
        "room": "documents",
        "rows": [
            document_page.row_of(row)
            for row in archive.counted(listed.object_list, version)
        ],
        "total": paginator.count,
        "is_imagined": is_imagined and paginator.count > 0,
        "version": version,
        "previous_address": _turned(request, number - 1) if number > 1 else "",
        "next_address": _turned(request, number + 1) if listed.has_next() else "",
    }
    return show(request, "explore/documents.html", context)


def _turned(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"{request.path}?{parameters.urlencode()}"


@day_page
def document(request: HttpRequest, day: date, symbol: str) -> HttpResponse:
    """Show a document with everything read in it."""
    newest = data_version_of(request)
    version = addresses.version(request.GET, newest)
    found = _found(symbol, version)
    query = f"?v={version}" if version else ""
    if found.document.symbol != symbol:
        address = reverse("document", args=[found.document.symbol])
        return redirect(address + query, permanent=True)
    path = f"{request.path}?v={version or newest}"
    context = {
        "room": "documents",
        "shown": {
            **_read(found, version, query),
            "downloads": _downloads(found, version or newest),
            "matrix": found.items and Offer(found.document.symbol, version),
            "permanent": site_of(request) + path,
            "permanent_path": path,
        },
        "is_imagined": found.document.is_imagined,
        "version": version,
    }
    if version is None and found.document.state_id:
        review = calendar.coming_review(found.document.state_id, day)
        context["card"] = card_ahead(review, day)
    return show(request, "explore/document.html", context)


def _found(symbol: str, version: int | None) -> DocumentPage:
    found = archive.document(symbol, version)
    if found is None:
        raise Http404(_missing(symbol, version))
    return found


def _missing(symbol: str, version: int | None) -> str:
    if version is None:
        return _("There is no document %(symbol)s in this archive.") % {
            "symbol": symbol
        }
    return _("Data version %(version)d has no document %(symbol)s.") % {
        "version": version,
        "symbol": symbol,
    }


def _read(found: DocumentPage, version: int | None, query: str) -> dict[str, Any]:
    """Return what was read in a document, by the names of the template."""
    states = archive.states(found.document.is_imagined)
    names = {code: state.name for code, state in states.items()}
    symbols = archive.archived(document_page.related(found.document), version)
    linked = {one: reverse("document", args=[one]) + query for one in symbols}
    items = document_page.listed(found)
    kinds = DocumentPart.Kind
    return {
        "symbol": found.document.symbol,
        "heading": document_page.heading_of(found.document),
        "title": title_of(found.document),
        "kind_label": labels.kind(found.document.kind),
        "is_paper": not items,
        "is_addendum": found.document.kind == DocumentKind.ADDENDUM,
        "figures": list(document_page.figures(found, items, version)) if items else (),
        "positions": list(document_page.positions(found, items, version)),
        **_history(found, version, query),
        "facts": list(document_page.facts(found, names, linked)),
        "versions": list(document_page.versions(found)),
        "checks": list(document_page.checks(found)),
        "blocks": list(document_page.blocks(found, items, query)),
        "pledges": list(document_page.parts(found, kinds.PLEDGE, query)),
        "comments": list(document_page.parts(found, kinds.COMMENT, query)),
        "leftovers": list(document_page.parts(found, kinds.LEFTOVER, query)),
    }


def _history(found: DocumentPage, version: int | None, query: str) -> dict[str, Any]:
    """Return what changed since a report, or what a later paper says of reports."""
    row = found.document
    groups = changed_positions.changed(row, found.items, query)
    given = history_queries.said_by(row, version) if not found.items else ()
    return {
        "changed": groups,
        "changed_count": changed_positions.count_changed(groups),
        "said": list(changed_positions.said(given, query)),
    }


def _downloads(found: DocumentPage, version: int) -> tuple[Download, ...]:
    if not found.items:
        return ()
    return downloads_of(
        Request(
            filters={"document": (found.document.symbol,)},
            version=version,
            imagined=found.document.is_imagined or None,
        )
    )


@page
def document_file(request: HttpRequest, symbol: str) -> HttpResponseBase:
    """Give the file as it came, the one asked for by `sha256` or the one read."""
    found = archive.find_document(symbol)
    if found is None:
        raise Http404(_missing(symbol, None))
    asked = request.GET.get("sha256", "")
    version = _version(found, asked)
    is_pdf = version.media_type == PDF
    is_safe = version.media_type in SAFE_MEDIA_TYPES
    response = FileResponse(
        version.file.open("rb"),
        content_type=version.media_type if is_safe else "application/octet-stream",
        as_attachment=not is_pdf,
        filename=_file_name(found.symbol, version.name),
    )
    response["ETag"] = f'"{version.sha256}"'
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if asked:
        keep_for_ever(response)
    return response


def _version(document: Document, sha256: str) -> DocumentVersion:
    reading = document.current_reading
    wanted = sha256 or (reading.version.sha256 if reading else "")
    for version in document.versions.all():
        if version.sha256 == wanted:
            return version
    raise Http404(
        _("There is no such file of %(symbol)s.") % {"symbol": document.symbol}
    )


def _file_name(symbol: str, name: str) -> str:
    """Return a name made of the symbol; of the name it came with, only the ending."""
    stem = re.sub(r"[^A-Za-z0-9.]+", "-", symbol).strip("-.")
    ending = name.rpartition(".")[2].lower()
    return f"{stem}.{ending}" if ending in {"pdf", "docx"} else stem
