"""States and groups side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from upr.reference.sessions import CYCLES
from upright.explore import addresses, answers, compare_page, pages
from upright.explore.compare_page import Thing, UnknownCodeError
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, show
from upright.explore.permanence import is_behind, permanent
from upright.search.queries import Request


@page
def compare(request: HttpRequest) -> HttpResponse:
    """Compare any States and groups, or offer them."""
    try:
        things = compare_page.read(request.GET)
    except UnknownCodeError as error:
        raise Http404(str(error)) from error
    said = compare_page.scope_of(things)
    is_imagined = pages.scope(request) if said is None else said
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=is_imagined or None)
    states, groups = compare_page.choices(is_imagined)
    context = {
        "room": "states",
        "things": things,
        "chosen": list(compare_page.chosen(things, version, asked.imagined)),
        "states": states,
        "groups": groups,
        "imagined": request.GET.get("imagined", ""),
        "is_imagined": is_imagined,
        "version": version,
    }
    if things:
        context |= _compared(request, things, asked)
    return show(request, "explore/compare.html", context)


def _compared(
    request: HttpRequest, things: list[Thing], asked: Request
) -> dict[str, Any]:
    reviewed, found = answers.sides([one.reviewed for one in things], ("cycle",), asked)
    recommending, _found = answers.sides(
        [one.recommending for one in things], (), asked, at=found.version
    )
    rows = compare_page.compared(things, reviewed, recommending)
    return {
        "reviewed": [row.reviewed for row in rows],
        "recommending": [row.recommending for row in rows],
        "cycles": list(CYCLES),
        "by_cycle": [(row.reviewed, row.cycles) for row in rows],
        "is_behind": is_behind(request, asked, found),
        **permanent(request, found, asked.imagined),
    }
