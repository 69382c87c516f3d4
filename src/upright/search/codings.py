"""Codings as the index keeps them: one small number for each, and what it counts as.

The number says which code it is and whether it is certain. One more number says who
coded the recommendation, or that it is not coded. What facets count are *values*, each
with a place in a list; which values a number stands for depends on whether all codings
count, or those alone that are certain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from upr.coding import CERTAIN, Scheme
from upr.reference.actions import ACTION_CATEGORIES
from upr.reference.groups import DIHR
from upr.reference.issues import ISSUES
from upr.reference.sdg import GOALS, TARGETS

Codings = Iterable[tuple[str, str, float, str]]  # scheme, code, score, who

PERSON: Final = "person"
FACETS: Final[Mapping[str, str]] = {  # the facet of each scheme
    Scheme.ACTION: "action",
    Scheme.ISSUES: "issue",
    Scheme.GROUPS: "persons",
    Scheme.SDG_GOALS: "goal",
    Scheme.SDG_TARGETS: "target",
}
CODED_BY: Final = "coding"  # the facet of who coded, and of certainty
ONLY_CERTAIN: Final = "certain"  # its value that lets certain codings alone count
# What each of the last numbers stands for: who coded a recommendation.
_STATUSES: Final = (("none",), ("model",), ("person",), ("model", "person"))


@cache
def value_of() -> Mapping[tuple[str, str], str]:
    """The value of a facet by scheme and code: a slug, a number, "16.3".

    A code that the reference facts do not know has none: it is kept in the row, shown
    and downloaded, and counted under nothing.
    """
    return {
        **{(Scheme.ACTION, str(rank)): str(rank) for rank in ACTION_CATEGORIES},
        **{(Scheme.ISSUES, one.tag): one.slug for one in ISSUES.values()},
        **{(Scheme.GROUPS, one.label): one.slug for one in DIHR.values()},
        **{(Scheme.SDG_GOALS, str(number)): str(number) for number in GOALS},
        **{(Scheme.SDG_TARGETS, number): number for number in TARGETS},
    }


def is_certain(score: float, who: str) -> bool:
    """Whether a coding counts as certain: sure enough, or decided by a person."""
    return who == PERSON or score >= CERTAIN


@cache
def _numbers() -> Mapping[tuple[str, str], int]:
    """The number of each code, twice as large as its place to leave room for a bit."""
    return {key: 2 * place for place, key in enumerate(value_of())}


@cache
def _first_status() -> int:
    return 2 * len(value_of())


def numbers_of(codings: Codings) -> tuple[int, ...]:
    """The numbers under which a recommendation is counted, the smallest first."""
    known = _numbers()
    found: dict[int, bool] = {}
    by_model = by_person = any_certain = False
    for scheme, code, score, who in codings:
        certain = who == PERSON or score >= CERTAIN
        by_person = by_person or who == PERSON
        by_model = by_model or who != PERSON
        any_certain = any_certain or certain
        number = known.get((scheme, code))
        if number is not None:
            found[number] = found.get(number, False) or certain
    status = _first_status() + 2 * (by_model + 2 * by_person) + any_certain
    return *sorted(number + certain for number, certain in found.items()), status


@dataclass(frozen=True)
class CodeTable:
    """What numbers count as: the places of values, by number and by facet."""

    of_number: Sequence[Sequence[int]]
    places: Mapping[str, Mapping[str, int]]  # of the values of each facet
    masks: Sequence[int]  # by number, a bit for each place

    def numbers_with(self, facet: str, fits: Callable[[str], bool]) -> frozenset[int]:
        """The numbers that count as a value of a facet that fits."""
        places = {place for value, place in self.places[facet].items() if fits(value)}
        return frozenset(
            number
            for number, own in enumerate(self.of_number)
            if not places.isdisjoint(own)
        )

    def values_of(self, facet: str, numbers: Iterable[int]) -> list[str]:
        """The values of a facet that some numbers count as."""
        own = {place for number in numbers for place in self.of_number[number]}
        return [value for value, place in self.places[facet].items() if place in own]

    def summed(self, matches: Mapping[int, int]) -> list[int]:
        """Numbers of recommendations by place."""
        sums = [0] * sum(map(len, self.places.values()))
        for number, count in matches.items():
            for place in self.of_number[number]:
                sums[place] += count
        return sums

    def named(self, facet: str, sums: Sequence[int]) -> dict[str, int]:
        """Those of a facet by value, none of them 0."""
        places = self.places[facet]
        return {value: sums[place] for value, place in places.items() if sums[place]}


@cache
def code_table(only_certain: bool) -> CodeTable:
    """What numbers count as, where all codings count or the certain ones alone."""
    places: dict[str, dict[str, int]] = {name: {} for name in FACETS.values()}
    of_number: list[tuple[int, ...]] = []
    for place, ((scheme, _code), value) in enumerate(value_of().items()):
        places[FACETS[scheme]][value] = place
        of_number += [() if only_certain else (place,), (place,)]
    own = places[CODED_BY] = {
        value: len(value_of()) + place
        for place, value in enumerate((ONLY_CERTAIN, "model", "person", "none"))
    }
    for status in _STATUSES:
        said = tuple(own[value] for value in status)
        of_number += [said, (own[ONLY_CERTAIN], *said)]
    masks = [sum(1 << place for place in each) for each in of_number]
    return CodeTable(of_number, places, masks)


@cache
def certain_numbers() -> frozenset[int]:
    """The numbers of which a recommendation with any certain coding has one."""
    every = code_table(only_certain=True)
    return every.numbers_with(CODED_BY, lambda value: value == ONLY_CERTAIN)


def facts() -> object:
    """What an index was built from: it must be built anew when this changes."""
    return [list(value_of().items()), CERTAIN]
