"""Section II: lists and answers put together to items, comments and left-overs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from upr.families.working_group_report import lists, proceedings
from upr.families.working_group_report.answers import (
    Answer,
    answers,
    position_of,
)
from upr.families.working_group_report.cutting import cut, is_complete
from upr.families.working_group_report.references import Point
from upr.families.working_group_report.wordings import Role, wording
from upr.item_text.formulations import formulations
from upr.parsing import joined, places
from upr.reading.lines import Line
from upr.records import (
    Comment,
    Item,
    Leftover,
    Place,
    Recommendation,
    RecommendingState,
)
from upr.reference import states

_ADDRESSED = re.compile(
    r"\b(?:(?:addressed|directed|made|relating|pertaining)\s+(?:only\s+|solely\s+)?to"
    r"|recommendations?\s+(?:to|for))\s+(?P<states>.+?)"
    r"(?=\s+(?:have|has|were|was|are|is|will|enjoy|did|during|in)\b|[,:.]|$)"
)


@dataclass(slots=True)
class Conclusions:
    """What section II gave."""

    answers: list[Answer] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


def read(
    lines: Sequence[Line],
    opening: Mapping[int, Sequence[Line]],
    footnotes: Mapping[str, str],
    state: str | None,
) -> Conclusions:
    """Return the items, comments and left-overs of section II.

    `opening` holds the paragraphs of section I, to which some answers refer; `state`
    is the State under review.
    """
    before, blocks = cut(lines, _is_paragraph)
    result = Conclusions(answers([lists.unnumbered(block) for block in blocks]))
    result.leftovers.extend(_leftover(before, "Words before the first paragraph."))
    for answer in result.answers:
        _read_block(answer, footnotes, state, result)
    for answer in result.answers:
        _read_points(answer, opening, state, result)
        _read_notes(answer, footnotes, state, result)
    return result


def _is_paragraph(text: str) -> bool:
    return wording(text) is not None


def _leftover(lines: Sequence[Line], why: str) -> Iterator[Leftover]:
    text = joined(lines)
    if text and not lists.ORNAMENT.fullmatch(text):
        yield Leftover(text, why, places(lines)[0])


def _read_block(
    answer: Answer, footnotes: Mapping[str, str], state: str | None, result: Conclusions
) -> None:
    block = answer.block
    if block.entries:
        _read_list(answer, footnotes, state, result)
    elif answer.is_comment:
        about = tuple(
            f"{item.paragraph}.{item.number}" for item in answer.about if item.paragraph
        )
        comment = Comment(block.text, str(block.number), about, places(block.lines))
        result.comments.append(comment)
    else:
        _read_rest(answer, result)


def _read_list(
    answer: Answer, footnotes: Mapping[str, str], state: str | None, result: Conclusions
) -> None:
    block = answer.block
    addressee = _addressee(block.text, state)
    position = partial(position_of, result.answers, block.number)
    listed = lists.read(block, position, footnotes, addressee)
    result.items.extend(listed.items)
    result.comments.extend(listed.comments)
    result.leftovers.extend(listed.leftovers)
    if answer.wording is None:
        why = f"Paragraph {block.number} gives its answer in words not known."
        result.leftovers.extend(_leftover(block.lines, why))


def _read_rest(answer: Answer, result: Conclusions) -> None:
    """Printed paragraphs after one that has no list: nothing may be lost in them."""
    first, *rest = lists.chunks(answer.block.lines)
    while rest and not is_complete(first[-1].text):
        first = rest.pop(0)  # lines set wide apart: the sentence goes on
    for chunk in rest:
        closes = wording(joined(chunk))
        if closes is None or closes.role is not Role.CLOSING:
            why = f"Words after paragraph {answer.block.number} that have no number."
            result.leftovers.extend(_leftover(chunk, why))


def _addressee(text: str, state: str | None) -> str:
    """The State a list is addressed to, where its paragraph names another one."""
    found = _ADDRESSED.search(text)
    named = states.split_names(found["states"]) if found else ()
    if len(named) == 1 and named[0].iso3:
        return named[0].iso3
    return state or ""


def _read_points(
    answer: Answer,
    opening: Mapping[int, Sequence[Line]],
    state: str | None,
    result: Conclusions,
) -> None:
    """Recommendations of section I that a paragraph gives by reference."""
    known = {ref for item in result.items for ref in item.referred_to}
    for point in answer.points:
        body = opening.get(point.paragraph, ())
        found = proceedings.statements(point, body, state)
        if point.printed in known:
            continue
        if not found:
            why = f"Paragraph {answer.block.number} refers to it; no words were found."
            place = (places(body) or (Place(),))[0]
            result.leftovers.append(Leftover(point.printed, why, place))
        for number, statement in enumerate(found, 1):
            suffix = f" [{number}]" if len(found) > 1 else ""
            result.items.append(_referred(answer, point, suffix, statement, state))


def _read_notes(
    answer: Answer, footnotes: Mapping[str, str], state: str | None, result: Conclusions
) -> None:
    """Recommendations whose words stand in a footnote to a paragraph alone."""
    for ref in answer.notes:
        note = footnotes.get(ref)
        if note is None or answer.position is None:
            why = f"Footnote {ref} of paragraph {answer.block.number} was not found."
            result.leftovers.extend(_leftover(answer.block.lines, why))
            continue
        found = tuple(
            Recommendation(part.text, part.states, state or "")
            for part in formulations(note)
        )
        item = Item(
            key=f"{answer.block.number}[{ref}]",
            paragraph=str(answer.block.number),
            printed_number="",
            number="",
            text=note,
            recommendations=found,
            position=answer.position,
            places=places(answer.block.lines),
            referred_to=(f"{answer.block.number}, footnote {ref}",),
        )
        result.items.append(item)


def _referred(
    answer: Answer,
    point: Point,
    suffix: str,
    statement: proceedings.Statement,
    state: str | None,
) -> Item:
    if answer.position is None:
        raise AssertionError("points come with a position")
    named = RecommendingState(statement.state, statement.state_name)
    recommendation = Recommendation(
        statement.text, (named,) if statement.state else (), state or ""
    )
    return Item(
        key=f"{point.printed}{suffix}".replace(" ", ""),
        paragraph=str(answer.block.number),
        printed_number="",
        number="",
        text=joined(statement.lines),
        recommendations=(recommendation,),
        position=answer.position,
        places=places(statement.lines),
        referred_to=(point.printed,),
    )
