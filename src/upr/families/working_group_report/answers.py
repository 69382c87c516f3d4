"""Who gets which position: paragraphs of section II read one after the other.

A paragraph may give the position on the list below it, on lists above it, on items
above it by their numbers, or on recommendations of section I by reference.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from upr.families.working_group_report import notes, references
from upr.families.working_group_report.cutting import Block
from upr.families.working_group_report.references import ItemNumber, Point
from upr.families.working_group_report.wordings import Role, Wording, wording
from upr.records import Position, PositionValue


@dataclass(slots=True)
class Answer:
    """A block of section II and what its paragraph does."""

    block: Block
    wording: Wording | None
    position: Position | None = None  # on the list below; None where there is no list
    about: list[ItemNumber] = field(default_factory=list)  # items above it speaks of
    points: list[Point] = field(default_factory=list)  # of section I it speaks of
    notes: list[str] = field(default_factory=list)  # footnotes that hold the texts
    is_comment: bool = False


def answers(blocks: Sequence[Block]) -> list[Answer]:
    """Return each block with what its paragraph does, in printed order."""
    found: list[Answer] = []
    for block in blocks:
        said = wording(block.text, has_list=bool(block.entries))
        if block.entries:
            found.append(_with_list(block, said))
        else:
            found.append(_without_list(block, said, found))
    return found


def _with_list(block: Block, said: Wording | None) -> Answer:
    """A list with its position; some of it may be told apart by numbers.

    "... enjoy the support of S, out of which recommendations 102 to 123 S considers
    already implemented".
    """
    position = _position(block, said)
    answer = Answer(block, said, position)
    if position.implementation is not None:
        numbers = {entry.number for entry in block.entries}
        named = references.items(block.text)
        answer.about = [
            ItemNumber(block.number, item.number)
            for item in named
            if item.number in numbers and item.paragraph in (None, block.number)
        ]
    return answer


def _position(block: Block, said: Wording | None) -> Position:
    value = said.position if said and said.position else PositionValue.PENDING
    return Position(
        value, block.text, str(block.number), said.implementation if said else None
    )


def _without_list(block: Block, said: Wording | None, before: list[Answer]) -> Answer:
    answer = Answer(block, said)
    if said is None or said.role is Role.COMMENT:
        answer.is_comment = True
        answer.about = _known_items(block.text, before)
    elif said.role is Role.POSITION:
        _apply(answer, said, before)
    return answer


def _apply(answer: Answer, said: Wording, before: list[Answer]) -> None:
    """What a paragraph without a list gives a position on."""
    text = answer.block.text
    answer.about = _known_items(text, before)
    if answer.about or "asterisk" in text.lower():
        answer.position = _position(answer.block, said)
        answer.is_comment = True
        return
    lists = {a.block.number for a in before if a.block.entries}
    answer.points = [p for p in references.points(text) if p.paragraph not in lists]
    answer.notes = list(notes.references(text)) if "footnote" in text.lower() else []
    if answer.points or answer.notes:
        answer.position = _position(answer.block, said)
        return
    for earlier in _unanswered(before):
        earlier.position = _position(answer.block, said)


def _known_items(text: str, before: Sequence[Answer]) -> list[ItemNumber]:
    """The items above that the text names; a number alone is of the nearest list."""
    nearest = max((a.block.number for a in before if a.block.entries), default=0)
    named = references.items(text)
    placed = [ItemNumber(item.paragraph or nearest, item.number) for item in named]
    known = {
        (a.block.number, entry.number) for a in before for entry in a.block.entries
    }
    return [item for item in placed if (item.paragraph, item.number) in known]


def _unanswered(before: Sequence[Answer]) -> list[Answer]:
    """Lists that were only introduced, and have no answer yet."""
    return [
        answer
        for answer in before
        if answer.block.entries
        and (answer.wording is None or answer.wording.role is not Role.POSITION)
        and answer.position is not None
        and answer.position.paragraph == str(answer.block.number)
    ]


def position_of(
    found: Sequence[Answer], paragraph: int, number: int, is_starred: bool
) -> Position:
    """Return the position on one item: of its list, or given by another paragraph.

    One that says only that items are implemented adds this to what the list says;
    items may be told apart by a star instead of by numbers.
    """
    listed = next(a for a in found if a.block.number == paragraph and a.block.entries)
    position = listed.position
    if position is None:
        raise ValueError("a list always has a position")
    if listed.about and ItemNumber(paragraph, number) not in listed.about:
        position = replace(position, implementation=None)
    for answer in found:
        named = ItemNumber(paragraph, number) in answer.about
        starred = is_starred and "asterisk" in answer.block.text.lower()
        if answer is not listed and answer.position and (named or starred):
            position = _merged(position, answer.position)
    return position


def _merged(listed: Position, later: Position) -> Position:
    if later.implementation is not None:
        return replace(listed, implementation=later.implementation)
    return later
