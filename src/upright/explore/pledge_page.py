"""Voluntary pledges as they are shown: a list that is searched, and each on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from upr.records import Box
from upright.archive.pledge_queries import PledgePage, PledgeRow
from upright.explore import addresses, labels
from upright.explore.addresses import Asked
from upright.explore.page_image import fingerprint
from upright.explore.reader import PageFor
from upright.explore.results import Chip, Download
from upright.search.answering import Bucket, Fragment
from upright.search.membership import state_name
from upright.search.pledges import PLEDGE_FACETS, Pledge, PledgesFound
from upright.search.queries import PAGE_SIZE, Request

OFFERED = ("state", "regional_group", "cycle", "session")  # to narrow by
FILES = (("CSV", "csv"), ("Excel", "xlsx"), ("JSON Lines", "jsonl"))
REPORTS = "reports"  # the source of what was read here
ALL = "all"  # of files: every source, told apart by a column
COLUMNS = (
    "symbol", "order", "paragraph", "page", "state", "state_name", "text", "session",
    "cycle", "date", "imagined", "address", "source", "source_address", "labels",
    "export", "export_row",
)  # fmt: skip


class Choice(NamedTuple):
    """A facet by which the list can be narrowed."""

    name: str
    label: labels.Label
    buckets: tuple[Bucket, ...]


class HitShown(NamedTuple):
    """A pledge in the list."""

    row: Pledge
    address: str
    state_name: str
    state_address: str
    place: str
    snippet: tuple[Fragment, ...]
    source: labels.Label = ""  # where it is another database


@dataclass(frozen=True, slots=True)
class Switch:
    """A source of pledges, and how many it has of what is asked."""

    label: labels.Label
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the list says."""

    found: PledgesFound[Any]
    hits: tuple[HitShown, ...]
    chips: tuple[Chip, ...]
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]  # parameters that the form keeps
    first: int
    previous_address: str
    next_address: str
    clear_address: str
    permanent: str  # path with the data version
    downloads: tuple[Download, ...]


def address(request: Request, source: str = REPORTS) -> str:
    """Return the address of a list of pledges, of reports or of another source."""
    parameters = _parameters(request, source)
    return f"{reverse('pledges')}?{parameters}" if parameters else reverse("pledges")


def _parameters(request: Request, source: str) -> str:
    own = "" if source == REPORTS else urlencode({"source": source})
    return "&".join(filter(None, (addresses.write(request), own)))


def pledge_address(symbol: str, order: int, version: int | None = None) -> str:
    """Return the address of a pledge, at a data version or now."""
    path = reverse("pledge", args=[symbol, order])
    return f"{path}?v={version}" if version else path


def show(
    asked: Asked, found: PledgesFound[Any], hits: tuple[HitShown, ...], source: str
) -> Shown:
    """Return the list of a source as it is shown."""
    request = asked.request
    at_version = replace(
        request, page=1, version=found.version, imagined=found.imagined or None
    )
    cleared = replace(request, filters={}, all_of=frozenset(), page=1)
    has_more = found.page < found.pages
    return Shown(
        found=found,
        hits=hits,
        chips=tuple(_chips(request, found, source)),
        choices=tuple(_choices(request, found)),
        kept=tuple(_kept(request, source)),
        first=(found.page - 1) * PAGE_SIZE + 1,
        previous_address=_turned(request, source, -1) if found.page > 1 else "",
        next_address=_turned(request, source, 1) if has_more else "",
        clear_address=address(cleared, source),
        permanent=address(replace(at_version, page=found.page), source),
        downloads=downloads(at_version, source),
    )


def downloads(request: Request, source: str = REPORTS) -> tuple[Download, ...]:
    """Return the files of every pledge a search finds in a source, or in all."""
    parameters = _parameters(request, source)
    return tuple(
        Download(label, f"{reverse('pledges-file', args=[ending])}?{parameters}")
        for label, ending in FILES
    )


def _turned(request: Request, source: str, step: int) -> str:
    return address(replace(request, page=request.page + step), source)


def hits(found: PledgesFound[PledgeRow], request: Request) -> Iterator[HitShown]:
    """Yield the pledges of reports as the list shows them."""
    for hit in found.hits:
        row = hit.row
        yield HitShown(
            row=row,
            address=pledge_address(row.symbol, row.order, request.version),
            state_name=hit.state_name,
            state_address=reverse("state", args=[row.state]) if row.state else "",
            place=labels.place(row.paragraph, row.page),
            snippet=hit.snippet,
        )


def values(row: PledgeRow, site: str) -> dict[str, Any]:
    """Return a pledge of a report as files hold it, by the names of `COLUMNS`."""
    return {
        **dict.fromkeys(COLUMNS),
        "symbol": row.symbol,
        "order": row.order,
        "paragraph": row.paragraph,
        "page": row.page,
        "state": row.state,
        "state_name": state_name(row.state),
        "text": row.text,
        "session": row.session,
        "cycle": row.cycle,
        "date": row.date.isoformat() if row.date else None,
        "imagined": row.is_imagined,
        "address": site + pledge_address(row.symbol, row.order),
        "source": REPORTS,
    }


def _chips(request: Request, found: PledgesFound[Any], source: str) -> Iterator[Chip]:
    for facet in PLEDGE_FACETS:
        for bucket in found.facets[facet.name]:
            if bucket.is_chosen:
                kept = addresses.without(request, facet.name, bucket.value)
                yield Chip(facet.label, bucket.label, address(kept, source))


def _choices(request: Request, found: PledgesFound[Any]) -> Iterator[Choice]:
    for facet in PLEDGE_FACETS:
        buckets = found.facets[facet.name]
        is_open = facet.name in OFFERED and facet.name not in request.filters
        if is_open and len(buckets) > 1:
            yield Choice(facet.name, facet.label, buckets)


def _kept(request: Request, source: str) -> Iterator[tuple[str, str]]:
    if source != REPORTS:
        yield "source", source
    for name, values in request.filters.items():
        yield from ((name, value) for value in values)
    yield from (("all", name) for name in sorted(request.all_of))
    if request.version is not None:
        yield "v", str(request.version)
    if request.imagined is not None:
        yield "imagined", str(int(request.imagined))


class PictureShown(NamedTuple):
    """A printed page a pledge stands on."""

    number: int
    image_address: str
    file_address: str


@dataclass(frozen=True, slots=True)
class PledgeShown:
    """Everything the page of one pledge says."""

    text: str
    symbol: str
    order: int
    place: str
    state_name: str
    state_address: str
    document_address: str
    others_address: str  # the pledges of the same document
    session: int | None
    cycle: int | None
    title: str
    pictures: tuple[PictureShown, ...]
    word_paragraph: int | None
    permanent: str
    permanent_path: str


def shown(page: PledgePage, wanted: PageFor) -> PledgeShown:
    """Return a pledge as its page shows it."""
    document, part = page.document, page.part
    path = pledge_address(document.symbol, part.order, wanted.version or wanted.newest)
    name = page.state.name if page.state else document.title
    others = Request(
        filters={"document": (document.symbol,)},
        version=wanted.version,
        imagined=document.is_imagined or None,
    )
    return PledgeShown(
        text=part.text,
        symbol=document.symbol,
        order=part.order,
        place=labels.place(page.paragraph, part.page),
        state_name=name,
        state_address=reverse("state", args=[page.state.pk]) if page.state else "",
        document_address=document.get_absolute_url() + wanted.query,
        others_address=address(others),
        session=document.session,
        cycle=document.cycle,
        title=_("Voluntary pledge of %(state)s") % {"state": name},
        pictures=tuple(_pictures(page, wanted)),
        word_paragraph=_index(page),
        permanent=wanted.site + path,
        permanent_path=path,
    )


def pages_of(page: PledgePage) -> list[int]:
    """Return the pages a pledge stands on, from the first; none of a Word file."""
    if page.file is None:
        return []
    return sorted({place["page"] for place in page.part.places if place["page"]})


def boxes_on(page: PledgePage, number: int) -> list[Box]:
    """Return the boxes of a pledge on one page."""
    return [
        Box(*place["box"])
        for place in page.part.places
        if place["page"] == number and place["box"]
    ]


def _pictures(page: PledgePage, wanted: PageFor) -> Iterator[PictureShown]:
    if page.file is None:
        return
    symbol = page.document.symbol
    file = reverse("document-file", args=[symbol])
    for number in pages_of(page):
        mark = fingerprint(page.file.sha256, number, boxes_on(page, number))
        path = reverse("pledge-picture", args=[symbol, page.part.order, number])
        parameters = {"v": str(wanted.version)} if wanted.version else {}
        yield PictureShown(
            number,
            f"{path}?{urlencode({**parameters, 'f': mark})}",
            f"{file}?sha256={page.file.sha256}#page={number}",
        )


def _index(page: PledgePage) -> int | None:
    found: Iterator[Mapping[str, int | None]] = iter(page.part.places)
    return next((place["index"] for place in found if place["index"]), None)
