"""What should be in force for a document: its reading with the corrections over it.

The rows made here are unsaved; `projection` brings them into force.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models.base import ModelState

from upr import records
from upright.archive.coding import code_texts
from upright.archive.corrections import Corrected, corrected_items
from upright.archive.doubts import doubt_rows
from upright.archive.hearing import (
    Heard,
    Standing,
    Witness,
    hear,
    position_rows,
    standing,
)
from upright.archive.models import (
    Attribution,
    Coding,
    Correction,
    Document,
    DocumentPart,
    Item,
    Position,
    Recommendation,
)
from upright.archive.places import first_page, plain_places

AnyRow = TypeVar("AnyRow", Recommendation, Attribution)
Detail = dict[str, object]
COUNTED_KINDS = {records.DocumentKind.REPORT, records.DocumentKind.DRAFT_REPORT}


@dataclass
class TextRows:
    """A recommendation with its attributions, saved or not."""

    row: Recommendation
    attributions: list[Attribution]

    def again(self) -> "TextRows":
        """The same text as rows that are not saved yet."""
        return TextRows(_unsaved(self.row), list(map(_unsaved, self.attributions)))


@dataclass
class ItemRows:
    """An item with its recommendations, saved or not."""

    row: Item
    texts: list[TextRows]


@dataclass
class Rows:
    """Everything one document has in force, or should have."""

    items: list[ItemRows] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    parts: list[DocumentPart] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)  # the model's


@dataclass(frozen=True)
class Surroundings:
    """What the rows of a document depend on besides its reading."""

    document: Document
    states: Mapping[str, str]  # names of the known States by code
    corrections: Sequence[Correction] = ()
    witnesses: Sequence[Witness] = ()  # the papers about the same review
    codings: Sequence[Coding] = ()  # in force, of the model and of people


def desired_rows(reading: records.Document, around: Surroundings) -> Rows:
    """Return the rows that should be in force, in printed order.

    Items come from the report alone: OHCHR's thematic list prints the same ones again,
    and counting both would count each twice.
    """
    rows = Rows(parts=_parts(reading, around.document))
    if reading.kind not in COUNTED_KINDS:
        return rows
    corrected = corrected_items(reading, around.corrections, around.states)
    heard = hear(reading, (one.item for one in corrected), around.witnesses)
    for order, one in enumerate(corrected, start=1):
        texts = [
            _text(one, at, heard, around)
            for at in range(1, len(one.item.recommendations) + 1)
        ]
        rows.items.append(ItemRows(_item(one, order, around), texts))
        rows.positions += position_rows(one, heard, around.document)
    rows.codings = coding_rows(rows.items, around.document, around.codings)
    doubts = doubt_rows(corrected, heard, around.document)
    rows.parts += _of_document(doubts, around.document)
    return rows


def _unsaved(row: AnyRow) -> AnyRow:
    fresh = copy(row)
    fresh.pk, fresh._state = None, ModelState()
    return fresh


def counted_date(document: Document, facts: records.ReviewFacts) -> date | None:
    """Return the date a document is counted under: adoption, review, distribution."""
    return facts.adoption_date or facts.review_date or document.distributed


def _item(one: Corrected, order: int, around: Surroundings) -> Item:
    item, document = one.item, around.document
    return Item(
        document=document,
        key=item.key,
        read_key=one.read_key,
        order=order,
        paragraph=item.paragraph,
        printed_number=item.printed_number,
        number=item.number,
        citation=item.citation,
        text=item.text,
        footnotes=list(item.footnotes),
        referred_to=list(item.referred_to),
        places=plain_places(item.places),
        page=first_page(item.places),
        state_id=document.state_id,
        session=document.session,
        cycle=document.cycle,
        date=document.date,
        is_corrected=one.has_new_number,
    )


def _text(one: Corrected, order: int, heard: Heard, around: Surroundings) -> TextRows:
    recommendation = one.item.recommendations[order - 1]
    attributions = [
        _attribution(state, at, around.states)
        for at, state in enumerate(recommendation.states, start=1)
    ]
    row = Recommendation(
        order=order,
        text=recommendation.text,
        as_read=recommendation.as_read or "",
        addressee=recommendation.addressee,
        is_certain=bool(attributions) and all(a.is_certain for a in attributions),
        is_corrected=one.is_touched(order),
    )
    _set_positions(row, standing(one, order, heard, around.document), around.document)
    return TextRows(row, attributions)


def coding_rows(
    items: Iterable[ItemRows], document: Document, in_force: Sequence[Coding]
) -> list[Coding]:
    """Set the codings of the texts of a document; return those of the model."""
    texts = {
        (item.row.read_key, text.row.order): text.row
        for item in items
        for text in item.texts
    }
    rows = code_texts(texts, in_force)
    for row in rows:
        row.document = document
    return rows


def _set_positions(row: Recommendation, stands: Standing, report: Document) -> None:
    row.position = stands.position
    row.position_ohchr = stands.by_ohchr
    row.position_at_report = stands.at_report.value.value
    row.implementation = stands.implementation
    if stands.is_decided:  # it rests on no paper
        return
    if stands.rests_on is None:
        row.position_symbol = report.symbol
        row.position_paragraph = stands.at_report.paragraph or ""
    else:
        row.position_symbol = stands.rests_on.paper.symbol
        row.position_paragraph = stands.rests_on.statement.paragraph or ""


def _attribution(
    state: records.RecommendingState, order: int, known: Mapping[str, str]
) -> Attribution:
    code = state.iso3 if state.iso3 in known else None
    return Attribution(
        order=order,
        state_id=code,
        printed_name=state.name,
        is_certain=code is not None and state.certain,
    )


def _parts(reading: records.Document, document: Document) -> list[DocumentPart]:
    kinds = DocumentPart.Kind
    parts = []
    for order, comment in enumerate(reading.comments, start=1):
        detail: Detail = {
            "paragraph": comment.paragraph,
            "about": list(comment.about),
        }
        parts.append(_part(kinds.COMMENT, order, comment.text, detail, comment.places))
    for order, pledge in enumerate(reading.pledges, start=1):
        detail = {"paragraph": pledge.paragraph}
        parts.append(_part(kinds.PLEDGE, order, pledge.text, detail, pledge.places))
    for order, left in enumerate(reading.leftovers, start=1):
        detail = {"why": left.why}
        parts.append(_part(kinds.LEFTOVER, order, left.text, detail, (left.place,)))
    for order, check in enumerate(reading.checks, start=1):
        detail = {"name": check.name, "passed": check.passed}
        parts.append(_part(kinds.CHECK, order, check.message, detail, ()))
    return _of_document(parts, document)


def _of_document(parts: list[DocumentPart], document: Document) -> list[DocumentPart]:
    for part in parts:
        part.document = document
    return parts


def _part(
    kind: DocumentPart.Kind,
    order: int,
    text: str,
    detail: Detail,
    places: tuple[records.Place, ...],
) -> DocumentPart:
    return DocumentPart(
        kind=kind.value,
        order=order,
        text=text,
        detail=detail,
        places=plain_places(places),
        page=first_page(places),
    )
