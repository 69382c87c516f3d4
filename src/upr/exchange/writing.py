"""Lines of a document as text: JSON Lines, CSV, and a table for the eye."""

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from upr.exchange.lines import FIELDS
from upr.records import Document

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run what begins so
_LEAST_TEXT = 20  # signs for the text in a table, however narrow the terminal


def json_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each line as one line of JSON."""
    for line in lines:
        yield json.dumps(line, ensure_ascii=False) + "\n"


def csv_header() -> str:
    """Return the names of the columns as a line of CSV."""
    return _csv_row(FIELDS)


def csv_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each line as a line of CSV.

    States are joined by "; ", places are JSON. What a spreadsheet would run as a
    formula gets an apostrophe before it (OWASP, CSV injection).
    """
    for line in lines:
        yield _csv_row(_cell(line[name]) for name in FIELDS)


def _csv_row(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _cell(value: Any) -> object:
    if isinstance(value, list):
        are_names = all(isinstance(part, str) for part in value)
        return "; ".join(value) if are_names else json.dumps(value)
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value


def table(
    document: Document, lines: Iterable[Mapping[str, Any]], width: int
) -> Iterator[str]:
    """Yield a heading and a row for each line, none wider than `width` signs."""
    rows = [_table_row(line) for line in lines]
    yield f"{_heading(document, len(rows))}\n"
    sizes = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        *cells, text = row
        start = "  ".join(
            cell.ljust(size) for cell, size in zip(cells, sizes, strict=False)
        )
        room = max(width - len(start) - 2, _LEAST_TEXT)
        yield f"{start}  {textwrap.shorten(text, room, placeholder=' …')}\n"
    yield "\n"


def _heading(document: Document, count: int) -> str:
    about = [document.symbol or document.title, document.state or ""]
    if document.facts.session is not None:
        about.append(f"session {document.facts.session}")
    about.append(f"{count} line{'' if count == 1 else 's'}")
    return ", ".join(part for part in about if part)


def _table_row(line: Mapping[str, Any]) -> tuple[str, ...]:
    states: list[str] = line["states"] or []
    names = " ".join(states[:3]) + (f" +{len(states) - 3}" if states[3:] else "")
    place = line["page"] or line["index"]
    printed = "" if place is None else str(place)
    return (
        line["paragraph"] or "",
        printed,
        line["position"] or "",
        names,
        line["text"] or line["position_words"] or "",
    )
