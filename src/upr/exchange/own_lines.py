"""Our own records as JSON Lines: one object a line, every field, without loss."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from upr.errors import DamagedExportError, ExportTooLargeError
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.foreign import ForeignRecommendation, Rejected, Row
from upr.exchange.own_shape import HEADER, from_values, values
from upr.exchange.shapes import RowRefusedError

_FIRST_LINE = 1 << 20  # signs: a record has a few thousand


def fits(path: Path) -> bool:
    """Whether the first line of a file is a record of ours."""
    with path.open("rb") as file:
        first = file.readline(_FIRST_LINE)
    if not first.startswith(b"{"):
        return False
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.keys() >= set(HEADER)


def rows(path: Path, limits: ExportLimits = DEFAULT_EXPORT_LIMITS) -> Iterator[Row]:
    """Yield each line as a record, or as rejected with the reason.

    Raises DamagedExportError where the last line breaks off.
    """
    with path.open(encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        number = 0
        while line := file.readline(limits.line_signs):
            number += 1
            if len(line) == limits.line_signs:
                raise ExportTooLargeError(f"Line {number} is too long to be read.")
            if not line.endswith("\n"):
                raise DamagedExportError(f"The file breaks off in line {number}.")
            if line.strip():
                yield _row(number, line)


def _row(number: int, line: str) -> Row:
    try:
        found: Any = json.loads(line)
        return from_values(found)
    except (ValueError, RecursionError) as error:
        reason = error if isinstance(error, RowRefusedError) else "The line is no JSON."
        return Rejected(number, (line.rstrip("\n"),), str(reason))


def lines(records: Iterable[ForeignRecommendation]) -> Iterator[str]:
    """Yield each record as a line of JSON."""
    for record in records:
        yield json.dumps(values(record), ensure_ascii=False) + "\n"
