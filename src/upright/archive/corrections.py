"""Corrections of staff laid over a reading, which itself stays as it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from upr.records import Document, Item, Recommendation, RecommendingState
from upright.archive.models import Correction

Field = Correction.Field
Target = tuple[str, int | None, str]  # item key as read, order of the text, field


@dataclass(frozen=True)
class Corrected:
    """An item of a reading with what staff decided about it."""

    read_key: str
    item: Item
    touched: frozenset[tuple[int | None, str]]  # order of the text (None: all), field
    # What staff decided of the position, which is laid over all that was said of it:
    decided: Mapping[int | None, Correction] = field(default_factory=dict)

    @property
    def has_new_number(self) -> bool:
        """Whether its number is not the one read."""
        return (None, Field.NUMBER) in self.touched

    def decided_by_staff(self, order: int) -> str | None:
        """What staff decided of the position of a text: of it alone, else of all."""
        found = self.decided.get(order) or self.decided.get(None)
        return str(found.value) if found else None

    def is_touched(self, order: int) -> bool:
        """Whether anything of the text with this order, from 1, is not as read."""
        return any(
            field != Field.NUMBER and where in (order, None)
            for where, field in self.touched
        )


def corrected_items(
    document: Document, corrections: Iterable[Correction], names: Mapping[str, str]
) -> list[Corrected]:
    """Return the items of a reading as corrected, in printed order.

    `names` are the States' names by code. A correction whose item is no longer in the
    reading changes nothing; `stale` lists such.
    """
    by_key: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_key.setdefault(correction.item_key, []).append(correction)
    return [
        _corrected(read_key, item, by_key.get(read_key, []), names)
        for read_key, item in keyed_items(document)
    ]


def keyed_items(document: Document) -> list[tuple[str, Item]]:
    """Return the items with keys that are unique in the document.

    Where a reading holds a key twice (a number printed twice), the later ones get a
    suffix: "136.12", "136.12-2".
    """
    seen: dict[str, int] = {}
    keyed = []
    for item in document.items:
        seen[item.key] = seen.get(item.key, 0) + 1
        count = seen[item.key]
        key = item.key if count == 1 else f"{item.key}-{count}"
        keyed.append((key, replace(item, key=key)))
    return keyed


def stale(document: Document, corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that find nothing in this reading to lie over."""
    texts = {key: len(item.recommendations) for key, item in keyed_items(document)}
    return [
        correction
        for correction in corrections
        if (correction.recommendation_order or 0) > texts.get(correction.item_key, -1)
    ]


def new_key(item: Item, number: str) -> str:
    """Return the key of an item with another number.

    >>> new_key(Item("95.1", "95", "1", "1", "", (), None, ()), "2")
    '95.2'
    >>> new_key(Item("136.1", "136", "136.1", "136.1", "", (), None, ()), "136.2")
    '136.2'
    """
    return number if "." in number else f"{item.paragraph}.{number}"


def value_of(item: Item, order: int | None, field: str) -> Any:
    """Return what a correction of this field would lie over, as plain data.

    Not of a position, which is said in more papers than the report.
    """
    if order is None:
        return item.number
    recommendation = item.recommendations[order - 1]
    if field == Field.STATES:
        return list(recommendation.iso3s)
    return recommendation.text if field == Field.TEXT else recommendation.addressee


def _corrected(
    read_key: str,
    item: Item,
    corrections: list[Correction],
    names: Mapping[str, str],
) -> Corrected:
    touched = set()
    decided: dict[int | None, Correction] = {}
    # Those of the whole item first: one text's own correction lies over it.
    for correction in sorted(corrections, key=_breadth):
        order = correction.recommendation_order
        if order is not None and order > len(item.recommendations):
            continue
        if correction.field == Field.POSITION:
            decided[order] = correction
        else:
            item = _with(item, correction, names)
        touched.add((order, correction.field))
    return Corrected(read_key, item, frozenset(touched), decided)


def _breadth(correction: Correction) -> int:
    return correction.recommendation_order or 0


def _with(item: Item, correction: Correction, names: Mapping[str, str]) -> Item:
    if correction.field == Field.NUMBER:
        number = str(correction.value)
        return replace(item, number=number, key=new_key(item, number))
    texts = tuple(
        _text_with(recommendation, correction, names)
        if at == correction.recommendation_order
        else recommendation
        for at, recommendation in enumerate(item.recommendations, start=1)
    )
    return replace(item, recommendations=texts)


def _text_with(
    recommendation: Recommendation,
    correction: Correction,
    names: Mapping[str, str],
) -> Recommendation:
    value = correction.value
    match correction.field:
        case Field.TEXT:
            return replace(recommendation, text=value)
        case Field.ADDRESSEE:
            return replace(recommendation, addressee=value)
        case Field.STATES:
            return replace(recommendation, states=_states(recommendation, value, names))
        case _:
            raise ValueError(f"No field of a text: {correction.field}")


def _states(
    recommendation: Recommendation, codes: list[str], names: Mapping[str, str]
) -> tuple[RecommendingState, ...]:
    printed = {state.iso3: state.name for state in recommendation.states if state.iso3}
    return tuple(
        RecommendingState(code, printed.get(code) or names.get(code, code))
        for code in codes
    )
