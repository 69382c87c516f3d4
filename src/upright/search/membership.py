"""Groups and organisations of States, as finding needs them.

Regional groups are those of the United Nations; membership in an organisation has
dates, and a recommendation is counted under those of its own date.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256

from upr.reference import organisations as reference
from upr.reference.states import REGIONAL_GROUPS, STATES
from upright.search.text import words


def regional_group(iso3: str) -> str:
    """Code of a State's regional group; "" for none."""
    state = STATES.get(iso3)
    return state.regional_group if state else ""


@cache
def regional_groups() -> Mapping[str, str]:
    """The name of every regional group by its code."""
    return {code: group.name for code, group in REGIONAL_GROUPS.items()}


@cache
def organisations() -> Mapping[str, str]:
    """The name of every organisation by its code, those of the demonstration too."""
    return {code: one.name for code, one in reference.ORGANISATIONS.items()}


@lru_cache(maxsize=65536)
def organisations_of(iso3: str, day: date | None) -> tuple[str, ...]:
    """Codes of the organisations a State belonged to on a day; today's for None."""
    own = reference.MEMBERSHIPS.get(iso3, ())
    return tuple(
        one.organisation
        for one in own
        if (one.valid_to is None if day is None else one.is_valid_on(day))
    )


@lru_cache(maxsize=1024)
def state_name(iso3: str) -> str:
    """A State's present short name; the code itself where it is not known."""
    state = STATES.get(iso3)
    return state.name if state else iso3


@cache
def state_ranks() -> Mapping[str, int]:
    """The place of each State in the order of names, accents ignored."""
    ordered = sorted(STATES, key=lambda iso3: (words(STATES[iso3].name), iso3))
    return {iso3: rank for rank, iso3 in enumerate(ordered)}


@cache
def fingerprint() -> str:
    """Changes whenever anything here that an index was built from changes."""
    facts = [
        list(state_ranks()),
        [(state.iso3, state.regional_group) for state in STATES.values()],
        sorted(reference.MEMBERSHIPS.items()),
    ]
    return sha256(repr(facts).encode()).hexdigest()[:16]
