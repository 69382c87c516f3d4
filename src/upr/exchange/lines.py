"""A document as lines: one dictionary for each recommendation."""

from collections.abc import Iterator
from typing import Any

from upr.records import Document, Item, Place, Position, Recommendation

# In the order in which they are written, in every format.
FIELDS = (
    "symbol", "state", "session", "paragraph", "text", "states", "position", "page",
    "index", "layout", "printed_number", "citation", "as_read", "addressee",
    "item_text", "position_words", "places",
)  # fmt: skip


def document_lines(document: Document) -> Iterator[dict[str, Any]]:
    """Yield a dictionary of plain data for each recommendation, in printed order.

    `paragraph` is the key of the item, so items with several texts give several
    lines with one paragraph. `states` are the ISO codes of the recommending States
    that are known. Where a kind of document has no such thing the value is None: a
    Word file has no `page` but the `index` of its paragraph, a PDF the reverse.
    """
    for item, recommendation in document.recommendations():
        position = recommendation.position or item.position
        yield (
            _document_part(document)
            | _recommendation_part(recommendation, position)
            | _item_part(item)
        )


def _document_part(document: Document) -> dict[str, Any]:
    return dict.fromkeys(FIELDS) | {
        "symbol": document.symbol,
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
    }


def _item_part(item: Item) -> dict[str, Any]:
    first = item.places[0] if item.places else Place()
    return {
        "paragraph": item.key,
        "page": first.page,
        "index": first.index,
        "printed_number": item.printed_number,
        "citation": item.citation,
        "item_text": item.text,
        "places": [_place(place) for place in item.places],
    }


def _place(place: Place) -> dict[str, Any]:
    box = place.box
    return {
        "page": place.page,
        "box": None if box is None else [box.left, box.bottom, box.right, box.top],
        "index": place.index,
    }
