"""Papers about the review of the imagined State Aldoria, as they would be read."""

from dataclasses import replace
from datetime import date

from tests.upright.builders import DOCX, document
from upr.records import (
    Box,
    Document,
    DocumentKind,
    Outcome,
    Place,
    PositionStatement,
    Stance,
)


def statement(
    value: str,
    *items: str,
    paragraph: str = "4",
    explanation: str = "",
    state: str | None = None,
    said_in: str = "",
) -> PositionStatement:
    """What a paper says of some items, on its page 2."""
    return PositionStatement(
        items=items,
        value=Stance(value),
        words=f"The following are {value}:",
        paragraph=paragraph,
        places=(Place(2, Box(72.0, 400.25, 523.5, 430.75)),),
        explanation=explanation,
        state=state,
        said_in=said_in,
    )


def addendum(
    *statements: PositionStatement, report: str = "A/HRC/901/1", state: str = "XAA"
) -> Document:
    """The State's answers to a report."""
    return replace(
        document(
            symbol=f"{report}/Add.1",
            state=state,
            kind=DocumentKind.ADDENDUM,
            session=None,
            adopted=None,
        ),
        distributed=date(2015, 5, 20),
        statements=statements,
    )


def thematic_list(*statements: PositionStatement, session: int = 21) -> Document:
    """OHCHR's list, which has no symbol and no date."""
    return replace(
        document(
            symbol="",
            kind=DocumentKind.THEMATIC_LIST,
            session=session,
            adopted=None,
            media_type=DOCX,
            name="list.docx",
        ),
        distributed=None,
        statements=statements,
    )


def council_report(
    *statements: PositionStatement, report: str = "A/HRC/901/1"
) -> Document:
    """The Council's report, which concludes the review of Aldoria among others."""
    adopted = date(2015, 6, 25)
    return replace(
        document(
            symbol="A/HRC/901/2",
            state=None,
            kind=DocumentKind.COUNCIL_REPORT,
            session=None,
            adopted=None,
        ),
        distributed=date(2015, 9, 1),
        statements=statements,
        outcomes=(
            Outcome("XAA", "Aldoria", report, date(2015, 1, 20), adopted, "501"),
            Outcome("XAB", "Brevania", "A/HRC/901/9", None, adopted, "520"),
        ),
    )
