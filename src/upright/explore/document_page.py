"""A document as its page and the list of documents show it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upr.records import DocumentKind, PositionValue
from upright.archive.models import (
    Attribution,
    Document,
    DocumentPart,
    DocumentVersion,
    Item,
    Recommendation,
)
from upright.archive.queries import DocumentPage
from upright.explore import labels
from upright.explore.item_parts import address_of, title_of
from upright.explore.paths import path_to
from upright.explore.results import search_address
from upright.search.queries import Count, Request


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and the rows it leads to."""

    label: labels.Label
    count: int
    address: str
    value: str = ""


ADDENDA = 3  # looked for after a report; Add.2 is rare, Add.3 not known


class Link(NamedTuple):
    """Words that may lead somewhere."""

    text: str
    address: str = ""


class Fact(NamedTuple):
    """Something the document says of the review."""

    label: str
    parts: tuple[Link, ...]


class VersionShown(NamedTuple):
    """A file of the document."""

    name: str
    address: str
    format: labels.Label
    size: int
    pages: int | None
    sha256: str
    is_reissue: bool
    is_current: bool


class TextShown(NamedTuple):
    """One recommendation in the list."""

    text: str
    states: str


class Stance(NamedTuple):
    """A position as a word and a value."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item in the list."""

    key: str
    address: str
    texts: tuple[TextShown, ...]
    stances: tuple[Stance, ...]  # one, but for texts answered differently


@dataclass(frozen=True, slots=True)
class Listed:
    """An item with its texts, each with its attributions."""

    item: Item
    texts: tuple[tuple[Recommendation, tuple[Attribution, ...]], ...]

    @property
    def attributions(self) -> int:
        """How many times a State we know made one of its texts."""
        return sum(
            one.state_id is not None for _text, states in self.texts for one in states
        )

    @property
    def stances(self) -> dict[str, str]:
        """The positions on its texts with their labels, as they come."""
        return {
            text.position: labels.position(text.position, text.implementation)
            for text, _states in self.texts
        }


class Block(NamedTuple):
    """The items under one printed paragraph."""

    paragraph: str
    items: tuple[ItemShown, ...]


class PartShown(NamedTuple):
    """Words of the document that are no recommendation."""

    text: str
    place: str
    why: str
    about: tuple[Link, ...]
    address: str  # of its own page; "" where it has none


class CheckShown(NamedTuple):
    """Something the document says of itself, and whether it agrees."""

    message: str
    passed: bool


class Row(NamedTuple):
    """A document in a list."""

    address: str
    heading: str
    symbol: str
    kind_label: str
    session: int | None
    date: date | None
    recommendations: int
    is_imagined: bool


def row_of(document: Document) -> Row:
    """Return a document as lists show it; it comes from `archive.counted`."""
    return Row(
        address=path_to("document", document.symbol),
        heading=heading_of(document),
        symbol=document.symbol,
        kind_label=labels.kind(document.kind),
        session=document.session,
        date=document.adopted or document.distributed,
        recommendations=document.recommendation_count,
        is_imagined=document.is_imagined,
    )


def heading_of(document: Document) -> str:
    """Return the State a document is about, else its title."""
    return document.state.name if document.state else title_of(document)


def listed(page: DocumentPage) -> tuple[Listed, ...]:
    """Return the items with what hangs on them, gathered once for all of the page."""
    return tuple(
        Listed(
            item,
            tuple((text, tuple(text.named)) for text in item.texts),
        )
        for item in page.items
    )


def figures(
    page: DocumentPage, items: Sequence[Listed], version: int | None
) -> Iterator[Figure]:
    """Yield what the document holds, in each way of counting."""
    asked = search_address(_asked(page, version))
    yield Figure(_("items"), len(items), asked)
    texts = sum(len(one.texts) for one in items)
    yield Figure(_("recommendations"), texts, asked)
    yield Figure(
        _("attributions"),
        sum(one.attributions for one in items),
        search_address(_asked(page, version, count=Count.ATTRIBUTIONS)),
    )


def positions(
    page: DocumentPage, items: Sequence[Listed], version: int | None
) -> Iterator[Figure]:
    """Yield how many items hold a recommendation with each position."""
    held = [{text.position for text, _states in one.texts} for one in items]
    for value in PositionValue:
        count = sum(value in positions for positions in held)
        if count:
            asked = _asked(page, version, position=value)
            yield Figure(labels.POSITIONS[value], count, search_address(asked), value)


def _asked(
    page: DocumentPage,
    version: int | None,
    position: str = "",
    count: Count = Count.ITEMS,
) -> Request:
    filters = {"document": (page.document.symbol,)}
    if position:
        filters["position"] = (position,)
    imagined = page.document.is_imagined or None
    return Request(filters=filters, count=count, version=version, imagined=imagined)


def related(document: Document) -> list[str]:
    """Return the symbols a document leads to, whether they are archived or not."""
    return [*_considered(document), *_report_of(document), *_addenda_of(document)]


def facts(
    page: DocumentPage, names: Mapping[str, str], linked: Mapping[str, str]
) -> Iterator[Fact]:
    """Yield what the document says of itself and of the review, where it says it.

    `names` are States by code, `linked` the addresses of archived symbols.
    """
    document, read = page.document, page.document.facts
    asked = read.get("advance_questions")
    addenda = [symbol for symbol in _addenda_of(document) if symbol in linked]
    rows: list[tuple[str, Iterable[Link]]] = [
        (_("Symbol"), [Link(document.symbol)]),
        (_("State under review"), _states([document.state_id or ""], names)),
        (_("Session"), [Link(_session(document))]),
        (_("Dates of the session"), _dates(read, "session_start", "session_end")),
        (_("Reviewed"), _dates(read, "review_date")),
        (_("Adopted by the Working Group"), _dates(read, "adoption_date")),
        (_("Distributed"), [Link(_day(document.distributed))]),
        (_("Troika"), _states(read.get("troika") or [], names)),
        (_("Documents considered"), _documents(_considered(document), linked)),
        (_("Advance questions from"), _states(asked or [], names)),
        (_("Answers the report"), _documents(_report_of(document), linked)),
        (_("Answered in"), _documents(addenda, linked)),
    ]
    for label, parts in rows:
        said = tuple(part for part in parts if part.text)
        if said:
            yield Fact(label, said)


def _considered(document: Document) -> list[str]:
    return list(document.facts.get("documents") or [])


def _report_of(document: Document) -> list[str]:
    """Return the symbol an addendum is added to: A/HRC/28/15 of A/HRC/28/15/Add.1."""
    report, is_addendum, _number = document.symbol.partition("/Add.")
    return [report] if is_addendum else []


def _addenda_of(document: Document) -> list[str]:
    if document.kind != DocumentKind.REPORT:
        return []
    return [f"{document.symbol}/Add.{number}" for number in range(1, ADDENDA + 1)]


def _states(codes: Sequence[str], names: Mapping[str, str]) -> list[Link]:
    return [
        Link(names[code], path_to("state", code)) if code in names else Link(code)
        for code in codes
    ]


def _documents(symbols: Sequence[str], linked: Mapping[str, str]) -> list[Link]:
    return [Link(symbol, linked.get(symbol, "")) for symbol in symbols]


def _dates(read: Mapping[str, str | None], *names: str) -> list[Link]:
    days = [date.fromisoformat(day) for name in names if (day := read.get(name))]
    return [Link(" – ".join(_day(day) for day in days))]


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _session(document: Document) -> str:
    if not document.session:
        return ""
    if not document.cycle:
        return str(document.session)
    return _("%(session)d, of cycle %(cycle)d") % {
        "session": document.session,
        "cycle": document.cycle,
    }


def versions(page: DocumentPage) -> Iterator[VersionShown]:
    """Yield the files of a document, oldest first."""
    reading = page.document.current_reading
    for version in page.versions:
        yield VersionShown(
            name=version.name,
            address=file_address(page.document, version),
            format=labels.FORMATS.get(version.media_type, version.media_type),
            size=version.size,
            pages=version.pages,
            sha256=version.sha256,
            is_reissue=version.is_reissue,
            is_current=reading is not None and reading.version_id == version.pk,
        )


def file_address(document: Document, version: DocumentVersion) -> str:
    """Return the address of exactly this file."""
    address = reverse("document-file", args=[document.symbol])
    return f"{address}?sha256={version.sha256}"


def blocks(page: DocumentPage, items: Sequence[Listed], query: str) -> Iterator[Block]:
    """Yield the items under each printed paragraph; `query` goes to each address."""
    for paragraph, held in groupby(items, key=lambda one: one.item.paragraph):
        yield Block(paragraph, tuple(_item(page.document, one, query) for one in held))


def _item(document: Document, one: Listed, query: str) -> ItemShown:
    return ItemShown(
        key=one.item.key,
        address=address_of(document.symbol, one.item.key) + query,
        texts=tuple(
            TextShown(text.text, ", ".join(map(_name, attributions)))
            for text, attributions in one.texts
        ),
        stances=tuple(Stance(*pair) for pair in one.stances.items()),
    )


def _name(attribution: Attribution) -> str:
    return attribution.state.name if attribution.state else attribution.printed_name


def parts(page: DocumentPage, kind: str, query: str) -> Iterator[PartShown]:
    """Yield the comments, pledges or left-over lines of a document."""
    keys = {item.read_key: item.key for item in page.items}
    for part in page.parts[kind]:
        yield PartShown(
            text=part.text,
            place=labels.place(part.detail.get("paragraph") or "", part.page),
            why=part.detail.get("why") or "",
            about=tuple(
                Link(keys[key], address_of(page.document.symbol, keys[key]) + query)
                for key in part.detail.get("about", ())
                if key in keys
            ),
            address=_pledge_address(page.document, part) + query
            if kind == DocumentPart.Kind.PLEDGE
            else "",
        )


def _pledge_address(document: Document, part: DocumentPart) -> str:
    return reverse("pledge", args=[document.symbol, part.order])


def checks(page: DocumentPage) -> Iterator[CheckShown]:
    """Yield the document's own checks."""
    for part in page.parts[DocumentPart.Kind.CHECK]:
        yield CheckShown(part.text, bool(part.detail["passed"]))
