"""Rows of the archive written into an index, an item at a time.

The unit is the item, because a recommendation counts differently when its item holds
others: an item that is met again is written anew, with all its rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import orjson
import tantivy
from tantivy import Document, Query

from upright.archive.rows import IndexRow
from upright.search import stored
from upright.search.codings import numbers_of
from upright.search.reading import Snapshot
from upright.search.registry import Face, Registry
from upright.search.schema import (
    FOREVER,
    FORMAT,
    Note,
    Scope,
    fingerprint,
    mark,
    orders,
    place,
    twin,
)
from upright.search.text import cuttable, shown

_SCOPES = {  # by whether a row is imagined, and whether it is in force
    (False, True): [int(Scope.REAL_EVER), int(Scope.REAL_NOW)],
    (False, False): [int(Scope.REAL_EVER)],
    (True, True): [int(Scope.IMAGINED_EVER), int(Scope.IMAGINED_NOW)],
    (True, False): [int(Scope.IMAGINED_EVER)],
}
Report = Callable[[int], None]  # told how many rows are written so far

SMALL_HEAP = 32_000_000  # bytes; a thread's least is 15 million
_FACES = 5_000  # in one note
LARGE_HEAP = 400_000_000  # bytes; one segment a thread up to some 500,000 rows


class Writer:
    """Writes into one index; nothing is seen by readers before `commit`."""

    def __init__(self, index: tantivy.Index, before: Snapshot, is_bulk: bool) -> None:
        """Open the index for writing; `before` is its state now.

        Bulk writing uses two threads and much memory.
        """
        self._index = index
        self._before = before
        self._registry: Registry = before.registry.copy()
        heap, threads = (LARGE_HEAP, 2) if is_bulk else (SMALL_HEAP, 1)
        self._writer = index.writer(heap, threads)
        # A writer that was killed may have left a file under the very name the next
        # commit gives its own, and tantivy writes over none.
        self._writer.garbage_collect_files()
        self._schema = index.schema
        self._card_orders: dict[int, tuple[int, int, int]] = {}
        self._written: set[int] = set()  # items
        self._late: list[IndexRow] = []
        self.rows = 0

    def add(self, rows: Iterable[IndexRow], tell: Report | None = None) -> None:
        """Add rows, new ones and those that replace their like."""
        for item_id, group in groupby(rows, key=lambda row: row.item_id):
            if item_id in self._written:
                self._late.extend(group)
                continue
            self._written.add(item_id)
            self._item(item_id, list(group))
            if tell and self.rows % 1000 == 0:
                tell(self.rows)

    def drop_imagined(self) -> None:
        """Drop everything imagined."""
        for scope in (Scope.IMAGINED_NOW, Scope.IMAGINED_EVER):
            self._delete("scope", int(scope))

    def commit(self, applied: int) -> None:
        """Make everything visible at once, with the last change that is in it."""
        self._codes()
        self._delete("note", int(Note.APPLIED))
        self._note(
            Note.APPLIED,
            0,
            orjson.dumps([applied, FORMAT, fingerprint()]),
        )
        self._writer.commit()

    def close(self) -> None:
        """Wait for what is merged in the background, and let others write."""
        self._writer.wait_merging_threads()

    def discard(self) -> None:
        """Forget everything since the last commit, and let others write."""
        self._writer.rollback()
        self.close()

    def take_late(self) -> Sequence[IndexRow]:
        """Rows of items that were already written; for another round."""
        late, self._late = self._late, []
        return late

    def _item(self, item_id: int, rows: list[IndexRow]) -> None:
        known = self._known(item_id)
        for row in rows:
            known[row.recommendation_id, row.since] = shown_row(row)
        has_twins = len(known) > 1 and len({r.item_order for r in known.values()}) > 1
        for row in known.values():
            self._row(row, has_twins)
        self.rows += len(rows)

    def _known(self, item_id: int) -> dict[tuple[int, int], IndexRow]:
        """What the index holds of an item; taken out to be written anew."""
        if self._before.is_empty:
            return {}
        searcher = self._before.searcher
        of_item = Query.term_query(self._before.schema, "item", item_id)
        hits = searcher.search(of_item, limit=1000).hits
        if not hits:
            return {}
        self._delete("item", item_id)
        found = [
            stored.load_row(searcher.doc(address).get_first("row") or b"")
            for _score, address in hits
        ]
        return {(row.recommendation_id, row.since): row for row in found}

    def _row(self, row: IndexRow, has_twins: bool) -> None:
        card = self._registry.card_of(row)
        givers = self._registry.givers_of(row)
        position = mark(row.position, row.is_certain)
        numbers = numbers_of(row.codings)
        text = row.text if row.text.isascii() else cuttable(row.text)
        by_document, by_date, by_state = self._orders(row, card)
        low = place(row.order, row.item_order)
        values: dict[str, Any] = {
            "text": text,
            "word": text,
            "paragraph": row.item_key,
            "item": row.item_id,
            "scope": _SCOPES[row.is_imagined, row.until is None],
            "card": card,
            "review": self._registry.review_of_card[card],
            "givers": givers,
            "mark": position,
            "codes": list(numbers),
            "since": row.since,
            "until": FOREVER if row.until is None else row.until,
            "by_document": by_document | low,
            "by_date": by_date | low,
            "by_state": by_state | low,
            "row": stored.dump_row(row),
        }
        if has_twins:
            face = self._registry.faces.code(Face(givers, position, numbers))
            values["twin"] = twin(card, row.order, face)
            values["has_twins"] = 1
        self._writer.add_document(Document.from_dict(values, self._schema))

    def _orders(self, row: IndexRow, card: int) -> tuple[int, int, int]:
        """The numbers that order a row's document; worked out once."""
        known = self._card_orders.get(card)
        if known is None:
            known = orders(row.symbol, row.state, row.date, card)
            self._card_orders[card] = known
        return known

    def _delete(self, field: str, number: int) -> None:
        # By query: by term, tantivy 0.27 takes the number for a signed one and
        # deletes nothing.
        query = Query.term_query(self._schema, field, number)
        self._writer.delete_documents_by_query(query)

    def _codes(self) -> None:
        """Note the codes that are new."""
        cards, givers = self._registry.cards, self._registry.givers
        old_cards, old_givers = (
            self._before.registry.cards,
            self._before.registry.givers,
        )
        for code in range(len(old_cards), len(cards)):
            self._note(Note.CARD, code, stored.dump_card(cards.entries[code]))
        for code in range(len(old_givers), len(givers)):
            self._note(Note.GIVERS, code, stored.dump_givers(givers.entries[code]))

        faces = self._registry.faces.entries
        for first in range(len(self._before.registry.faces), len(faces), _FACES):
            some = faces[first : first + _FACES]
            self._note(Note.FACES, first, stored.dump_faces(some))

    def _note(self, note: Note, ordinal: int, line: bytes) -> None:
        values = {"note": int(note), "ordinal": ordinal, "row": line}
        self._writer.add_document(Document.from_dict(values, self._schema))


def shown_row(row: IndexRow) -> IndexRow:
    """The row with its text as it is shown."""
    return row if row.text.isascii() else replace(row, text=shown(row.text))
