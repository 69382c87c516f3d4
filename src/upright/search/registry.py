"""Short codes for what many recommendations share, so that counting is counting codes.

A `Card` is what all recommendations of one document share; `Givers` are the States
that made a recommendation, each with its groups at the date of the review. The index
keeps a code for each; which State, group or organisation a code stands for is worked
out here, a few thousand times at most, instead of for every recommendation.

Codes are given by the one writer, kept in the index beside the recommendations, and
never change their meaning.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from upright.archive.rows import IndexRow
from upright.search import membership
from upright.search.codings import code_table

Entry = TypeVar("Entry", "Card", "Givers", "Face")


@dataclass(frozen=True, slots=True)
class Card:
    """What all recommendations of a document are counted under."""

    document_id: int
    symbol: str
    is_imagined: bool
    state: str  # ISO3; "" where the paper names none
    session: int | None
    cycle: int | None
    date: date | None

    @property
    def group(self) -> str:
        """The regional group of the State under review; "" for none."""
        return membership.regional_group(self.state)

    @property
    def organisations(self) -> tuple[str, ...]:
        """Codes of its organisations at the date of the review."""
        return membership.organisations_of(self.state, self.date)


@dataclass(frozen=True, slots=True)
class Giver:
    """A recommending State as it stood at the date of a review."""

    state: str
    group: str
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Givers:
    """All recommending States of a recommendation, as printed order."""

    members: tuple[Giver, ...]


class Face(NamedTuple):
    """What a recommendation of an item with several is counted under, besides it."""

    givers: int  # code of its recommending States
    mark: int
    numbers: tuple[int, ...]  # of its codings


def card_from(row: IndexRow) -> Card:
    """The card of a row's document, as it was when the row came into force."""
    return Card(
        row.document_id,
        row.symbol,
        row.is_imagined,
        row.state,
        row.session,
        row.cycle,
        row.date,
    )


def giver_from(state: str, day: date | None) -> Giver:
    """A recommending State as it stood on a day."""
    group = membership.regional_group(state)
    return Giver(state, group, membership.organisations_of(state, day))


@dataclass(frozen=True, slots=True)
class ValueTable:
    """The values that codes have: `values[i]` for each i of `of_code[code]`."""

    values: Sequence[str]
    of_code: Sequence[Sequence[int]]


def value_table(values_by_code: Iterable[Iterable[str]]) -> ValueTable:
    """A table of the values of codes 0, 1, 2, ..."""
    numbers: dict[str, int] = {}
    of_code = [
        tuple(numbers.setdefault(value, len(numbers)) for value in values)
        for values in values_by_code
    ]
    return ValueTable(list(numbers), of_code)


def sum_of_bits(masks: Sequence[int], numbers: Iterable[int]) -> int:
    """The bits of several numbers together."""
    bits = 0
    for number in numbers:
        bits |= masks[number]
    return bits


def review_from(card: Card) -> Card:
    """What a card says of the review alone: the card of no document."""
    return replace(card, document_id=0, symbol="")


class Codes(Generic[Entry]):
    """Entries and their codes: 0, 1, 2, ... in the order in which they were met."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Start from entries in the order of their codes."""
        self.entries: list[Entry] = []
        self._codes: dict[Entry, int] = {}
        for entry in entries:
            self.code(entry)

    def code(self, entry: Entry) -> int:
        """The code of `entry`, a new one if it has none."""
        found = self._codes.get(entry)
        if found is None:
            found = self._codes[entry] = len(self.entries)
            self.entries.append(entry)
        return found

    def __len__(self) -> int:
        return len(self.entries)


class Registry:
    """The codes of one index, and which codes have a value of a facet."""

    def __init__(
        self,
        cards: Iterable[Card] = (),
        givers: Iterable[Givers] = (),
        faces: Iterable[Face] = (),
    ) -> None:
        """Start from what an index holds, in the order of the codes."""
        self.cards = Codes(cards)
        self.faces = Codes(faces)
        # Codes of reviews follow from those of cards, so they need not be kept.
        self.reviews: Codes[Card] = Codes()
        self.review_of_card: list[int] = []
        for card in self.cards.entries:
            self._file_card(card)
        self.givers = Codes(givers)
        self._givers_of: dict[Giver, list[int]] = defaultdict(list)
        for code, entry in enumerate(self.givers.entries):
            self._file(code, entry)
        # What was met before, by plain values: making a record for each row and
        # comparing it would be half the time of indexing.
        self._card_codes: dict[tuple[object, ...], int] = {}
        self._givers_codes: dict[tuple[object, ...], int] = {}
        # For readers, who use a registry that gets no more entries.
        self._tables: dict[str, ValueTable] = {}
        self._masks: dict[bool, Sequence[int]] = {}

    def copy(self) -> "Registry":
        """A registry to add to, while readers use this one."""
        return Registry(self.cards.entries, self.givers.entries, self.faces.entries)

    def card_of(self, row: IndexRow) -> int:
        """The code of a row's card."""
        key = (row.document_id, row.state, row.session, row.cycle, row.date, row.symbol)
        code = self._card_codes.get(key)
        if code is None:
            card = card_from(row)
            known = len(self.cards)
            code = self._card_codes[key] = self.cards.code(card)
            if code == known:
                self._file_card(card)
        return code

    def _file_card(self, card: Card) -> None:
        self.review_of_card.append(self.reviews.code(review_from(card)))

    def givers_of(self, row: IndexRow) -> int:
        """The code of a row's recommending States; each counts once."""
        key = (row.states, row.date)
        code = self._givers_codes.get(key)
        if code is None:
            states = dict.fromkeys(row.states)
            entry = Givers(tuple(giver_from(state, row.date) for state in states))
            known = len(self.givers)
            code = self._givers_codes[key] = self.givers.code(entry)
            if code == known:
                self._file(code, entry)
        return code

    def _file(self, code: int, entry: Givers) -> None:
        for member in entry.members:
            self._givers_of[member].append(code)

    @property
    def members(self) -> Iterable[Giver]:
        """Every State that recommends, as it stood at some date."""
        return self._givers_of.keys()

    def givers_with(self, members: Iterable[Giver]) -> set[int]:
        """Codes of the givers among whom is at least one of `members`."""
        return {code for member in members for code in self._givers_of[member]}

    def masks(self, only_certain: bool) -> Sequence[int]:
        """By face a bit for each value of its codings; worked out once."""
        if only_certain not in self._masks:
            of_number = code_table(only_certain).masks
            self._masks[only_certain] = [
                sum_of_bits(of_number, face.numbers) for face in self.faces.entries
            ]
        return self._masks[only_certain]

    @cached_property
    def face_givers(self) -> Sequence[int]:
        """The givers by face, for readers."""
        return [face.givers for face in self.faces.entries]

    @cached_property
    def face_marks(self) -> Sequence[int]:
        """The mark by face, for readers."""
        return [face.mark for face in self.faces.entries]

    def review_table(
        self, name: str, values_of: Callable[[Card], Sequence[str]]
    ) -> ValueTable:
        """The values of a facet of reviews, by code; worked out once."""
        if name not in self._tables:
            self._tables[name] = value_table(map(values_of, self.reviews.entries))
        return self._tables[name]

    def giver_table(
        self, name: str, values_of: Callable[[Giver], Sequence[str]]
    ) -> ValueTable:
        """The values of a facet of recommending States by code, each once."""
        if name not in self._tables:
            self._tables[name] = value_table(
                dict.fromkeys(v for giver in entry.members for v in values_of(giver))
                for entry in self.givers.entries
            )
        return self._tables[name]
