"""Small builders of documents of imagined States, as a reader would return them.

item("136.1", ("Ratify A", "XAB", "XAC"), ("sign B", "XAC"), position="noted")
document(item("136.1", ...), symbol="A/HRC/901/1", state="XAA")
"""

import hashlib
import json
from datetime import UTC, date, datetime

from upr.records import (
    READER_VERSION,
    Box,
    Check,
    Document,
    DocumentKind,
    Item,
    Leftover,
    Place,
    Position,
    PositionValue,
    Recommendation,
    RecommendingState,
    ReviewFacts,
    Source,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = {
    "XAA": "Aldoria",
    "XAB": "Brevania",
    "XAC": "Corvalia",
    "XAD": "Dunmere",
    "XAE": "Estavia",
    "CHL": "Chile",
    "NOR": "Norway",
    "PER": "Peru",
    "SVN": "Slovenia",
}
WORDS = {
    "supported": "The recommendations below enjoy the support of the State:",
    "noted": "The recommendations below are noted:",
    "pending": "The recommendations below will be examined:",
}


def recommendation(
    text: str, *states: str, addressee: str = "XAA", position: str | None = None
) -> Recommendation:
    """A text with its recommending States; a name of more than three letters is
    printed and not known."""
    return Recommendation(
        text=text,
        states=tuple(
            RecommendingState(code, NAMES[code])
            if code in NAMES
            else RecommendingState(None, code, certain=False)
            for code in states
        ),
        addressee=addressee,
        position=said(position, "136") if position else None,
    )


def said(position: str, paragraph: str) -> Position:
    """What the State says of the recommendations in a paragraph."""
    return Position(PositionValue(position), WORDS[position], paragraph)


def item(
    key: str,
    *texts: tuple[str, ...] | Recommendation,
    position: str = "supported",
    page: int = 14,
) -> Item:
    """An item; a text is (words, code, code, ...) or a recommendation."""
    paragraph = key.partition(".")[0]
    recommendations = tuple(
        text if isinstance(text, Recommendation) else recommendation(*text)
        for text in texts
    )
    printed = "; ".join(
        f"{text.text} ({', '.join(state.name for state in text.states)})"
        for text in recommendations
    )
    return Item(
        key=key,
        paragraph=paragraph,
        printed_number=key,
        number=key,
        text=f"{printed};",
        recommendations=recommendations,
        position=said(position, paragraph),
        places=(Place(page, Box(72.0, 500.25, 523.5, 530.75)),),
    )


def document(
    *items: Item,
    symbol: str = "A/HRC/901/1",
    state: str | None = "XAA",
    kind: DocumentKind = DocumentKind.REPORT,
    session: int | None = 21,
    adopted: date | None = date(2015, 1, 23),
    media_type: str = PDF,
    reader_version: str = READER_VERSION,
    reissued: bool = False,
    leftovers: tuple[Leftover, ...] = (),
    checks: tuple[Check, ...] = (Check("numbering", True, "Numbers have no gaps."),),
    name: str = "",
) -> Document:
    """A report of the Working Group as it would be read from a file."""
    suffix = "pdf" if media_type == PDF else "docx"
    return Document(
        kind=kind,
        symbol=symbol,
        language="en",
        state=state,
        title=f"Report of the Working Group: {NAMES.get(state or '', 'no State')}",
        distributed=date(2015, 3, 1),
        source=Source(
            name=name or f"{symbol.replace('/', '-')}.{suffix}",
            sha256="",
            media_type=media_type,
            pages=20 if media_type == PDF else None,
            reader_version=reader_version,
            layout="imagined",
        ),
        facts=ReviewFacts(session=session, adoption_date=adopted),
        reissued=reissued,
        items=items,
        leftovers=leftovers,
        checks=checks,
    )


def file_of(document: Document) -> bytes:
    """Bytes that stand for the file a document was read from, its own each."""
    said = json.dumps([repr(document)])
    return b"%PDF-imagined " + hashlib.sha256(said.encode()).hexdigest().encode()


def design_example() -> Item:
    """Item 5 of the house's definition of counting: 1 item, 2 recommendations,
    3 attributions."""
    return item("136.5", ("Ratify A", "CHL", "PER"), ("sign B", "PER"))
