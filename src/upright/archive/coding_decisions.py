"""People decide codes: decided, and taken back.

A decision is of one text and one scheme. It replaces what the model gives there, and
stays through new models and new readings, until it is taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from upr.coding import Scheme
from upr.reference import actions, groups, issues, sdg
from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.coding import DECIDED, PERSON, set_codings, text_print
from upright.archive.desired import TextRows
from upright.archive.errors import CodingError
from upright.archive.models import Change, Coding, Document, Recommendation
from upright.archive.projection import Plan, carry_out

GONE = "The document has no such recommendation any more."


@dataclass(frozen=True)
class Decision:
    """What somebody decides: which codes of a scheme a text has; none is one, too."""

    document: Document
    item_key: str  # as read: Item.read_key
    order: int  # of the text in the item, from 1
    scheme: Scheme
    codes: Sequence[str]  # "5", "Women's rights", "16.3": as upr.reference spells them
    reason: str = ""


def known_codes(scheme: Scheme) -> tuple[str, ...]:
    """Every code of a scheme, in the order of the reference facts."""
    return tuple(_KNOWN[scheme]())


def decide(decision: Decision, at: datetime, by: User) -> Coding:
    """Bring a decision into force as a numbered change; return its row.

    What a person decided before is closed and stays on record. The same decision by
    the same person again changes nothing. Raises CodingError, with a sentence for a
    person, if a code is unknown or the text is not there.
    """
    codes = _checked(decision)
    note = f"{decision.document.symbol} {decision.item_key}, {decision.scheme.value}"
    same = _decided(decision).filter(by=by, codes=codes, reason=decision.reason)
    if (row := same.first()) is not None:
        return row
    with numbered_change(Change.Kind.CODING, at, by, note) as change:
        text = _text(decision.document, decision.item_key, decision.order)
        replaced = _decided(decision).first()
        _decided(decision).update(until=change.id)
        row = Coding.objects.create(
            document=decision.document,
            item_key=decision.item_key,
            recommendation_order=decision.order,
            coder=PERSON,
            scheme=decision.scheme.value,
            codes=codes,
            text_print=text_print(text.text),
            by=by,
            reason=decision.reason.strip(),
            at=at,
            replaces=replaced,
            since=change.id,
        )
        _lay(row, change)
    return row


def undo(coding: Coding, at: datetime, by: User) -> Coding | None:
    """Take a decision back, as a numbered change.

    What was in force before it is in force again: an earlier person's decision, which
    is returned as a new row, or what the model gives. Raises CodingError if it is not
    in force.
    """
    note = f"{coding.document.symbol} {coding} taken back"
    with numbered_change(Change.Kind.CODING, at, by, note) as change:
        row = Coding.objects.filter(pk=coding.pk, coder=PERSON)
        # Asked again under the lock: two people may press the key at once.
        if not row.filter(until=None).update(until=change.id):
            raise CodingError("This decision is not in force any more.")
        earlier = coding.replaces
        if earlier is not None:
            earlier = copy(earlier)  # as it was, but for its numbers
            earlier.pk, earlier.since, earlier.until = None, change.id, None
            earlier.save(force_insert=True)
        _lay(coding, change)
    return earlier


def _decided(decision: Decision) -> QuerySet[Coding]:
    """What a person decided of that scheme of the text, if it is in force."""
    return Coding.objects.filter(
        document=decision.document,
        item_key=decision.item_key,
        recommendation_order=decision.order,
        coder=PERSON,
        scheme=decision.scheme.value,
        until=None,
    )


def _text(document: Document, key: str, order: int) -> Recommendation:
    found = Recommendation.objects.filter(
        item__document=document, item__read_key=key, item__until=None
    )
    text = found.filter(order=order, until=None).select_related("item").first()
    if text is None:
        raise CodingError(GONE)
    return text


def _lay(coding: Coding, change: Change) -> None:
    """Replace the text's row where its codings are others now."""
    document = Document.objects.defer("facts").get(pk=coding.document_id)
    row = _text(document, coding.item_key, coding.recommendation_order)
    in_force = Coding.objects.filter(
        document=document,
        item_key=coding.item_key,
        recommendation_order=coding.recommendation_order,
        until=None,
    )
    now = TextRows(row, list(row.attributions.order_by("order")))
    then = now.again()
    model = next((one for one in in_force if one.coder != PERSON), None)
    decided = {one.scheme: one for one in in_force if one.coder == PERSON}
    set_codings(then.row, model, decided)
    if then.row.codings == row.codings:
        return
    steps = Plan(
        document, closed_texts=[(row.item, now)], opened_texts=[(row.item, then)]
    )
    carry_out(steps, document.current_reading, change)


def _checked(decision: Decision) -> dict[str, list[list[object]]]:
    codes = list(dict.fromkeys(decision.codes))
    known = set(known_codes(decision.scheme))
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise CodingError(f"No code of this scheme: {', '.join(unknown)}.")
    if decision.scheme is Scheme.ACTION and len(codes) != 1:
        raise CodingError("A recommendation has one action category.")
    return {decision.scheme.value: [[code, DECIDED] for code in codes]}


_KNOWN: Mapping[Scheme, Callable[[], Sequence[str]]] = {
    Scheme.ACTION: lambda: [str(rank) for rank in actions.ACTION_CATEGORIES],
    Scheme.ISSUES: lambda: [issue.tag for issue in issues.ISSUES.values()],
    Scheme.GROUPS: lambda: [group.label for group in groups.DIHR.values()],
    Scheme.SDG_GOALS: lambda: [str(number) for number in sdg.GOALS],
    Scheme.SDG_TARGETS: lambda: list(sdg.TARGETS),
}
