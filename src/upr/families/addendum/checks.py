"""What an addendum says about itself, and whether the reading agrees."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from upr.records import Check, PositionStatement, Stance

MOST_NAMED = 12  # in a message; the rest is counted

_NUMBER = r"(?<![\d.])(?P<number>\d{1,3})(?![\d.]*\d)"
_SUPPORTED = r"(?:accepted|supported|accepts|supports)"
_NOTED = r"(?:noted|notes|rejected|not\s+(?:accepted|supported))"
_GAP = r"\s+(?:(?:of|the|these|which|are|were|is|have|been|had|now|immediately|fully"
_WORDS = rf"{_GAP}|recommendations?|enjoy\w*|its|support)\s+){{0,6}}?"
ANNOUNCED = {
    Stance.SUPPORTED: (
        re.compile(rf"\b{_SUPPORTED}\s+(?:a\s+total\s+of\s+)?{_NUMBER}", re.IGNORECASE),
        re.compile(rf"{_NUMBER}{_WORDS}(?:accepted|supported)\b", re.IGNORECASE),
    ),
    Stance.NOTED: (
        re.compile(rf"\b{_NOTED}\s+(?:a\s+total\s+of\s+)?{_NUMBER}", re.IGNORECASE),
        re.compile(rf"{_NUMBER}{_WORDS}(?:noted|rejected)\b", re.IGNORECASE),
    ),
}
_TOTAL = re.compile(rf"{_NUMBER}\s+recommendations\b", re.IGNORECASE)


def checks(
    statements: Sequence[PositionStatement], texts: Sequence[str]
) -> tuple[Check, ...]:
    """Return every check that applies; `texts` are those that may announce totals."""
    return (
        _positions(statements),
        _once(statements),
        *_announced(statements, texts),
        *_total(statements, texts),
    )


def values_of(statements: Sequence[PositionStatement]) -> dict[str, set[Stance]]:
    """Return what was said of each item; more than one thing is a contradiction."""
    found: dict[str, set[Stance]] = {}
    for statement in statements:
        for key in statement.items:
            found.setdefault(key, set()).add(statement.value)
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _positions(statements: Sequence[PositionStatement]) -> Check:
    keys = values_of(statements)
    if not keys:
        said = "No position on a recommendation was found; a person has to read it."
        return Check("positions", False, said)
    return Check("positions", True, f"Positions on {len(keys)} items were found.")


def _once(statements: Sequence[PositionStatement]) -> Check:
    twice = [key for key, said in values_of(statements).items() if len(said) > 1]
    if twice:
        said = f"The paper says different things of {_listed(twice)}."
        return Check("once", False, said)
    return Check("once", True, "No item is given two positions.")


def _counts(statements: Sequence[PositionStatement]) -> Counter[Stance]:
    return Counter(min(said) for said in values_of(statements).values())


def _has_whole_lists(statements: Sequence[PositionStatement]) -> bool:
    return any(key.endswith("*") for one in statements for key in one.items)


def _announced(
    statements: Sequence[PositionStatement], texts: Sequence[str]
) -> Iterator[Check]:
    """Whether as many are supported and noted as the paper says."""
    if _has_whole_lists(statements):
        return
    counts = _counts(statements)
    for value, patterns in ANNOUNCED.items():
        numbers = {int(found["number"]) for found in _found(patterns, texts)}
        if numbers:
            read = counts[value]
            said = f"Announced as {value.value}: {_numbers(numbers)}; read: {read}."
            yield Check(f"total_{value.value}", read in numbers, said)


def _found(
    patterns: Iterable[re.Pattern[str]], texts: Sequence[str]
) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for text in texts:
            yield from pattern.finditer(text)


def _total(
    statements: Sequence[PositionStatement], texts: Sequence[str]
) -> Iterator[Check]:
    """Whether the positions are as many as the recommendations the paper counts."""
    if _has_whole_lists(statements):
        return
    parts = {
        int(found["number"])
        for patterns in ANNOUNCED.values()
        for found in _found(patterns, texts)
    }
    numbers = {int(found["number"]) for found in _found((_TOTAL,), texts)} - parts
    if numbers and statements:
        counts = _counts(statements)
        read = counts.total()
        said = f"Announced in all: {_numbers(numbers)}; read: {read}."
        yield Check("total", read in numbers, said)


def _numbers(numbers: set[int]) -> str:
    return " or ".join(str(number) for number in sorted(numbers))
