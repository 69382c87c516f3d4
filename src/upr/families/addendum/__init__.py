"""The addendum to a report, A/HRC/x/y/Add.1: what the State says of recommendations.

Cut into paragraphs, headings and labels; read for positions on items; explanations
tied to the items they explain. How it may be printed stands in layouts.py, what is
said in upr.stances.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from upr.families.addendum import answers, tables
from upr.families.addendum.answers import Answers, are_plain_labels_items
from upr.families.addendum.checks import checks, values_of
from upr.families.addendum.cutting import (
    Paragraph,
    body,
    has_columns,
    paragraphs,
    settled,
)
from upr.families.addendum.geometry import with_cells
from upr.families.addendum.layouts import LAYOUTS, Counts
from upr.families.addendum.ruled import with_ruled_cells
from upr.families.addendum.session import session_of
from upr.families.addendum.statements import tie
from upr.families.addendum.tables import Tables
from upr.parsing import choose, places
from upr.reading.lines import Line, Printed, Zone
from upr.records import (
    Comment,
    Document,
    Leftover,
    Place,
    PositionStatement,
)

_LIST = re.compile(
    r"\b(?:list|recommendations|contained|listed|set\s+out|recorded)\b[^.]{0,60}?"
    r"\bparagraph\s+(?P<paragraph>\d{2,3})\b(?!\s?[.,(]\s?\d)",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(?<![\d.])(\d{1,3})\s?\.\s?\d{1,3}(?![\d.]|\s?(?:per|%|mil))")
_SEEN_OFTEN = 3  # times; then a number before a dot is the paragraph of a list


def read(printed: Printed, paper: Document) -> Document:
    """Return `paper` with the positions it states, and checks on them.

    `paper` is what the cover says. Items are named by key where the addendum prints
    the paragraph or says which list its numbers follow, else by number alone.
    """
    lines = body(printed)
    known = _paragraphs_of_lists(line.text for line in lines)
    prefix = _prefix(printed.lines, known)
    lines = with_ruled_cells(lines, printed.rules, prefix, known)
    lines = with_cells(lines, prefix, known)
    cut = paragraphs(lines, prefix, known)
    parted = list(settled(cut, are_plain_labels_items(cut, known)))
    said = answers.read(parted, prefix, known, in_columns=has_columns(lines))
    in_tables = tables.read(lines, prefix, known)
    layout = choose(
        LAYOUTS, lambda row: row.fits(_counts(said, in_tables)), paper.symbol
    )
    tied = tie(_in_order(said, in_tables), said.explained)
    texts = [one.text for one in parted if one.label is None]
    session = session_of(paper.symbol, paper.state, texts)
    return replace(
        paper,
        source=replace(paper.source, layout=layout.name),
        facts=replace(paper.facts, session=session),
        statements=tuple(tied.statements),
        comments=tuple(_comments(said.comments)),
        leftovers=(*tied.leftovers, *_undecided(said, in_tables, tied.statements)),
        checks=(*paper.checks, *checks(tied.statements, texts)),
    )


def _paragraphs_of_lists(texts: Iterable[str]) -> frozenset[int]:
    """The paragraphs of the report that hold lists: those printed before dots."""
    seen = Counter(int(found) for text in texts for found in _PREFIXED.findall(text))
    return frozenset(number for number, count in seen.items() if count >= _SEEN_OFTEN)


def _prefix(lines: Iterable[Line], known: frozenset[int]) -> int | None:
    """The paragraph that plain numbers are of, where the paper says it in words."""
    text = " ".join(line.text for line in lines if line.zone is not Zone.FURNITURE)
    found = {int(match["paragraph"]) for match in _LIST.finditer(text)}
    return found.pop() if len(found) == 1 and not known else None


def _counts(said: Answers, in_tables: Tables) -> Counts:
    return Counts(
        in_tables=len(in_tables.given) + len(said.in_columns),
        by_lists=len(said.given),
        one_by_one=len(said.answered),
        by_headings=len(said.headed),
    )


def _in_order(said: Answers, in_tables: Tables) -> list[answers.Given]:
    """Positions by lists first; one under a label that says the same explains it."""
    listed = {key: one for one in said.given for key in one.keys}
    rest = []
    for one in said.answered:
        same = [listed.get(key) for key in one.keys]
        if all(other is not None and other.value is one.value for other in same):
            text = f"{one.words}\n{one.explanation}".strip()
            entry = answers.Entry(one.keys, [text], one.lines, None)
            said.explained.append(entry)
        else:
            rest.append(one)
    return [*said.given, *rest, *said.headed, *said.in_columns, *in_tables.given]


def _comments(
    found: Iterable[tuple[Paragraph, tuple[str, ...]]],
) -> Iterator[Comment]:
    for one, about in found:
        yield Comment(one.text, one.number, about, places(one.lines))


def _undecided(
    said: Answers, in_tables: Tables, statements: Sequence[PositionStatement]
) -> Iterator[Leftover]:
    for text, paragraph in said.doubtful:
        why = "Numbers that are no range."
        yield Leftover(text, why, _first(paragraph.lines))
    for text, lines in in_tables.undecided:
        yield Leftover(
            text, "A row of a table without a known position.", _first(lines)
        )
    said_of = values_of(statements)
    for one, about in said.comments:
        silent = [key for key in about if key not in said_of]
        if silent and not any(key.endswith("*") for key in said_of):
            why = f"It names {', '.join(silent)} and gives no known position."
            yield Leftover(one.text, why, _first(one.lines))
    for key, values in said_of.items():
        if len(values) > 1:
            both = " and ".join(sorted(value.value for value in values))
            place = next(one.places[0] for one in statements if key in one.items)
            yield Leftover(key, f"The paper says {both} of it.", place)


def _first(lines: Sequence[Line]) -> Place:
    return (places(lines) or (Place(),))[0]
