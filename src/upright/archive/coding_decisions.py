"""People decide codes: decided, and taken back.

A decision is of one text and one scheme. It replaces what the model gives there, and
stays through new models and new readings, until it is taken back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from upr.coding import Scheme
from upr.reference import actions, groups, issues, sdg
from upright.accounts.models import User
from upright.archive.changes import numbered_change
from upright.archive.coding import (
    DECIDED,
    PERSON,
    Place,
    place_of,
    set_codings,
    text_print,
)
from upright.archive.desired import TextRows
from upright.archive.errors import CodingError
from upright.archive.models import Change, Coding, Document, Recommendation
from upright.archive.projection import exchange_texts

GONE = "The document has no such recommendation any more."
_CHUNK = 100  # texts looked up at once: each is a condition of the query


@dataclass(frozen=True)
class Decision:
    """What somebody decides: which codes of a scheme a text has; none is one, too."""

    document: Document
    item_key: str  # as read: Item.read_key
    order: int  # of the text in the item, from 1
    scheme: Scheme
    codes: Sequence[str]  # "5", "Women's rights", "16.3": as upr.reference spells them
    reason: str = ""
    text_print: str = ""  # of the words it was said of; "": of those in force
    # What a person decided after this stands instead, where many are decided together.
    stands_from: datetime | None = None


class Said(NamedTuple):
    """A decision that waited, and who said it."""

    decision: Decision
    by: User


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
        row = _row(decision, text, replaced, by, change)
        row.save(force_insert=True)
        _lay(row, change)
    return row


def decide_together(
    waiting: Sequence[Said], at: datetime, by: User, note: str
) -> list[Coding | None]:
    """Bring decisions of different texts into force as one numbered change.

    Returns their rows, in this order. What somebody decided of a text since
    `stands_from` stands: that row where it says the same, else None. None also where
    the text is not there any more, or a code not known any more. All the others come
    into force, or nothing does.
    """
    rows: list[Coding | None] = []
    if not waiting:
        return rows
    with numbered_change(Change.Kind.CODING, at, by, note) as change:
        for start in range(0, len(waiting), _CHUNK):
            rows += _decide_chunk(waiting[start : start + _CHUNK], change)
    return rows


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


def _decide_chunk(chunk: Sequence[Said], change: Change) -> list[Coding | None]:
    decisions = [one.decision for one in chunk]
    texts, in_force = _texts_of(decisions), _codings_of(decisions)
    rows: list[Coding | None] = []
    fresh: list[Coding] = []
    for decision, by in chunk:
        place = decision.document.pk, (decision.item_key, decision.order)
        text, own = texts.get(place), in_force.setdefault(place, [])
        scheme = decision.scheme.value  # a model's row has none
        replaced = next((one for one in own if one.scheme == scheme), None)
        is_known = set(decision.codes) <= set(known_codes(decision.scheme))
        if text is None or not is_known:
            rows.append(None)
        elif replaced is not None and _stands(replaced, decision.stands_from):
            rows.append(replaced if _says_the_same(replaced, decision) else None)
        else:
            made = _row(decision, text.row, replaced, by, change)
            in_force[place] = [one for one in own if one is not replaced] + [made]
            rows.append(made)
            fresh.append(made)
    replaced_ones = [row.replaces_id for row in fresh if row.replaces_id]
    Coding.objects.filter(pk__in=replaced_ones).update(until=change.id)
    Coding.objects.bulk_create(fresh)
    laid = [_laid(text, in_force[place]) for place, text in texts.items()]
    exchange_texts([one for one in laid if one is not None], change)
    return rows


def _stands(decided: Coding, since: datetime | None) -> bool:
    """Whether what a person decided is younger than what would replace it."""
    return since is not None and decided.at > since


def _says_the_same(row: Coding, decision: Decision) -> bool:
    return {code for code, _ in row.codes[row.scheme]} == set(decision.codes)


def _texts_of(decisions: Iterable[Decision]) -> dict[tuple[int, Place], TextRows]:
    """The texts in force that decisions are of, by document and place."""
    wanted = Q(pk=None)
    for one in decisions:
        wanted |= Q(
            item__document=one.document, item__read_key=one.item_key, order=one.order
        )
    found = Recommendation.objects.filter(wanted, until=None, item__until=None)
    return {
        (row.item.document_id, (row.item.read_key, row.order)): TextRows(
            row, sorted(row.attributions.all(), key=lambda one: one.order)
        )
        for row in found.select_related("item").prefetch_related("attributions")
    }


def _codings_of(decisions: Iterable[Decision]) -> dict[tuple[int, Place], list[Coding]]:
    """What models gave and people decided of those texts, in force."""
    wanted = Q(pk=None)
    for one in decisions:
        wanted |= Q(
            document=one.document,
            item_key=one.item_key,
            recommendation_order=one.order,
        )
    found: dict[tuple[int, Place], list[Coding]] = {}
    for row in Coding.objects.filter(wanted, until=None):
        found.setdefault((row.document_id, place_of(row)), []).append(row)
    return found


def _row(
    decision: Decision,
    text: Recommendation,
    replaced: Coding | None,
    by: User,
    change: Change,
) -> Coding:
    return Coding(
        document=decision.document,
        item_key=decision.item_key,
        recommendation_order=decision.order,
        coder=PERSON,
        scheme=decision.scheme.value,
        codes=_checked(decision),
        text_print=decision.text_print or text_print(text.text),
        by=by,
        reason=decision.reason.strip(),
        at=change.at,
        replaces=replaced,
        since=change.id,
    )


def _lay(coding: Coding, change: Change) -> None:
    """Replace the text's row where its codings are others now."""
    row = _text(coding.document, coding.item_key, coding.recommendation_order)
    in_force = Coding.objects.filter(
        document=coding.document,
        item_key=coding.item_key,
        recommendation_order=coding.recommendation_order,
        until=None,
    )
    now = TextRows(row, list(row.attributions.order_by("order")))
    laid = _laid(now, in_force)
    exchange_texts([laid] if laid else [], change)


def _laid(
    now: TextRows, in_force: Iterable[Coding]
) -> tuple[TextRows, TextRows] | None:
    """The text as it is, and with the codings in force; None where it has them."""
    then = now.again()
    model = next((one for one in in_force if one.coder != PERSON), None)
    decided = {one.scheme: one for one in in_force if one.coder == PERSON}
    set_codings(then.row, model, decided)
    return None if then.row.codings == now.row.codings else (now, then)


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
