"""What was read from papers, as records like those of other databases."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upr.exchange.foreign import (
    ForeignRecommendation,
    NamedState,
    RecordKind,
    SourceName,
)
from upr.exchange.upr_info import cycle_of
from upr.records import Document
from upr.reference.states import STATES


def records_of(documents: Iterable[Document]) -> Iterator[ForeignRecommendation]:
    """Yield a record for each recommendation and each voluntary pledge, numbered.

    The response is the position printed in the paper itself: "supported", "noted" or
    "pending". Places, printed words and what was left over stay behind: they are in
    the documents (`upr.exchange.data_package` carries those whole).
    """
    row = 0
    for document in documents:
        frame = _frame(document)
        for one in (*_recommendations(document, frame), *_pledges(document, frame)):
            row += 1
            yield replace(one, row=row)


def _frame(document: Document) -> ForeignRecommendation:
    session = document.facts.session
    return ForeignRecommendation(
        source=SourceName.UPRIGHT,
        row=0,
        about=_state(document.state),
        text="",
        session=session,
        cycle=cycle_of(session),
        symbol=document.symbol,
        body="UPR",
        published=document.distributed,
        year=document.distributed.year if document.distributed else None,
    )


def _state(iso3: str | None) -> tuple[NamedState, ...]:
    if iso3 is None:
        return ()
    known = STATES.get(iso3)
    return (NamedState(iso3, known.name if known else iso3),)


def _recommendations(
    document: Document, frame: ForeignRecommendation
) -> Iterator[ForeignRecommendation]:
    for item, one in document.recommendations():
        yield replace(
            frame,
            about=_state(one.addressee),
            text=one.text,
            recommending=tuple(NamedState(it.iso3, it.name) for it in one.states),
            paragraph=item.key,
            response=(one.position or item.position).value.value,
            id=f"{document.symbol} {item.key}",
        )


def _pledges(
    document: Document, frame: ForeignRecommendation
) -> Iterator[ForeignRecommendation]:
    for pledge in document.pledges:
        yield replace(
            frame,
            text=pledge.text,
            kind=RecordKind.PLEDGE,
            recommending=frame.about,
            paragraph=pledge.paragraph or "",
        )
