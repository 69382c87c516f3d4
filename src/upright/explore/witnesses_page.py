"""The figures of other databases as their page shows them, and the rows behind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from upright.explore.item_parts import address_of
from upright.explore.pledge_page import address
from upright.explore.reader import PageFor
from upright.search.queries import Request
from upright.witnesses import queries as witnesses
from upright.witnesses.labels import FIGURES, GROUNDS
from upright.witnesses.queries import Listed, SourceFigures
from upright.witnesses.sources import SOURCES, Source

ROWS = 50  # on a page


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and where its rows are."""

    label: str | Promise
    count: int
    address: str
    share: (
        float | None
    )  # of the recommendations, in per cent; None where there are none


@dataclass(frozen=True, slots=True)
class Database:
    """What is here of one database."""

    name: str | Promise
    keeper: str | Promise
    home: str
    records: int
    recommendations: int
    pledges: int
    pledges_address: str
    others: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list."""

    text: str
    state: str  # under review, as said
    states: str  # recommending, as said
    session: int | None
    position: str
    place: str  # the paragraph it is tied to, "" where to none
    address: str
    ground: str | Promise
    nearest: tuple[tuple[str, str], ...]  # key and address of items it may be of


@dataclass(frozen=True, slots=True)
class Rows:
    """Some of the records that a figure counts."""

    name: str | Promise  # of the database
    what: str | Promise  # the figure counts
    rows: tuple[Row, ...]
    number: int  # of the page
    previous: str  # address, "" where there is none
    next: str
    back: str


def overview(wanted: PageFor) -> dict[str, Any]:
    """Return the databases that anything is here of, with the permanent address."""
    found = [_database(one, wanted) for one in witnesses.figures(wanted.version)]
    path = reverse("witnesses") + wanted.permanent_query
    return {
        "databases": found,
        "permanent": wanted.site + path,
        "permanent_path": path,
    }


def _database(figures: SourceFigures, wanted: PageFor) -> Database:
    source: Source = SOURCES[figures.source]
    counts = {
        "tied": figures.tied,
        "doubt": figures.in_doubt,
        "loose": figures.loose,
        "waiting": figures.waiting,
        "agreeing": figures.agreeing,
        "text": figures.text_differs,
        "states": figures.states_differ,
        "position": figures.position_differs,
    }
    return Database(
        name=source.name,
        keeper=source.keeper,
        home=source.home,
        records=figures.records,
        recommendations=figures.recommendations,
        pledges=figures.pledges,
        pledges_address=address(Request(version=wanted.version), figures.source),
        others=figures.others,
        figures=tuple(
            Figure(
                FIGURES[key],
                count,
                reverse("witness-rows", args=[figures.source, key]) + wanted.query,
                _share(count, figures.recommendations),
            )
            for key, count in counts.items()
        ),
    )


def _share(count: int, whole: int) -> float | None:
    return 100 * count / whole if whole else None


def rows(wanted: PageFor, source: str, question: str, number: int) -> Rows | None:
    """Return a page of the records one figure counts; None where there is no such."""
    if source not in SOURCES or question not in FIGURES:
        return None
    start = (number - 1) * ROWS
    span = slice(start, start + ROWS + 1)
    found = witnesses.listed(source, question, wanted.version, span)

    def address(page: int) -> str:
        own = reverse("witness-rows", args=[source, question])
        version = f"&v={wanted.version}" if wanted.version else ""
        return f"{own}?page={page}{version}"

    return Rows(
        name=SOURCES[source].name,
        what=FIGURES[question],
        rows=tuple(_row(one, wanted) for one in found[:ROWS]),
        number=number,
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if len(found) > ROWS else "",
        back=reverse("witnesses") + wanted.query,
    )


def _row(listed: Listed, wanted: PageFor) -> Row:
    record, tie = listed.record, listed.tie
    said = json.loads(record.said)
    is_tied = tie is not None and bool(tie.item_key)
    return Row(
        text=record.text,
        state="; ".join(name for _, name in said["about"]),
        states=", ".join(name for _, name in said["recommending"]),
        session=record.session,
        position=record.response,
        place=f"{tie.symbol}, {tie.item_key}" if tie and is_tied else "",
        address=address_of(tie.symbol, tie.item_key) + wanted.query
        if tie and is_tied
        else "",
        ground=GROUNDS[tie.ground] if tie else "",
        nearest=tuple(_nearest(listed, wanted)) if not is_tied else (),
    )


def _nearest(listed: Listed, wanted: PageFor) -> Iterator[tuple[str, str]]:
    if listed.tie:
        for key in listed.tie.nearest:
            yield key, address_of(listed.tie.symbol, key) + wanted.query
