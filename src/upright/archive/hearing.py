"""What was said of the items of a report, by itself and by the papers about it.

The papers are the State's addendum, the Council's report and decision, and OHCHR's
thematic list. `upr.positions` says which of their statements is on which item, and by
which rule the position is counted; here this becomes rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from upr import records
from upr.positions import (
    ItemPosition,
    OhchrPosition,
    Stage,
    Statement,
    ground,
    ohchr_rule,
    positions,
    upr_info_rule,
)
from upright.archive.corrections import Corrected
from upright.archive.models import Document, Position
from upright.archive.places import first_page, plain_places

_IN_WORDS_OF_OHCHR = {
    records.PositionValue.SUPPORTED.value: OhchrPosition.SUPPORTED.value,
    records.PositionValue.NOTED.value: OhchrPosition.NOTED.value,
}
_STANCES = {
    records.PositionValue.SUPPORTED: records.Stance.SUPPORTED,
    records.PositionValue.NOTED: records.Stance.NOTED,
}


@dataclass(frozen=True)
class Witness:
    """A paper about the review of a report, as it is archived and as it was read."""

    row: Document
    said: records.Document


@dataclass(frozen=True)
class Spoken:
    """One statement on one item, and the paper it stands in."""

    paper: Document
    statement: Statement


@dataclass
class Heard:
    """What the papers say of the items of one report, in the order of the review."""

    later: dict[str, list[Spoken]] = field(default_factory=dict)  # by item
    told: dict[str, list[Spoken]] = field(default_factory=dict)  # by OHCHR's list
    unplaced: list[tuple[Document, records.PositionStatement]] = field(
        default_factory=list
    )  # on numbers that no item has
    answers: list[Document] = field(default_factory=list)  # the addenda
    is_concluded: bool = False


@dataclass(frozen=True)
class Standing:
    """The position of one text today, and what it rests on."""

    item: ItemPosition
    spoken: tuple[Spoken, ...]  # its history and what is told of it
    rests_on: Spoken | None
    position: str
    by_ohchr: str
    at_report: records.Position
    is_decided: bool  # by staff

    @property
    def implementation(self) -> str:
        """What the State adds about carrying it out, where the position is its own."""
        if self.is_decided or self.rests_on is None:
            return ""
        return self.rests_on.statement.implementation or ""


def hear(
    report: records.Document,
    items: Iterable[records.Item],
    witnesses: Iterable[Witness],
) -> Heard:
    """Return what `witnesses` say of `items`, the report's as they are numbered today.

    The papers are heard one by one, so that each statement is known by its paper.
    """
    heard = Heard()
    numbered = replace(report, items=tuple(items))
    for witness in sorted(witnesses, key=_order):
        found = positions([numbered, witness.said])
        heard.is_concluded |= any(one.is_concluded for one in found.items)
        heard.unplaced += [(witness.row, said) for said in found.unplaced]
        if _is_addendum(witness) and witness.said.state == report.state:
            heard.answers.append(witness.row)
        for one in found.items:
            later = [said for said in one.history if said.stage is not Stage.REPORT]
            for into, said in ((heard.later, later), (heard.told, one.told)):
                spoken = [Spoken(witness.row, statement) for statement in said]
                into.setdefault(one.key, []).extend(spoken)
    return heard


def _is_addendum(witness: Witness) -> bool:
    return witness.said.kind is records.DocumentKind.ADDENDUM


def _order(witness: Witness) -> tuple[bool, str, str]:
    distributed = witness.said.distributed
    return not _is_addendum(witness), str(distributed or ""), witness.row.symbol


def standing(one: Corrected, order: int, heard: Heard, report: Document) -> Standing:
    """Return the position of a text; what staff decided outranks every rule."""
    at_report = one.item.recommendations[order - 1].position or one.item.position
    history = [
        *_by_report(at_report, report, one.item),
        *heard.later.get(one.item.key, ()),
    ]
    told = heard.told.get(one.item.key, [])
    item = ItemPosition(
        one.item.key,
        tuple(spoken.statement for spoken in history),
        tuple(spoken.statement for spoken in told),
        heard.is_concluded,
    )
    decided = one.decided_by_staff(order)
    return Standing(
        item=item,
        spoken=(*history, *told),
        rests_on=_rests_on(item, (*history, *told)),
        position=decided or upr_info_rule(item).value,
        by_ohchr=_by_ohchr(item, decided),
        at_report=at_report,
        is_decided=decided is not None,
    )


def _by_report(
    said: records.Position, report: Document, item: records.Item
) -> Iterator[Spoken]:
    stance = _STANCES.get(said.value)
    if stance is None:  # will be examined: no position
        return
    statement = Statement(
        value=stance,
        words=said.words,
        symbol=report.symbol,
        paragraph=said.paragraph,
        said_on=report.date,
        stage=Stage.REPORT,
        implementation=said.implementation,
        places=item.places,
    )
    yield Spoken(report, statement)


def _rests_on(item: ItemPosition, spoken: Sequence[Spoken]) -> Spoken | None:
    found = ground(item)
    return next((one for one in spoken if one.statement is found), None)


def _by_ohchr(item: ItemPosition, decided: str | None) -> str:
    if decided is not None:
        return _IN_WORDS_OF_OHCHR.get(decided, "")
    position = ohchr_rule(item)
    return position.value if position else ""


def position_rows(one: Corrected, heard: Heard, report: Document) -> list[Position]:
    """Return the history of an item as rows: first what the report says."""
    key = one.item.key
    rows = [
        *_rows_of_report(one, report),
        *_rows_of_papers(heard.later.get(key, ()), is_told=False),
        *_rows_of_papers(heard.told.get(key, ()), is_told=True),
        *_rows_of_staff(one, report),
    ]
    for row in rows:
        row.document = report
        row.item_key = key
    return rows


def _rows_of_report(one: Corrected, report: Document) -> Iterator[Position]:
    """The item's position, then those of texts that differ from it."""
    said: list[tuple[int | None, records.Position]] = [(None, one.item.position)]
    said += [
        (order, recommendation.position)
        for order, recommendation in enumerate(one.item.recommendations, start=1)
        if recommendation.position is not None
    ]
    for order, position in said:
        yield Position(
            recommendation_order=order,
            stage=Position.Stage.REPORT.value,
            value=position.value.value,
            implementation=position.implementation or "",
            words=position.words,
            source=report,
            source_paragraph=position.paragraph or "",
            date=report.date,
        )


def _rows_of_papers(spoken: Iterable[Spoken], is_told: bool) -> Iterator[Position]:
    for one in spoken:
        said = one.statement
        yield Position(
            stage=Position.Stage.TOLD.value if is_told else said.stage.value,
            value=said.value.value,
            implementation=said.implementation or "",
            words=said.words,
            explanation=said.explanation,
            source=one.paper,
            source_paragraph=said.paragraph or "",
            said_in=said.symbol if said.symbol != one.paper.symbol else "",
            places=plain_places(said.places),
            page=first_page(said.places),
            date=said.said_on,
        )


def _rows_of_staff(one: Corrected, report: Document) -> Iterator[Position]:
    for order, correction in one.decided.items():
        yield Position(
            recommendation_order=order,
            stage=Position.Stage.DECIDED.value,
            value=str(correction.value),
            words="",
            source=report,
            date=correction.at.date(),
            is_corrected=True,
        )
