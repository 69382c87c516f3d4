"""The sessions of the Working Group and the cycles they make up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from upr.reference.tables import Table, day, found, rows


class SessionStatus(StrEnum):
    """Whether a session took place, as far as the sources say."""

    HELD = "held"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the Working Group on the Universal Periodic Review.

    The days are those its reports print, which may run past the last review; None
    where they are not known yet.
    """

    number: int
    cycle: int
    status: SessionStatus
    start: date | None
    end: date | None
    planned_start: date | None  # where the whole session was moved
    planned_end: date | None
    council_session: int  # of the Human Rights Council that adopts its reports
    source: str
    is_verified: bool  # the days; False where they rest on memory
    is_council_verified: bool
    note: str

    @property
    def has_moved(self) -> bool:
        """Whether the whole session was put off."""
        return self.planned_start is not None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A round of the review, in which every member State has its turn once."""

    number: int
    first_session: int
    last_session: int


def _session(row: Mapping[str, str]) -> Session:
    return Session(
        number=int(row["number"]),
        cycle=int(row["cycle"]),
        status=SessionStatus(row["status"]),
        start=day(row["start"]),
        end=day(row["end"]),
        planned_start=day(row["planned_start"]),
        planned_end=day(row["planned_end"]),
        council_session=int(row["council_session"]),
        source=row["source"],
        is_verified=row["is_verified"] == "yes",
        is_council_verified=row["is_council_verified"] == "yes",
        note=row["note"],
    )


def _load_cycles() -> Mapping[int, Cycle]:
    numbers: dict[int, list[int]] = {}
    for session in SESSIONS.values():
        numbers.setdefault(session.cycle, []).append(session.number)
    return {cycle: Cycle(cycle, min(own), max(own)) for cycle, own in numbers.items()}


SESSIONS: Mapping[int, Session] = Table(
    lambda: {int(row["number"]): _session(row) for row in rows("sessions.csv")}
)
CYCLES: Mapping[int, Cycle] = Table(_load_cycles)


def get(number: int) -> Session:
    """The session with that number. Raises UnknownNameError if there is none."""
    return found(SESSIONS, number, "session of the Working Group")


def cycle_of(session: int) -> int:
    """The cycle a session belongs to. Raises UnknownNameError if there is none.

    >>> cycle_of(26), cycle_of(27)
    (2, 3)
    """
    return get(session).cycle


def on(when: date) -> Session | None:
    """The session that sat on that day, if one did."""
    for session in SESSIONS.values():
        if session.start and session.end and session.start <= when <= session.end:
            return session
    return None
