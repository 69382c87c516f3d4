"""Parquet: columns with types, lists as lists. Needs the extra `parquet`."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from upr.errors import DamagedExportError
from upr.exchange import own_shape
from upr.exchange.foreign import ForeignRecommendation, Rejected, Row
from upr.exchange.shapes import RowRefusedError

_BATCH = 10_000  # records held at once
_TEXT, _WHOLE, _DAY = pa.string(), pa.int64(), pa.date32()
_LIST = pa.list_(_TEXT)
_PAIRS = pa.list_(_LIST)


def _schema(names: Sequence[str], kinds: Mapping[str, Any]) -> Any:
    return pa.schema([(name, kinds.get(name, _TEXT)) for name in names])


_RECORDS = _schema(
    own_shape.HEADER,
    {
        **dict.fromkeys(own_shape.LISTS, _LIST),
        **dict.fromkeys(("row", "session", "cycle", "action", "year"), _WHOLE),
        "published": _DAY,
        "extra": _PAIRS,
    },
)


def save(records: Iterable[ForeignRecommendation], path: Path) -> None:
    """Write records to a file, some thousands at a time."""
    plain = (_typed(own_shape.values(record)) for record in records)
    with pq.ParquetWriter(path, _RECORDS, compression="zstd") as file:
        while batch := list(itertools.islice(plain, _BATCH)):
            file.write_table(pa.Table.from_pylist(batch, schema=_RECORDS))


Kind = str | Mapping[str, str]  # a name of _KINDS; of a list of objects, by name
_KINDS = {
    "string": _TEXT,
    "integer": _WHOLE,
    "boolean": pa.bool_(),
    "date": _DAY,
    "strings": _LIST,
    "number": pa.float64(),
    "numbers": pa.list_(pa.float64()),
}


def save_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Mapping[str, Kind],
    path: Path,
    said: Mapping[str, str],
) -> None:
    """Write rows with typed columns to a file, some thousands at a time.

    Days are given as ISO writes them. `said` becomes metadata of the file.
    """
    schema = pa.schema([(name, _kind(kind)) for name, kind in columns.items()])
    schema = schema.with_metadata(dict(said))
    days = [name for name, kind in columns.items() if kind == "date"]
    inner = {
        name: [key for key, own in kind.items() if own == "date"]
        for name, kind in columns.items()
        if not isinstance(kind, str)
    }
    coming = (_with_days(row, days, inner) for row in rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        while batch := list(itertools.islice(coming, _BATCH)):
            file.write_table(pa.Table.from_pylist(batch, schema=schema))
            batch.clear()  # else it stands in memory until the next is whole


def _kind(kind: Kind) -> Any:
    if isinstance(kind, str):
        return _KINDS[kind]
    return pa.list_(pa.struct([(name, _KINDS[one]) for name, one in kind.items()]))


def _with_days(
    row: Mapping[str, Any], days: Sequence[str], inner: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The row with its days as dates, those in lists of objects too."""
    listed = {
        name: [_dated(one, own) for one in row[name]] for name, own in inner.items()
    }
    return {**_dated(row, days), **listed}


def _dated(row: Mapping[str, Any], days: Iterable[str]) -> dict[str, Any]:
    made = {name: date.fromisoformat(row[name]) for name in days if row[name]}
    return {**row, **made}


def _typed(plain: dict[str, Any]) -> dict[str, Any]:
    day = plain["published"]
    return plain | {"published": day and date.fromisoformat(day)}


def is_ours(path: Path) -> bool:
    """Whether a file of Parquet has our columns. Raises DamagedExportError."""
    try:
        return set(own_shape.HEADER) <= set(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise DamagedExportError("The Parquet file is damaged or cut off.") from error


def rows(path: Path) -> Iterator[Row]:
    """Yield each row as a record, or as rejected with the reason.

    Rows count from 1. Raises DamagedExportError where the file breaks off.
    """
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH):
                for plain in batch.to_pylist():
                    number += 1
                    yield _row(number, plain)
    except (pa.ArrowException, OSError) as error:
        raise DamagedExportError(
            f"The Parquet file is damaged after row {number}."
        ) from error


def _row(number: int, plain: dict[str, Any]) -> Row:
    day = plain.get("published")
    plain["published"] = day.isoformat() if isinstance(day, date) else day
    try:
        return own_shape.from_values(plain)
    except RowRefusedError as error:
        return Rejected(number, (str(plain),), str(error))
