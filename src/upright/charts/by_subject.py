"""Charts of what is asked: action categories and issues, as they were coded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.issues import ISSUES
from upr.reference.states import REGIONAL_GROUPS
from upright.charts.asking import Asked, Counted, counted, names_of
from upright.charts.by_time import unit_explained
from upright.charts.figures import Figure, Filters, Name, Shape, Text, Unit, Value

MOST_LINES: Final = 6  # issues whose lines can be told apart
MOST_ISSUES: Final = 10
ANY_ISSUE: Final[Filters] = {"issue": tuple(ISSUES)}


def actions(asked: Asked) -> Figure:
    """Return the share of each action category in what each region recommends."""
    ranks = [str(rank) for rank in sorted(ACTION_CATEGORIES)]
    facet = "recommending_regional_group"
    chosen = asked.request.filters.get(facet, ())
    every = [code for code in REGIONAL_GROUPS if code != "observer"]
    codes = list(chosen) or every
    narrowed: list[Filters] = [{"action": (rank,)} for rank in ranks]
    found = counted(asked, narrowed, (facet,))
    return Figure(
        key="actions",
        shape=Shape.SHARES,
        unit=Unit.SHARE,
        text=Text(
            title=_("What kind of action each region asks for"),
            counted=unit_explained(asked),
            formula=_(
                "For each category its number / the numbers of all five, within what "
                "States of a region recommend. What is not coded is not counted."
            ),
            source=_("Action categories after Edward R. McMahon, coded by a model."),
            group_title=_("Regional group of the recommending State"),
            value_title=_("Share of what is coded"),
        ),
        groups=names_of(facet, codes),
        series=names_of("action", ranks),
        values=tuple(_action_shares(found, facet, codes, ranks)),
        version=found.version,
        imagined=found.imagined,
        about=asked.about,
        palette="levels",
    )


def _action_shares(
    found: Counted, facet: str, codes: Sequence[str], ranks: Sequence[str]
) -> Iterator[Value]:
    for code in codes:
        numbers = [found.by(place, facet).get(code, 0) for place in range(len(ranks))]
        whole = sum(numbers)
        for rank, count in zip(ranks, numbers, strict=True):
            filters = {"action": (rank,), facet: (code,)}
            share = count / whole if whole else None
            yield Value(code, rank, share, count, whole, filters)


def issues_over_time(asked: Asked) -> Figure:
    """Return which share of each year's recommendations touches each issue."""
    filters = {n: v for n, v in asked.request.filters.items() if n != "issue"}
    every = replace(asked, request=replace(asked.request, filters=filters))
    whole = counted(every, [ANY_ISSUE], ("issue", "year"))
    codes = _chosen_issues(asked, whole)
    at = replace(asked, request=replace(asked.request, version=whole.version or None))
    narrowed: list[Filters] = [{"issue": (code,)} for code in codes]
    found = counted(at, narrowed or [{}], ("year",))
    years = _years(whole)
    return Figure(
        key="issues",
        shape=Shape.LINES,
        unit=Unit.SHARE,
        text=Text(
            title=_("Issues over time"),
            counted=unit_explained(asked),
            formula=_(
                "For each issue and year the number coded with the issue / the number "
                "of that year coded with any. One with several counts under each."
            ),
            source=_("Issues as coded by a model, after the list of UPR Info."),
            group_title=_("Year of the review"),
            value_title=_("Share of what has an issue"),
        ),
        groups=tuple(Name(year, year) for year in years),
        series=names_of("issue", codes),
        values=tuple(_year_shares(found, whole, codes, years)),
        version=whole.version,
        imagined=whole.imagined,
        about=asked.about,
        palette="lines",
        is_time=True,
    )


def _chosen_issues(asked: Asked, whole: Counted) -> list[str]:
    chosen = asked.request.filters.get("issue", ())
    return list(chosen or _most(whole.by(0, "issue"), MOST_LINES))[:MOST_LINES]


def _years(whole: Counted) -> list[str]:
    met = [int(year) for year in whole.by(0, "year")]
    return [str(year) for year in range(min(met), max(met) + 1)] if met else []


def _year_shares(
    found: Counted, whole: Counted, codes: Sequence[str], years: Sequence[str]
) -> Iterator[Value]:
    of_year = whole.by(0, "year")
    for place, code in enumerate(codes):
        for year in years:
            count, total = found.by(place, "year").get(year, 0), of_year.get(year, 0)
            filters = {"issue": (code,), "year": (year,)}
            share = count / total if total else None
            yield Value(year, code, share, count, total, filters)


def top_issues(asked: Asked) -> Figure:
    """Return what is asked most here, beside how often it is asked of everybody."""
    world = replace(asked.request, q="", filters={})
    chosen = {} if asked.request.filters.get("issue") else ANY_ISSUE
    own = counted(asked, [chosen], ("issue",))
    every = counted(
        Asked(replace(world, version=own.version or None, imagined=own.imagined)),
        [ANY_ISSUE],
        ("issue",),
    )
    codes = _most(own.by(0, "issue"), MOST_ISSUES)
    return Figure(
        key="top-issues",
        shape=Shape.PAIRS,
        unit=Unit.SHARE,
        text=Text(
            title=_("What is asked most, beside the world"),
            counted=unit_explained(asked),
            formula=_(
                "For each issue the number coded with it / the number coded with any. "
                "One with several issues counts under each of them."
            ),
            source=_("Issues as coded by a model, after the list of UPR Info."),
            group_title=_("Issue"),
            value_title=_("Share of what has an issue"),
        ),
        groups=names_of("issue", codes),
        series=(
            Name("own", asked.about or _("Everything")),
            Name("world", _("Every State")),
        ),
        values=tuple(_beside(own, every, codes)),
        version=own.version,
        imagined=own.imagined,
        about=asked.about,
        palette="pair",
    )


def _beside(own: Counted, every: Counted, codes: Sequence[str]) -> Iterator[Value]:
    for series, found in (("own", own), ("world", every)):
        total = _total(found)
        for code in codes:
            count = found.by(0, "issue").get(code, 0)
            share = count / total if total else None
            filters = {"issue": (code,)}
            is_alone = series == "world"
            yield Value(code, series, share, count, total, filters, is_alone)


def _total(found: Counted) -> int:
    """Everything that has an issue."""
    totals = found.each[0].totals
    return totals.attributions if found.each[0].attributions else totals.items


def _most(numbers: Mapping[str, int], most: int) -> list[str]:
    ordered = sorted(Counter(numbers).items(), key=lambda one: (-one[1], one[0]))
    return [code for code, _number in ordered[:most]]
