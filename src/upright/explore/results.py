"""The search page as it is shown: what was found, chosen, left out and how to go on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upright.explore import addresses, labels
from upright.explore.paths import path_to, path_to_item
from upright.search.queries import (
    FACETS,
    Bucket,
    Count,
    Facet,
    Hit,
    Request,
    Result,
    Sort,
)

SHOWN_BUCKETS = 8  # values of a facet before one asks for all of them
# What most people narrow by comes first; facets not named here follow.
FACET_ORDER = (
    *("state", "recommending_state", "position"),
    *("issue", "action", "persons", "goal", "target", "coding"),
    *("cycle", "session", "year"),
)

FOLDED = frozenset({"action", "issue", "persons", "goal", "target"})

SORT_LABELS: Mapping[Sort, str | Promise] = {
    Sort.RELEVANCE: _("Best match"),
    Sort.DATE: _("Newest first"),
    Sort.DOCUMENT: _("Document and paragraph"),
    Sort.STATE: _("State under review"),
}


class Chip(NamedTuple):
    """A chosen value, and the address without it."""

    facet: str | Promise
    label: str
    address: str


class Download(NamedTuple):
    """A file of everything found."""

    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet with as many of its values as are shown."""

    name: str
    label: str | Promise
    buckets: tuple[Bucket, ...]
    total: int  # values there are
    asks_all: bool  # whether "all of these" can be asked for now
    wants_all: bool
    is_open: bool  # every value is shown
    folds: bool  # shown closed, until something in it is chosen
    open_address: str
    close_address: str

    @property
    def is_unfolded(self) -> bool:
        """Whether something in it is chosen, or all of it is asked for."""
        return self.is_open or any(bucket.is_chosen for bucket in self.buckets)

    @property
    def is_cut(self) -> bool:
        """Whether more values can be shown."""
        return len(self.buckets) < self.total


@dataclass(frozen=True, slots=True)
class HitShown:
    """A recommendation found, with its address."""

    hit: Hit
    address: str
    position_label: str
    number: int  # in the whole list, from 1


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the search page says of a result."""

    request: Request
    result: Result
    hits: tuple[HitShown, ...]
    facets: tuple[FacetShown, ...]
    chips: tuple[Chip, ...]
    unknown_values: tuple[Chip, ...]  # chosen, and perhaps mistyped
    downloads: tuple[Download, ...]
    permanent: str  # path and parameters, with the data version in it
    feed: str  # of what is found from now on
    alert: str  # what to be told of by mail: the same
    clear_address: str  # the query without any filter
    previous_address: str
    next_address: str

    @property
    def first(self) -> int:
        """The number of the first hit shown."""
        return self.hits[0].number if self.hits else 0

    @property
    def last(self) -> int:
        """The number of the last hit shown."""
        return self.hits[-1].number if self.hits else 0

    @property
    def counts_items(self) -> bool:
        """Whether items are counted, not attributions."""
        return self.request.count is Count.ITEMS


def show(asked: addresses.Asked, result: Result, page_size: int) -> Shown:
    """Return `result` as the search page shows it."""
    request = asked.request
    chips, unknown = _chips(request, result)
    start = (result.page - 1) * page_size
    return Shown(
        request=request,
        result=result,
        hits=tuple(
            HitShown(
                hit,
                item_address(hit.symbol, hit.item_key, request),
                labels.position(hit.position),
                number,
            )
            for number, hit in enumerate(result.hits, start + 1)
        ),
        facets=tuple(_facet(facet, asked, result) for facet in _ordered()),
        chips=chips,
        unknown_values=unknown,
        downloads=downloads_of(pinned(request, result)),
        permanent=search_address(pinned(request, result)),
        feed=feed_address(request),
        alert=alert_of(request),
        clear_address=search_address(
            replace(request, filters={}, all_of=frozenset(), page=1)
        ),
        previous_address=_page(asked, result.page - 1) if result.page > 1 else "",
        next_address=_page(asked, result.page + 1)
        if result.page < result.pages
        else "",
    )


def pinned(request: Request, result: Result) -> Request:
    """Return the request that gives the same numbers for ever.

    Imagined data are asked for by name, since the scope left open may turn to real
    documents as soon as there are any.
    """
    imagined = True if result.imagined else request.imagined
    return replace(request, version=result.version or None, imagined=imagined)


def in_words(request: Request) -> str:
    """Return what was asked, in words, for a file that stands alone.

    The query comes first, then each filter with the names of its values.
    """
    asked = [request.q or str(_("everything"))]
    for facet in FACETS:
        values = request.filters.get(facet.name, ())
        if values:
            names = [str(facet.value_label(value)) for value in values]
            joined = _(" and ") if facet.name in request.all_of else _(" or ")
            asked.append(f"{facet.label}: {str(joined).join(names)}")
    return "; ".join(asked)


def search_address(request: Request, opened: frozenset[str] = frozenset()) -> str:
    """Return the address of a search."""
    parameters = addresses.write(request, opened)
    path = path_to("search")
    return f"{path}?{parameters}" if parameters else path


def feed_address(request: Request) -> str:
    """Return the address of the Atom feed of a search, whatever data version it has."""
    parameters = _followed(request)
    address = reverse("feed-search")
    return f"{address}?{parameters}" if parameters else address


def alert_of(request: Request) -> str:
    """Return what to be told of by mail, to hear of the same as in the feed."""
    return f"search?{_followed(request)}"


def _followed(request: Request) -> str:
    """Return what is asked, whatever data version it was asked at."""
    return addresses.write(replace(request, page=1, version=None, count=Count.ITEMS))


def item_address(symbol: str, key: str, request: Request) -> str:
    """Return the address of an item, at the data version of the search."""
    address = path_to_item(symbol, key)
    return f"{address}?v={request.version}" if request.version else address


def _page(asked: addresses.Asked, page: int) -> str:
    return search_address(replace(asked.request, page=page), asked.opened)


def _chips(
    request: Request, result: Result
) -> tuple[tuple[Chip, ...], tuple[Chip, ...]]:
    """Return the chosen values, and those among them that nothing is known of."""
    chips, unknown = [], []
    for facet in FACETS:
        for bucket in _named(facet, result):
            if bucket.is_chosen:
                kept = addresses.without(request, facet.name, bucket.value)
                chip = Chip(facet.label, bucket.label, search_address(kept))
                chips.append(chip)
                if not bucket.count and bucket.label == bucket.value:
                    unknown.append(chip)
    return tuple(chips), tuple(unknown)


def _named(facet: Facet, result: Result) -> list[Bucket]:
    """Return what a facet found, or was asked for, in the words of the other pages."""
    found = [b for b in result.facets[facet.name] if b.count or b.is_chosen]
    if facet.name != "position":
        return found
    return [replace(b, label=labels.position(b.value)) for b in found]


def _ordered() -> list[Facet]:
    """Return the facets as they are shown."""
    places = {name: place for place, name in enumerate(FACET_ORDER)}
    return sorted(FACETS, key=lambda facet: places.get(facet.name, len(places)))


def _facet(facet: Facet, asked: addresses.Asked, result: Result) -> FacetShown:
    buckets = _named(facet, result)
    is_open = facet.name in asked.opened
    shown = [
        bucket
        for place, bucket in enumerate(buckets)
        if is_open or place < SHOWN_BUCKETS or bucket.is_chosen
    ]
    return FacetShown(
        name=facet.name,
        label=facet.label,
        buckets=tuple(shown),
        total=len(buckets),
        asks_all=facet.allows_all and any(bucket.is_chosen for bucket in buckets),
        wants_all=facet.name in asked.request.all_of,
        is_open=is_open and len(buckets) > SHOWN_BUCKETS,
        folds=facet.name in FOLDED,
        open_address=search_address(asked.request, asked.opened | {facet.name}),
        close_address=search_address(asked.request, asked.opened - {facet.name}),
    )


FILES: Final[Mapping[str, str | Promise]] = {  # by the ending of their addresses
    "csv": "CSV",
    "xlsx": "Excel",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "uhri.json": _("JSON in UHRI’s form"),
}


def downloads_of(request: Request) -> tuple[Download, ...]:
    """Return the files of everything a search finds."""
    parameters = addresses.write(replace(request, page=1))
    return tuple(
        Download(label, f"{reverse('download', args=[ending])}?{parameters}")
        for ending, label in FILES.items()
    )
