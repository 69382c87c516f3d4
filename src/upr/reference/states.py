"""States: who they are (`STATES`) and which one a printed name means (`resolve`)."""

from upr.reference.state_facts import (
    IMAGINED,
    REAL,
    STATES,
    NameKind,
    State,
    StateName,
    Status,
)
from upr.reference.state_lists import find_in, is_states_list, split_names
from upr.reference.state_names import Certainty, Resolved, resolve, resolve_code

__all__ = [
    "IMAGINED",
    "REAL",
    "STATES",
    "Certainty",
    "NameKind",
    "Resolved",
    "State",
    "StateName",
    "Status",
    "find_in",
    "is_states_list",
    "resolve",
    "resolve_code",
    "split_names",
]
