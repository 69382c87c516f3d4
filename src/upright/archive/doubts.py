"""What of the positions could not be decided or tied: the work list of staff."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from upr import records
from upr.positions import ohchr_rule
from upright.archive.corrections import Corrected
from upright.archive.hearing import Heard, Spoken, Standing, standing
from upright.archive.models import Document, DocumentPart
from upright.archive.places import first_page, plain_places


class Why(StrEnum):
    """Why something is on the list."""

    UNCLEAR = "unclear"  # an answer, but no clear one
    UNANSWERED = "unanswered"  # the addendum says nothing of the item
    SAID_TWICE = "said_twice"  # one paper says two things of it
    DISAGREE = "disagree"  # OHCHR's list tells another position
    NO_SUCH_ITEM = "no_such_item"  # a number that no item of the report has


@dataclass(frozen=True)
class _Doubt:
    why: Why
    item: str  # key; "" where no item has the number
    said: str  # for a person
    paper: Document  # where to look
    paragraph: str | None = None
    places: tuple[records.Place, ...] = ()


def doubt_rows(
    corrected: Iterable[Corrected], heard: Heard, report: Document
) -> list[DocumentPart]:
    """Return the doubts on the positions of a report's items, as rows.

    What staff decided is in doubt no more.
    """
    if not (heard.later or heard.told or heard.unplaced):
        return []
    doubts = [doubt for one in corrected for doubt in _on_item(one, heard, report)]
    doubts += [_unplaced(paper, said) for paper, said in heard.unplaced]
    return [_row(order, doubt) for order, doubt in enumerate(doubts, start=1)]


def _on_item(one: Corrected, heard: Heard, report: Document) -> Iterator[_Doubt]:
    orders = range(1, len(one.item.recommendations) + 1)
    standings = [standing(one, order, heard, report) for order in orders]
    found = next((stands for stands in standings if not stands.is_decided), None)
    if found is None:
        return
    for doubt in (_undecided(found, heard), _twofold(found), _disagreeing(found)):
        if doubt is not None:
            yield doubt


def _undecided(stands: Standing, heard: Heard) -> _Doubt | None:
    key = stands.item.key
    if stands.rests_on is None:
        if not heard.answers:
            return None
        said = stands.at_report.words
        return _Doubt(Why.UNANSWERED, key, said, heard.answers[-1])
    if stands.rests_on.statement.value is not records.Stance.UNCLEAR:
        return None
    return _said(Why.UNCLEAR, key, [stands.rests_on])


def _twofold(stands: Standing) -> _Doubt | None:
    history = stands.spoken[: len(stands.item.history)]
    for paper in dict.fromkeys(spoken.paper for spoken in history):
        same = [spoken for spoken in history if spoken.paper == paper]
        if len({spoken.statement.value for spoken in same}) > 1:
            return _said(Why.SAID_TWICE, stands.item.key, same)
    return None


def _disagreeing(stands: Standing) -> _Doubt | None:
    item = stands.item
    own = ohchr_rule(replace(item, told=(), is_concluded=False))
    if not item.told or own in (None, ohchr_rule(item)):
        return None
    last = stands.spoken[len(item.history) - 1]
    return _said(Why.DISAGREE, item.key, [last, stands.spoken[-1]])


def _said(why: Why, key: str, spoken: list[Spoken]) -> _Doubt:
    first = spoken[0]
    return _Doubt(
        why,
        key,
        "\n".join(_line(one) for one in spoken),
        first.paper,
        first.statement.paragraph,
        first.statement.places,
    )


def _line(one: Spoken) -> str:
    said = one.statement
    where = f", para. {said.paragraph}" if said.paragraph else ""
    words = f"{one.paper.symbol}{where}: {said.value.value}, “{said.words}”"
    return f"{words} {said.explanation}".rstrip()


def _unplaced(paper: Document, said: records.PositionStatement) -> _Doubt:
    words = f"{', '.join(said.items)}: {said.value.value}, “{said.words}”"
    return _Doubt(Why.NO_SUCH_ITEM, "", words, paper, said.paragraph, said.places)


def _row(order: int, doubt: _Doubt) -> DocumentPart:
    return DocumentPart(
        kind=DocumentPart.Kind.DOUBT.value,
        order=order,
        text=doubt.said,
        detail={
            "why": doubt.why.value,
            "item": doubt.item,
            "source": doubt.paper.symbol,
            "paragraph": doubt.paragraph or "",
        },
        places=plain_places(doubt.places),
        page=first_page(doubt.places),
    )
