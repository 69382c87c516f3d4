"""The steps of a review, the rules they are computed by, and the dates that are known.

All three are text files of `upr.reference`; each row names its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from upr.reference.tables import Table, parts, rows
from upr.timeline.offsets import Offset, Rounding, read_offset, rounded


class Role(StrEnum):
    """For whom a step matters."""

    CIVIL_SOCIETY = "civil-society"
    STATE = "state"  # under review
    RECOMMENDING_STATE = "recommending-state"
    NHRI = "nhri"  # national human rights institution


class Scope(StrEnum):
    """Whether a step falls on one day for a whole session or for each review."""

    SESSION = "session"
    REVIEW = "review"


class Kind(StrEnum):
    """What a step is."""

    DEADLINE = "deadline"
    EVENT = "event"
    PUBLICATION = "publication"


class Edge(StrEnum):
    """What a rule counts from: the first day of something, or all of its days."""

    START = "start"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which something falls; one day where both are the same."""

    first: date
    last: date
    at: time | None = None  # of the first day, in Geneva, where an hour is known

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a review."""

    key: str  # "national-report"
    name: str  # English, for a person
    scope: Scope
    kind: Kind
    roles: frozenset[Role]
    is_in_broad_feeds: bool  # also where a calendar is of more than one State


@dataclass(frozen=True, slots=True)
class Rule:
    """How a step is computed where no date of it is known."""

    step: str
    relative_to: str  # "session", or another step
    edge: Edge
    earliest: Offset
    latest: Offset
    rounding: Rounding
    at: time | None
    source: str
    is_verified: bool
    note: str

    def window_from(self, anchor: Window) -> Window:
        """Return the days the rule gives, counted from those of its anchor."""
        last = anchor.first if self.edge is Edge.START else anchor.last
        return Window(
            rounded(self.earliest.from_day(anchor.first), self.rounding),
            rounded(self.latest.from_day(last), self.rounding),
            self.at,
        )


@dataclass(frozen=True, slots=True)
class RealDate:
    """A date that was published, of a session or of one review at it."""

    session: int
    review: tuple[str, int] | None  # State and cycle; None: of the whole session
    step: str
    window: Window
    source: str
    is_verified: bool
    note: str


def _step(row: Mapping[str, str]) -> Step:
    return Step(
        key=row["step"],
        name=row["name"],
        scope=Scope(row["scope"]),
        kind=Kind(row["kind"]),
        roles=frozenset(map(Role, parts(row["roles"]))),
        is_in_broad_feeds=row["is_in_broad_feeds"] == "yes",
    )


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        step=row["step"],
        relative_to=row["relative_to"],
        edge=Edge(row["edge"]),
        earliest=read_offset(row["earliest"]),
        latest=read_offset(row["latest"]),
        rounding=Rounding(row["rounding"]),
        at=time.fromisoformat(row["at"]) if row["at"] else None,
        source=row["source"],
        is_verified=row["is_verified"] == "yes",
        note=row["note"],
    )


def _real_date(row: Mapping[str, str]) -> RealDate:
    return RealDate(
        session=int(row["session"]),
        review=(row["iso3"], int(row["cycle"])) if row["iso3"] else None,
        step=row["step"],
        window=Window(
            date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        ),
        source=row["source"],
        is_verified=row["is_verified"] == "yes",
        note=row["note"],
    )


def _rules() -> Mapping[str, tuple[Rule, ...]]:
    by_step: dict[str, list[Rule]] = {}
    for row in rows("step-rules.csv"):
        by_step.setdefault(row["step"], []).append(_rule(row))
    return {step: tuple(own) for step, own in by_step.items()}


def _real_dates() -> Mapping[tuple[int, tuple[str, int] | None, str], RealDate]:
    found = map(_real_date, rows("real-dates.csv"))
    return {(real.session, real.review, real.step): real for real in found}


# In the order in which the steps usually come.
STEPS: Mapping[str, Step] = Table(
    lambda: {row["step"]: _step(row) for row in rows("steps.csv")}
)
# The rules of a step, the one to be tried first at the beginning.
RULES: Mapping[str, tuple[Rule, ...]] = Table(_rules)
REAL_DATES: Mapping[tuple[int, tuple[str, int] | None, str], RealDate] = Table(
    _real_dates
)
