"""What a report says about itself, and whether the reading agrees."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from upr.families.working_group_report.answers import Answer
from upr.families.working_group_report.wordings import Role
from upr.records import Check, Item, PositionValue, ReviewFacts

MOST_NAMED = 12  # in a message; the rest is counted

_TOTAL = re.compile(
    r"\b(?:total\s+of|all\s+(?:the\s+)?|these|received)\s*(\d{2,3})\s+recommendations\b",
    re.IGNORECASE,
)


def checks(
    items: Sequence[Item], read: Sequence[Answer], facts: ReviewFacts
) -> tuple[Check, ...]:
    """Return every check that applies, passed or not."""
    return (
        _numbering(items),
        _known_states(items),
        _states_given(items),
        _known_wordings(read),
        _closing(read),
        *_total(items, read),
        *_dates(facts),
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _numbering(items: Sequence[Item]) -> Check:
    missing: list[str] = []
    misprints: list[str] = []
    numbered = [item for item in items if item.number and not item.referred_to]
    for paragraph, group in groupby(numbered, key=lambda item: item.paragraph):
        listed = list(group)
        numbers = [int(item.key.rpartition(".")[2]) for item in listed]
        expected = range(1, numbers[-1] + 1)
        missing += [f"{paragraph}.{n}" for n in expected if n not in numbers]
        misprints += [
            f"{item.printed_number} for {item.number}"
            for item in listed
            if _digits(item.printed_number) != _digits(item.number)
        ]
    if missing:
        return Check("numbering", False, f"Numbers not found: {_listed(missing)}.")
    if misprints:
        return Check("numbering", True, f"Misprinted numbers: {_listed(misprints)}.")
    return Check("numbering", True, "The numbers run without a gap.")


def _digits(number: str) -> list[str]:
    return re.findall(r"\d+", number)


def _known_states(items: Sequence[Item]) -> Check:
    unknown = [
        f"{state.name} ({item.key})"
        for item in items
        for recommendation in item.recommendations
        for state in recommendation.states
        if state.iso3 is None
    ]
    if unknown:
        return Check("known_states", False, f"Names not known: {_listed(unknown)}.")
    return Check("known_states", True, "Every recommending State is known.")


def _states_given(items: Sequence[Item]) -> Check:
    without = [
        item.key
        for item in items
        if not all(recommendation.states for recommendation in item.recommendations)
    ]
    if without:
        message = f"No recommending State is printed at {_listed(without)}."
        return Check("states_given", False, message)
    return Check("states_given", True, "Every recommendation names who made it.")


def _known_wordings(read: Sequence[Answer]) -> Check:
    unknown = [
        str(answer.block.number)
        for answer in read
        if answer.wording is None and answer.block.entries
    ]
    if unknown:
        message = f"No known wording of an answer in paragraph {_listed(unknown)}."
        return Check("known_wordings", False, message)
    return Check("known_wordings", True, "Every list has an answer in known words.")


def _closing(read: Sequence[Answer]) -> Check:
    closing = any(a.wording and a.wording.role is Role.CLOSING for a in read)
    if closing:
        return Check("closing", True, "The sentence that ends the lists is there.")
    # Missing in six reports of sessions 1 to 13: it says nothing about the reading.
    return Check("closing", True, "The sentence that ends the lists is missing.")


def _total(items: Sequence[Item], read: Sequence[Answer]) -> Iterator[Check]:
    """Whether a number of recommendations announced in section II is there."""
    for answer in read:
        for found in _TOTAL.finditer(answer.block.text):
            announced = int(found.group(1))
            supported = sum(
                item.position.value is PositionValue.SUPPORTED for item in items
            )
            right = announced in (len(items), supported, len(items) - supported)
            message = f"Announced {announced} recommendations, read {len(items)}."
            yield Check("total", right, message)


def _dates(facts: ReviewFacts) -> Iterator[Check]:
    held, adopted = facts.review_date, facts.adoption_date
    if held and adopted and adopted < held:
        message = f"Adopted {adopted}, before the review of {held}: a misprint."
        yield Check("dates", True, message)
