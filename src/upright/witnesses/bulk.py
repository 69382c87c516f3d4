"""Many rows at once, as fast as the database takes them.

Django's `bulk_create` makes an object and a statement of hundreds of parameters for
every few rows: of 270,000 rows that alone takes half a minute on SQLite.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


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
