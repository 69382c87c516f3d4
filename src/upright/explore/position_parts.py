"""The positions on a recommendation as its page shows them: today's and the history."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from upr.positions import plain_value
from upr.records import PositionValue, Stance
from upright.archive.models import Position, Recommendation
from upright.archive.queries import ItemPage
from upright.explore import labels
from upright.explore.reader import PageFor


class PositionShown(NamedTuple):
    """One statement on a recommendation."""

    value: str  # "supported", "noted", "pending": how it is coloured
    label: str
    words: str
    explanation: str
    source: str
    source_address: str
    said_in: str  # symbol of the paper that OHCHR's list refers to
    paragraph: str
    page: int | None
    page_address: str
    date: date | None
    is_told: bool  # by OHCHR's list
    is_decided: bool  # by staff
    in_force: bool


class PositionsShown(NamedTuple):
    """The position of a text today, by both rules, and all that was said of it."""

    value: str
    label: str
    by_ohchr: str
    is_decided: bool
    history: tuple[PositionShown, ...]

    @property
    def has_history(self) -> bool:
        """Whether anything was said after the report."""
        return len(self.history) > 1


def differs_by_text(positions: Sequence[Position]) -> bool:
    """Whether any statement is about one text of the item alone."""
    return any(position.recommendation_order for position in positions)


def positions_of(
    page: ItemPage, wanted: PageFor, text: Recommendation
) -> PositionsShown:
    """Return the position of a text and its history, in the order of the review.

    Where a document speaks of the text itself, what it says of the whole item is left
    out, as the archive does.
    """
    heard = [p for p in page.positions if p.recommendation_order in {None, text.order}]
    specific = {(p.source_id, p.stage) for p in heard if p.recommendation_order}
    heard = [
        p
        for p in heard
        if p.recommendation_order or (p.source_id, p.stage) not in specific
    ]
    rests_on = _rests_on(text, heard)
    return PositionsShown(
        value=text.position,
        label=labels.position(text.position, text.implementation),
        by_ohchr=labels.by_ohchr(text.position_ohchr),
        is_decided=rests_on is not None and rests_on.is_corrected,
        history=tuple(_shown(p, wanted, in_force=p is rests_on) for p in heard),
    )


def _rests_on(text: Recommendation, heard: Sequence[Position]) -> Position | None:
    """The statement that today's position rests on: the last that is named by it."""
    there = (text.position_symbol, text.position_paragraph)
    for position in reversed(heard):
        is_there = there == (position.source.symbol, position.source_paragraph)
        if position.is_corrected or is_there:
            return position
    return None


def _shown(position: Position, wanted: PageFor, in_force: bool) -> PositionShown:
    source = position.source
    file = reverse("document-file", args=[source.symbol])
    return PositionShown(
        value=plain(position.value),
        label=labels.statement(position.value, position.implementation),
        words=position.words,
        explanation=position.explanation,
        source=source.symbol,
        source_address=reverse("document", args=[source.symbol]) + wanted.query,
        said_in=position.said_in,
        paragraph=position.source_paragraph,
        page=position.page,
        page_address=f"{file}#page={position.page}" if position.page else "",
        date=position.date,
        is_told=position.stage == Position.Stage.TOLD,
        is_decided=position.is_corrected,
        in_force=in_force,
    )


def plain(value: str) -> str:
    """Return the position that a statement counts as by itself."""
    if value == PositionValue.PENDING:
        return value
    return plain_value(Stance(value)).value
