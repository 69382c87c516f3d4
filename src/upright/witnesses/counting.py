"""What is counted of an export while it is read; kept with it, so that it goes on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Counts:
    """Rows of an export by what became of them."""

    records: int = 0  # rows that are records of the review: new, changed or known
    new: int = 0  # no record in force has their key
    changed: int = 0  # the record in force says something else
    known: int = 0  # the record in force says the same
    other_bodies: int = 0  # records of other mechanisms: not kept
    rejected: int = 0
    gone: int = 0  # records in force that this export has no longer
    kinds: dict[str, int] = field(default_factory=dict)  # records by RecordKind

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Counts":
        """Return the counts kept as plain data."""
        return cls(**plain)

    def plain(self) -> dict[str, Any]:
        """Return the counts as plain data."""
        return asdict(self)

    @property
    def rows(self) -> int:
        """Rows of the file, without header and empty ones."""
        return self.records + self.other_bodies + self.rejected
