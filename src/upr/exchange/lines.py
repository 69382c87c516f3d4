"""A document as lines: one dictionary for each recommendation.

Papers that state positions on recommendations printed elsewhere (an addendum, the
Council's report) give a line for each item they name.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from upr.positions import plain_value
from upr.records import (
    Document,
    Item,
    Place,
    Position,
    PositionStatement,
    Recommendation,
)

# In the order in which they are written, in every format.
FIELDS = (
    "symbol", "state", "session", "paragraph", "text", "states", "position", "page",
    "index", "layout", "printed_number", "citation", "as_read", "addressee",
    "item_text", "position_words", "places", "position_paragraph", "implementation",
    "stance", "said_in", "explanation",
)  # fmt: skip


def document_lines(document: Document) -> Iterator[dict[str, Any]]:
    """Yield a dictionary of plain data for each recommendation, in printed order.

    `paragraph` is the key of the item, so items with several texts give several
    lines with one paragraph. `states` are the ISO codes of the recommending States
    that are known. Where a kind of document has no such thing the value is None: a
    Word file has no `page` but the `index` of its paragraph, a PDF the reverse; an
    addendum has neither text nor States. `stance` is the position as said where it is
    stated apart ("partly", "unclear"); `position` is then what UPR Info counts it as
    before the plenary. `said_in` is the symbol of the paper a thematic list tells of.
    """
    said = {key: one for one in document.statements for key in one.items}
    for item, recommendation in document.recommendations():
        position = recommendation.position or item.position
        yield (
            _document_part(document)
            | _recommendation_part(recommendation, position)
            | _item_part(item)
            | _told_part(said.get(item.key))
        )
    if not document.items:
        yield from _statement_lines(document)


def _statement_lines(document: Document) -> Iterator[dict[str, Any]]:
    for said in document.statements:
        for key in said.items:
            is_of_list = "." in key
            yield (
                _document_part(document)
                | {
                    "state": said.state or document.state,
                    "paragraph": key,
                    "position": plain_value(said.value).value,
                    "printed_number": key,
                    "citation": f"para. {key}" if is_of_list else None,
                    "position_words": said.words,
                    "position_paragraph": said.paragraph,
                    "implementation": said.implementation and said.implementation.value,
                }
                | _places_part(said.places)
                | _told_part(said)
            )


def _told_part(said: PositionStatement | None) -> dict[str, Any]:
    if said is None:
        return {}
    return {
        "stance": said.value.value,
        "said_in": said.said_in or None,
        "explanation": said.explanation or None,
    }


def _document_part(document: Document) -> dict[str, Any]:
    return dict.fromkeys(FIELDS) | {
        "symbol": document.symbol or None,
        "state": document.state,
        "session": document.facts.session,
        "layout": document.source.layout,
    }


def _recommendation_part(
    recommendation: Recommendation, position: Position
) -> dict[str, Any]:
    return {
        "text": recommendation.text,
        "states": list(recommendation.iso3s),
        "as_read": recommendation.as_read,
        "addressee": recommendation.addressee,
        "position": position.value.value,
        "position_words": position.words,
        "position_paragraph": position.paragraph,
        "implementation": position.implementation and position.implementation.value,
    }


def _item_part(item: Item) -> dict[str, Any]:
    return _places_part(item.places) | {
        "paragraph": item.key,
        "printed_number": item.printed_number,
        "citation": item.citation,
        "item_text": item.text,
    }


def _places_part(places: Sequence[Place]) -> dict[str, Any]:
    first = places[0] if places else Place()
    return {
        "page": first.page,
        "index": first.index,
        "places": [_place(place) for place in places],
    }


def _place(place: Place) -> dict[str, Any]:
    box = place.box
    return {
        "page": place.page,
        "box": None if box is None else [box.left, box.bottom, box.right, box.top],
        "index": place.index,
    }
