"""States: who they are (`STATES`) and which one a printed name means (`resolve`)."""

from upr.reference.state_facts import (
    IMAGINED,
    REAL,
    REGIONAL_GROUPS,
    STATES,
    NameKind,
    RegionalGroup,
    State,
    StateName,
    Status,
    get,
)
from upr.reference.state_lists import find_in, is_states_list, split_names
from upr.reference.state_names import Certainty, Resolved, resolve, resolve_code

__all__ = [
    "IMAGINED",
    "REAL",
    "REGIONAL_GROUPS",
    "STATES",
    "Certainty",
    "NameKind",
    "RegionalGroup",
    "Resolved",
    "State",
    "StateName",
    "Status",
    "find_in",
    "get",
    "is_states_list",
    "resolve",
    "resolve_code",
    "split_names",
]
