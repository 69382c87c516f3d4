"""Repeats: of a recommendation or a draft, and what a State was asked again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.states import STATES, State
from upright.archive import queries as archive
from upright.explore import addresses, compare_page, repeats_page, state_repeats
from upright.explore.answers import query_of
from upright.explore.figure_files import csv_file
from upright.explore.freshness import data_version_of
from upright.explore.item_codings import draft_codings
from upright.explore.pages import page, show
from upright.explore.permanence import is_behind, permanent
from upright.search.queries import Request
from upright.search.repeats import Again, asked_again_of, repeats


@page
def repeated(request: HttpRequest) -> HttpResponse:
    """Show what asks the same as a recommendation, or as a draft."""
    asked = repeats_page.read(request.GET, data_version_of(request))
    is_imagined = asked.imagined
    if is_imagined is None:
        is_imagined = not archive.has_real_documents()
    context: dict[str, Any] = {
        "room": "search",
        "asked": asked,
        "most": repeats_page.MOST_DRAFT,
        "choices": repeats_page.choices(is_imagined),
        "is_imagined": is_imagined,
        "version": asked.version,
    }
    if asked.asked is None:
        return show(request, "explore/repeats.html", context)
    found = repeats(asked.wanted(asked.asked))
    context |= {
        "wanted": asked.asked,
        "grounds": list(repeats_page.grounds(asked, found, request.GET)),
        "state_address": repeats_page.state_address(asked.state),
        "not_of": repeats_page.not_of(asked, found),
        "parts": repeats_page.parts_of(asked.draft) if asked.draft else [],
        "names": repeats_page.names_in(asked.draft),
        "coded": draft_codings(
            asked.draft, Request(imagined=is_imagined or None, version=asked.version)
        )
        if asked.draft
        else None,
        "is_behind": is_behind(request, Request(version=asked.version), found),
        **permanent(request, found),
    }
    return show(request, "explore/repeats.html", context)


@page
def asked_again(request: HttpRequest, iso3: str) -> HttpResponse:
    """Show what a State was asked again across the cycles of its reviews."""
    known = _state(iso3)
    if known.iso3 != iso3:
        address = reverse("state-repeats", args=[known.iso3])
        return redirect(f"{address}?{request.GET.urlencode()}".rstrip("?"))
    asking = state_repeats.read(request.GET)
    version = addresses.version(request.GET, data_version_of(request))
    again = _again(known, version)
    groups = state_repeats.wanted_groups(again, asking)
    parameters = request.GET.copy()
    parameters["v"] = str(again.version)
    file = reverse("state-repeats-file", args=[known.iso3])
    context = {
        "room": "states",
        "code": known.iso3,
        "name": known.name,
        "again": again,
        "before": state_repeats.before(again),
        "cycles": sorted(again.before),
        "groups": list(state_repeats.shown(groups, asking, version)),
        "group_count": len(groups),
        "options": state_repeats.options(again, asking),
        "is_narrowed": len(groups) < len(again.groups),
        "download": f"{file}?{parameters.urlencode()}" if groups else "",
        "is_imagined": known.is_imagined,
        "version": version,
        "is_behind": is_behind(request, Request(version=version), again),
        **permanent(request, again),
    }
    return show(request, "explore/state_repeats.html", context)


@page
def asked_again_part(request: HttpRequest, iso3: str) -> HttpResponse:
    """Give the section of a State's own page, for the page to take in."""
    known = _state(iso3)
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=known.is_imagined)
    newest = data_version_of(request)
    again = state_repeats.again_shown(known.iso3, asked, version or newest)
    return render(request, "explore/state/_repeats.html", {"again": again})


@page
def asked_again_file(request: HttpRequest, iso3: str) -> HttpResponse:
    """Give what a State was asked again as CSV."""
    known = _state(iso3)
    asking = state_repeats.read(request.GET)
    version = addresses.version(request.GET, data_version_of(request))
    again = _again(known, version)
    groups = state_repeats.wanted_groups(again, asking)
    words = _(
        "what %(state)s was asked again, by groups of the same or nearly the same"
    )
    path = reverse("state-repeats", args=[known.iso3]) + query_of(again.version)
    return csv_file(
        request,
        (words % {"state": known.name}, path, again.version),
        state_repeats.COLUMNS,
        state_repeats.rows(groups, asking),
    )


def _state(iso3: str) -> State:
    known = STATES.get(iso3.upper())
    if known is None:
        raise Http404(compare_page.no_state(iso3))
    return known


def _again(state: State, version: int | None) -> Again:
    return asked_again_of(state.iso3, version, state.is_imagined)
