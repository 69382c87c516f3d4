"""Exports of other databases, whatever their format: recognised by their content."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from upr.errors import MissingExtraError, NoExportError, UnknownExportError
from upr.exchange import (
    delimited,
    dihr,
    own_lines,
    own_shape,
    uhri,
    uhri_json,
    upr_info,
    workbooks,
)
from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upr.exchange.foreign import (
    Export,
    ForeignRecommendation,
    Rejected,
    Row,
    SourceName,
)
from upr.exchange.shapes import Recognised, RowRefusedError, Shape, recognise

SHAPES: Sequence[Shape] = (
    *own_shape.SHAPES,
    *upr_info.SHAPES,
    *uhri.SHAPES,
    *dihr.SHAPES,
)
_START_BYTES = 4096
_PARQUET = b"PAR1"
_PDF = b"%PDF-"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_Table = Iterator[tuple[int, list[str]] | Rejected]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was recognised, before its rows are read."""

    path: Path
    name: str  # of the form, for a person
    source: SourceName
    limits: ExportLimits
    media: str  # "csv", "workbook", "json", "jsonl" or "parquet"
    written: delimited.Written | None = None  # CSV
    recognised: Recognised | None = None  # tables

    def rows(self) -> Iterator[Row]:
        """Yield every row as a record, or as rejected with the reason, in order.

        Raises a kind of ExportError where the file turns out to be damaged: what was
        yielded before it is then not whole.
        """
        if self.media == "json":
            return uhri_json.rows(self.path, self.limits)
        if self.media == "jsonl":
            return own_lines.rows(self.path, self.limits)
        if self.media == "parquet":
            found: Iterator[Row] = _parquet().rows(self.path)
            return found
        return self._table_rows()

    def _table_rows(self) -> Iterator[Row]:
        if self.recognised is None:  # never: tables have it
            return
        table = _table(self.path, self.written, self.limits)
        _header(table)
        for found in table:
            yield _row(self.recognised, found)


def _row(shape: Recognised, found: tuple[int, list[str]] | Rejected) -> Row:
    if isinstance(found, Rejected):
        return found
    number, cells = found
    try:
        return shape.record(number, cells)
    except RowRefusedError as error:
        return Rejected(number, tuple(cells), str(error))


def open_export(
    path: str | os.PathLike[str], limits: ExportLimits = DEFAULT_EXPORT_LIMITS
) -> Opened:
    """Return a file as it was recognised by its content, its rows not read yet.

    Raises NoExportError or another kind of ExportError, and MissingExtraError where its
    format needs a package that is not installed.
    """
    path = Path(path)
    start = _start(path)
    if _unmarked(start).startswith(_PDF):
        raise UnknownExportError(
            "This is a PDF and no export of a database: papers are imported as"
            " documents."
        )
    if workbooks.is_workbook(start):
        return _opened(path, "workbook", None, limits)
    listed = _listed(path, start, limits)
    if listed:
        return listed
    return _opened(path, "csv", delimited.how_written(path, limits), limits)


def _listed(path: Path, start: bytes, limits: ExportLimits) -> Opened | None:
    """A file that is a list of objects and no table."""
    if start.startswith(_PARQUET) and _parquet().is_ours(path):
        name = "Upright, records of every source, Parquet"
        return Opened(path, name, SourceName.UPRIGHT, limits, "parquet")
    if (
        _unmarked(start)[:1] == b"["
        and uhri_json.first_keys(path, limits) >= uhri_json.NEEDED
    ):
        name = "Universal Human Rights Index, full export"
        return Opened(path, name, SourceName.UHRI, limits, "json")
    if own_lines.fits(path):
        name = "Upright, records of every source, JSON Lines"
        return Opened(path, name, SourceName.UPRIGHT, limits, "jsonl")
    return None


def _parquet() -> ModuleType:
    try:
        from upr.exchange import parquet  # noqa: PLC0415 -- optional extra
    except ImportError as error:
        raise MissingExtraError("Parquet files", "pyarrow", "parquet") from error
    return parquet


def _opened(
    path: Path,
    media: str,
    written: delimited.Written | None,
    limits: ExportLimits,
) -> Opened:
    recognised = recognise(_header(_table(path, written, limits)), SHAPES)
    shape = recognised.shape
    return Opened(path, shape.name, shape.source, limits, media, written, recognised)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(_START_BYTES)
    except OSError as error:
        raise NoExportError(f"{path.name}: {error.strerror}.") from error
    if not start:
        raise UnknownExportError("The file is empty.")
    return start


def _unmarked(start: bytes) -> bytes:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.lstrip()


def _table(
    path: Path, written: delimited.Written | None, limits: ExportLimits
) -> _Table:
    if written is None:
        yield from workbooks.rows(path, limits)
    else:
        yield from delimited.rows(written, limits)


def _header(table: _Table) -> list[str]:
    """Take the header off a table: its first row with anything in it."""
    for found in table:
        if isinstance(found, Rejected):
            raise UnknownExportError(f"The first row cannot be read: {found.reason}")
        _, cells = found
        if any(cell.strip() for cell in cells):
            return cells
    raise UnknownExportError("The table is empty.")


def read_whole(
    path: str | os.PathLike[str], limits: ExportLimits = DEFAULT_EXPORT_LIMITS
) -> Export:
    """Return everything that a file holds, or raise a kind of ExportError.

    Nothing is half returned: a file that is damaged anywhere gives an error.
    """
    opened = open_export(path, limits)
    records: list[ForeignRecommendation] = []
    rejected: list[Rejected] = []
    for row in opened.rows():
        if isinstance(row, Rejected):
            rejected.append(row)
        else:
            records.append(row)
    unknown = opened.recognised.unknown if opened.recognised else ()
    return Export(
        source=opened.source,
        records=tuple(records),
        rejected=tuple(rejected),
        encoding=opened.written.encoding if opened.written else "",
        delimiter=opened.written.delimiter if opened.written else "",
        unknown_columns=tuple(name for name, _ in unknown),
    )
