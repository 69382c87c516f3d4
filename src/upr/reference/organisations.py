"""Organisations States belong to, with dates.

Memberships rest on UPR Info's export of 2014; what changed before and after is added
from memory and marked as not verified. A State whose membership is suspended remains
a member here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from upr.reference.tables import Table, day, found, rows


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of States."""

    code: str
    name: str
    is_imagined: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A State's membership, with its first and last day; None: open or not known."""

    iso3: str
    organisation: str
    valid_from: date | None
    valid_to: date | None
    source: str
    is_verified: bool

    def is_valid_on(self, when: date) -> bool:
        """Whether the State was a member on that day."""
        begun = self.valid_from is None or self.valid_from <= when
        return begun and (self.valid_to is None or when <= self.valid_to)


def _memberships() -> Iterator[Membership]:
    for row in rows("memberships.csv"):
        yield Membership(
            row["iso3"],
            row["organisation"],
            day(row["valid_from"]),
            day(row["valid_to"]),
            row["source"],
            row["is_verified"] == "yes",
        )
    for row in rows("imagined-states.csv"):
        yield Membership(
            row["iso3"], row["organisation"], None, None, "imagined", is_verified=True
        )


def _by_state() -> Mapping[str, tuple[Membership, ...]]:
    own: dict[str, tuple[Membership, ...]] = {}
    for membership in _memberships():
        own[membership.iso3] = (*own.get(membership.iso3, ()), membership)
    return own


def _load() -> Mapping[str, Organisation]:
    return {
        row["code"]: Organisation(row["code"], row["name"], row["is_imagined"] == "yes")
        for row in rows("organisations.csv")
    }


ORGANISATIONS: Mapping[str, Organisation] = Table(_load)
MEMBERSHIPS: Mapping[str, tuple[Membership, ...]] = Table(_by_state)  # by ISO3


def get(code: str) -> Organisation:
    """The organisation with that code. Raises UnknownNameError if there is none."""
    return found(ORGANISATIONS, code, "organisation")


def of_state(iso3: str, when: date) -> tuple[str, ...]:
    """Codes of the organisations the State belonged to on that day, in order.

    >>> of_state("GBR", date(2019, 5, 1)), of_state("GBR", date(2021, 5, 1))
    (('Commonwealth', 'EU'), ('Commonwealth',))
    """
    own = MEMBERSHIPS.get(iso3, ())
    return tuple(m.organisation for m in own if m.is_valid_on(when))


def members(code: str, when: date) -> tuple[str, ...]:
    """ISO3 codes of the organisation's members on that day, in order.

    Raises UnknownNameError if there is no such organisation.
    """
    get(code)
    return tuple(iso3 for iso3 in MEMBERSHIPS if code in of_state(iso3, when))
