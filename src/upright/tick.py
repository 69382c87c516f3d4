"""`upright tick`: asks each room what is due, once; safe to run at any time.

A step that fails is named and the others still run. Two ticks at once do nothing
twice: each room takes what it does under a lease or a numbered change of its own.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from upright.archive import jobs, recoding
from upright.calendar import countdown
from upright.explore import ahead
from upright.opendata import actions as opendata
from upright.subscriptions import actions as subscriptions
from upright.witnesses import actions as witnesses

log = logging.getLogger(__name__)
Due = Callable[[datetime], str]  # does what is due; a sentence, or "" for nothing


@dataclass(frozen=True, slots=True)
class Step:
    """One room's part of a tick."""

    name: str
    due: Due


@dataclass(frozen=True, slots=True)
class Done:
    """What a step came to."""

    name: str
    said: str  # a sentence for a person, without names; empty where nothing was due
    has_failed: bool = False


STEPS: Sequence[Step] = (
    Step("jobs", jobs.sweep),
    Step("codings", recoding.due),
    Step("witnesses", witnesses.due),
    Step("open data", opendata.due),
    Step("charts", ahead.due),
    Step("countdown", countdown.due),
    Step("subscriptions", subscriptions.due),
)


def tick(at: datetime, steps: Sequence[Step] | None = None) -> Iterator[Done]:
    """Do what is due at a moment, room by room, and yield what each came to."""
    for step in STEPS if steps is None else steps:
        try:
            yield Done(step.name, step.due(at))
        except Exception as error:  # noqa: BLE001 -- the other rooms still get theirs
            # The type alone: a message or a traceback can hold an address.
            log.error("tick: %s failed (%s)", step.name, type(error).__name__)  # noqa: TRY400
            yield Done(step.name, type(error).__name__, has_failed=True)
