"""The report of a review as its witnesses are held against it: the rows in force."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from upr import records
from upr.records import DocumentKind, PositionValue
from upright.archive.models import Attribution, Document, Item, Recommendation

_KINDS = (DocumentKind.REPORT.value, DocumentKind.DRAFT_REPORT.value)
_OHCHR = {"supported": PositionValue.SUPPORTED, "noted": PositionValue.NOTED}


@dataclass(frozen=True, slots=True)
class Text:
    """One recommendation in force."""

    key: str  # of its item
    order: int  # in the item, from 1
    text: str
    states: tuple[str, ...]
    position: str  # today's, by UPR Info's rule or staff's
    by_ohchr: str  # by OHCHR's rule; "" where it has none


def report_of(state: str, cycle: int) -> str:
    """Return the symbol of the report of a review, the final one before a draft; ""."""
    found = Document.objects.filter(
        state=state, cycle=cycle, kind__in=_KINDS, current_reading__isnull=False
    )
    rows = sorted(
        found.values_list("kind", "since", "symbol"),
        key=lambda row: (row[0] == DocumentKind.REPORT.value, row[1]),
    )
    return rows[-1][2] if rows else ""


def texts_of(symbol: str) -> tuple[Text, ...]:
    """Return the recommendations in force of a report, as printed."""
    items = Item.objects.filter(
        document__symbol=symbol, document__kind__in=_KINDS, until=None
    )
    # From the items on: SQLite would start from every text in force.
    found = Recommendation.objects.filter(
        item__in=list(items.values_list("pk", flat=True)), until=None
    ).order_by("item__order", "order")
    rows = list(
        found.values_list(
            "pk", "item__key", "order", "text", "position", "position_ohchr"
        )
    )
    named = _states([row[0] for row in rows])
    return tuple(
        Text(key, order, text, tuple(named.get(pk, ())), position, by_ohchr)
        for pk, key, order, text, position, by_ohchr in rows
    )


def _states(texts: Sequence[int]) -> dict[int, list[str]]:
    named: dict[int, list[str]] = defaultdict(list)
    found = Attribution.objects.filter(recommendation__in=texts, state__isnull=False)
    for text, state in found.order_by("order").values_list(
        "recommendation_id", "state_id"
    ):
        named[text].append(str(state))
    return named


def as_report(texts: Sequence[Text], by_ohchr: bool) -> records.Document:
    """Return the report the library ties to, with the positions of one rule."""
    grouped: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        grouped[text.key].append(text)
    return records.Document(
        kind=DocumentKind.REPORT,
        symbol="",
        language="en",
        state=None,
        title="",
        distributed=None,
        source=records.Source("", "", "", None, "", ""),
        items=tuple(_item(key, own, by_ohchr) for key, own in grouped.items()),
    )


def _item(key: str, texts: Sequence[Text], by_ohchr: bool) -> records.Item:
    made = tuple(
        records.Recommendation(
            text=text.text,
            states=tuple(records.RecommendingState(code, code) for code in text.states),
            addressee="",
            position=records.Position(_position(text, by_ohchr), "", None),
        )
        for text in texts
    )
    unsaid = records.Position(PositionValue.PENDING, "", None)
    return records.Item(key, "", "", "", "", made, unsaid, ())


def _position(text: Text, by_ohchr: bool) -> PositionValue:
    """The position that a source of this rule would record; pending says nothing."""
    if by_ohchr:
        return _OHCHR.get(text.by_ohchr.casefold(), PositionValue.PENDING)
    return PositionValue(text.position)
