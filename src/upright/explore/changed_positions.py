"""What became of a report's recommendations after it, and what a paper says of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from upr.records import PositionValue, Stance
from upright.archive.models import Document, Item, Position, Recommendation
from upright.explore import labels
from upright.explore.item_parts import address_of
from upright.explore.position_parts import plain

_ORDER = [value.value for value in PositionValue]
_STANCES = [stance.value for stance in Stance]


class ItemLink(NamedTuple):
    """An item and where its page is."""

    key: str
    address: str


class Changed(NamedTuple):
    """The items whose position is another one today than in the report."""

    before: str
    before_label: str
    after: str
    after_label: str
    items: tuple[ItemLink, ...]


class Said(NamedTuple):
    """What a paper says of some items of one report."""

    symbol: str  # of the report
    value: str  # "supported", "noted", "pending": how it is coloured
    label: str
    items: tuple[ItemLink, ...]


def changed(document: Document, items: Sequence[Item], query: str) -> list[Changed]:
    """Return what changed since the review, supported first.

    An item whose texts changed otherwise stands in several groups.
    """
    texts = ((item, text) for item in items for text in item.texts)
    return _grouped(document.symbol, texts, query)


def _grouped(
    symbol: str, texts: Iterable[tuple[Item, Recommendation]], query: str
) -> list[Changed]:
    found: dict[tuple[str, str], dict[str, ItemLink]] = {}
    for item, text in texts:
        if text.position != text.position_at_report:
            pair = (text.position_at_report, text.position)
            link = ItemLink(item.key, address_of(symbol, item.key) + query)
            found.setdefault(pair, {})[item.key] = link
    return [
        Changed(
            before,
            # Of the report it is known that it only put the answer off.
            labels.statement(before),
            after,
            labels.position(after),
            tuple(links.values()),
        )
        for (before, after), links in sorted(found.items(), key=_rank)
    ]


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """What changed since one review of a State."""

    document: Document
    groups: list[Changed]
    count: int  # items


def by_review(texts: Iterable[Recommendation], query: str) -> Iterator[ReviewChanged]:
    """Yield what changed since each review; `texts` come document by document."""
    for _pk, own in groupby(texts, key=lambda text: text.item.document_id):
        listed = list(own)
        document = listed[0].item.document
        pairs = ((text.item, text) for text in listed)
        groups = _grouped(document.symbol, pairs, query)
        yield ReviewChanged(document, groups, count_changed(groups))


def count_changed(groups: Iterable[Changed]) -> int:
    """Return how many items changed."""
    return len({link.key for group in groups for link in group.items})


def _rank(pair: tuple[tuple[str, str], object]) -> tuple[int, int]:
    (before, after), _links = pair
    return _ORDER.index(after), _ORDER.index(before)


def said(positions: Iterable[Position], query: str) -> Iterator[Said]:
    """Yield what a paper says of the items of reports, report by report."""
    found: dict[tuple[str, str], dict[str, ItemLink]] = {}
    for one in positions:
        symbol, key = one.document.symbol, one.item_key
        link = ItemLink(key, address_of(symbol, key) + query)
        found.setdefault((symbol, one.value), {})[key] = link
    for symbol, value in sorted(found, key=lambda one: (one[0], _rank_of(one[1]))):
        label = labels.statement(value)
        yield Said(symbol, plain(value), label, tuple(found[symbol, value].values()))


def _rank_of(value: str) -> int:
    return _STANCES.index(value)
