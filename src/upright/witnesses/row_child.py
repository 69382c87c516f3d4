"""The child process that reads an export: records go out as lines of JSON.

What a stranger's file can do (crash a library, hang, eat memory) it does to this
process alone. Beside that, reading and storing then keep two processors busy.

Standard input holds one line, what to read. Standard output holds a head, a line for
each row, and an end: without it the file was not read whole.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, NoReturn

import orjson

from upr.child_process import OUT_OF_MEMORY, limit_process
from upr.errors import UnknownExportError, UprError
from upr.exchange.export_limits import ExportLimits
from upr.exchange.exports import Opened, open_export
from upr.exchange.foreign import ForeignRecommendation, NamedState, Rejected
from upright.witnesses.keys import digest_of, key_of

OTHER_BODY = "other"  # a record of another mechanism: counted, not kept
_CELL_SIGNS, _CELLS = 2_000, 50  # of a rejected row, that are kept
_FITS = (("symbol", 60), ("paragraph", 40), ("response", 200))  # the columns' lengths
_MOST_SMALL = 32_767  # of a number of session or cycle, in both databases
# What a record says beside its columns; left out where it says nothing.
_SAID = (
    *("action", "kind_as_said", "issues", "themes", "groups", "sdgs", "body"),
    *("published_there", "year", "regions", "organisations", "recommending_regions"),
    *("recommending_organisations", "id", "document_id", "extra", "cautions"),
)
_ENCODE = json.JSONEncoder().encode


def main() -> NoReturn:
    """Read the file that standard input names."""
    asked = json.loads(sys.stdin.readline())
    limits = ExportLimits(**asked["limits"])
    limit_process(limits.seconds, limits.memory_bytes)
    try:
        _write(asked["path"], limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except UprError as error:
        is_unknown = isinstance(error, UnknownExportError)
        _line({"error": str(error), "is_unknown": is_unknown})
    sys.stdout.flush()
    os._exit(0)  # at once: taking the interpreter down in order is not needed


def _write(path: str, limits: ExportLimits) -> None:
    opened = open_export(path, limits)
    _line({"head": _head(opened)})
    for row in opened.rows():
        _line(_plain(row))
    _line({"end": True})


def _line(value: object) -> None:
    if isinstance(value, list):  # a record, and clean: the faster writer takes it
        line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    else:
        line = json.dumps(value, ensure_ascii=True).encode() + b"\n"
    sys.stdout.buffer.write(line)


def _head(opened: Opened) -> dict[str, Any]:
    table = opened.recognised
    return {
        "form": opened.name,
        "source": opened.source.value,
        "encoding": opened.written.encoding if opened.written else "",
        "delimiter": opened.written.delimiter if opened.written else "",
        "recognised": [[table.header[i], it] for it, i in table.known] if table else [],
        "unknown": [name for name, _ in table.unknown] if table else [],
    }


def _plain(row: ForeignRecommendation | Rejected) -> object:
    if isinstance(row, Rejected):
        return _rejected(row.row, row.cells, row.reason)
    if not row.is_upr:
        return OTHER_BODY
    problem = next(_does_not_fit(row), "")
    return _rejected(row.row, (row.text,), problem) if problem else _record(row)


def _rejected(row: int, cells: tuple[str, ...], reason: str) -> dict[str, Any]:
    kept = [clean(cell[:_CELL_SIGNS]) for cell in cells[:_CELLS]]
    return {"row": row, "reason": clean(reason), "cells": kept}


def _does_not_fit(record: ForeignRecommendation) -> Iterator[str]:
    for name, most in _FITS:
        value = getattr(record, name)
        if len(value) > most:
            yield f"The {name} has {len(value):,} signs; at most {most} are kept."
    for name in ("session", "cycle", "year"):
        if not 0 <= (getattr(record, name) or 0) <= _MOST_SMALL:
            yield f"The {name} is {getattr(record, name)}, which cannot be."


def _record(record: ForeignRecommendation) -> list[Any]:
    """The record as `staging.Staged` takes it: the columns in their order."""
    return [
        record.row,
        record.source.value,
        key_of(record),
        digest_of(record),
        record.kind.value,
        record.state or "",
        record.session,
        record.cycle,
        clean(record.symbol),
        clean(record.paragraph),
        clean(record.text),
        clean(record.original),
        clean(record.response),
        _ENCODE(_said(record)).replace("\\u0000", ""),
    ]


def _said(record: ForeignRecommendation) -> dict[str, Any]:
    said = {name: getattr(record, name) for name in _SAID if getattr(record, name)}
    if record.published:
        said["published"] = record.published.isoformat()
    said["about"] = [_state(state) for state in record.about]
    said["recommending"] = [_state(state) for state in record.recommending]
    return said


def _state(state: NamedState) -> list[str | None]:
    return [state.iso3, state.name]


def clean(text: str) -> str:
    """Leave out what neither database keeps: NUL, halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def request(path: str, limits: ExportLimits) -> str:
    """Return the line that asks this child to read a file."""
    return json.dumps({"path": path, "limits": asdict(limits)}) + "\n"


if __name__ == "__main__":
    main()
