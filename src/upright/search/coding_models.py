"""The version of the model that coded each row of a download."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upright.archive import coding_models
from upright.search.answering import Row


def with_models(rows: Iterable[Row], version: int | None = None) -> Iterator[Row]:
    """Yield `rows` in their order, each with the model that coded it.

    As of a data version; memory holds some hundred rows at a time.
    """
    for row, model in coding_models.with_models(rows, version):
        yield replace(row, model=model)
