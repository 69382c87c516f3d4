"""A field as it was typed, and how what is wrong with it is said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from upright.search.errors import QueryError


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was typed."""

    name: str
    value: str
    query: str
    start: int  # of the field in the query
    end: int

    @property
    def text(self) -> str:
        """The field as it stands in the query."""
        return self.query[self.start : self.end]

    def refused(self, message: str, better: str = "") -> QueryError:
        """An error that points here and offers the query with `better` in place."""
        query = self.query
        offered = f"{query[: self.start]}{better}{query[self.end :]}" if better else ""
        return QueryError(message, self.start, offered)


Reader = Callable[[Typed], tuple[tuple[str, ...], str]]  # values, and what to call them


def quoted(name: str) -> str:
    """A value as it is typed: in quotation marks where it needs them."""
    return f'"{name}"' if re.search(r'[\s(),"]', name) else name


def one_of(
    typed: Typed, labels: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], str]:
    """The code whose code or label is typed, of pairs of code and label.

    Raises QueryError, with the nearest label offered, if there is none.
    """
    known = {}
    for code, label in labels:
        known[label.casefold()] = (code, label)
        known[code.casefold()] = (code, label)
    found = known.get(typed.value.strip().casefold())
    if found:
        return (found[0],), found[1]
    message = _("“%(value)s” is none of the values of %(field)s: %(values)s.") % {
        "value": typed.value,
        "field": typed.name,
        "values": ", ".join(label for _code, label in labels),
    }
    near = get_close_matches(typed.value.strip().casefold(), known, 1)
    better = f"{typed.name}:{quoted(known[near[0]][0])}" if near else ""
    raise typed.refused(message, better)
