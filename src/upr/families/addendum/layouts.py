"""The known layouts of addenda, side by side.

A row is recognised by what in the paper gives the positions, exactly one fits, and
none looks at a year, a State or a symbol. What differs inside a layout (numbers with
or without paragraph, explanations, the words) is read alike in all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many positions were given in which way."""

    in_tables: int
    by_lists: int  # a paragraph names the items it answers
    one_by_one: int  # numbers, and under them the answer
    by_headings: int  # numbers under a heading that answers


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which addenda print positions."""

    name: str
    fits: Callable[[Counts], bool]
    seen_in: str


LAYOUTS = (
    Layout("table", lambda c: c.in_tables > 0, "described; none at hand"),
    Layout(
        "numbers listed under an answer",
        lambda c: not c.in_tables and 0 < c.by_lists >= c.one_by_one,
        "A/HRC/28/15/Add.1, A/HRC/43/15/Add.1, A/HRC/59/15/Add.1",
    ),
    Layout(
        "answered one by one",
        lambda c: not c.in_tables and c.one_by_one > c.by_lists,
        "A/HRC/14/15/Add.1",
    ),
    Layout(
        "numbers under headings that answer",
        lambda c: not (c.in_tables or c.by_lists or c.one_by_one) and c.by_headings > 0,
        "imagined: none is known",
    ),
    Layout(
        "prose",
        lambda c: not (c.in_tables or c.by_lists or c.one_by_one or c.by_headings),
        "imagined: none is known",
    ),
)
