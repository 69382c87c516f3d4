"""A row of a thematic list as an item, its position and what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from upr.cover import SYMBOL, plain_symbol
from upr.families.thematic_list.layouts import Column, Layout
from upr.families.thematic_list.rows import Row, about
from upr.item_text.formulations import formulations
from upr.parsing import joined, places
from upr.reading.lines import Line
from upr.records import (
    Classification,
    Item,
    Position,
    PositionStatement,
    PositionValue,
    Recommendation,
    RecommendingState,
    Stance,
)
from upr.reference import states

# "140.7 Ratify", "166.6. Ratify", "28.212 Continue"; "12. Ratify" where none is known
_NUMBER = re.compile(
    r"(?P<printed>(?:(?P<paragraph>\d{1,3})\s?\.\s?)?(?P<number>\d{1,3}))\.?\s+"
    r"(?P<text>\S.*)$",
    re.DOTALL,
)
_SOURCE = re.compile(r"source\s+of\s+(?:the\s+)?position\b\s*:?\s*", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"\bparas?(?:graphs?)?\b\.?\s*(?P<paragraph>\d[\w.]*)", re.IGNORECASE
)
_COMMENTS = re.compile(r"comments?\s*:\s*", re.IGNORECASE)
VALUES = {
    "supported": Stance.SUPPORTED,
    "noted": Stance.NOTED,
    "supported/noted": Stance.PARTLY,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row gave; `statement` is None where it prints no known position."""

    item: Item
    statement: PositionStatement | None
    classification: Classification
    words: str  # of the position cell


def entry(row: Row, layout: Layout, state: str | None) -> Entry | None:
    """Return what a row holds, None where it has no numbered recommendation.

    `state` is the State under review. An item whose position is printed
    "Supported/Noted" counts as noted in `Item.position`, as UPR Info counts it; the
    statement keeps it as said.
    """
    body, source, comment = _parted(row.lines(Column.RECOMMENDATION))
    found = _NUMBER.match(joined(body))
    if found is None:
        return None
    key = re.sub(r"\s", "", found["printed"])
    words = " ".join(row.texts(Column.POSITION)).strip()
    value = VALUES.get(re.sub(r"\s", "", words).lower())
    said_in, paragraph = _source(source)
    lines = [*row.lines(Column.RECOMMENDATION), *row.lines(Column.POSITION)]
    item = Item(
        key=key,
        paragraph=found["paragraph"] or "",
        printed_number=found["printed"],
        number=key,
        text=found["text"].strip(),
        recommendations=_recommendations(found["text"], row, state),
        position=_position(value, words, paragraph),
        places=places(row.lines(Column.RECOMMENDATION)),
    )
    said = PositionStatement(
        items=(key,),
        value=value or Stance.UNCLEAR,
        words=words,
        paragraph=paragraph,
        places=places(lines),
        explanation=comment,
        said_in=said_in,
    )
    about_it = _classification(key, row, layout)
    return Entry(item, said if value else None, about_it, words)


def _parted(lines: Sequence[Line]) -> tuple[list[Line], str, str]:
    """The recommendation, the source of the position, and a comment on it."""
    body: list[Line] = []
    source, comment = "", ""
    for line in lines:
        if found := _SOURCE.match(line.text):
            source = line.text[found.end() :]
        elif found := _COMMENTS.match(line.text):
            comment = line.text[found.end() :]
        elif source or comment:
            comment = f"{comment} {line.text}".strip()
        else:
            body.append(line)
    return body, source, comment


def _source(text: str) -> tuple[str, str | None]:
    symbol = SYMBOL.search(text)
    paragraph = _PARAGRAPH.search(text, symbol.end() if symbol else 0)
    return (
        plain_symbol(symbol.group()) if symbol else "",
        paragraph["paragraph"].rstrip(".") if paragraph else None,
    )


def _recommendations(
    text: str, row: Row, state: str | None
) -> tuple[Recommendation, ...]:
    parted = formulations(text)
    apart = _states_apart(row)
    return tuple(
        Recommendation(
            text=part.text,
            states=part.states or (apart if len(parted) == 1 else ()),
            addressee=state or "",
        )
        for part in parted
    )


def _states_apart(row: Row) -> tuple[RecommendingState, ...]:
    """The States of a column of their own."""
    text = ", ".join(row.texts(Column.STATES)).replace("(", "").replace(");", ",")
    named = states.split_names(text.replace(")", "")) if text else ()
    return tuple(
        RecommendingState(one.iso3, one.name, certain=one.iso3 is not None)
        for one in named
    )


def _position(value: Stance | None, words: str, paragraph: str | None) -> Position:
    if value is None:
        return Position(PositionValue.PENDING, words, paragraph)
    plain = (
        PositionValue.SUPPORTED if value is Stance.SUPPORTED else PositionValue.NOTED
    )
    return Position(plain, words, paragraph)


def _classification(key: str, row: Row, layout: Layout) -> Classification:
    found = about(row, layout)
    return Classification(
        item=key,
        heading=row.heading,
        themes=tuple(found.themes),
        groups=tuple(found.groups),
        sdgs=tuple(found.sdgs),
        assessment="\n".join(row.texts(Column.ASSESSMENT)),
    )
