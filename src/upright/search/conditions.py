"""The filters of a request, as sets of codes, with any of them left out at will.

A facet counts over what the others leave, so the same filters are needed with one
missing. Values of one facet are alternatives; in "all" mode each of them must hold.
What is asked of recommending States is asked of one and the same State: with "Peru"
and "African States" chosen, no recommendation has a State that is both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from upright.search.asking import Request
from upright.search.codings import CODED_BY, ONLY_CERTAIN, certain_numbers, code_table
from upright.search.errors import QueryError
from upright.search.facets import (
    BY_NAME,
    CODING_FACETS,
    DOCUMENT,
    GIVER_FACETS,
    REVIEW_FACETS,
    Facet,
    has_value,
)
from upright.search.registry import Card, Giver, Registry
from upright.search.schema import marks

MARK_FACETS = ("position", "certainty")
_MODE = {ONLY_CERTAIN}  # says which codings count, besides what is chosen


@dataclass(frozen=True)
class Conditions:
    """The filters of one request against the codes of one index."""

    registry: Registry
    chosen: Mapping[str, tuple[str, ...]]
    all_of: frozenset[str]

    def is_chosen(self, facet: str) -> bool:
        """Whether any value of a facet is chosen."""
        return facet in self.chosen

    def is_all(self, facet: str) -> bool:
        """Whether every chosen value of a facet must hold."""
        return facet in self.all_of and len(self.chosen.get(facet, ())) > 0

    def alternatives(self, facets: Sequence[Facet]) -> list[Facet]:
        """Those of `facets` whose own choice does not narrow their own counts."""
        return [f for f in facets if self.is_chosen(f.name) and not self.is_all(f.name)]

    # --- documents and their reviews

    def cards(self, without: frozenset[str] = frozenset()) -> set[int] | None:
        """Codes of the cards that pass the filter on documents; None for all."""
        if not self.is_chosen(DOCUMENT.name) or DOCUMENT.name in without:
            return None
        return cards_with(self.registry, self.chosen[DOCUMENT.name])

    def reviews(self, without: frozenset[str] = frozenset()) -> set[int] | None:
        """Codes of the reviews that pass the filters on them; None for all."""
        tests = [
            self._review_test(facet)
            for facet in REVIEW_FACETS
            if self.is_chosen(facet.name) and facet.name not in without
        ]
        if not tests:
            return None
        return {
            code
            for code, review in enumerate(self.registry.reviews.entries)
            if all(test(review) for test in tests)
        }

    def _review_test(self, facet: Facet) -> Callable[[Card], bool]:
        values_of, chosen = facet.values_of_card, self.chosen[facet.name]
        if self.is_all(facet.name):
            return lambda review: all(has_value(values_of(review), [v]) for v in chosen)
        return lambda review: has_value(values_of(review), chosen)

    # --- recommending States

    def members(self, without: frozenset[str] = frozenset()) -> set[Giver] | None:
        """The recommending States that pass the filters on them; None for all.

        In "all" mode a State passes with any of the chosen values.
        """
        chosen = [
            facet
            for facet in GIVER_FACETS
            if self.is_chosen(facet.name) and facet.name not in without
        ]
        if not chosen:
            return None
        return {
            member
            for member in self.registry.members
            if all(
                has_value(facet.values_of_giver(member), self.chosen[facet.name])
                for facet in chosen
            )
        }

    def givers(self, without: frozenset[str] = frozenset()) -> list[set[int]]:
        """Sets of givers of each of which a recommendation must have one."""
        members = self.members(without)
        needed = [] if members is None else [self.registry.givers_with(members)]
        for facet in GIVER_FACETS:
            if self.is_all(facet.name) and facet.name not in without:
                needed += [
                    givers_with(self.registry, facet, (value,))
                    for value in self.chosen[facet.name]
                ]
        return needed

    # --- the recommendation itself

    def marks(self, without: frozenset[str] = frozenset()) -> set[int] | None:
        """The marks that pass the filters on position and certainty; None for all."""
        passing: set[int] | None = None
        for facet in MARK_FACETS:
            if self.is_chosen(facet) and facet not in without:
                some = marks_with(facet, self.chosen[facet])
                passing = some if passing is None else passing & some
        return passing

    # --- codings

    def counts_only_certain(self, without: frozenset[str] = frozenset()) -> bool:
        """Whether certain codings alone count."""
        return CODED_BY not in without and ONLY_CERTAIN in self.chosen.get(CODED_BY, ())

    def numbers(
        self, only_certain: bool, without: frozenset[str] = frozenset()
    ) -> list[frozenset[int]]:
        """Sets of numbers of codings of each of which a recommendation must have one.

        Where certain codings alone count, it must have any.
        """
        needed = [certain_numbers()] if only_certain else []
        for facet in CODING_FACETS:
            values = set(self.chosen.get(facet.name, ())) - _MODE
            if not values or facet.name in without:
                continue
            is_all = self.is_all(facet.name)
            each = [{value} for value in values] if is_all else [values]
            needed += [numbers_with(facet, some, only_certain) for some in each]
        return needed


def conditions_of(request: Request, registry: Registry) -> Conditions:
    """The filters of a request.

    Raises QueryError if a facet is unknown, or cannot be asked for with "all".
    """
    chosen = {name: values for name, values in request.filters.items() if values}
    for name in [*chosen, *request.all_of]:
        if name not in BY_NAME:
            message = _("There is no filter “%(name)s”.") % {"name": name}
            raise QueryError(message)
    for name in request.all_of:
        if not BY_NAME[name].allows_all:
            message = _("“All of them” makes no sense for “%(label)s”.") % {
                "label": BY_NAME[name].label
            }
            raise QueryError(message)
    return Conditions(registry, chosen, request.all_of)


def marks_with(facet: str, values: Sequence[str]) -> set[int]:
    """The marks with any of the values of "position" or "certainty"."""
    found: set[int] = set()
    for value in values:
        found |= (
            marks(position=value) if facet == "position" else marks(certainty=value)
        )
    return found


def cards_with(registry: Registry, symbols: Sequence[str]) -> set[int]:
    """Codes of the cards of documents with one of these symbols."""
    return {
        code
        for code, card in enumerate(registry.cards.entries)
        if has_value((card.symbol,), symbols)
    }


def reviews_with(registry: Registry, facet: Facet, values: Sequence[str]) -> set[int]:
    """Codes of the reviews with any of the values of a facet."""
    return {
        code
        for code, review in enumerate(registry.reviews.entries)
        if has_value(facet.values_of_card(review), values)
    }


def members_with(registry: Registry, facet: Facet, values: Sequence[str]) -> set[Giver]:
    """The recommending States with any of the values of a facet."""
    return {
        member
        for member in registry.members
        if has_value(facet.values_of_giver(member), values)
    }


def givers_with(registry: Registry, facet: Facet, values: Sequence[str]) -> set[int]:
    """Codes of the givers among whom is a State with any of the values."""
    return registry.givers_with(members_with(registry, facet, values))


def numbers_with(
    facet: Facet, values: Iterable[str], only_certain: bool
) -> frozenset[int]:
    """The numbers of codings with any of the values of a facet."""
    chosen = tuple(values)
    return code_table(only_certain).numbers_with(
        facet.name, lambda value: has_value((value,), chosen)
    )
