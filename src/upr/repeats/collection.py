"""Repeats of a recommendation in a collection: ranked, each with its ground.

The candidates are the records that have most weight of rare signs in common with what
is asked for; they are then compared one by one. Exact, where everything is compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest

from upr.errors import UnknownNameError
from upr.records import Document, PositionValue
from upr.reference import sessions
from upr.repeats.grading import Grade, compare, least_score
from upr.repeats.meaning import Meaning, meaning_of

CANDIDATES = 400  # compared for one question


class Ground(StrEnum):
    """Where a repeat stands, seen from what was asked for."""

    EARLIER = "earlier"  # to the same State, in an earlier cycle
    LATER = "later"
    REVIEW = "review"  # in the same review
    OTHERS = "others"  # to another State
    SAME_STATE = "same_state"  # of which no cycle is known


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation as repeats are looked for."""

    document: str  # symbol, or whatever names the document
    item: str  # key in the document
    text: str
    order: int = 1  # of the text in its item
    state: str = ""  # ISO3 of the State under review; "" where not known
    cycle: int | None = None
    states: tuple[str, ...] = ()  # ISO3 of the recommending States that are known
    position: PositionValue = PositionValue.PENDING
    issues: tuple[str, ...] = ()  # as coded, where it is

    @property
    def key(self) -> tuple[str, str, int]:
        """Which text of which item of which document it is."""
        return self.document, self.item, self.order

    @property
    def meaning(self) -> Meaning:
        """What it asks, ready for comparison."""
        return meaning_of(self.text, self.issues)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recommendation that asks the same, or nearly, or of the same matter."""

    asked: Asked
    score: float  # 0 to 1
    grade: Grade
    ground: Ground


class Collection:
    """Recommendations among which repeats are found; it keeps them in memory."""

    def __init__(self, records: Iterable[Asked]) -> None:
        self.records: Sequence[Asked] = tuple(records)
        self._meanings = [record.meaning for record in self.records]
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for number, meaning in enumerate(self._meanings):
            for sign in meaning.signs:
                self._having[sign].append(number)

    def repeats(
        self, wanted: Asked, least: Grade = Grade.NEARLY, is_exact: bool = False
    ) -> list[Repeat]:
        """The repeats of a recommendation, the highest score first.

        `wanted` need not be of the collection; if it is, it is no repeat of itself.
        `least` is the least grade wanted. With `is_exact` everything is compared, else
        the 400 that share most.
        """
        own = wanted.meaning
        numbers = range(len(self.records)) if is_exact else self._candidates(own)
        found = (
            (number, compare(own, self._meanings[number]))
            for number in numbers
            if self.records[number].key != wanted.key
        )
        bar = least_score(least)
        repeats = [
            Repeat(
                self.records[number],
                result.score,
                result.grade,
                ground_of(wanted, self.records[number]),
            )
            for number, result in found
            if result.grade is not Grade.OTHER and result.score >= bar
        ]
        return sorted(repeats, key=lambda it: (-it.score, it.asked.key))

    def _candidates(self, own: Meaning) -> list[int]:
        weights: defaultdict[int, float] = defaultdict(float)
        for sign in own.rarest:
            for number in self._having.get(sign, ()):
                weights[number] += own.signs[sign]
        return nlargest(CANDIDATES, weights, key=weights.__getitem__)


def ground_of(wanted: Asked, found: Asked) -> Ground:
    """Where `found` stands, seen from `wanted`."""
    if not wanted.state or wanted.state != found.state:
        return Ground.OTHERS
    if wanted.cycle is None or found.cycle is None:
        return Ground.SAME_STATE
    if found.cycle == wanted.cycle:
        return Ground.REVIEW
    return Ground.EARLIER if found.cycle < wanted.cycle else Ground.LATER


def asked_of(documents: Iterable[Document]) -> Iterator[Asked]:
    """Yield the recommendations of documents, in printed order.

    The position is that in the paper itself.
    """
    for document in documents:
        cycle = _cycle_of(document.facts.session)
        for item in document.items:
            for order, text in enumerate(item.recommendations, 1):
                yield Asked(
                    document=document.symbol,
                    item=item.key,
                    text=text.text,
                    order=order,
                    state=document.state or "",
                    cycle=cycle,
                    states=tuple(dict.fromkeys(text.iso3s)),
                    position=(text.position or item.position).value,
                )


def _cycle_of(session: int | None) -> int | None:
    try:
        return None if session is None else sessions.cycle_of(session)
    except UnknownNameError:
        return None
