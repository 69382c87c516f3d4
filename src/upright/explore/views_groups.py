"""The page of a regional group or an organisation."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from upright.explore import (
    addresses,
    answers,
    chart_page,
    compare_page,
    group_page,
    pages,
    state_issues,
)
from upright.explore.freshness import data_version_of
from upright.explore.group_page import Group
from upright.explore.pages import page, show
from upright.explore.permanence import is_behind, permanent
from upright.explore.state_page import MOST
from upright.search.queries import Request


@page
def group(request: HttpRequest, code: str) -> HttpResponse:
    """Show a group as its members were reviewed, and as they recommended."""
    known = group_page.find(code)
    if known is None:
        raise Http404(compare_page.no_group(code))
    imagined = known.is_imagined
    is_imagined = pages.scope(request) if imagined is None else imagined
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=is_imagined or None)
    context = _shown(request, known, asked, is_imagined)
    return show(request, "explore/group.html", context)


def _shown(
    request: HttpRequest, known: Group, asked: Request, is_imagined: bool
) -> dict[str, Any]:
    (reviewed, recommending), found = answers.sides(
        [known.reviewed, known.recommending],
        (*group_page.FACETS, *state_issues.FACETS),
        asked,
    )
    things = [compare_page.group_thing(known)]
    scope = is_imagined if known.is_regional else None
    return {
        "room": "states",
        "group": known,
        "members": group_page.members(
            known, is_imagined, (reviewed, recommending), asked.version
        ),
        **answers.as_reviewed(reviewed, MOST),
        **answers.as_recommending(recommending, MOST),
        "by_cycle": reviewed.lines("cycle"),
        **state_issues.shown(reviewed, recommending),
        "compare": compare_page.address(things, asked.version, scope),
        "charts": chart_page.several(
            ("positions", "top-issues"),
            replace(asked, filters=known.reviewed),
            data_version_of(request),
        ),
        "is_imagined": is_imagined,
        "version": asked.version,
        "is_behind": is_behind(request, asked, found),
        **permanent(request, found, scope),
    }
