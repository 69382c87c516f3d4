"""The parts of a recommendation's page: States, positions, pages, citations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import Truncator

from upr.records import Box
from upright.archive.models import (
    Attribution,
    Correction,
    Document,
    DocumentPart,
    DocumentVersion,
    Item,
    Recommendation,
)
from upright.archive.queries import ItemPage
from upright.explore import citations, labels
from upright.explore.page_image import fingerprint
from upright.explore.paths import path_to_item
from upright.explore.position_parts import (
    PositionsShown,
    differs_by_text,
    positions_of,
)
from upright.explore.reader import PageFor
from upright.explore.results import search_address
from upright.search.queries import Request

LONG_TEXT = 320  # characters after which a text is set smaller, to stay on one screen


class StateShown(NamedTuple):
    """A recommending State, with the search for what it recommended."""

    name: str
    printed_name: str
    address: str  # "" where the printed name is no State we know
    is_certain: bool

    @property
    def printed_otherwise(self) -> bool:
        """Whether the document prints another name than the one shown."""
        return bool(self.address) and self.name != self.printed_name


class TextShown(NamedTuple):
    """One recommendation of the item."""

    order: int
    text: str
    as_read: str
    addressee: str  # name, where it is not the State under review
    states: tuple[StateShown, ...]
    positions: PositionsShown | None  # where the texts of an item differ in it

    @property
    def is_long(self) -> bool:
        """Whether it is set smaller."""
        return len(self.text) > LONG_TEXT


class PartShown(NamedTuple):
    """Words of the document, and where they stand."""

    text: str
    place: str


class CorrectionShown(NamedTuple):
    """A correction without its author: reason and date are for everybody."""

    label: labels.Label
    read: str
    reason: str
    at: datetime


class PageShown(NamedTuple):
    """A printed page the item stands on."""

    number: int
    image_address: str
    file_address: str


class NeighbourShown(NamedTuple):
    """An item near this one."""

    key: str
    text: str
    address: str
    is_here: bool


class CitationShown(NamedTuple):
    """A citation in one style; `address` is its file, "" where it has none."""

    id: str
    name: str
    text: str
    address: str


def address_of(symbol: str, key: str) -> str:
    """Return the address of an item."""
    return path_to_item(symbol, key)


def title_of(document: Document) -> str:
    """Return the title of a document in one line."""
    return " ".join(document.title.split())


def citable(page: ItemPage, wanted: PageFor) -> citations.Citable:
    """Return the item as it is cited, with its permanent address."""
    document = page.document
    path = address_of(document.symbol, page.item.key) + wanted.permanent_query
    return citations.Citable(
        symbol=document.symbol,
        citation=page.item.citation,
        title=title_of(document),
        published=document.distributed,
        address=wanted.site + path,
        is_imagined=document.is_imagined,
    )


def cited(page: ItemPage, wanted: PageFor) -> Iterator[CitationShown]:
    """Yield the citation in every style, that of the UN first."""
    one = citable(page, wanted)
    path = address_of(page.document.symbol, page.item.key)
    query = wanted.permanent_query
    yield CitationShown("cite-un", "UN", citations.un_style(one), "")
    yield CitationShown("cite-apa", "APA", citations.apa(one), "")
    yield CitationShown(
        "cite-bib", "BibTeX", citations.bibtex(one), f"{path}cite.bib{query}"
    )
    yield CitationShown("cite-ris", "RIS", citations.ris(one), f"{path}cite.ris{query}")


def boxes_on(item: Item, page: int) -> list[Box]:
    """Return the boxes of an item on one page."""
    return [
        Box(*place["box"])
        for place in item.places
        if place["page"] == page and place["box"]
    ]


def pages_of(item: Item) -> list[int]:
    """Return the pages an item stands on, from the first."""
    return sorted({place["page"] for place in item.places if place["page"]})


def pages(
    page: ItemPage, file: DocumentVersion | None, wanted: PageFor
) -> Iterator[PageShown]:
    """Yield the printed pages; none where the file has no pages."""
    if file is None:
        return
    path = address_of(page.document.symbol, page.item.key)
    document = reverse("document-file", args=[page.document.symbol])
    for number in pages_of(page.item):
        mark = fingerprint(file.sha256, number, boxes_on(page.item, number))
        query = f"{wanted.query}&" if wanted.query else "?"
        yield PageShown(
            number,
            f"{path}page-{number}.png{query}f={mark}",
            f"{document}?sha256={file.sha256}#page={number}",
        )


def word_paragraph(item: Item) -> int | None:
    """Return the number of the paragraph in a Word file, None in a PDF."""
    return next((place["index"] for place in item.places if place["index"]), None)


def texts(
    page: ItemPage, names: Mapping[str, str], wanted: PageFor
) -> Iterator[TextShown]:
    """Yield the recommendations of an item; `names` of States by code."""
    apart = differs_by_text(page.positions)
    for text in page.recommendations:
        other = text.addressee if text.addressee != page.document.state_id else ""
        yield TextShown(
            order=text.order,
            text=text.text,
            as_read=text.as_read,
            addressee=names.get(other, other),
            states=tuple(recommending(text, page.document, wanted)),
            positions=positions_of(page, wanted, text) if apart else None,
        )


def recommending(
    text: Recommendation, document: Document, wanted: PageFor
) -> Iterator[StateShown]:
    """Yield the recommending States of a text, as printed order."""
    for attribution in text.attributions.all():
        yield _state(attribution, document, wanted)


def _state(attribution: Attribution, document: Document, wanted: PageFor) -> StateShown:
    state = attribution.state
    printed = attribution.printed_name
    if state is None:
        return StateShown(printed, printed, "", attribution.is_certain)
    asked = Request(
        filters={"recommending_state": (state.iso3,)},
        version=wanted.version,
        imagined=document.is_imagined or None,
    )
    return StateShown(
        state.name, printed, search_address(asked), attribution.is_certain
    )


def comments(parts: Iterable[DocumentPart]) -> Iterator[PartShown]:
    """Yield what the State added."""
    for part in parts:
        where = labels.place(part.detail.get("paragraph") or "", part.page)
        yield PartShown(part.text, where)


def corrections(rows: Iterable[Correction]) -> Iterator[CorrectionShown]:
    """Yield the corrections that lie over an item."""
    for row in rows:
        read = row.read_value
        yield CorrectionShown(
            label=labels.CORRECTED.get(row.field, row.field),
            read=", ".join(read) if isinstance(read, list) else str(read or ""),
            reason=row.reason,
            at=row.at,
        )


def neighbours(page: ItemPage, wanted: PageFor) -> Iterator[NeighbourShown]:
    """Yield the items around one, itself among them."""
    for item in (*reversed(page.before), page.item, *page.after):
        path = address_of(page.document.symbol, item.key)
        text = Truncator(item.text).chars(180)
        yield NeighbourShown(item.key, text, path + wanted.query, item is page.item)
