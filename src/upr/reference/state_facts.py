"""The States of the review: codes, names with their dates, groups, organisations.

States are keyed by ISO 3166-1 alpha-3 code. Besides the members of the United Nations
there are its two observers that take part in the review, and the imagined States of
the demonstration (XAA to XAZ), which never enter a count of real ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from upr.reference.tables import Table, day, found, rows


class NameKind(StrEnum):
    """What a dated name is used for."""

    SHORT = "short"  # as in lists and in brackets after recommendations
    OFFICIAL = "official"


class Status(StrEnum):
    """What a State is in the United Nations."""

    MEMBER = "member"
    OBSERVER = "observer"
    IMAGINED = "imagined"  # exists in the demonstration only


@dataclass(frozen=True, slots=True)
class RegionalGroup:
    """A group of States as the human-rights bodies of the United Nations sort them."""

    code: str
    name: str
    upr_info: str  # how UPR Info's export writes it


@dataclass(frozen=True, slots=True)
class StateName:
    """A name and the days it was valid, both included; None: open or not known."""

    name: str
    kind: NameKind
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = "ISO 3166-1 and reports"
    is_verified: bool = True  # False where the name or its days rest on memory

    def is_valid_on(self, when: date) -> bool:
        """Whether this was the name on that day."""
        begun = self.valid_from is None or self.valid_from <= when
        return begun and (self.valid_to is None or when <= self.valid_to)


@dataclass(frozen=True, slots=True)
class State:
    """A State that is reviewed, or that recommends."""

    iso3: str
    m49: str | None  # three digits; None for an imagined State
    name: str  # the present short name
    official_name: str
    regional_group: str  # code, see REGIONAL_GROUPS
    status: Status
    names: tuple[StateName, ...]  # present and former, oldest first

    @property
    def is_imagined(self) -> bool:
        """Whether the State exists in the demonstration only."""
        return self.status is Status.IMAGINED

    def is_member_on(self, when: date) -> bool:
        """Whether it was a member of the United Nations that day.

        Who joined since the review began is known by the first day of its first name.
        """
        begun = next(one.valid_from for one in self.names if one.kind is NameKind.SHORT)
        is_old_enough = begun is None or begun <= when
        return self.status is Status.MEMBER and is_old_enough

    def name_on(self, when: date, kind: NameKind = NameKind.SHORT) -> str:
        """The name that was valid on that day; the present one if none is known."""
        for name in self.names:
            if name.kind is kind and name.is_valid_on(when):
                return name.name
        return self.name if kind is NameKind.SHORT else self.official_name


def _dated_names() -> Mapping[str, list[StateName]]:
    names: defaultdict[str, list[StateName]] = defaultdict(list)
    for row in rows("state-names.csv"):
        names[row["iso3"]].append(
            StateName(
                row["name"],
                NameKind(row["kind"]),
                day(row["valid_from"]),
                day(row["valid_to"]),
                row["source"],
                row["is_verified"] == "yes",
            )
        )
    return names


def _names(dated: Iterable[StateName], row: Mapping[str, str]) -> tuple[StateName, ...]:
    """The dated names of a State, and the present one of each kind that has none."""
    names = list(dated)
    kinds = {name.kind for name in names}
    if NameKind.SHORT not in kinds:
        names.append(StateName(row["name"], NameKind.SHORT))
    if NameKind.OFFICIAL not in kinds:
        is_verified = row.get("is_official_verified") != "no"
        source = "ISO 3166-1 and reports" if is_verified else "from memory"
        names.append(
            StateName(
                row["official_name"],
                NameKind.OFFICIAL,
                source=source,
                is_verified=is_verified,
            )
        )
    return tuple(names)


def _state(row: Mapping[str, str], dated: Iterable[StateName]) -> State:
    return State(
        iso3=row["iso3"],
        m49=row.get("m49"),
        name=row["name"],
        official_name=row["official_name"],
        regional_group=row["regional_group"],
        status=Status(row.get("status", Status.IMAGINED)),
        names=_names(dated, row),
    )


def _load() -> Mapping[str, State]:
    dated = _dated_names()
    return {
        row["iso3"]: _state(row, dated.get(row["iso3"], ()))
        for row in chain(rows("states.csv"), rows("imagined-states.csv"))
    }


def get(iso3: str) -> State:
    """The State with that code. Raises UnknownNameError if there is none."""
    return found(STATES, iso3, "code of a State")


def _load_groups() -> Mapping[str, RegionalGroup]:
    return {
        row["code"]: RegionalGroup(row["code"], row["name"], row["upr_info"])
        for row in rows("regional-groups.csv")
    }


REGIONAL_GROUPS: Mapping[str, RegionalGroup] = Table(_load_groups)
STATES: Mapping[str, State] = Table(_load)
REAL: Mapping[str, State] = Table(
    lambda: {iso3: s for iso3, s in STATES.items() if not s.is_imagined}
)
IMAGINED: Mapping[str, State] = Table(
    lambda: {iso3: s for iso3, s in STATES.items() if s.is_imagined}
)
