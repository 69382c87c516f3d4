"""Which version of the model coded a text, put beside rows as they pass by.

It is asked of the codings themselves and kept in no row that is searched: where a newer
model gives the same codes, those rows stay as they are.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from django.db.models import F

from upright.archive.coding import MODEL
from upright.archive.models import Coding
from upright.archive.queries import in_force

_BATCH = 500  # rows asked about in one query


class OfItem(Protocol):
    """A row of one text of an item."""

    @property
    def item_id(self) -> int:
        """The item, superseded or not."""

    @property
    def item_order(self) -> int:
        """The text in it, from 1."""


_Row = TypeVar("_Row", bound=OfItem)


def with_models(
    rows: Iterable[_Row], version: int | None = None
) -> Iterator[tuple[_Row, str]]:
    """Yield `rows` in their order, each with the version of the model that coded it.

    As of a data version; "" where no model coded the text. What a person decided in a
    scheme lies over what the model gave, and does not change which model it was. Memory
    holds some hundred rows at a time.
    """
    coming = iter(rows)
    while batch := list(islice(coming, _BATCH)):
        found = _models_of({row.item_id for row in batch}, version)
        for row in batch:
            yield row, found.get((row.item_id, row.item_order), "")


def _models_of(
    items: Collection[int], version: int | None
) -> dict[tuple[int, int], str]:
    """By item and order of the text; codings are tied to the number, as it was read."""
    rows = Coding.objects.filter(
        in_force(version),
        coder=MODEL,
        document__items__in=items,
        item_key=F("document__items__read_key"),
    ).values_list("document__items__id", "recommendation_order", "model")
    return {(item, order): model for item, order, model in rows}
