"""What the records of a review are about: computed, and held against what is stored."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from upr import witnesses
from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.witnesses import Matter
from upright.archive.models import Document, Item
from upright.witnesses.anchors import Text, as_report, report_of, texts_of
from upright.witnesses.models import Decision, Record, ReviewTies
from upright.witnesses.outcomes import Outcome, decided

# Whose positions count by which rule (see upr.positions).
BY_OHCHR = frozenset([SourceName.UHRI.value])
_COLUMNS = (
    "pk", "source", "key", "ordinal", "digest", "row", "text", "paragraph", "response",
    "said",
)  # fmt: skip
_DIGEST_BYTES = 16
_Name = tuple[str, str, int]  # source, key and number: what decisions are tied by
_Held = dict[str, list[tuple[int, _Name, str]]]  # by source: key, name, digest


@dataclass(frozen=True, slots=True)
class Work:
    """One review: what its records come to, of the sources that changed since."""

    review: ReviewTies
    marks: dict[str, str]  # of what the ties rest on: the report (""), each source
    outcomes: tuple[Outcome, ...]
    is_new: bool  # whether anything they rest on has changed since they were tied


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    name: _Name
    digest: str
    record: ForeignRecommendation


def work_on(review: ReviewTies) -> Work:
    """Return what the records in force on a review come to.

    A source is tied by itself: one whose records, with what was decided on them, and
    whose report are as they were is left as it is.
    """
    symbol = report_of(review.state, review.cycle)
    # Of most reviews no report may be here: their records stay unread.
    records = _records(in_force(), review.state, review.cycle, symbol)
    held = _held(records) if symbol else {}
    texts = texts_of(symbol) if held else ()
    held = held if texts else {}
    decisions = _decisions([name for own in held.values() for _, name, _ in own])
    marks = _marks(symbol, texts, held, decisions)
    changed = [one for one in held if marks[one] != review.marks.get(one)]
    rows = list(_rows(records.filter(source__in=changed))) if changed else []
    outcomes = tuple(outcomes_of(symbol, texts, rows, decisions)) if rows else ()
    return Work(review, marks, outcomes, is_new=marks != review.marks)


def preview_of(export: int, state: str, cycle: int) -> list[Outcome]:
    """Return what staged records of an export on a review would come to.

    They are tied beside the records in force that they do not replace.
    """
    symbol = report_of(state, cycle)
    texts = texts_of(symbol) if symbol else ()
    if not texts:
        return []
    staged = Record.objects.filter(export=export, since=None)
    rows = list(_rows(_records(staged, state, cycle, symbol)))
    decisions = _decisions([row.name for row in rows])
    return list(outcomes_of(symbol, texts, rows, decisions))


def in_force() -> QuerySet[Record]:
    """Return the records in force."""
    return Record.objects.filter(until=None, since__isnull=False)


def review_of(record: Record, symbol: str) -> tuple[str, int]:
    """Return the review, State and cycle, that a record tied in a report is on."""
    found = Document.objects.filter(symbol=symbol, current_reading__isnull=False)
    known = found.exclude(state=None).exclude(cycle=None).exclude(items=None)
    state, cycle = known.values_list("state_id", "cycle").first() or ("", None)
    return (state, cycle) if cycle else (record.state, record.cycle or 0)


def _records(
    records: QuerySet[Record], state: str, cycle: int, symbol: str
) -> QuerySet[Record]:
    """The recommendations on a review: by its symbol, else by State and cycle.

    A record that names the symbol of another report here belongs there, whatever
    States it is tagged with.
    """
    wanted = Q(state=state, cycle=cycle)
    found = records.filter(kind=RecordKind.RECOMMENDATION.value)
    if symbol:
        # Asked of each of these records: there are more reports and items than those.
        items = Item.objects.filter(document=OuterRef("pk"))
        named = Document.objects.filter(Exists(items), symbol=OuterRef("symbol"))
        others = named.filter(current_reading__isnull=False).exclude(symbol=symbol)
        wanted = (wanted & ~Exists(others)) | Q(symbol=symbol)
    return found.filter(wanted)


def _held(records: QuerySet[Record]) -> _Held:
    """What the marks of the sources are made of."""
    held: _Held = {}
    columns = ("pk", "source", "key", "ordinal", "digest")
    for pk, source, key, ordinal, digest in records.order_by("pk").values_list(
        *columns
    ):
        held.setdefault(source, []).append((pk, (source, key, ordinal), digest))
    return held


def _rows(records: QuerySet[Record]) -> Iterator[_Row]:
    for pk, source, key, ordinal, digest, *rest in records.order_by("pk").values_list(
        *_COLUMNS
    ):
        yield _Row(pk, (source, key, ordinal), digest, _foreign(source, *rest))


def _foreign(
    source: str,
    row: int,
    *rest: str,  # in the order of _COLUMNS
) -> ForeignRecommendation:
    text, paragraph, response, said = rest
    return ForeignRecommendation(
        source=SourceName(source),
        row=row,
        about=(),
        text=text,
        paragraph=paragraph,
        response=response,
        recommending=tuple(
            NamedState(*state) for state in json.loads(said)["recommending"]
        ),
    )


def _decisions(names: Sequence[_Name]) -> dict[_Name, Decision]:
    """The decisions in force on these records, by what they are tied by."""
    if not names:
        return {}
    keys = {key for _, key, _ in names}
    found = Decision.objects.filter(until=None)
    if len(keys) < found.count():
        found = found.filter(key__in=keys)
    named = {(one.source, one.key, one.ordinal): one for one in found}
    return {name: named[name] for name in names if name in named}


def _marks(
    symbol: str, texts: Sequence[Text], held: _Held, decisions: dict[_Name, Decision]
) -> dict[str, str]:
    """A mark of the report, and of each source with it."""
    report = _mark((symbol, texts))
    marks = {"": report}
    for source, own in held.items():
        decided_on = [decisions[name].pk for _, name, _ in own if name in decisions]
        rows = [(pk, digest) for pk, _, digest in own]
        marks[source] = _mark((report, rows, sorted(decided_on)))
    return marks


def _mark(made_of: object) -> str:
    written = repr(made_of).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=_DIGEST_BYTES).hexdigest()


def outcomes_of(
    symbol: str,
    texts: Sequence[Text],
    rows: Sequence[_Row],
    decisions: dict[_Name, Decision],
) -> Iterator[Outcome]:
    """Yield what each record comes to; what staff decided stands above the machine."""
    targets = {(text.key, text.order) for text in texts}
    orders = _orders(texts)
    for source in dict.fromkeys(row.name[0] for row in rows):
        own = [row for row in rows if row.name[0] == source]
        report = as_report(texts, by_ohchr=source in BY_OHCHR)
        pks = {id(row.record): row for row in own}
        tied = witnesses.tie(report, [row.record for row in own])
        for tie in tied.ties:
            row = pks[id(tie.record)]
            computed = _tied(row.pk, symbol, orders, tie)
            yield decided(computed, decisions.get(row.name), targets)
        for loose in tied.loose:
            row = pks[id(loose.record)]
            computed = Outcome(row.pk, symbol, nearest=loose.nearest)
            yield decided(computed, decisions.get(row.name), targets)


def _orders(texts: Sequence[Text]) -> dict[tuple[str, int], int]:
    """The archive's number of a text by its place among those of its item."""
    places: dict[str, int] = {}
    orders = {}
    for text in texts:
        place = places.get(text.key, 0)
        orders[text.key, place] = text.order
        places[text.key] = place + 1
    return orders


def _tied(
    pk: int, symbol: str, orders: dict[tuple[str, int], int], tie: witnesses.Tie
) -> Outcome:
    about = {one.about for one in tie.disagreements}
    return Outcome(
        record=pk,
        symbol=symbol,
        item_key=tie.item,
        recommendation_order=orders[tie.item, tie.recommendation],
        likeness=tie.likeness,
        sure=tie.sure,
        ground=tie.ground.value,
        text_differs=Matter.TEXT in about,
        states_differ=Matter.STATES in about,
        position_differs=Matter.POSITION in about,
        differences=tuple(
            (one.about.value, one.ours, one.theirs)
            for one in tie.disagreements
            if one.about is not Matter.TEXT  # both texts stand where they are kept
        ),
    )
