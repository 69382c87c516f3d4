"""The Sustainable Development Goals and their targets.

Numbers are those of the 2030 Agenda; the titles of targets are short descriptions of
our own and quote nothing.
Source of numbers: A/RES/70/1, para. 59.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from upr.reference.tables import Table, found, rows


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the 17 goals."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Target:
    """One of the 169 targets."""

    number: str  # "16.10", "16.a"
    title: str  # our own short description

    @property
    def goal(self) -> int:
        """The number of the goal it belongs to."""
        return int(self.number.partition(".")[0])


GOALS: Mapping[int, Goal] = Table(
    lambda: {
        int(row["number"]): Goal(int(row["number"]), row["title"])
        for row in rows("sdg-goals.csv")
    }
)
TARGETS: Mapping[str, Target] = Table(
    lambda: {
        row["number"]: Target(row["number"], row["title"])
        for row in rows("sdg-targets.csv")
    }
)


def goal(number: int) -> Goal:
    """The goal with that number. Raises UnknownNameError if there is none."""
    return found(GOALS, number, "Sustainable Development Goal")


def target(number: str) -> Target:
    """The target with that number: 16.10, 16.a. Raises UnknownNameError if none."""
    return found(TARGETS, number.lower(), "target of a Sustainable Development Goal")


def targets_of(goal_number: int) -> tuple[Target, ...]:
    """The targets of a goal, in order. Raises UnknownNameError if there is no goal."""
    number = goal(goal_number).number
    return tuple(target for target in TARGETS.values() if target.goal == number)
