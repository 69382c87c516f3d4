"""What the index keeps of a recommendation, and how numbers are packed into it.

One document of the index is one recommendation for one span of data versions. Besides
them there are notes: the codes of the registry, and the last change applied, which is
therefore committed together with what it speaks of.
"""

import re
from datetime import date
from enum import IntEnum
from functools import cache
from hashlib import sha256

import tantivy

from upright.search import codings, membership, text

FORMAT = 4  # goes up whenever what is kept changes: an index of another is rebuilt

FOREVER = 2**62  # `until` of a row in force

POSITIONS = ("supported", "noted", "pending")
CERTAINTIES = ("certain", "uncertain")
MARKS = len(POSITIONS) * len(CERTAINTIES)


class Scope(IntEnum):
    """Which rows a query looks at: in force now, or at any time; real or imagined."""

    REAL_NOW = 1
    REAL_EVER = 2
    IMAGINED_NOW = 3
    IMAGINED_EVER = 4


class Note(IntEnum):
    """What a note holds."""

    APPLIED = 1  # the last change applied
    CARD = 2
    GIVERS = 3
    FACES = 4  # some of them in one note, the first its ordinal


def build() -> tantivy.Schema:
    """The schema; everything that is counted is a number in a column."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name=text.STEMS)
    builder.add_text_field("word", tokenizer_name=text.WORDS, index_option="basic")
    builder.add_text_field("paragraph", tokenizer_name=text.KEYS, index_option="basic")
    for name in ("item", "scope", "note"):
        builder.add_unsigned_field(name, indexed=True)
    for name in ("card", "review", "givers", "mark", "codes"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("since", "until", "ordinal"):
        builder.add_unsigned_field(name, fast=True)
    for name in ORDERS.values():
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("twin", fast=True)
    builder.add_unsigned_field("has_twins", indexed=True)
    builder.add_bytes_field("row", stored=True)
    return builder.build()


ORDERS = {"document": "by_document", "date": "by_date", "state": "by_state"}


@cache
def fingerprint() -> str:
    """Changes whenever any fact changes that an index was built from."""
    facts = repr((membership.fingerprint(), codings.facts()))
    return sha256(facts.encode()).hexdigest()[:16]


# --- position and certainty in one number -------------------------------------------


def mark(position: str, is_certain: bool) -> int:
    """Position and certainty as one small number."""
    return POSITIONS.index(position) * 2 + (not is_certain)


def marks(position: str | None = None, certainty: str | None = None) -> set[int]:
    """The marks with a position, or with a certainty."""
    return {
        number
        for number in range(MARKS)
        if position in {None, POSITIONS[number // 2]}
        and certainty in {None, CERTAINTIES[number % 2]}
    }


# --- a recommendation of an item that holds several ---------------------------------

_ORDER_BITS, FACE_BITS = 16, 27
_CARD_BITS = 64 - _ORDER_BITS - FACE_BITS
FACE_MASK = (1 << FACE_BITS) - 1  # what differs within an item


def twin(card: int, order: int, face: int) -> int:
    """What a recommendation of an item with several counts under, in 64 bits.

    `order` is the item's in its document; `face` stands for its givers, mark and
    codes. Raises OverflowError beyond 2 million documents, 65,535 items of a document
    or 134 million different faces.
    """
    if card >> _CARD_BITS or order >> _ORDER_BITS or face >> FACE_BITS:
        message = f"{card}, {order}, {face} cannot be packed into 64 bits"
        raise OverflowError(message)
    return (card << _ORDER_BITS | order) << FACE_BITS | face


def card_of_item(item: int) -> int:
    """The card in what is the same for all of one item: a twin without its face."""
    return item >> _ORDER_BITS


# --- orders -------------------------------------------------------------------------


PLACE_BITS = 22


def orders(
    symbol: str, state: str, day: date | None, card: int
) -> tuple[int, int, int]:
    """The numbers that order documents by symbol, by date and by State.

    The least in order is first; the lowest 22 bits are free for the place in the
    document, so that its recommendations stand together, as printed.
    """
    age = _age(day)  # 22 bits, newest first
    rank = membership.state_ranks().get(state, 0x1FF)  # 9 bits
    return (
        _symbol_number(symbol) << 38 | (card & 0xFFFF) << PLACE_BITS,
        age << 42 | (card & 0xFFFFF) << PLACE_BITS,
        rank << 55 | age << 33 | (card & 0x7FF) << PLACE_BITS,
    )


def place(order: int, item_order: int) -> int:
    """The place of a recommendation in its document, in 22 bits."""
    return min(order, 0xFFFF) << 6 | min(item_order, 0x3F)


def _age(day: date | None) -> int:
    newest = 1 << 22
    return newest - 1 - (day.toordinal() if day else 0)


def _symbol_number(symbol: str) -> int:
    """The first two numbers of a symbol in 26 bits: A/HRC/8/5 is before A/HRC/28/1."""
    numbers = [int(digits) for digits in re.findall(r"\d{1,6}", symbol)]
    first, second, *_rest = [*numbers, 0, 0]
    return min(first, 0xFFF) << 14 | min(second, 0x3FFF)
