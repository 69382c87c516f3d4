"""What other databases record as pledges of a State: beside ours, never among them."""

from dataclasses import dataclass

from upr.reference.states import STATES
from upright.explore.labels import Label
from upright.search.queries import Request
from upright.witnesses.queries import PledgeRow, pledge_rows
from upright.witnesses.sources import SOURCES

MOST = 50  # shown; a page stays light


@dataclass(frozen=True, slots=True)
class Recorded:
    """A pledge of another database, and whose it is."""

    row: PledgeRow
    source: Label
    home: str


@dataclass(frozen=True, slots=True)
class RecordedOfState:
    """The pledges that other databases record of one State."""

    state_name: str
    total: int
    rows: tuple[Recorded, ...]


def recorded_by_others(request: Request, version: int) -> RecordedOfState | None:
    """Return what others record of the State that is asked for; None of several.

    All of it: they are neither searched nor counted with what was read in reports.
    """
    states = request.filters.get("state", ())
    if len(states) != 1 or states[0] not in STATES:
        return None
    rows = list(pledge_rows(states[0], version))
    if not rows:
        return None
    shown = (
        Recorded(row, SOURCES[row.source].name, SOURCES[row.source].home)
        for row in rows[:MOST]
    )
    return RecordedOfState(STATES[states[0]].name, len(rows), tuple(shown))
