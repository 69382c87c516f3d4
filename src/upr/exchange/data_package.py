"""Documents as a Frictionless Data Package: tables for people, and everything.

A folder with a table of CSV for each kind of thing, `documents.jsonl` with every
document whole, and `datapackage.json`, which says what each file is, what its columns
hold, how many bytes it has and their SHA-256.
Source: https://specs.frictionlessdata.io/data-package/, version 1.
"""

import csv
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from upr.errors import DamagedExportError, ExportError, NoExportError
from upr.exchange.cells import safe_row
from upr.exchange.package_tables import TABLES, Table
from upr.exchange.plain import from_plain, to_plain
from upr.records import Document

DESCRIPTION = "datapackage.json"
_WHOLE = "documents.jsonl"
_GUARD = (
    "A cell that a spreadsheet would run as a formula has an apostrophe before it; "
    f"{_WHOLE} has every text as it is."
)


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the package is given on."""

    name: str  # of the Open Definition or SPDX: "CC-BY-4.0"
    title: str
    path: str  # address


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a package as a whole."""

    name: str  # small letters, digits, "-", "_", ".": part of addresses
    title: str
    version: str  # of the data
    created: datetime
    licence: Licence


@dataclass(frozen=True, slots=True)
class Further:
    """A table that a package holds besides, of whatever else is known."""

    name: str  # of its file, without ending
    title: str
    columns: tuple[tuple[str, str], ...]  # names, and types as Frictionless has them
    rows: Iterable[Iterable[object]]  # gone through once, when all documents are taken
    licence: Licence | None = None  # where it is not that of the package


def save_package(
    documents: Iterable[Document],
    folder: Path,
    about: About,
    further: Iterable[Further] = (),
) -> None:
    """Write a package into a folder that is not there yet, or is empty.

    Documents are taken one by one, in flat memory. The folder is there whole or not
    at all. Raises ExportError where it holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} holds something; a package needs an empty folder.")
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        counts = _write(documents, unfinished)
        described = _description(unfinished, about, counts)
        for table in further:
            described["resources"].append(_further(table, unfinished))
        text = json.dumps(described, indent=2, ensure_ascii=False)
        (unfinished / DESCRIPTION).write_text(f"{text}\n", encoding="utf-8")
        unfinished.chmod(0o755)
        unfinished.replace(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise


def _write(documents: Iterable[Document], folder: Path) -> Counter[str]:
    """Write the tables; return how many rows each has, and how many documents."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        whole = stack.enter_context(_new(folder / _WHOLE))
        writers = {}
        for table in TABLES:
            file = stack.enter_context(_new(folder / _path(table)))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(table.header)
        for document in documents:
            whole.write(json.dumps(to_plain(document), ensure_ascii=False) + "\n")
            counts[_WHOLE] += 1
            for table in TABLES:
                for row in table.rows(document):
                    writers[table.name].writerow(_cells(row))
                    counts[table.name] += 1
    return counts


def _further(table: Further, folder: Path) -> dict[str, Any]:
    """Write a further table; return what describes it."""
    path = folder / f"{table.name}.csv"
    count = 0
    with _new(path) as file:
        writer = csv.writer(file)
        writer.writerow(name for name, _ in table.columns)
        for row in table.rows:
            writer.writerow(_cells(row))
            count += 1
    schema = {"fields": [{"name": name, "type": kind} for name, kind in table.columns]}
    described = _tabular(table.name, table.title, path, schema) | {"rows": count}
    if table.licence:
        described["licenses"] = [asdict(table.licence)]
    return described


def _new(path: Path) -> Any:
    # half a sign of a damaged file becomes \udNNN, which is what JSON writes for it
    return path.open("w", encoding="utf-8", newline="", errors="backslashreplace")


def _path(table: Table) -> str:
    return f"{table.name}.csv"


def _cells(row: Iterable[object]) -> list[object]:
    return safe_row(_cell(cell) for cell in row)


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


def _description(
    folder: Path, about: About, counts: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": about.name,
        "title": about.title,
        "version": about.version,
        "created": about.created.isoformat(),
        "licenses": [asdict(about.licence)],
        "resources": [
            *(
                _table_resource(folder, table) | {"rows": counts[table.name]}
                for table in TABLES
            ),
            {
                "name": "documents-whole",
                "title": "Every document whole, one a line",
                "path": _WHOLE,
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
                **_sum(folder / _WHOLE),
                "rows": counts[_WHOLE],
            },
        ],
    }


def _table_resource(folder: Path, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": name, "type": kind} for name, kind in table.columns]
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.name != TABLES[0].name:
        reference = {"resource": TABLES[0].name, "fields": "document"}
        schema["foreignKeys"] = [{"fields": "document", "reference": reference}]
    return _tabular(table.name, table.title, folder / _path(table), schema)


def _tabular(
    name: str, title: str, path: Path, schema: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "description": _GUARD,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_sum(path),
        "schema": schema,
    }


def _sum(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
    return {"bytes": path.stat().st_size, "hash": f"sha256:{found.hexdigest()}"}


def load_package(folder: Path) -> tuple[Document, ...]:
    """Return the documents of a package, checked.

    Raises NoExportError where there is no package, and DamagedExportError where a file
    is not the one that was written.
    """
    try:
        described = json.loads((folder / DESCRIPTION).read_bytes())
        resources = {one["path"]: one for one in described["resources"]}
    except OSError as error:
        raise NoExportError(f"{folder} holds no {DESCRIPTION}.") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedExportError(f"{DESCRIPTION} is damaged.") from error
    for name in (_WHOLE, *map(_path, TABLES)):
        _check(folder / name, resources.get(name))
    return tuple(_documents(folder / _WHOLE))


def _check(path: Path, resource: Any) -> None:
    """Raise DamagedExportError where a file is not the one that is described."""
    try:
        is_same = resource["hash"] == _sum(path)["hash"]
    except (OSError, KeyError, TypeError) as error:
        raise DamagedExportError(f"{path.name} is missing, or not described.") from (
            error
        )
    if not is_same:
        raise DamagedExportError(f"{path.name} is not the file that was written.")


def _documents(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield from_plain(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise DamagedExportError(f"{path.name}, line {number}: {error}") from (
                    error
                )
