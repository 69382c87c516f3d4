"""What a State or a group was asked most, and what it asked most."""

from typing import Any, Final

from upright.explore.answers import Side

FACETS: Final = ("issue", "action")  # besides those of its page
MOST = 10


def shown(reviewed: Side, recommending: Side) -> dict[str, Any]:
    """Return the issues and categories of action of both sides, by items."""
    return {
        "asked_issues": reviewed.lines("issue", MOST),
        "asked_actions": reviewed.lines("action"),
        "made_issues": recommending.lines("issue", MOST),
        "made_actions": recommending.lines("action"),
    }
