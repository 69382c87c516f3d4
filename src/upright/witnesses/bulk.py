"""Many rows at once, as fast as the database takes them.

Django's `bulk_create` makes an object and a statement of hundreds of parameters for
every few rows: of 270,000 rows that alone takes half a minute on SQLite.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")


AT_ONCE = 10_000  # numbers of rows that one statement names; SQLite takes 250,000


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
    marks = ", ".join(["%s"] * len(names))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 -- names of our own fields
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
