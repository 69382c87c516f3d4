"""OHCHR's thematic list of recommendations: one big table in a Word file.

Each row is an item with its States, its position and where that was said, and what
OHCHR finds it to be about. The known layouts stand in layouts.py.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from upr.families.thematic_list.items import Entry, entry
from upr.families.thematic_list.layouts import LAYOUTS, Column, Layout
from upr.families.thematic_list.rows import (
    Row,
    grid,
    header_of,
    listed,
    themes_of,
)
from upr.parsing import choose, joined, places
from upr.reading.lines import Printed
from upr.records import Check, Document, Leftover, Place

__all__ = ["read"]

MOST_NAMED = 12  # in a message; the rest is counted


def read(printed: Printed, paper: Document) -> Document:
    """Return `paper` with the items, positions and classifications of its rows.

    `paper` is what the running head says; `facts.documents` become the papers in
    which positions were given. Raises UnknownLayoutError.
    """
    rows = grid(printed.lines)
    header = header_of(rows)

    def fits(layout: Layout) -> bool:
        place = layout.place(Column.THEMES) or len(header)
        return layout.fits(header, themes_of(rows, place))

    layout = choose(LAYOUTS, fits, paper.title or "this thematic list")
    found = [(row, entry(row, layout, paper.state)) for row in listed(rows, layout)]
    entries = [one for _, one in found if one is not None]
    kept = list(_once(entries))
    statements = tuple(one.statement for one in kept if one.statement)
    sources = dict.fromkeys(one.said_in for one in statements if one.said_in)
    return replace(
        paper,
        source=replace(paper.source, layout=layout.name),
        facts=replace(paper.facts, documents=tuple(sources)),
        items=tuple(one.item for one in kept),
        statements=statements,
        classifications=tuple(one.classification for one in kept),
        leftovers=tuple(_leftovers(found)),
        checks=(*paper.checks, *_checks(entries)),
    )


def _once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries without those whose number stood there before."""
    seen: set[str] = set()
    for one in entries:
        if one.item.key not in seen:
            seen.add(one.item.key)
            yield one


def _leftovers(found: Sequence[tuple[Row, Entry | None]]) -> Iterator[Leftover]:
    seen: set[str] = set()
    for row, one in found:
        lines = [line for cell in row.cells.values() for line in cell]
        place = (places(lines) or (Place(),))[0]
        if one is None:
            text = joined(lines)
            if text:
                yield Leftover(text, "A row without a numbered recommendation.", place)
            continue
        if one.item.key in seen:
            yield Leftover(one.item.text, f"A second item {one.item.key}.", place)
        elif one.statement is None:
            why = f"Item {one.item.key} has no known position."
            yield Leftover(one.words or one.item.text, why, place)
        seen.add(one.item.key)


def _checks(entries: Sequence[Entry]) -> Iterator[Check]:
    keys = Counter(one.item.key for one in entries)
    twice = [key for key, count in keys.items() if count > 1]
    if twice:
        yield Check("once", False, f"Printed more than once: {_named(twice)}.")
    else:
        yield Check("once", bool(keys), f"{len(keys)} items, each once.")
    yield _known_states(entries)
    unsourced = [
        one.item.key for one in entries if one.statement and not one.statement.said_in
    ]
    said = f"No source of the position is printed at {_named(unsourced)}."
    yield Check("sources", True, said if unsourced else "Every position has a source.")


def _known_states(entries: Sequence[Entry]) -> Check:
    unknown = [
        f"{state.name} ({one.item.key})"
        for one in entries
        for recommendation in one.item.recommendations
        for state in recommendation.states
        if state.iso3 is None
    ]
    without = [
        one.item.key
        for one in entries
        if not all(each.states for each in one.item.recommendations)
    ]
    if unknown:
        return Check("known_states", False, f"Names not known: {_named(unknown)}.")
    if without:
        said = f"No recommending State is printed at {_named(without)}."
        return Check("known_states", False, said)
    return Check("known_states", True, "Every recommending State is known.")


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
