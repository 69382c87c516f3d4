"""The same or nearly the same recommendation elsewhere in the archive.

Candidates come from the index, which every node has and which follows the database;
they are read and compared by `upr.repeats`. Each answer says the data version it holds
for; asked for again with that version, it gives the same for ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, cast

from django.core.cache import cache
from tantivy import Order, Query

from upr.records import PositionValue
from upr.repeats import (
    VERSION,
    Asked,
    Grade,
    Ground,
    Group,
    asked_again,
    compare,
    ground_of,
    least_score,
    meaning_of,
)
from upr.statistics import AskedBefore, Counted, Row, asked_before
from upright.archive.rows import IndexRow
from upright.search import stored
from upright.search.candidates import candidates
from upright.search.conditions import reviews_with
from upright.search.facets import BY_NAME
from upright.search.index import current_snapshot
from upright.search.reading import Snapshot
from upright.search.translating import Translator, all_of, unscored

SAME_STATE = 200  # candidates compared among those to the same State
OTHERS = 200  # and among those to others
MOST_OF_STATE = 3000  # recommendations to one State that are compared with one another
_TAIL = 0.75  # of the candidates; a repeat behind it says there may be more
_ISSUES = "issues"  # the scheme of codings
_KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Wanted:
    """What repeats are looked for of, and where."""

    asked: Asked
    version: int | None = None
    imagined: bool | None = None
    least: Grade = Grade.NEARLY
    with_others: bool = True  # whether other States are looked at
    most: int = OTHERS  # candidates compared among other States


@dataclass(frozen=True, slots=True)
class Found:
    """A repeat, as it is archived."""

    row: IndexRow
    score: float  # 0 to 1
    grade: Grade
    ground: Ground


@dataclass(frozen=True, slots=True)
class Repeats:
    """What asks the same or nearly the same, the highest score first."""

    found: Sequence[Found]
    has_more: bool  # to other States: candidates were cut, there may be more
    version: int
    imagined: bool

    def on(self, ground: Ground) -> list[Found]:
        """The repeats on one ground."""
        return [one for one in self.found if one.ground is ground]


@dataclass(frozen=True, slots=True)
class Again:
    """What one State was asked again, and how much of each cycle had been before."""

    groups: Sequence[Group]  # the largest first
    before: Mapping[int, AskedBefore]  # by cycle, of items
    is_cut: bool  # more recommendations than can be compared: the newest were
    version: int
    imagined: bool


def repeats(wanted: Wanted) -> Repeats:
    """The repeats of a recommendation, or of a text that is none yet.

    Those to the same State come whole as far as its likeliest 200 go; of those to
    others, as many as `most` candidates hold. Raises IndexUnavailableError.
    """
    return repeats_in(current_snapshot(), wanted)


def repeats_each(wanted: Sequence[Wanted]) -> list[Repeats]:
    """The repeats of each of several, all at one version of the data.

    Raises IndexUnavailableError.
    """
    snapshot = current_snapshot()
    return [repeats_in(snapshot, one) for one in wanted]


def asked_again_of(
    state: str, version: int | None = None, imagined: bool | None = None
) -> Again:
    """What one State was asked again. Raises IndexUnavailableError.

    It is worked out once for the rows in force of the State, and kept for a day.
    """
    return again_in(current_snapshot(), state, version, imagined)


def repeats_in(snapshot: Snapshot, wanted: Wanted) -> Repeats:
    """Return the repeats of one text, from one commit of the index.

    The likest come first, of those as like the newest.
    """
    at = _At.of(snapshot, wanted.version, wanted.imagined)
    asked = wanted.asked
    found: list[Found] = []
    has_more = False
    if asked.state:
        within = [*at.scope(), at.to_state(asked.state)]
        rows = candidates(at.translator, asked.text, SAME_STATE, within)
        found += _compared(wanted, rows)
    if wanted.with_others:
        but = [at.to_state(asked.state)] if asked.state else []
        rows = candidates(at.translator, asked.text, wanted.most, at.scope(), but)
        tail = int(_TAIL * len(rows))
        behind = list(_compared(wanted, rows[tail:]))
        found += [*_compared(wanted, rows[:tail]), *behind]
        has_more = len(rows) == wanted.most and bool(behind)
    found.sort(key=lambda one: (-one.score, _newest_first(one.row)))
    return Repeats(found, has_more, at.version, at.is_imagined)


def again_in(
    snapshot: Snapshot, state: str, version: int | None, imagined: bool | None
) -> Again:
    """Return what `asked_again_of` does, from one commit or what was kept of it."""
    at = _At.of(snapshot, version, imagined)
    lines = at.lines(state)
    key = f"again:{VERSION}:{_digest(lines)}"
    kept = cast(_Kept | None, cache.get(key))
    if kept is None:
        kept = _worked_out([stored.load_row(line) for line in lines])
        cache.set(key, kept, _KEPT_SECONDS)
    return Again(*kept, at.version, at.is_imagined)


def _digest(lines: Sequence[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


class _Kept(NamedTuple):
    groups: Sequence[Group]
    before: Mapping[int, AskedBefore]
    is_cut: bool


class _At(NamedTuple):
    """One version of the data, real or imagined."""

    translator: Translator
    version: int
    is_imagined: bool

    @classmethod
    def of(
        cls, snapshot: Snapshot, version: int | None, imagined: bool | None
    ) -> "_At":
        newest = snapshot.version
        at = newest if version is None else min(version, newest)
        is_imagined = not snapshot.has_real if imagined is None else imagined
        return cls(Translator(snapshot), at, is_imagined)

    def scope(self) -> list[Query]:
        return list(self.translator.scope(self.version, self.is_imagined))

    def to_state(self, state: str) -> Query:
        """What is or was to a State."""
        registry = self.translator.snapshot.registry
        codes = reviews_with(registry, BY_NAME["state"], (state,))
        return unscored(self.translator.one_of("review", codes))

    def lines(self, state: str) -> list[bytes]:
        """What is in force of a State as it is kept, the newest reviews first."""
        searcher = self.translator.searcher
        hits = searcher.search(
            all_of([*self.scope(), self.to_state(state)]),
            MOST_OF_STATE + 1,
            count=False,
            order_by_field="by_date",
            order=Order.Asc,
        ).hits
        found = (searcher.doc(address).get_first("row") for _key, address in hits)
        return [bytes(line or b"") for line in found]


def asked_from(row: IndexRow) -> Asked:
    """A row as repeats are looked for."""
    return Asked(
        document=row.symbol,
        item=row.item_key,
        text=row.text,
        order=row.item_order,
        state=row.state,
        cycle=row.cycle,
        states=tuple(dict.fromkeys(row.states)),
        position=PositionValue(row.position),
        issues=_issues_of(row),
    )


def _issues_of(row: IndexRow) -> tuple[str, ...]:
    return tuple([code for scheme, code, *_ in row.codings if scheme == _ISSUES])


def _compared(wanted: Wanted, rows: Sequence[IndexRow]) -> Iterator[Found]:
    own, bar = wanted.asked.meaning, least_score(wanted.least)
    for row in rows:
        if (row.symbol, row.item_key, row.item_order) == wanted.asked.key:
            continue
        result = compare(own, meaning_of(row.text, _issues_of(row)), least=bar)
        if result.score >= bar:
            ground = ground_of(wanted.asked, asked_from(row))
            yield Found(row, result.score, result.grade, ground)


def _newest_first(row: IndexRow) -> tuple[int, str, int, int]:
    day = row.date.toordinal() if row.date else 0
    return -day, row.symbol, row.order, row.item_order


def _worked_out(rows: Sequence[IndexRow]) -> _Kept:
    is_cut = len(rows) > MOST_OF_STATE
    asked = [asked_from(row) for row in rows[:MOST_OF_STATE]]
    groups = asked_again(asked)
    group_of: dict[tuple[str, str], int] = {}
    by_age = sorted(enumerate(groups), key=lambda one: one[1].cycles[0])
    for number, group in by_age:  # an item of several texts: the one asked longest ago
        for member in group.members:
            group_of.setdefault((member.document, member.item), number)
    counted = [
        Row(
            one.document, one.item, one.state, one.states, one.position, cycle=one.cycle
        )
        for one in asked
    ]
    cycles = sorted({one.cycle for one in asked if one.cycle is not None})
    before = {
        cycle: asked_before(
            counted,
            lambda row: group_of.get((row.document, row.item)),
            cycle,
            Counted.ITEMS,
        )
        for cycle in cycles
    }
    return _Kept(groups, before, is_cut)
