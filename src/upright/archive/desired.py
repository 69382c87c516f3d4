"""What should be in force for a document: its reading with the corrections over it.

The rows made here are unsaved; `projection` brings them into force.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from upr import records
from upright.archive.corrections import Corrected, corrected_items
from upright.archive.models import (
    Attribution,
    Correction,
    Document,
    DocumentPart,
    Item,
    Position,
    Recommendation,
)

Detail = dict[str, object]
COUNTED_KINDS = {records.DocumentKind.REPORT, records.DocumentKind.DRAFT_REPORT}


@dataclass
class TextRows:
    """A recommendation with its attributions, saved or not."""

    row: Recommendation
    attributions: list[Attribution]


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


@dataclass(frozen=True)
class Surroundings:
    """What the rows of a document depend on besides its reading."""

    document: Document
    states: Mapping[str, str]  # names of the known States by code
    corrections: Sequence[Correction] = ()
    said_elsewhere: Sequence[Position] = ()  # statements in other documents


def desired_rows(reading: records.Document, around: Surroundings) -> Rows:
    """Return the rows that should be in force, in printed order.

    Items come from the report alone: OHCHR's thematic list prints the same ones again,
    and counting both would count each twice.
    """
    rows = Rows(parts=_parts(reading, around.document))
    if reading.kind not in COUNTED_KINDS:
        return rows
    corrected = corrected_items(reading, around.corrections, around.states)
    for order, one in enumerate(corrected, start=1):
        statements = _statements(one, around.document)
        rows.positions += statements
        elsewhere = [p for p in around.said_elsewhere if p.item_key == one.item.key]
        texts = [
            _text(one, at, [*statements, *elsewhere], around)
            for at in range(1, len(one.item.recommendations) + 1)
        ]
        rows.items.append(ItemRows(_item(one, order, around), texts))
    return rows


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
        places=_places(item.places),
        page=_first_page(item.places),
        state_id=document.state_id,
        session=document.session,
        cycle=document.cycle,
        date=document.date,
        is_corrected=one.has_new_number,
    )


def _text(
    one: Corrected, order: int, statements: Iterable[Position], around: Surroundings
) -> TextRows:
    recommendation = one.item.recommendations[order - 1]
    attributions = [
        _attribution(state, at, around.states)
        for at, state in enumerate(recommendation.states, start=1)
    ]
    said = position_in_force(statements, order)
    row = Recommendation(
        order=order,
        text=recommendation.text,
        as_read=recommendation.as_read or "",
        addressee=recommendation.addressee,
        position=said.value if said else records.PositionValue.PENDING.value,
        implementation=said.implementation if said else "",
        is_certain=bool(attributions) and all(a.is_certain for a in attributions),
        is_corrected=one.is_touched(order),
    )
    return TextRows(row, attributions)


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


def position_in_force(statements: Iterable[Position], order: int) -> Position | None:
    """Return the last statement on a text that takes a position, by date.

    Of one document, a statement on the text itself outranks one on its whole item.
    None where every statement puts the answer off.
    """
    said = [
        statement
        for statement in statements
        if statement.recommendation_order in (order, None)
    ]
    specific = {s.source_id for s in said if s.recommendation_order == order}
    taken = [
        s
        for s in said
        if (s.recommendation_order == order or s.source_id not in specific)
        and s.value != records.PositionValue.PENDING
    ]
    return max(taken, key=lambda s: s.date or date.min, default=None)


def _statements(one: Corrected, document: Document) -> list[Position]:
    """The item's position, then those of texts that differ from it."""
    positions: list[tuple[int | None, records.Position]] = [(None, one.item.position)]
    positions += [
        (order, recommendation.position)
        for order, recommendation in enumerate(one.item.recommendations, start=1)
        if recommendation.position is not None
    ]
    return [
        Position(
            document=document,
            source=document,
            item_key=one.item.key,
            recommendation_order=order,
            value=said.value.value,
            implementation=said.implementation.value if said.implementation else "",
            words=said.words,
            source_paragraph=said.paragraph or "",
            date=document.date,
            is_corrected=one.has_position_of_staff(order),
        )
        for order, said in positions
    ]


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
        places=_places(places),
        page=_first_page(places),
    )


def _places(places: Iterable[records.Place]) -> list[dict[str, Any]]:
    return [
        {
            "page": place.page,
            "box": list(asdict(place.box).values()) if place.box else None,
            "index": place.index,
        }
        for place in places
    ]


def _first_page(places: tuple[records.Place, ...]) -> int | None:
    return next((place.page for place in places if place.page is not None), None)
