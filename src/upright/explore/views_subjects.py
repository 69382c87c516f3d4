"""Issues, Sustainable Development Goals, groups of persons, categories of action."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from upright.explore import (
    addresses,
    answers,
    chart_page,
    pages,
    subject_page,
    subjects,
)
from upright.explore.figure_files import Cells, counts_of, csv_file
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, show, site_of
from upright.explore.permanence import is_behind, permanent
from upright.explore.subject_page import Listed
from upright.explore.subjects import Subject
from upright.search.queries import Request

COLUMNS = (
    "code",
    "name",
    "items",
    "attributions",
    "supported",
    "noted",
    "pending",
    "share_supported",
)


class _Asked(NamedTuple):
    """In which scope and version, and whether certain codings alone count."""

    request: Request
    is_imagined: bool
    certain: bool


@page
def subject_list(request: HttpRequest, facet: str) -> HttpResponse:
    """List every subject of a kind with its figures."""
    kind = subjects.KINDS[facet]
    asked = _asked(request)
    rows, coded, found = subject_page.listed(kind, asked.request, asked.certain)
    words = request.GET.get("q", "").strip()
    file = reverse(f"{facet}-subjects-file") + _query(request, found.version, asked)
    context = {
        **_both(request, asked),
        "kind": kind,
        "rows": subject_page.narrowed(rows, words),
        "words": words,
        "total": len(rows),
        "coded": coded,
        "download": file,
        "is_behind": is_behind(request, asked.request, found),
        **permanent(request, found, asked.is_imagined),
    }
    return show(request, "explore/subjects.html", context)


@page
def subject_file(request: HttpRequest, facet: str) -> HttpResponse:
    """Give the figures of every subject of a kind as CSV."""
    kind = subjects.KINDS[facet]
    asked = _asked(request)
    rows, _coded, found = subject_page.listed(kind, asked.request, asked.certain)
    path = kind.address() + _query(request, found.version, asked)
    words = _("%(kind)s, by items and attributions") % {"kind": kind.many}
    if asked.certain:
        words = _("%(words)s, certain codings only") % {"words": words}
    return csv_file(request, (words, path, found.version), COLUMNS, _cells(rows))


def _cells(rows: Sequence[Listed]) -> Iterator[Cells]:
    for row in rows:
        yield (
            row.subject.value,
            row.subject.name,
            row.line.items.count,
            row.attributions.count,
            *counts_of(row.line.counts),
        )


@page
def subject(request: HttpRequest, facet: str, value: str) -> HttpResponse:
    """Show what was recommended on a subject, and how it was answered."""
    known = subjects.find(facet, value)
    if known is None:
        kind = subjects.KINDS[facet]
        raise Http404(
            _("%(kind)s: there is none called “%(value)s”. See the list of all.")
            % {"kind": kind.many, "value": value[:60]}
        )
    asked = _asked(request)
    context, found = subject_page.shown(known, asked.request, asked.certain)
    context |= {
        **_both(request, asked),
        "subject": known,
        "charts": _charts(known, asked, data_version_of(request)),
        "kind": known.kind,
        "is_behind": is_behind(request, asked.request, found),
        **permanent(request, found, asked.is_imagined),
    }
    return show(request, "explore/subject.html", context)


def _charts(known: Subject, asked: _Asked, newest: int) -> list[chart_page.Shown]:
    filters = {**known.filters, **subject_page.filters_of(asked.certain)}
    keys = ("issues", "actions") if known.kind.facet == "issue" else ("sessions",)
    return chart_page.several(keys, replace(asked.request, filters=filters), newest)


def _both(request: HttpRequest, asked: _Asked) -> dict[str, Any]:
    """What both kinds of page say."""
    return {
        "room": "issues",
        "kinds": list(subjects.KINDS.values()),
        "certain": asked.certain,
        "every_address": _address(request, certain=False),
        "certain_address": _address(request, certain=True),
        "canonical": site_of(request) + request.path,
        "kept": answers.query_of(asked.request.version, asked.request.imagined),
        "is_imagined": asked.is_imagined,
        "version": asked.request.version,
    }


def _asked(request: HttpRequest) -> _Asked:
    said = request.GET.get("coding", "")
    if said not in {"", "certain"}:
        raise addresses.AddressError(
            _("“coding=%(said)s” cannot be read: it must be “certain”, or nothing.")
            % {"said": said[:40]}
        )
    is_imagined = pages.scope(request)
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=is_imagined or None)
    return _Asked(asked, is_imagined, said == "certain")


def _address(request: HttpRequest, certain: bool) -> str:
    parameters = request.GET.copy()
    parameters.pop("coding", None)
    if certain:
        parameters["coding"] = "certain"
    written = parameters.urlencode()
    return f"{request.path}?{written}" if written else request.path


def _query(request: HttpRequest, version: int, asked: _Asked) -> str:
    query = answers.query_of(version, asked.request.imagined)
    if not asked.certain:
        return query
    return f"{query}&coding=certain" if query else "?coding=certain"
