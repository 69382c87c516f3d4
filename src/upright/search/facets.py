"""The facets: what each asks of a recommendation, and how its values are named.

Four kinds, by what they ask of: the document (its `Card`), the recommending States
(each `Giver`), the recommendation itself (its mark), or how it is coded.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.groups import DIHR
from upr.reference.issues import ISSUES
from upr.reference.sdg import GOALS, TARGETS
from upright.search import codings, membership
from upright.search.registry import Card, Giver

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as it is shown and written in addresses."""

    name: str
    label: Label
    allows_all: bool = False  # whether "all of the chosen values" makes sense
    of_card: Callable[[Card], Sequence[str]] | None = None
    of_giver: Callable[[Giver], Sequence[str]] | None = None
    value_label: Callable[[str], Label] = str
    most: int = 250  # buckets that are listed, the chosen ones besides

    def values_of_card(self, card: Card) -> Sequence[str]:
        """The values a document has; none where the facet asks of something else."""
        return self.of_card(card) if self.of_card else ()

    def values_of_giver(self, giver: Giver) -> Sequence[str]:
        """The values a recommending State has; none where it is not asked."""
        return self.of_giver(giver) if self.of_giver else ()


def _number(value: int | None) -> Sequence[str]:
    return () if value is None else (str(value),)


def _text(value: str) -> Sequence[str]:
    return (value,) if value else ()


def _group_label(code: str) -> str:
    return membership.regional_groups().get(code, code)


def _organisation_label(code: str) -> str:
    return membership.organisations().get(code, code)


POSITION_LABELS: dict[str, Label] = {
    "supported": _("Supported"),
    "noted": _("Noted"),
    "pending": _("No clear position yet"),
}
CERTAINTY_LABELS: dict[str, Label] = {
    "certain": _("Read with certainty"),
    "uncertain": _("Doubtful: to be checked"),
}


def _position_label(value: str) -> Label:
    return POSITION_LABELS.get(value, value)


def _certainty_label(value: str) -> Label:
    return CERTAINTY_LABELS.get(value, value)


CODED_BY_LABELS: dict[str, Label] = {
    "certain": _("Certain codings only"),
    "model": _("Coded by the model"),
    "person": _("Decided by a person"),
    "none": _("Not coded"),
}


def _action_label(value: str) -> Label:
    category = ACTION_CATEGORIES.get(_whole(value))
    return f"{value} – {category.name}" if category else value


def _issue_label(value: str) -> Label:
    return ISSUES[value].tag if value in ISSUES else value


def _persons_label(value: str) -> Label:
    return DIHR[value].label if value in DIHR else value


def _goal_label(value: str) -> Label:
    goal = GOALS.get(_whole(value))
    return f"{value} – {goal.title}" if goal else value


def _target_label(value: str) -> Label:
    return f"{value} – {TARGETS[value].title}" if value in TARGETS else value


def _whole(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() else 0


def _coded_by_label(value: str) -> Label:
    return CODED_BY_LABELS.get(value, value)


FACETS: tuple[Facet, ...] = (
    Facet(
        "state",
        _("State under review"),
        of_card=lambda card: _text(card.state),
        value_label=membership.state_name,
    ),
    Facet(
        "recommending_state",
        _("Recommending State"),
        allows_all=True,
        of_giver=lambda giver: (giver.state,),
        value_label=membership.state_name,
    ),
    Facet(
        "regional_group",
        _("Regional group of the State under review"),
        of_card=lambda card: _text(card.group),
        value_label=_group_label,
    ),
    Facet(
        "recommending_regional_group",
        _("Regional group of the recommending State"),
        allows_all=True,
        of_giver=lambda giver: _text(giver.group),
        value_label=_group_label,
    ),
    Facet(
        "organisation",
        _("Organisation of the State under review"),
        allows_all=True,
        of_card=lambda card: card.organisations,
        value_label=_organisation_label,
    ),
    Facet(
        "recommending_organisation",
        _("Organisation of the recommending State"),
        allows_all=True,
        of_giver=lambda giver: giver.organisations,
        value_label=_organisation_label,
    ),
    Facet("cycle", _("Cycle"), of_card=lambda card: _number(card.cycle)),
    Facet("session", _("Session"), of_card=lambda card: _number(card.session)),
    Facet(
        "year",
        _("Year"),
        of_card=lambda card: _number(card.date.year if card.date else None),
    ),
    Facet("position", _("Position"), value_label=_position_label),
    Facet("document", _("Document"), of_card=lambda card: (card.symbol,), most=100),
    Facet("certainty", _("Reader's certainty"), value_label=_certainty_label),
    Facet("action", _("Action asked for"), value_label=_action_label),
    Facet("issue", _("Issue"), allows_all=True, value_label=_issue_label),
    Facet(
        "persons", _("Group of persons"), allows_all=True, value_label=_persons_label
    ),
    Facet(
        "goal",
        _("Sustainable Development Goal"),
        allows_all=True,
        value_label=_goal_label,
    ),
    Facet(
        "target",
        _("Target of a Goal"),
        allows_all=True,
        value_label=_target_label,
    ),
    Facet(codings.CODED_BY, _("Coding"), value_label=_coded_by_label),
)
BY_NAME = {facet.name: facet for facet in FACETS}
DOCUMENT = BY_NAME["document"]
# What is asked of a document's review, and not of the document itself.
REVIEW_FACETS = tuple(f for f in FACETS if f.of_card and f is not DOCUMENT)
GIVER_FACETS = tuple(facet for facet in FACETS if facet.of_giver)
CODING_FACETS = tuple(
    BY_NAME[name] for name in (*codings.FACETS.values(), codings.CODED_BY)
)
CODING_NAMES = frozenset(facet.name for facet in CODING_FACETS)
# Listed in the order of numbers.
NUMBERED = frozenset({"cycle", "session", "year", "action"})


def has_value(values: Sequence[str], chosen: Iterable[str]) -> bool:
    """Whether any of a thing's values is among the chosen ones.

    A chosen "8..20" stands for the numbers from 8 to 20; a chosen symbol is in capitals
    however it is printed ("A/HRC/28/15/ADD.1").
    """
    return any(_fits(value, one) for value in values for one in chosen)


def _fits(value: str, chosen: str) -> bool:
    if chosen in (value, value.upper()):
        return True
    first, dots, last = chosen.partition("..")
    if not dots or not value.isdecimal():
        return False
    return (
        first.isdecimal() and last.isdecimal() and int(first) <= int(value) <= int(last)
    )
