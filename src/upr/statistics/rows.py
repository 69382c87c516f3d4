"""What figures are counted over: a row for each recommendation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from upr.errors import UnknownNameError
from upr.records import Document, Item, PositionValue, Recommendation
from upr.reference import sessions
from upr.reference.states import STATES


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation, as figures need it."""

    document: str  # symbol, or whatever names the document
    item: str  # key in the document
    state: str  # ISO3 of the State under review; "" where not known
    states: tuple[str, ...]  # ISO3 of the recommending States that are known
    position: PositionValue
    session: int | None = None
    cycle: int | None = None
    action: int | None = None  # category of the action asked for; None: not coded
    issues: tuple[str, ...] = ()  # UPR Info's tags


def rows_of(documents: Iterable[Document]) -> Iterator[Row]:
    """Yield a row for each recommendation of the documents, in printed order.

    The position is that of the recommendation where it has its own, else its item's;
    it is the position in this paper: what a later one adds is a matter of
    `upr.positions`. A State counts once in a recommendation, however often printed.
    """
    for document in documents:
        session = document.facts.session
        cycle = _cycle_of(session)
        for item, recommendation in document.recommendations():
            yield Row(
                document=document.symbol,
                item=item.key,
                state=document.state or "",
                states=tuple(dict.fromkeys(recommendation.iso3s)),
                position=_position(item, recommendation),
                session=session,
                cycle=cycle,
            )


def by_cycle(row: Row) -> int | None:
    """The cycle of a row; the way to group by cycle."""
    return row.cycle


def by_session(row: Row) -> int | None:
    """The session of the Working Group a row belongs to."""
    return row.session


def by_state(row: Row) -> str:
    """The State under review of a row."""
    return row.state


def by_regional_group(row: Row) -> str:
    """The regional group of the State under review; "" where it is not known.

    Source: the groups of `upr.reference.states`, as they stand today.
    """
    state = STATES.get(row.state)
    return state.regional_group if state else ""


def _position(item: Item, recommendation: Recommendation) -> PositionValue:
    return (recommendation.position or item.position).value


def _cycle_of(session: int | None) -> int | None:
    if session is None:
        return None
    try:
        return sessions.cycle_of(session)
    except UnknownNameError:
        return None
