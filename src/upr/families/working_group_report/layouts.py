"""The known layouts of section II, side by side.

A row is recognised by how the lists are numbered, exactly one fits, and none looks at
a year, a State or a symbol. What differs inside a layout (the order of the blocks,
the wording of the answers, several texts in an item) is read alike in all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from upr.families.working_group_report.answers import Answer


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which reports print their recommendations."""

    name: str
    fits: Callable[[Sequence[Answer]], bool]
    seen_in: str  # sessions


def _styles(answers: Sequence[Answer]) -> set[str]:
    """How the lists are numbered; an unnumbered one counts only where no other is."""
    styles = {a.block.style for a in answers if a.block.entries}
    return styles - {""} or styles


def _refers(answers: Sequence[Answer]) -> bool:
    return any(answer.points for answer in answers)


LAYOUTS = (
    Layout(
        "plain numbers",
        lambda a: _styles(a) == {"plain"} and not _refers(a),
        "1-7",
    ),
    Layout(
        "plain numbers, some by reference to section I",
        lambda a: _styles(a) == {"plain"} and _refers(a),
        "1-5",
    ),
    Layout("prefixed numbers", lambda a: _styles(a) == {"prefixed"}, "8-48"),
    Layout(
        "plain and prefixed numbers",
        lambda a: _styles(a) == {"plain", "prefixed"},
        "imagined: none is known",
    ),
    Layout("lists without numbers", lambda a: _styles(a) == {""}, "3-7"),
    Layout(
        "by reference to section I alone",
        lambda a: not _styles(a) and _refers(a),
        "imagined: none is known",
    ),
)
