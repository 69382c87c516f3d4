"""A matrix of the recommendations of a review, for ministries and coalitions.

Like OHCHR's thematic list, with empty columns for what is done about each item: the
body responsible, the action, the deadline, the status. In Word and in Excel; both open
in LibreOffice. The libraries that write them are extras.
"""

from collections.abc import Iterator, Mapping

from upr.exchange.matrix_excel import excel
from upr.exchange.matrix_shape import Look, Row
from upr.exchange.matrix_word import word
from upr.positions import ItemPosition, ohchr_rule
from upr.records import Classification, Document, Item, PositionValue
from upr.reference import states

_POSITIONS = {
    PositionValue.SUPPORTED: "Supported",
    PositionValue.NOTED: "Noted",
    PositionValue.PENDING: "Pending",
}


def matrix_rows(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> Iterator[Row]:
    """Yield a row for each item of a report or a thematic list.

    With `positions` (of the whole review, by key) the current position by OHCHR's
    rule and its source; without, what the document says. Items of a thematic list
    stay under its headings.
    """
    about = {one.item: one for one in document.classifications}
    told = {key: one for one in document.statements for key in one.items}
    for item in document.items:
        known = positions.get(item.key) if positions else None
        own = told.get(item.key)
        if known is not None:
            position, source, done = _current(known)
        else:
            symbol = (own and own.said_in) or document.symbol
            source = _source(symbol, item.position.paragraph)
            words = item.position.words if own else ""
            position = words or _POSITIONS[item.position.value]
            done = item.position.implementation or ""
        yield _row(item, about.get(item.key), (position, source, done))


def _current(known: ItemPosition) -> tuple[str, str, str]:
    """Position, source and implementation by the latest statement."""
    value = ohchr_rule(known)
    latest = next(reversed(known.history or known.told), None)
    if latest is None:
        return value or "Pending", "", ""
    source = _source(latest.symbol, latest.paragraph)
    return value or "Pending", source, latest.implementation or ""


def _source(symbol: str, paragraph: str | None) -> str:
    return f"{symbol}, para. {paragraph}" if symbol and paragraph else symbol


def _row(item: Item, about: Classification | None, said: tuple[str, str, str]) -> Row:
    position, source, done = said
    named = (
        states.STATES[one.iso3].name if one.iso3 else one.name
        for recommendation in item.recommendations
        for one in recommendation.states
    )
    return Row(
        key=item.key,
        text=item.text,
        states=tuple(dict.fromkeys(named)),
        position=str(position),
        source=source,
        implementation=str(done).replace("_", " "),
        heading=f"Theme: {about.heading}" if about and about.heading else "",
        themes=about.themes if about else (),
        groups=about.groups if about else (),
        sdgs=about.sdgs if about else (),
    )


def title_of(document: Document) -> str:
    """Return the title of a matrix: State, session, source."""
    state = states.STATES[document.state].name if document.state else document.title
    session = document.facts.session
    about = f"{state}, session {session}" if session else state
    source = f" ({document.symbol})" if document.symbol else ""
    return f"Universal Periodic Review of {about}: recommendations{source}"


def matrix_xlsx(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> bytes:
    """Return the matrix as an Excel file; every cell is text, none a formula.

    Raises MissingExtraError where XlsxWriter is not installed.
    """
    rows = matrix_rows(document, positions)
    return excel(rows, Look(title_of(document)), document.distributed)


def matrix_docx(
    document: Document, positions: Mapping[str, ItemPosition] | None = None
) -> bytes:
    """Return the matrix as a Word file: one table, its header row on every page.

    Raises MissingExtraError where python-docx is not installed.
    """
    return word(matrix_rows(document, positions), Look(title_of(document)))
