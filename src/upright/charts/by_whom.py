"""Charts of who recommends to whom."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.reference.organisations import ORGANISATIONS
from upr.reference.states import REGIONAL_GROUPS
from upright.charts.asking import Asked, counted, crossed, names_of
from upright.charts.by_time import unit_explained, unit_words
from upright.charts.figures import Figure, Filters, Shape, Text

MOST_STATES: Final = 15  # beside one another
BY: Final[Mapping[str, str | Promise]] = {
    "regional_group": gettext_lazy("Regional groups"),
    "organisation": gettext_lazy("Organisations"),
    "state": gettext_lazy("The chosen States"),
}


def flows(asked: Asked) -> Figure:
    """Return who recommends to whom: by groups, organisations, or chosen States.

    States are the chosen ones of both sides; those that are not chosen are the largest.
    """
    facet = asked.choices.get("by", "regional_group")
    giver = f"recommending_{facet}"
    givers, reviewed = _codes(asked, facet, giver)
    narrowed: list[Filters] = [{facet: (code,)} for code in reviewed]
    found = counted(asked, narrowed or [{}], (giver,))
    values = crossed(found, (facet, reviewed), (giver, givers)) if narrowed else ()
    return Figure(
        key="flows",
        shape=Shape.MATRIX,
        unit=asked.unit,
        text=Text(
            title=_("Who recommends to whom"),
            counted=unit_explained(asked),
            formula=_(
                "For each pair the number that a State of the line recommends to a "
                "State of the column. Memberships in organisations are those of the "
                "day of the review, regional groups those of today."
            ),
            source=_("Reports of the Working Group."),
            group_title=_("Recommending"),
            value_title=_("%(unit)s, by who was under review")
            % {"unit": unit_words(asked)},
            notes=_overlaps(facet),
        ),
        groups=names_of(giver, givers),
        series=names_of(facet, reviewed),
        values=tuple(values),
        version=found.version,
        imagined=found.imagined,
        about=asked.about,
    )


def _codes(asked: Asked, facet: str, giver: str) -> tuple[list[str], list[str]]:
    """The lines and the columns: what is chosen, or everything there is."""
    chosen = asked.request.filters
    lines, columns = list(chosen.get(giver, ())), list(chosen.get(facet, ()))
    if facet == "regional_group":
        every = [code for code in REGIONAL_GROUPS if code != "observer"]
        return lines or every, columns or every
    found = counted(asked, [{}], (facet, giver))
    return (
        (lines or _largest(found.by(0, giver)))[:MOST_STATES],
        (columns or _largest(found.by(0, facet)))[:MOST_STATES],
    )


def _largest(numbers: Mapping[str, int]) -> list[str]:
    known = [code for code in numbers if code]
    ordered = sorted(known, key=lambda code: (-numbers[code], code))[:MOST_STATES]
    return [code for code in ORGANISATIONS if code in ordered] or ordered


def _overlaps(facet: str) -> Sequence[str]:
    if facet == "organisation":
        return [
            _(
                "A State can belong to several organisations, and to none: lines do "
                "not add up to the whole."
            )
        ]
    return [
        _(
            "An item by States of several lines counts once in each of them: lines "
            "can add up to more than the whole."
        )
    ]
