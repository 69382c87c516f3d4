"""Positions and the explanations that belong to them, put together.

A paragraph that answers sixty items becomes as many statements as its items have
different explanations. What is explained and answered nowhere is left over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from upr.families.addendum.answers import Entry, Given
from upr.parsing import joined, places
from upr.records import Implementation, Leftover, Place, PositionStatement
from upr.stances.wordings import implementation_in


@dataclass(slots=True)
class Tied:
    """Statements, and explanations of items without a position."""

    statements: list[PositionStatement] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def tie(given: Iterable[Given], explained: Sequence[Entry]) -> Tied:
    """Return the statements, each with the explanation of its items."""
    result = Tied()
    answered: set[str] = set()
    for one in given:
        answered.update(one.keys)
        result.statements.extend(_statements(one, explained))
    for entry in explained:
        missing = [key for key in entry.keys if key not in answered]
        if missing and not any(key.endswith("*") for key in answered):
            why = f"No position was found on {', '.join(missing)}."
            place = (places(entry.lines) or (Place(),))[0]
            text = entry.text or joined(entry.lines) or ", ".join(entry.keys)
            result.leftovers.append(Leftover(text, why, place))
    return result


def _statements(
    given: Given, explained: Sequence[Entry]
) -> Iterable[PositionStatement]:
    groups: dict[tuple[int, ...], list[str]] = {}
    for key in given.keys:
        about = tuple(i for i, entry in enumerate(explained) if key in entry.keys)
        groups.setdefault(about, []).append(key)
    for about, keys in groups.items():
        yield _statement(given, keys, [explained[i] for i in about])


def _statement(
    given: Given, keys: Sequence[str], explained: Sequence[Entry]
) -> PositionStatement:
    texts = [given.explanation, *(entry.text for entry in explained)]
    own = places(given.lines)
    further = [place for entry in explained for place in places(entry.lines)]
    return PositionStatement(
        items=tuple(keys),
        value=given.value,
        words=given.words,
        paragraph=given.paragraph,
        places=(*own, *(place for place in further if place not in own)),
        implementation=_implementation(given, explained),
        explanation="\n".join(text for text in texts if text),
        excepted=given.excepted,
    )


def _implementation(given: Given, explained: Sequence[Entry]) -> Implementation | None:
    """What the explanation says, which is nearer than the paragraph's own words."""
    own = (implementation_in(entry.text) for entry in explained)
    return next((found for found in own if found), given.implementation)
