"""What recommendations are about, as they are coded, each with a page of its own.

Four kinds: issues, Sustainable Development Goals, groups of persons, and categories of
the action asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.groups import DIHR
from upr.reference.issues import ISSUES
from upr.reference.sdg import GOALS
from upright.explore.labels import Label
from upright.explore.paths import path_to


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject, and the scheme it is coded by."""

    facet: str
    one: Label
    many: Label
    scheme: Label  # whose scheme it is, as a sentence

    def address(self) -> str:
        """The address of the list of all its subjects."""
        return path_to(f"{self.facet}-subjects")


KINDS: Final[Mapping[str, Kind]] = {
    kind.facet: kind
    for kind in (
        Kind(
            "issue",
            gettext_lazy("Issue"),
            gettext_lazy("Issues"),
            gettext_lazy(
                "The 54 issues are those of UPR Info; a recommendation has one or "
                "several."
            ),
        ),
        Kind(
            "goal",
            gettext_lazy("Sustainable Development Goal"),
            gettext_lazy("Sustainable Development Goals"),
            gettext_lazy(
                "The 17 Goals and 169 targets of the 2030 Agenda; most recommendations "
                "touch one, some several or none."
            ),
        ),
        Kind(
            "persons",
            gettext_lazy("Group of persons"),
            gettext_lazy("Groups of persons"),
            gettext_lazy(
                "The 12 groups are those of the Danish Institute for Human Rights; "
                "many recommendations speak of none."
            ),
        ),
        Kind(
            "action",
            gettext_lazy("Action asked for"),
            gettext_lazy("Actions asked for"),
            gettext_lazy(
                "Five categories of the action asked for, after Edward R. McMahon, "
                "from the least to the most; a recommendation has exactly one."
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One issue, Goal, group or category."""

    kind: Kind
    value: str  # of its facet
    name: str
    explained: str = ""

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The filters of its recommendations."""
        return {self.kind.facet: (self.value,)}


def find(facet: str, value: str) -> Subject | None:
    """Return the subject with a value of a facet; None if there is none."""
    return next((one for one in every(facet) if one.value == value), None)


def every(facet: str) -> list[Subject]:
    """Return all subjects of a kind, in the order of their scheme."""
    kind = KINDS[facet]
    if facet == "issue":
        return [Subject(kind, slug, one.tag) for slug, one in ISSUES.items()]
    if facet == "persons":
        return [Subject(kind, slug, one.label) for slug, one in DIHR.items()]
    if facet == "goal":
        return [
            Subject(kind, str(number), _named(number, one.title))
            for number, one in GOALS.items()
        ]
    return [
        Subject(kind, str(rank), f"{rank} – {one.name}", one.meaning)
        for rank, one in ACTION_CATEGORIES.items()
    ]


def _named(number: int, title: str) -> str:
    return _("Goal %(number)d: %(title)s") % {"number": number, "title": title}


def page_of(facet: str, value: str) -> str:
    """Return the address of the page of a value of a facet; "" for none."""
    known = facet in KINDS and value in _values(facet)
    return path_to(f"{facet}-subject", value) if known else ""


@cache
def _values(facet: str) -> frozenset[str]:
    return frozenset(one.value for one in every(facet))
