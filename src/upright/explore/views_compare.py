"""States and groups side by side."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from upr.reference.sessions import CYCLES
from upright.explore import (
    addresses,
    answers,
    compare_page,
    compare_subjects,
    pages,
)
from upright.explore.compare_page import Compared, Thing, UnknownCodeError
from upright.explore.figure_files import Cells, counts_of, csv_file
from upright.explore.freshness import data_version_of
from upright.explore.pages import page, show
from upright.explore.permanence import is_behind, permanent
from upright.search.queries import Breakdowns, Request

COLUMNS = (
    "code",
    "name",
    "side",
    "cycle",
    "items",
    "supported",
    "noted",
    "pending",
    "share_supported",
)


class _Asked(NamedTuple):
    """What is to be compared, and in which scope and version."""

    things: Sequence[Thing]
    request: Request
    is_imagined: bool


@page
def compare(request: HttpRequest) -> HttpResponse:
    """Compare any States and groups, or offer them."""
    things, asked, is_imagined = _asked(request)
    states, groups = compare_page.choices(is_imagined)
    context: dict[str, Any] = {
        "room": "states",
        "things": things,
        "chosen": list(compare_page.chosen(things, asked.version, asked.imagined)),
        "states": states,
        "groups": groups,
        "imagined": request.GET.get("imagined", ""),
        "is_imagined": is_imagined,
        "version": asked.version,
    }
    if things:
        rows, found = _compared(things, asked)
        file = compare_page.address(things, found.version, asked.imagined)
        context |= {
            "reviewed": [row.reviewed for row in rows],
            "recommending": [row.recommending for row in rows],
            "cycles": list(CYCLES),
            "by_cycle": [(row.reviewed, row.cycles) for row in rows],
            **_subjects(things, rows),
            "is_behind": is_behind(request, asked, found),
            "download": file.replace(reverse("compare"), reverse("compare-file")),
            **permanent(request, found, asked.imagined),
        }
    return show(request, "explore/compare.html", context)


@page
def compare_file(request: HttpRequest) -> HttpResponse:
    """Give the figures of a comparison as CSV."""
    things, asked, _is_imagined = _asked(request)
    if not things:
        raise Http404(_("Nothing is chosen to be compared."))
    rows, found = _compared(things, asked)
    path = compare_page.address(things, found.version, asked.imagined)
    said = (_("States and groups compared, by items"), path, found.version)
    return csv_file(request, said, COLUMNS, _rows(things, rows))


def _asked(request: HttpRequest) -> _Asked:
    try:
        things = compare_page.read(request.GET)
    except UnknownCodeError as error:
        raise Http404(str(error)) from error
    said = compare_page.scope_of(things)
    is_imagined = pages.scope(request) if said is None else said
    version = addresses.version(request.GET, data_version_of(request))
    asked = Request(version=version, imagined=is_imagined or None)
    return _Asked(things, asked, is_imagined)


def _compared(
    things: Sequence[Thing], asked: Request
) -> tuple[list[Compared], Breakdowns]:
    reviewed, found = answers.sides(
        [one.reviewed for one in things], ("cycle", *compare_subjects.FACETS), asked
    )
    recommending, _found = answers.sides(
        [one.recommending for one in things], (), asked, at=found.version
    )
    return compare_page.compared(things, reviewed, recommending), found


def _subjects(things: Sequence[Thing], rows: Sequence[Compared]) -> dict[str, Any]:
    names, sides = [one.name for one in things], [row.side for row in rows]
    return {
        "names": names,
        "by_issue": compare_subjects.rows(names, sides, "issue"),
        "by_action": compare_subjects.rows(names, sides, "action"),
    }


def _rows(things: Sequence[Thing], rows: Sequence[Compared]) -> Iterator[Cells]:
    for thing, row in zip(things, rows, strict=True):
        named = (thing.code, thing.name)
        lines = [
            ("reviewed", "", row.reviewed),
            *(("reviewed", *one) for one in zip(CYCLES, row.cycles, strict=True)),
            ("recommending", "", row.recommending),
        ]
        for side, cycle, line in lines:
            yield *named, side, cycle, line.items.count, *counts_of(line.counts)
