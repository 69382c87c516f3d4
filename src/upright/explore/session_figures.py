"""How the States of a session answered, each with its rows."""

from collections.abc import Sequence

from upright.explore import answers
from upright.explore.answers import Line
from upright.search.queries import Request


def lines_of(number: int) -> Sequence[Line]:
    """Return a line for each State of which a report of the session is archived.

    By the number of items, the largest first. Raises IndexUnavailableError.
    """
    own = {"session": (str(number),)}
    (side,), _found = answers.sides([own], ("state",), Request())
    return side.lines("state")
