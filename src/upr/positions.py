"""The position on each item: what was said of it, and by which rule it counts.

A position has a history: the report, the addendum, the plenary of the Council; OHCHR's
thematic list tells it again. Each statement is kept with its words and its source.
What counts today is a matter of rule, and two rules are in use, UPR Info's and
OHCHR's: each is a function here, over the same history.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from upr.records import (
    Document,
    DocumentKind,
    Implementation,
    Item,
    Outcome,
    Place,
    Position,
    PositionStatement,
    PositionValue,
    Recommendation,
    Stance,
)


class Stage(IntEnum):
    """Where in the review a statement was made; a later one outdoes an earlier."""

    REPORT = 1
    ADDENDUM = 2
    PLENARY = 3


class OhchrPosition(StrEnum):
    """A position in the words of OHCHR's thematic lists."""

    SUPPORTED = "Supported"
    NOTED = "Noted"
    BOTH = "Supported/Noted"


_STAGES = {
    DocumentKind.DRAFT_REPORT: Stage.REPORT,
    DocumentKind.REPORT: Stage.REPORT,
    DocumentKind.ADDENDUM: Stage.ADDENDUM,
    DocumentKind.COUNCIL_REPORT: Stage.PLENARY,
}
_STANCES = {
    PositionValue.SUPPORTED: Stance.SUPPORTED,
    PositionValue.NOTED: Stance.NOTED,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of one item, with its source."""

    value: Stance
    words: str
    symbol: str  # of the paper that says it; "" for a thematic list
    paragraph: str | None  # of that paper
    said_on: date | None  # the plenary, or the day the paper was distributed
    stage: Stage
    implementation: Implementation | None = None
    explanation: str = ""
    places: tuple[Place, ...] = ()
    reported_by: str = ""  # title of the thematic list that tells it


@dataclass(frozen=True, slots=True)
class ItemPosition:
    """The history of one item, first what was said first."""

    key: str
    history: tuple[Statement, ...]
    told: tuple[Statement, ...] = ()  # by OHCHR's thematic list
    is_concluded: bool = False  # the Council adopted the outcome, or tells of it


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions on all items of one review."""

    items: tuple[ItemPosition, ...]  # in the order of the report
    unplaced: tuple[PositionStatement, ...] = ()  # on items the report does not have

    def by_key(self) -> dict[str, ItemPosition]:
        """Return the items by their keys, in the order of the report."""
        return {item.key: item for item in self.items}


def positions(documents: Iterable[Document]) -> Positions:
    """Return the history of every item of one review.

    `documents` are its papers in any order: the report (or its draft, where there is
    no report yet), addenda, the Council's report, the thematic list. Without a report
    the items are those the others name. Items of one State alone: papers about other
    States, and what the Council's report says of them, are left out.
    """
    papers = sorted(documents, key=_order)
    report = _report(papers)
    state = _state(papers)
    keys = _keys(report, papers)
    history: dict[str, list[Statement]] = {key: [] for key in keys}
    told: dict[str, list[Statement]] = {key: [] for key in keys}
    unplaced: list[PositionStatement] = []
    for item in report.items if report else ():
        history[item.key].extend(_by_report(item, report))
    for paper in papers:
        into = told if paper.kind is DocumentKind.THEMATIC_LIST else history
        for said, found in _placed(list(_of_state(paper, state)), keys):
            for key in found:
                into[key].append(_statement(said, paper, state))
            unplaced.extend([said] * (not found))
    concluded = any(_concludes(paper, state) for paper in papers)
    return Positions(
        tuple(
            ItemPosition(key, tuple(history[key]), tuple(told[key]), concluded)
            for key in keys
        ),
        tuple(unplaced),
    )


def plain_value(stance: Stance) -> PositionValue:
    """Return what a stance counts as by itself, by UPR Info's rule.

    What is unclear is pending: whether it will count as noted the plenary decides.
    """
    if stance is Stance.SUPPORTED:
        return PositionValue.SUPPORTED
    if stance is Stance.UNCLEAR:
        return PositionValue.PENDING
    return PositionValue.NOTED


def upr_info_rule(item: ItemPosition) -> PositionValue:
    """Return the current position as UPR Info counts it.

    Supported only if the State clearly accepts; accepted in part or in principle is
    noted; what is unclear or unanswered is pending until the outcome is adopted by
    the Council, and noted from then on. The latest clear statement counts; where one
    paper says two things, it is not clearly accepted. What only OHCHR's list tells
    counts where no paper of the State says anything. UPR Info splits an item of which
    a State tells the parts apart; here it stays one and is noted.
    Source: UPR Info, Database: Methodology ("Responses").
    """
    latest = _latest(item)
    values = {plain_value(said.value) for said in latest}
    if values == {PositionValue.SUPPORTED}:
        return PositionValue.SUPPORTED
    if PositionValue.NOTED in values:
        return PositionValue.NOTED
    return PositionValue.NOTED if item.is_concluded else PositionValue.PENDING


def ground(item: ItemPosition) -> Statement | None:
    """Return the statement that the position by UPR Info's rule rests on.

    Where the item counts as noted because nothing clear was said, it is the unclear
    statement; None where nothing was said at all.
    """
    latest = _latest(item)
    value = upr_info_rule(item)
    agreeing = [said for said in latest if plain_value(said.value) is value]
    return next(reversed(agreeing or list(latest)), None)


def ohchr_rule(item: ItemPosition) -> OhchrPosition | None:
    """Return the current position in OHCHR's words; None where none was given.

    What the thematic list tells counts. Without a list: supported, noted, or both
    where the State supports a part; a clear answer is asked for, so one that is unclear
    or in principle is "Noted" once the outcome is adopted.
    Source: OHCHR, thematic lists of recommendations, column "Position" (sessions 17
    to 48), read in the lists themselves; OHCHR publishes no rule in words.
    """
    if item.told:
        return _ohchr(item.told[-1].value)
    latest = _latest(item)
    values = {_ohchr(said.value) for said in latest if _is_clear(said)}
    if len(values) > 1:
        return OhchrPosition.BOTH
    if values:
        return values.pop()
    return OhchrPosition.NOTED if item.is_concluded else None


def changed_since_report(items: Iterable[ItemPosition]) -> Iterator[ItemPosition]:
    """Yield the items on which something was said after the report."""
    for item in items:
        if any(said.stage > Stage.REPORT for said in item.history):
            yield item


def _ohchr(stance: Stance) -> OhchrPosition:
    if stance is Stance.PARTLY:
        return OhchrPosition.BOTH
    is_supported = stance is Stance.SUPPORTED
    return OhchrPosition.SUPPORTED if is_supported else OhchrPosition.NOTED


def _is_clear(said: Statement) -> bool:
    return said.value not in (Stance.UNCLEAR, Stance.IN_PRINCIPLE)


def _latest(item: ItemPosition) -> Sequence[Statement]:
    """The statements of the last paper that is not merely unclear."""
    said = item.history or item.told
    clear = [one for one in said if one.value is not Stance.UNCLEAR] or said
    last = clear[-1:]
    return [
        one
        for one in clear
        if all((one.stage, one.symbol) == (it.stage, it.symbol) for it in last)
    ]


def _order(paper: Document) -> tuple[int, str, str]:
    stage = _STAGES.get(paper.kind, Stage.PLENARY)
    return stage, str(paper.distributed or ""), paper.symbol


def _report(papers: Sequence[Document]) -> Document | None:
    """The report; its draft where there is none."""
    kinds = (DocumentKind.REPORT, DocumentKind.DRAFT_REPORT)
    found = (paper for kind in kinds for paper in papers if paper.kind is kind)
    return next(found, None)


def _state(papers: Sequence[Document]) -> str | None:
    return next((paper.state for paper in papers if paper.state), None)


def _keys(report: Document | None, papers: Sequence[Document]) -> tuple[str, ...]:
    if report is not None:
        return tuple(dict.fromkeys(item.key for item in report.items))
    listed = (item.key for paper in papers for item in paper.items)
    named = (
        key
        for paper in papers
        for said in _of_state(paper, _state(papers))
        for key in said.items
        if not key.endswith("*")
    )
    return tuple(dict.fromkeys((*listed, *named)))


def _of_state(paper: Document, state: str | None) -> Iterator[PositionStatement]:
    for said in paper.statements:
        if (said.state or paper.state) == state:
            yield said


def _by_report(item: Item, report: Document | None) -> Iterator[Statement]:
    """What the report says: of the item, or of each of its texts."""
    if report is None:
        return
    said = dict.fromkeys(_positions(item, item.recommendations))
    for position in said:
        stance = _STANCES.get(position.value)
        if stance is None:  # will be examined: no position
            continue
        yield Statement(
            value=stance,
            words=position.words,
            symbol=report.symbol,
            paragraph=position.paragraph,
            said_on=report.facts.adoption_date or report.distributed,
            stage=Stage.REPORT,
            implementation=position.implementation,
            places=item.places,
        )


def _positions(item: Item, texts: Iterable[Recommendation]) -> Iterator[Position]:
    own = [text.position for text in texts]
    yield from (position or item.position for position in own)
    if not own:
        yield item.position


def _placed(
    statements: Sequence[PositionStatement], keys: Sequence[str]
) -> Iterator[tuple[PositionStatement, list[str]]]:
    """Each statement of one paper with the items it is on.

    What is said of a whole list is not said of the items the paper names apart.
    """
    apart = {key for said in statements for key in _named(said, keys)}
    for said in statements:
        found = _named(said, keys)
        for named in said.items:
            if named.endswith("*"):
                whole = (key for key in keys if key.startswith(named[:-1]))
                found += [
                    key
                    for key in whole
                    if key not in apart and not _is_named(key, said.excepted)
                ]
        yield said, found


def _named(said: PositionStatement, keys: Sequence[str]) -> list[str]:
    """The items a statement names one by one.

    A number alone is of the list it stands in; where several lists have it, of none.
    """
    found: list[str] = []
    for named in said.items:
        if named in keys:
            found.append(named)
        else:
            same = [key for key in keys if _is_named(key, (named,))]
            found += same if len(same) == 1 else []
    return found


def _is_named(key: str, names: Iterable[str]) -> bool:
    return any(name in (key, key.rpartition(".")[2]) for name in names)


def _statement(
    said: PositionStatement, paper: Document, state: str | None
) -> Statement:
    is_list = paper.kind is DocumentKind.THEMATIC_LIST
    outcome = _outcome(paper, state)
    return Statement(
        value=said.value,
        words=said.words,
        symbol=said.said_in or paper.symbol,
        paragraph=said.paragraph,
        said_on=(outcome and outcome.adopted) or paper.distributed,
        stage=_told_stage(said) if is_list else _STAGES[paper.kind],
        implementation=said.implementation,
        explanation=said.explanation,
        places=said.places,
        reported_by=paper.title if is_list else "",
    )


def _told_stage(said: PositionStatement) -> Stage:
    return Stage.ADDENDUM if "/Add." in said.said_in else Stage.REPORT


def _outcome(paper: Document, state: str | None) -> Outcome | None:
    return next((one for one in paper.outcomes if one.state == state), None)


def _concludes(paper: Document, state: str | None) -> bool:
    """Whether a paper shows that the Council has adopted the outcome."""
    if paper.kind is DocumentKind.COUNCIL_REPORT:
        return _outcome(paper, state) is not None
    return paper.kind in (DocumentKind.DECISION, DocumentKind.THEMATIC_LIST)
