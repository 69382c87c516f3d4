"""Codings as columns of a download: the codes, how sure each is, and who gave it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from upr.coding import Scheme

Codings = Iterable[tuple[str, str, float, str]]  # scheme, code, score, who

# Lists: the codes as their scheme spells them, and beside them, in the same order,
# the probability of each and whether the model or a person gave it.
_LISTS: Final[Mapping[str, str]] = {
    Scheme.ISSUES: "issues",
    Scheme.GROUPS: "persons",
    Scheme.SDG_GOALS: "sdg_goals",
    Scheme.SDG_TARGETS: "sdg_targets",
}
COLUMNS: Final = (
    "coded",
    "action",
    "action_score",
    "action_by",
    *(f"{name}{part}" for name in _LISTS.values() for part in ("", "_scores", "_by")),
)
KINDS: Final[Mapping[str, str]] = {  # of the columns in Parquet that hold no text
    "coded": "boolean",
    "action": "integer",
    "action_score": "number",
    **{
        f"{name}{part}": kind
        for name in _LISTS.values()
        for part, kind in (("", "strings"), ("_scores", "numbers"), ("_by", "strings"))
    },
}


def values_of(codings: Codings) -> dict[str, Any]:
    """The codings of a recommendation by columns.

    `coded` is False where nothing was coded at all; an empty list is then no finding.
    """
    every = list(codings)
    action = next((one for one in every if one[0] == Scheme.ACTION), None)
    values: dict[str, Any] = {
        "coded": bool(every),
        "action": int(action[1]) if action else None,
        "action_score": action[2] if action else None,
        "action_by": action[3] if action else "",
    }
    for scheme, name in _LISTS.items():
        own = [one for one in every if one[0] == scheme]
        values[name] = [code for _scheme, code, _score, _who in own]
        values[f"{name}_scores"] = [score for _scheme, _code, score, _who in own]
        values[f"{name}_by"] = [who for _scheme, _code, _score, who in own]
    return values
