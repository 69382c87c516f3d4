"""Many rows at once, as fast as the database takes them.

Django's `bulk_create` makes an object and a statement of hundreds of parameters for
every few rows: of 270,000 rows that alone takes half a minute on SQLite. PostgreSQL
takes them by COPY, and is told when a table has grown: what it believes of a table that
grows within minutes is old, and it then reads all rows of an export to find a few.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")


AT_ONCE = 10_000  # numbers of rows that one statement names; SQLite takes 250,000
_FEW = 4_000  # rows that change nothing for a plan


def slices(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield values some at a time, as many as one statement may name."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows, each the values of the fields named; defaults are not filled in.

    JSON goes in as text, already written. Call it inside a transaction.
    """
    columns = {one.name: str(one.column) for one in model._meta.concrete_fields}
    quoted = ", ".join(connection.ops.quote_name(columns[name]) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 -- names of our own fields
        cursor.executemany(statement, list(rows))


def note_growth(model: type[models.Model], before: int, now: int) -> None:
    """Have PostgreSQL look at a table anew when what was put in since has doubled.

    `before` and `now` are how many rows of one export stood there. SQLite plans without
    numbers.
    """
    has_doubled = now.bit_length() > max(before, _FEW).bit_length()
    if connection.vendor == "postgresql" and has_doubled:
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")
