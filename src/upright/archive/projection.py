"""From a reading and the corrections over it to the rows in force.

`desired.desired_rows` says what should be in force, as unsaved rows; `plan` compares
it with what is; `carry_out` closes what no longer holds (`until`) and adds what is new
(`since`). Rows that are the same are not touched, so a re-reading that changes one
item leaves every other row, and every link to it, as it was.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models

from upright.archive.desired import ItemRows, Rows, TextRows
from upright.archive.models import (
    Attribution,
    Change,
    Coding,
    Document,
    DocumentPart,
    InForce,
    Item,
    Position,
    Reading,
    Recommendation,
)

InForceRow = TypeVar("InForceRow", bound=InForce)
OtherRow = Position | DocumentPart | Coding

ITEM_FIELDS = (
    "key", "read_key", "order", "paragraph", "printed_number", "number", "citation",
    "text", "footnotes", "referred_to", "places", "page", "state_id", "session",
    "cycle", "date", "is_corrected",
)  # fmt: skip
TEXT_FIELDS = (
    "order", "text", "as_read", "addressee", "position", "implementation",
    "is_certain", "is_corrected", "position_ohchr", "position_at_report",
    "position_symbol", "position_paragraph", "codings",
)  # fmt: skip
ATTRIBUTION_FIELDS = ("order", "state_id", "printed_name", "is_certain")
POSITION_FIELDS = (
    "item_key", "recommendation_order", "stage", "value", "implementation", "words",
    "explanation", "source_id", "source_paragraph", "said_in", "places", "page", "date",
    "is_corrected",
)  # fmt: skip
CODING_FIELDS = (
    "item_key", "recommendation_order", "codes", "model", "text_print",
)  # fmt: skip
PART_FIELDS = ("kind", "order", "text", "detail", "places", "page")


@dataclass
class Plan:
    """What to close and what to add so that the desired rows are in force."""

    document: Document
    closed: list[ItemRows] = field(default_factory=list)  # items, with all their texts
    opened: list[ItemRows] = field(default_factory=list)
    closed_texts: list[tuple[Item, TextRows]] = field(default_factory=list)
    opened_texts: list[tuple[Item, TextRows]] = field(default_factory=list)
    closed_rows: list[OtherRow] = field(default_factory=list)
    opened_rows: list[OtherRow] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether everything in force is as it should be."""
        return not (
            self.closed
            or self.opened
            or self.closed_texts
            or self.opened_texts
            or self.closed_rows
            or self.opened_rows
        )


def plan(document: Document, desired: Rows) -> Plan:
    """Return how to get from the rows in force to the desired ones."""
    current = rows_in_force(document)
    result = Plan(document)
    _plan_items(result, current.items, desired.items)
    for now, then, names in (
        (current.positions, desired.positions, POSITION_FIELDS),
        (current.parts, desired.parts, PART_FIELDS),
        (current.codings, desired.codings, CODING_FIELDS),
    ):
        kept = _pair_off(now, then, names)
        result.closed_rows += [row for row in now if id(row) not in kept]
        result.opened_rows += [row for row in then if id(row) not in kept]
    return result


def _plan_items(result: Plan, current: list[ItemRows], desired: list[ItemRows]) -> None:
    wanted = {rows.row.key: rows for rows in desired}
    present = {rows.row.key: rows for rows in current}
    for key, now in present.items():
        then = wanted.get(key)
        if then is None or not _same(now.row, then.row, ITEM_FIELDS):
            result.closed.append(now)
        else:
            _plan_texts(result, now, then)
    closed = {rows.row.key for rows in result.closed}
    result.opened += [
        rows for key, rows in wanted.items() if key not in present or key in closed
    ]


def _plan_texts(result: Plan, now: ItemRows, then: ItemRows) -> None:
    wanted = {text.row.order: text for text in then.texts}
    for text in now.texts:
        same = wanted.get(text.row.order)
        if same is not None and _same_text(same, text):
            del wanted[text.row.order]
        else:
            result.closed_texts.append((now.row, text))
    result.opened_texts += [(now.row, text) for text in wanted.values()]


def _pair_off(
    now: Sequence[models.Model], then: Sequence[models.Model], names: tuple[str, ...]
) -> set[int]:
    """Return the `id()` of the rows on both sides that have a twin on the other."""
    waiting: dict[str, list[models.Model]] = {}
    for row in now:
        waiting.setdefault(_print_of(row, names), []).append(row)
    kept = set()
    for row in then:
        if twins := waiting.get(_print_of(row, names)):
            kept |= {id(row), id(twins.pop())}
    return kept


def _print_of(row: models.Model, names: tuple[str, ...]) -> str:
    # Sorted, for PostgreSQL gives the names inside JSON back in an order of its own.
    said = [getattr(row, name) for name in names]
    return json.dumps(said, sort_keys=True, default=str)


def _same_text(one: TextRows, other: TextRows) -> bool:
    return (
        _same(one.row, other.row, TEXT_FIELDS)
        and len(one.attributions) == len(other.attributions)
        and all(
            _same(mine, theirs, ATTRIBUTION_FIELDS)
            for mine, theirs in zip(one.attributions, other.attributions, strict=True)
        )
    )


def _same(one: models.Model, other: models.Model, names: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def rows_in_force(document: Document) -> Rows:
    """Return what one document has in force now."""
    rows = Rows(
        positions=list(Position.objects.filter(document=document, until=None)),
        parts=list(DocumentPart.objects.filter(document=document, until=None)),
        codings=list(
            Coding.objects.filter(
                document=document, coder=Coding.Coder.MODEL, until=None
            )
        ),
    )
    by_item: dict[int, ItemRows] = {}
    for item in Item.objects.filter(document=document, until=None).order_by("order"):
        by_item[item.pk] = ItemRows(item, [])
    by_text: dict[int, TextRows] = {}
    for text in Recommendation.objects.filter(
        item__document=document, until=None
    ).order_by("item", "order"):
        by_text[text.pk] = TextRows(text, [])
        by_item[text.item_id].texts.append(by_text[text.pk])
    for attribution in Attribution.objects.filter(
        recommendation__item__document=document, recommendation__until=None
    ).order_by("recommendation", "order"):
        by_text[attribution.recommendation_id].attributions.append(attribution)
    rows.items = list(by_item.values())
    return rows


def carry_out(steps: Plan, reading: Reading | None, change: Change) -> None:
    """Bring the desired rows into force under the number of a change."""
    texts = [text for rows in steps.closed for text in rows.texts]
    texts += [text for _, text in steps.closed_texts]
    _close(Item, [rows.row for rows in steps.closed], change.id)
    _close(Recommendation, [text.row for text in texts], change.id)
    for kind in (Position, DocumentPart, Coding):
        _close(kind, [r for r in steps.closed_rows if isinstance(r, kind)], change.id)
    if reading is not None:
        _open(steps, reading, change)


def exchange_texts(pairs: Sequence[tuple[TextRows, TextRows]], change: Change) -> None:
    """Close texts in force, of any documents, and open others in their places."""
    _close(Recommendation, [now.row for now, _then in pairs], change.id)
    _open_texts([(now.row.item, then) for now, then in pairs], change)


def _close(kind: type[InForce], rows: Iterable[InForce], change: int) -> None:
    keys = [row.pk for row in rows]
    if keys:
        kind._default_manager.filter(pk__in=keys).update(until=change)


def _open(steps: Plan, reading: Reading, change: Change) -> None:
    for rows in steps.opened:
        rows.row.reading = reading
        rows.row.since = change.id
    Item.objects.bulk_create([rows.row for rows in steps.opened])
    texts = [(rows.row, text) for rows in steps.opened for text in rows.texts]
    _open_texts(texts + steps.opened_texts, change)
    for row in steps.opened_rows:
        row.since = change.id
        if isinstance(row, DocumentPart):
            row.reading = reading
        if isinstance(row, Coding):
            row.at = change.at
    Position.objects.bulk_create(_only(Position, steps.opened_rows))
    DocumentPart.objects.bulk_create(_only(DocumentPart, steps.opened_rows))
    Coding.objects.bulk_create(_only(Coding, steps.opened_rows))


def _open_texts(texts: Iterable[tuple[Item, TextRows]], change: Change) -> None:
    opened = []
    for item, text in texts:
        text.row.item = item
        text.row.since = change.id
        opened.append(text)
    Recommendation.objects.bulk_create([text.row for text in opened])
    attributions = []
    for text in opened:
        for attribution in text.attributions:
            attribution.recommendation = text.row
            attributions.append(attribution)
    Attribution.objects.bulk_create(attributions)


def _only(kind: type[InForceRow], rows: Iterable[OtherRow]) -> list[InForceRow]:
    return [row for row in rows if isinstance(row, kind)]
