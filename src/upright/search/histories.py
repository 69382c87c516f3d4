"""The history of positions, put beside the rows of a download as they pass by."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from upright.archive.history_queries import histories
from upright.search.answering import Row

_BATCH = 500  # rows asked about in one query; more find nothing faster, measured


def with_histories(rows: Iterable[Row], version: int | None = None) -> Iterator[Row]:
    """Yield `rows` in their order, each with what was said of its recommendation.

    As of a data version; memory holds some hundred rows at a time.
    """
    coming = iter(rows)
    while batch := list(islice(coming, _BATCH)):
        said = histories({row.item_id for row in batch}, version)
        for row in batch:
            own = said.get(row.item_id, ())
            history = tuple(one for one in own if one.text in (None, row.item_order))
            yield replace(row, history=history)
