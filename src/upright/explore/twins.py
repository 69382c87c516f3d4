"""An item as JSON: what its page says, in the archive's words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from upright.archive.models import Position, Recommendation
from upright.archive.queries import ItemPage


def item_twin(
    page: ItemPage,
    permanent: str,
    data_version: int,
    codings: Mapping[int, dict[str, Any]],
) -> dict[str, Any]:
    """Return an item as plain data; `permanent` is its absolute address.

    `codings` are those of its recommendations by their order.
    """
    return {
        "address": permanent,
        "data_version": data_version,
        **_item(page),
        "recommendations": [
            {**_text(text), "codings": codings[text.order]}
            for text in page.recommendations
        ],
        "positions": list(_positions(page.positions)),
        "comments": [comment.text for comment in page.comments],
        "corrections": [
            {"field": row.field, "reason": row.reason, "at": row.at}
            for row in page.corrections
        ],
        "previous": page.previous.key if page.previous else None,
        "next": page.next.key if page.next else None,
    }


def _item(page: ItemPage) -> dict[str, Any]:
    document, item = page.document, page.item
    return {
        "is_imagined": document.is_imagined,
        "symbol": document.symbol,
        "document_title": document.title,
        "distributed": document.distributed,
        "state": document.state_id,
        "session": item.session,
        "cycle": item.cycle,
        "date": item.date,
        "paragraph": item.key,
        "printed_number": item.printed_number,
        "citation": item.citation,
        "item_text": item.text,
        "footnotes": item.footnotes,
        "referred_to": item.referred_to,
        "places": item.places,
        "is_corrected": item.is_corrected,
    }


def _text(text: Recommendation) -> dict[str, Any]:
    attributions = list(text.attributions.all())
    return {
        "order": text.order,
        "text": text.text,
        "as_read": text.as_read or None,
        "addressee": text.addressee,
        "states": [one.state_id for one in attributions if one.state_id],
        "states_as_printed": [one.printed_name for one in attributions],
        "position": text.position,
        "position_by_rule": {
            "upr_info": text.position,
            "ohchr": text.position_ohchr or None,
        },
        "position_at_report": text.position_at_report,
        "position_source": {
            "symbol": text.position_symbol or None,
            "paragraph": text.position_paragraph or None,
        },
        "implementation": text.implementation or None,
        "is_certain": text.is_certain,
        "is_corrected": text.is_corrected,
    }


def _positions(positions: Sequence[Position]) -> Iterator[dict[str, Any]]:
    for position in positions:
        yield {
            "recommendation_order": position.recommendation_order,
            "stage": Position.Stage(position.stage).name.lower(),
            "value": position.value,
            "implementation": position.implementation or None,
            "words": position.words,
            "explanation": position.explanation or None,
            "symbol": position.source.symbol,
            "paragraph": position.source_paragraph or None,
            "said_in": position.said_in or None,
            "places": position.places,
            "date": position.date,
            "is_corrected": position.is_corrected,
        }
