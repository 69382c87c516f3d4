"""What people would use instead, asked the same 40 questions.

Datasette on SQLite FTS5 with the same facets, asked in its own process by its
own client, and a plain full-text query of PostgreSQL (count, 20 hits, headlines; it
has no facets). What is not installed or does not run is said in a line.
"""

import asyncio
import importlib
import importlib.util
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks.search import ask, report, report_build
from benchmarks.search_queries import QUESTIONS, Question
from benchmarks.search_rows import rows
from upright.archive.rows import IndexRow
from upright.search.codings import code_table, numbers_of
from upright.search.facets import CODING_NAMES, FACETS
from upright.search.registry import card_from, giver_from

POSTGRES = os.environ.get(
    "UPRIGHT_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/test"
)
ARRAYS = {facet.name for facet in FACETS if facet.of_giver} | {"organisation"}
ARRAYS |= CODING_NAMES - {"action"}
COLUMNS = [facet.name for facet in FACETS]
UNLIMITED_MS = 600_000  # Datasette gives up on facets after 200 ms by itself


def measure(folder: Path, size: int) -> None:
    """Measure each rival that is there."""
    if importlib.util.find_spec("datasette") is None:
        print(f"{'':9} Datasette: not installed (extra `bench`), skipped")
    else:
        measure_datasette(folder / "datasette.db", size)
    try:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            measure_postgres(connection, size)
    except psycopg.OperationalError:
        print(f"{'':9} PostgreSQL: none at UPRIGHT_BENCH_POSTGRES, skipped")


def values(row: IndexRow) -> Iterator[Any]:
    """The values of the facets of a row, lists where there are several."""
    card = card_from(row)
    givers = [giver_from(state, row.date) for state in dict.fromkeys(row.states)]
    numbers = numbers_of(row.codings)
    for facet in FACETS:
        if facet.of_giver:
            found = {v for giver in givers for v in facet.values_of_giver(giver)}
            yield json.dumps(sorted(found))
        elif facet.name in CODING_NAMES:
            own = code_table(only_certain=False).values_of(facet.name, numbers)
            yield json.dumps(own) if facet.name in ARRAYS else next(iter(own), None)
        elif facet.name in ARRAYS:
            yield json.dumps(list(facet.values_of_card(card)))
        elif facet.of_card:
            yield next(iter(facet.values_of_card(card)), None)
        elif facet.name == "position":
            yield row.position
        else:
            yield "certain" if row.is_certain else "uncertain"


def records(size: int) -> Iterator[tuple[Any, ...]]:
    """Rows as both databases take them."""
    for row in rows(size):
        yield row.recommendation_id, row.item_key, row.text, *values(row)


def batches(size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The records, a few thousand at a time."""
    every = records(size)
    while batch := list(islice(every, 5_000)):
        yield batch


# --- Datasette ------------------------------------------------------------------------


def measure_datasette(path: Path, size: int) -> None:
    """Build as its documentation advises, then ask."""
    begun = time.perf_counter()
    _fill_sqlite(path, size)
    report_build("Datasette (SQLite FTS5)", size, time.perf_counter() - begun)
    app = importlib.import_module("datasette.app")  # an extra, may be absent
    limits = {
        "sql_time_limit_ms": UNLIMITED_MS,
        "facet_time_limit_ms": UNLIMITED_MS,
        "default_facet_size": 1000,
        "max_returned_rows": 1000,
    }
    datasette = app.Datasette([str(path)], settings=limits)
    with asyncio.Runner() as runner:

        def answer(number: int) -> None:
            address = _datasette_address(QUESTIONS[number])
            response = runner.run(datasette.client.get(address))
            response.raise_for_status()

        answer(0)
        title = f"Datasette, in process: hits and {len(FACETS)} facets"
        report(title, ask(answer, rounds=1))


def _fill_sqlite(path: Path, size: int) -> None:
    with sqlite3.connect(path) as database:
        names = ", ".join(COLUMNS)
        database.execute(
            "CREATE TABLE recommendations "
            f"(id INTEGER PRIMARY KEY, item, text, {names})"
        )
        marks = ", ".join("?" * (3 + len(COLUMNS)))
        for batch in batches(size):
            database.executemany(f"INSERT INTO recommendations VALUES ({marks})", batch)
        for name in set(COLUMNS) - ARRAYS:
            database.execute(f"CREATE INDEX i_{name} ON recommendations ({name})")
        database.execute(
            "CREATE VIRTUAL TABLE recommendations_fts USING fts5(text, "
            "content='recommendations', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        database.execute(
            "INSERT INTO recommendations_fts (rowid, text) "
            "SELECT id, text FROM recommendations"
        )
    database.close()


def _datasette_address(question: Question) -> str:
    asked = [("_size", "20"), ("_searchmode", "raw"), ("_nosuggest", "1")]
    if question.fts5:
        asked.append(("_search", question.fts5))
    asked += [
        ("_facet_array" if name in ARRAYS else "_facet", name) for name in COLUMNS
    ]
    asked += [
        (f"{name}__arraycontains" if name in ARRAYS else name, value)
        for name, value in question.filters.items()
    ]
    return f"/datasette/recommendations.json?{urlencode(asked)}"


# --- PostgreSQL -----------------------------------------------------------------------


def measure_postgres(connection: psycopg.Connection[Any], size: int) -> None:
    """Build a table of our own, ask, and drop it."""
    connection.execute("DROP SCHEMA IF EXISTS upright_bench CASCADE")
    connection.execute("CREATE SCHEMA upright_bench")
    try:
        begun = time.perf_counter()
        _fill_postgres(connection, batches(size))
        report_build("PostgreSQL full text", size, time.perf_counter() - begun)

        def answer(number: int) -> None:
            _ask_postgres(connection, QUESTIONS[number])

        answer(0)
        report("PostgreSQL: count and hits, no facets", ask(answer, rounds=1))
    finally:
        connection.execute("DROP SCHEMA upright_bench CASCADE")


def _fill_postgres(
    connection: psycopg.Connection[Any], parts: Iterable[list[tuple[Any, ...]]]
) -> None:
    types = ", ".join(
        f"{name} {'jsonb' if name in ARRAYS else 'text'}" for name in COLUMNS
    )
    connection.execute("SET search_path TO upright_bench")
    connection.execute(
        f"CREATE TABLE recommendations (id bigint PRIMARY KEY, item text, text text, "
        f"{types}, words tsvector GENERATED ALWAYS AS "
        f"(to_tsvector('english', text)) STORED)"
    )
    names = ", ".join(["id", "item", "text", *COLUMNS])
    copied = f"COPY recommendations ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copied) as copy:
        for part in parts:
            for record in part:
                copy.write_row(record)
    connection.execute("CREATE INDEX ON recommendations USING gin (words)")
    for name in COLUMNS:
        kind = "gin" if name in ARRAYS else "btree"
        connection.execute(f"CREATE INDEX ON recommendations USING {kind} ({name})")
    connection.execute("ANALYZE recommendations")


def _ask_postgres(connection: psycopg.Connection[Any], question: Question) -> None:
    tests, given = [], []
    if question.postgres:
        tests.append("words @@ to_tsquery('english', %s)")
        given.append(question.postgres)
    for name, value in question.filters.items():
        tests.append(f"{name} ? %s" if name in ARRAYS else f"{name} = %s")
        given.append(value)
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    connection.execute(f"SELECT count(*) FROM recommendations {where}", given)
    shown, order = "text", "id"
    if question.postgres:
        shown = "ts_headline('english', text, to_tsquery('english', %s))"
        order = "ts_rank(words, to_tsquery('english', %s)) DESC"
        given = [question.postgres, *given, question.postgres]
    connection.execute(
        f"SELECT id, {shown} FROM recommendations {where} ORDER BY {order} LIMIT 20",
        given,
    ).fetchall()
