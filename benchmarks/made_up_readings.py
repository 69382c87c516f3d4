"""Rows of a made-up archive as what a reader would have read of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from upr.records import (
    Document,
    DocumentKind,
    Item,
    Place,
    Position,
    PositionValue,
    Recommendation,
    RecommendingState,
    Source,
)
from upright.archive.rows import IndexRow

PARAGRAPH = "115"
PAGES = 20


def reading_of(rows: Sequence[IndexRow]) -> Document:
    """Return the document whose recommendations these rows are."""
    one = rows[0]
    source = Source(
        "report.pdf", f"{one.document_id:064}", "application/pdf", PAGES, "1", ""
    )
    return Document(
        kind=DocumentKind(one.kind),
        symbol=one.symbol,
        language="en",
        state=one.state,
        title=one.symbol,
        distributed=one.date,
        source=source,
        items=tuple(_items(rows)),
    )


def _items(rows: Sequence[IndexRow]) -> Iterator[Item]:
    for key, group in groupby(rows, lambda row: row.item_key):
        texts = list(group)
        number = key.partition(".")[2]
        yield Item(
            key=key,
            paragraph=PARAGRAPH,
            printed_number=key,
            number=number,
            text="; ".join(row.text for row in texts),
            recommendations=tuple(map(_recommendation, texts)),
            position=Position(
                PositionValue(texts[0].position_at_report), "As printed.", PARAGRAPH
            ),
            places=(Place(page=1 + int(number) * PAGES // 400),),
        )


def _recommendation(row: IndexRow) -> Recommendation:
    states = tuple(RecommendingState(iso3, iso3) for iso3 in row.states)
    return Recommendation(row.text, states, row.addressee)
