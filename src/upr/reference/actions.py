"""The five categories of the action a recommendation asks for, after E. McMahon."""

from collections.abc import Mapping
from dataclasses import dataclass

from upr.reference.tables import Table, found, rows


@dataclass(frozen=True, slots=True)
class ActionCategory:
    """A category, from the least (1) to the most (5) that is asked for."""

    rank: int
    name: str
    meaning: str


def _load() -> Mapping[int, ActionCategory]:
    return {
        int(row["rank"]): ActionCategory(int(row["rank"]), row["name"], row["meaning"])
        for row in rows("action-categories.csv")
    }


ACTION_CATEGORIES: Mapping[int, ActionCategory] = Table(_load)  # by rank


def get(rank: int) -> ActionCategory:
    """The category of that rank. Raises UnknownNameError if there is none."""
    return found(ACTION_CATEGORIES, rank, "action category")
