"""The recommendations that match, in an order: a page of them, or all in a stream."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from tantivy import DocAddress, FieldType, Order, Query

from upright.archive.rows import IndexRow
from upright.search import stored
from upright.search.asking import Sort
from upright.search.schema import ORDERS
from upright.search.translating import Translator, all_of, unscored

BATCH = 2_000  # rows in memory at a time while streaming
_SCORED = 20_000  # scores fetched at a time
_FIRST = 1 << 63  # no order is found below 0; by_state is at most this large
_SEGMENT_BITS = 32


@dataclass(frozen=True)
class Listing:
    """What is listed, and in which order."""

    translator: Translator
    query: Query
    sort: Sort  # RELEVANCE only where the query scores

    def page(self, offset: int, limit: int) -> Sequence[IndexRow]:
        """The rows from `offset` on, at most `limit`."""
        searcher = self.translator.searcher
        if self.sort is Sort.RELEVANCE:
            found = searcher.search(self.query, limit, count=False, offset=offset)
        else:
            found = searcher.search(
                self.query,
                limit,
                count=False,
                order_by_field=ORDERS[self.sort],
                offset=offset,
                order=Order.Asc,
            )
        return [self._row(address) for _key, address in found.hits]

    def stream(self) -> Iterator[IndexRow]:
        """All rows; memory does not grow but for 12 bytes a row where scores order."""
        if self.sort is Sort.RELEVANCE:
            yield from self._by_score()
            return
        for _key, address in self._in_order(ORDERS[self.sort], BATCH):
            yield self._row(address)

    def _row(self, address: DocAddress) -> IndexRow:
        line = self.translator.searcher.doc(address).get_first("row")
        return stored.load_row(line or b"")

    def _in_order(self, field: str, batch: int) -> Iterator[tuple[int, DocAddress]]:
        """Key and address of everything, smallest key first, a batch at a time.

        Rows with the same key as the last of a batch go with the next one.
        """
        first, size = 0, batch
        while True:
            hits = self._from(field, first, size)
            is_last = len(hits) < size
            last = hits[-1][0] if hits else 0
            whole = hits if is_last else [hit for hit in hits if hit[0] != last]
            yield from whole
            if is_last:
                return
            # A batch of equal keys gets no further: take more at once.
            first, size = (last, batch) if whole else (first, size * 2)

    def _from(self, field: str, first: int, size: int) -> list[tuple[int, DocAddress]]:
        searcher, schema = self.translator.searcher, self.translator.schema
        later = Query.range_query(schema, field, FieldType.Unsigned, lower_bound=first)
        return searcher.search(
            all_of([self.query, unscored(later)]),
            size,
            count=False,
            order_by_field=field,
            order=Order.Asc,
        ).hits

    def _by_score(self) -> Iterator[IndexRow]:
        """Everything, best first.

        Scores and addresses are fetched in parts of the index and kept packed, then
        merged: the rows themselves are never all in memory.
        """
        parts = [_Part.of(hits) for hits in self._scored()]
        for _score, packed in merge(*(part.items() for part in parts)):
            yield self._row(DocAddress(packed >> _SEGMENT_BITS, packed & 0xFFFFFFFF))

    def _scored(self) -> Iterator[list[tuple[float, DocAddress]]]:
        """All hits with scores, in parts of the order of documents."""
        searcher, schema = self.translator.searcher, self.translator.schema
        field, first = ORDERS[Sort.DOCUMENT], 0
        while True:
            bounds = self._from(field, first, _SCORED)
            if not bounds:
                return
            last = bounds[-1][0]
            part = Query.range_query(
                schema, field, FieldType.Unsigned, lower_bound=first, upper_bound=last
            )
            both = all_of([self.query, unscored(part)])
            yield searcher.search(both, 2 * _SCORED, count=False).hits
            first = last + 1


@dataclass(frozen=True)
class _Part:
    """Hits of one part, best first, packed: 12 bytes each."""

    scores: "array[float]"
    addresses: "array[int]"

    @classmethod
    def of(cls, hits: Sequence[tuple[float, DocAddress]]) -> "_Part":
        return cls(
            array("f", (-score for score, _address in hits)),
            array("Q", (a.segment_ord << _SEGMENT_BITS | a.doc for _score, a in hits)),
        )

    def items(self) -> Iterator[tuple[float, int]]:
        return zip(self.scores, self.addresses, strict=True)
