"""Corrections by staff: proposed, previewed, made, withdrawn.

A correction lies over the reading, with name, date and reason. The reading itself,
and the words as printed in it, stay as they are.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from upr import records
from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.corrections import corrected_items, new_key, value_of
from upright.archive.differences import Differences, differences
from upright.archive.errors import CorrectionError
from upright.archive.models import (
    Change,
    Correction,
    Document,
    Reading,
    State,
)
from upright.archive.payload import from_payload
from upright.archive.settling import rows_with, settle

Field = Correction.Field
NUMBER = re.compile(r"\d+(\.\d+)*[a-z]?")
LONGEST_TEXT = 20_000  # characters; the longest printed item has about 4,000


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to correct, and why."""

    document: Document
    item_key: str  # as read: Item.read_key
    order: int | None  # of the text in the item, from 1; None: the whole item
    field: str  # models.Correction.Field
    value: Any  # a string; of States a list of ISO3 codes in printed order
    reason: str


def correct(proposal: Proposal, at: datetime, by: User) -> Correction:
    """Lay a correction over a reading, bring it into force, and return it.

    It replaces an earlier correction of the same field. Raises CorrectionError, with
    a sentence for a person, if it cannot be made.
    """
    correction, _ = _correct(proposal, at, by)
    return correction


def preview_correction(proposal: Proposal, at: datetime, by: User) -> Differences:
    """Return what `correct` would change, having changed nothing; raises the same."""
    with transaction.atomic():
        _, result = _correct(proposal, at, by)
        transaction.set_rollback(True)
    return result


def withdraw(correction: Correction, reason: str, at: datetime, by: User) -> None:
    """Take a correction back: what was read is in force again. It stays on record.

    Raises CorrectionError without a reason, or where it is withdrawn already.
    """
    if not reason.strip():
        raise CorrectionError("Say why the correction is withdrawn.")
    note = f"{correction} withdrawn: {reason.strip()}"
    with numbered_change(Change.Kind.CORRECTION, at, by, note) as change:
        # Asked again under the lock: two people may press the button at once.
        if not _close(Correction.objects.filter(pk=correction.pk), change):
            raise CorrectionError("This correction is withdrawn already.")
        settle(correction.document, change)
    correction.until = change.id


def _correct(
    proposal: Proposal, at: datetime, by: User
) -> tuple[Correction, Differences]:
    reason = proposal.reason.strip()
    if not reason:
        raise CorrectionError("Say why: a correction needs a reason.")
    note = f"{proposal.document.symbol} {proposal.item_key}, {proposal.field}: {reason}"
    with numbered_change(Change.Kind.CORRECTION, at, by, note) as change:
        document = Document.objects.get(pk=proposal.document.pk)
        value, read_value = _checked(proposal, document)
        _close(_same_target(proposal, document), change)
        correction = Correction.objects.create(
            document=document,
            item_key=proposal.item_key,
            recommendation_order=proposal.order,
            field=proposal.field,
            value=value,
            read_value=read_value,
            reason=reason,
            by=by,
            at=at,
            since=change.id,
        )
        return correction, differences(settle(document, change))


def _same_target(proposal: Proposal, document: Document) -> QuerySet[Correction]:
    return Correction.objects.filter(
        document=document,
        item_key=proposal.item_key,
        recommendation_order=proposal.order,
        field=proposal.field,
    )


def _close(corrections: QuerySet[Correction], change: Change) -> int:
    return corrections.filter(until=None).update(until=change.id)


def _checked(proposal: Proposal, document: Document) -> tuple[Any, Any]:
    """Return the value to lay over the reading, and what is in force without it."""
    if document.current_reading is None:
        raise CorrectionError("The document has no reading to correct.")
    if not _is_aimed(proposal):
        raise CorrectionError("Choose what to correct, and in which text.")
    laid = list(document.corrections.filter(until=None))
    items = _items(document.current_reading, laid)
    item = _item(items, proposal)
    value = _CHECKS[Field(proposal.field)](proposal, document)
    earlier = list(_same_target(proposal, document).filter(until=None))
    if value in [one.value for one in earlier] or value == _lies_over(
        proposal, document, laid
    ):
        raise CorrectionError("This is what is in force already: nothing would change.")
    if proposal.field == Field.NUMBER:
        _check_free(new_key(item, value), items.values())
    without = [one for one in laid if one not in earlier]
    return value, _lies_over(proposal, document, without)


def _lies_over(
    proposal: Proposal, document: Document, corrections: list[Correction]
) -> Any:
    """Return what a proposal would lie over, under these corrections."""
    if proposal.field == Field.POSITION:
        return _position_in_force(proposal, document, corrections)
    items = _items(document.current_reading, corrections)
    return value_of(_item(items, proposal), proposal.order, proposal.field)


def _position_in_force(
    proposal: Proposal, document: Document, corrections: list[Correction]
) -> str:
    """Return the position of the text, or those of all texts of the item."""
    found = [
        text.row.position
        for item in rows_with(document, corrections).items
        if item.row.read_key == proposal.item_key
        for text in item.texts
        if proposal.order in (text.row.order, None)
    ]
    return ", ".join(dict.fromkeys(found))


def _is_aimed(proposal: Proposal) -> bool:
    """A number is the item's, a position the item's or a text's, the rest a text's."""
    if proposal.field not in Field.values:
        return False
    if proposal.field == Field.POSITION:
        return proposal.order is None or proposal.order >= 1
    if proposal.field == Field.NUMBER:
        return proposal.order is None
    return proposal.order is not None and proposal.order >= 1


def _items(
    reading: Reading | None, corrections: list[Correction]
) -> dict[str, records.Item]:
    if reading is None:
        return {}
    corrected = corrected_items(from_payload(reading.payload), corrections, {})
    return {one.read_key: one.item for one in corrected}


def _item(items: dict[str, records.Item], proposal: Proposal) -> records.Item:
    item = items.get(proposal.item_key)
    if item is None or (proposal.order or 1) > len(item.recommendations):
        raise CorrectionError("The document has no such recommendation any more.")
    return item


def _check_free(key: str, items: Iterable[records.Item]) -> None:
    if any(item.key == key for item in items):
        raise CorrectionError(f"Another item of the document has the number {key}.")


def _text(proposal: Proposal, document: Document) -> str:
    text = " ".join(str(proposal.value).split())
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise CorrectionError("A recommendation has a text, of 20,000 letters at most.")
    return text


def _position(proposal: Proposal, document: Document) -> str:
    if proposal.value not in set(records.PositionValue):
        raise CorrectionError("A position is supported, noted or pending.")
    return str(proposal.value)


def _number(proposal: Proposal, document: Document) -> str:
    number = str(proposal.value).strip()
    if not NUMBER.fullmatch(number):
        raise CorrectionError("A number looks like 136.12, 4 or 12a.")
    return number


def _addressee(proposal: Proposal, document: Document) -> str:
    code = str(proposal.value).strip().upper()
    _check_known([code], document)
    return code


def _states(proposal: Proposal, document: Document) -> list[str]:
    if not isinstance(proposal.value, list) or not proposal.value:
        raise CorrectionError("Name at least one recommending State.")
    codes = [str(code).strip().upper() for code in proposal.value]
    if len(set(codes)) < len(codes):
        raise CorrectionError("A State is named twice.")
    _check_known(codes, document)
    return codes


def _check_known(codes: list[str], document: Document) -> None:
    same_world = State.objects.filter(is_imagined=document.is_imagined)
    known = set(same_world.values_list("iso3", flat=True))
    unknown = [code for code in codes if code not in known]
    if unknown:
        kind = "imagined State" if document.is_imagined else "State"
        raise CorrectionError(f"No {kind} has the code {', '.join(unknown)}.")


_CHECKS: dict[Field, Callable[[Proposal, Document], Any]] = {
    Field.TEXT: _text,
    Field.STATES: _states,
    Field.POSITION: _position,
    Field.ADDRESSEE: _addressee,
    Field.NUMBER: _number,
}
