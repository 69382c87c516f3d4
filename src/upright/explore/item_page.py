"""A recommendation as its page shows it, put together from its parts."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from upright.archive import queries as archive
from upright.archive.models import Item
from upright.archive.queries import ItemPage
from upright.explore import item_parts, item_repeats, item_witnesses
from upright.explore.item_codings import codings
from upright.explore.item_parts import address_of
from upright.explore.position_parts import differs_by_text, positions_of
from upright.explore.reader import PageFor


def shown(page: ItemPage, wanted: PageFor) -> dict[str, Any]:
    """Return everything the template shows, by name."""
    by_text = differs_by_text(page.positions)
    first = page.recommendations[0]
    return {
        **_identity(page),
        "recommendations": list(item_parts.texts(page, _names(page), wanted)),
        "positions": None if by_text else positions_of(page, wanted, first),
        "comments": list(item_parts.comments(page.comments)),
        "corrections": list(item_parts.corrections(page.corrections)),
        "codings": codings(page, wanted),
        "repeats": item_repeats.repeats_of(page, wanted),
        **_witnesses(page, wanted),
        **_printed(page),
        **_places(page, wanted),
        **_around(page, wanted),
        **_kept(page, wanted),
    }


def _witnesses(page: ItemPage, wanted: PageFor) -> dict[str, Any]:
    found = item_witnesses.witnesses_of(page, wanted)
    return {"witnesses": found, "witnesses_summary": item_witnesses.summary(found)}


def _identity(page: ItemPage) -> dict[str, Any]:
    item, texts = page.item, page.recommendations
    heading = page.state.name if page.state else page.document.symbol
    return {
        "symbol": page.document.symbol,
        "citation": item.citation,
        "heading": heading,
        "state_code": page.state.iso3 if page.state else "",
        "title": ngettext(
            "Recommendation to %(state)s", "Recommendations to %(state)s", len(texts)
        )
        % {"state": heading},
        "summary": item.text[:150],
        "session": item.session,
        "cycle": item.cycle,
        "date": item.date,
        "has_several": len(texts) > 1,
        "is_corrected": item.is_corrected or any(t.is_corrected for t in texts),
    }


def _names(page: ItemPage) -> Mapping[str, str]:
    """Return names of States, looked up only where another State is addressed."""
    own = page.document.state_id
    if all(text.addressee == own for text in page.recommendations):
        return {}
    states = archive.states(page.document.is_imagined)
    return {code: state.name for code, state in states.items()}


def _printed(page: ItemPage) -> dict[str, Any]:
    item = page.item
    is_misprint = bool(item.printed_number) and item.printed_number != item.number
    return {
        "printed_text": item.text,
        "footnotes": item.footnotes,
        "referred_to": ", ".join(item.referred_to),
        "number": item.number,
        "printed_number": item.printed_number,
        "is_misprint": is_misprint,
    }


def _places(page: ItemPage, wanted: PageFor) -> dict[str, Any]:
    file = archive.page_image_source(page.document, page.item)
    address = reverse("document-file", args=[page.document.symbol])
    return {
        "pages": list(item_parts.pages(page, file, wanted)),
        "word_paragraph": item_parts.word_paragraph(page.item),
        "file_address": address,
        "document_address": reverse("document", args=[page.document.symbol])
        + wanted.query,
    }


def _around(page: ItemPage, wanted: PageFor) -> dict[str, Any]:
    def address(item: Item | None) -> str:
        if item is None:
            return ""
        return address_of(page.document.symbol, item.key) + wanted.query

    return {
        "neighbours": list(item_parts.neighbours(page, wanted)),
        "previous_address": address(page.previous),
        "next_address": address(page.next),
    }


def _kept(page: ItemPage, wanted: PageFor) -> dict[str, Any]:
    path = address_of(page.document.symbol, page.item.key)
    permanent = path + wanted.permanent_query
    return {
        "citations": list(item_parts.cited(page, wanted)),
        "canonical": wanted.site + path,
        "permanent": wanted.site + permanent,
        "permanent_path": permanent,
        "json_address": f"{path.removesuffix('/')}.json{wanted.query}",
    }
