"""What a change of reading or a correction does to the rows in force, as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from upright.archive.desired import ItemRows, TextRows
from upright.archive.models import DocumentPart, Item
from upright.archive.projection import Plan

# What a person is shown of an item and of a text, by the name of the field.
ITEM_FIELDS = ("number", "citation", "text", "session", "date", "places")
TEXT_FIELDS = ("text", "as_read", "addressee", "position", "implementation")


@dataclass(frozen=True)
class FieldChange:
    """One thing that is said otherwise than before."""

    key: str  # of the item
    order: int | None  # of the text in the item; None: of the item itself
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ItemChange:
    """An item that comes or goes."""

    key: str
    text: str


@dataclass(frozen=True)
class Differences:
    """What changes: items that come and go, and what is said otherwise in others."""

    added: list[ItemChange] = field(default_factory=list)
    removed: list[ItemChange] = field(default_factory=list)
    changed: list[FieldChange] = field(default_factory=list)
    leftovers_added: list[str] = field(default_factory=list)
    leftovers_removed: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether a person would see no difference."""
        return not (
            self.added
            or self.removed
            or self.changed
            or self.leftovers_added
            or self.leftovers_removed
        )

    def lines(self) -> Iterator[str]:
        """Say each difference in a line for a person."""
        for sign, items in (("+", self.added), ("-", self.removed)):
            for item in items:
                yield f"{sign} {item.key}: {item.text}"
        for change in self.changed:
            where = (
                change.key if change.order is None else f"{change.key}({change.order})"
            )
            yield f"~ {where} {change.field}: {change.before} → {change.after}"
        for sign, texts in (("+", self.leftovers_added), ("-", self.leftovers_removed)):
            for text in texts:
                yield f"{sign} left over: {text}"


def differences(steps: Iterable[Plan]) -> Differences:
    """Return what plans change, in the words of a person."""
    result = Differences()
    for step in steps:
        closed = {rows.row.key: rows for rows in step.closed}
        opened = {rows.row.key: rows for rows in step.opened}
        result.added.extend(_items(opened, closed))
        result.removed.extend(_items(closed, opened))
        for key in closed.keys() & opened.keys():
            result.changed.extend(_item_changes(closed[key], opened[key]))
        result.changed.extend(_loose_texts(step))
        result.leftovers_added.extend(_leftovers(step.opened_rows))
        result.leftovers_removed.extend(_leftovers(step.closed_rows))
    return result


def _items(
    these: dict[str, ItemRows], those: dict[str, ItemRows]
) -> Iterator[ItemChange]:
    for key, rows in these.items():
        if key not in those:
            yield ItemChange(key, rows.row.text)


def _item_changes(before: ItemRows, after: ItemRows) -> Iterator[FieldChange]:
    for name in ITEM_FIELDS:
        was, now = getattr(before.row, name), getattr(after.row, name)
        if was != now:
            yield FieldChange(after.row.key, None, name, _said(was), _said(now))
    yield from _text_changes(after.row.key, before.texts, after.texts)


def _loose_texts(step: Plan) -> Iterator[FieldChange]:
    items: dict[str, Item] = {}
    for item, _ in (*step.closed_texts, *step.opened_texts):
        items[item.key] = item
    for key in items:
        before = [text for item, text in step.closed_texts if item.key == key]
        after = [text for item, text in step.opened_texts if item.key == key]
        yield from _text_changes(key, before, after)


def _text_changes(
    key: str, before: list[TextRows], after: list[TextRows]
) -> Iterator[FieldChange]:
    was = {text.row.order: _shown(text) for text in before}
    now = {text.row.order: _shown(text) for text in after}
    for order in sorted(was.keys() | now.keys()):
        old, new = was.get(order, {}), now.get(order, {})
        for name in (*TEXT_FIELDS, "states"):
            if old.get(name, "") != new.get(name, ""):
                yield FieldChange(
                    key, order, name, old.get(name, ""), new.get(name, "")
                )


def _shown(text: TextRows) -> dict[str, str]:
    shown = {name: _said(getattr(text.row, name)) for name in TEXT_FIELDS}
    shown["states"] = ", ".join(
        attribution.state_id or f"“{attribution.printed_name}”"
        for attribution in text.attributions
    )
    return shown


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _leftovers(rows: Iterable[object]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, DocumentPart) and row.kind == DocumentPart.Kind.LEFTOVER:
            yield row.text
