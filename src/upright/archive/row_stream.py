"""The stream of flat rows that an index follows; its memory does not grow."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from upright.archive.models import Attribution, Recommendation
from upright.archive.rows import IndexRow

BATCH = 2_000  # rows in memory at a time; 1,000 and 5,000 were no faster
FIELDS = {  # of IndexRow: where they stand
    "recommendation_id": "id",
    "item_id": "item_id",
    "document_id": "item__document_id",
    "symbol": "item__document__symbol",
    "kind": "item__document__kind",
    "is_imagined": "item__document__is_imagined",
    "item_key": "item__key",
    "citation": "item__citation",
    "order": "item__order",
    "item_order": "order",
    "text": "text",
    "state": "item__state_id",
    "addressee": "addressee",
    "session": "item__session",
    "cycle": "item__cycle",
    "date": "item__date",
    "position": "position",
    "implementation": "implementation",
    "is_certain": "is_certain",
    "since": "since",
    "until": "until",
}


def rows_for_index(since: int = 0, until: int | None = None) -> Iterator[IndexRow]:
    """Yield every row that is new or closed after change `since`, up to `until`.

    First the rows that came into force, in the order of their change; then those from
    before that were closed, with their `until`. From 0 it is the whole archive with
    its history.
    """
    came = Recommendation.objects.filter(since__gt=since)
    gone = Recommendation.objects.filter(until__gt=since, since__lte=since)
    if until is not None:
        came = came.filter(since__lte=until)
        gone = gone.filter(until__lte=until)
    yield from _paged(came, "since")
    yield from _paged(gone, "until")


def _paged(rows: QuerySet[Recommendation], number: str) -> Iterator[IndexRow]:
    """Page by (number, id), which the database finds by its index."""
    where: tuple[Any, Any] = (0, 0)
    place = list(FIELDS).index(number)
    while True:
        after = Q(**{f"{number}__gt": where[0]}) | Q(id__gt=where[1])
        page = rows.filter(after, **{f"{number}__gte": where[0]})
        batch = list(page.order_by(number, "id").values_list(*FIELDS.values())[:BATCH])
        yield from _with_states(batch)
        if len(batch) < BATCH:
            return
        where = (batch[-1][place], batch[-1][0])


def _with_states(batch: Sequence[tuple[Any, ...]]) -> Iterator[IndexRow]:
    if not batch:
        return
    keys = [values[0] for values in batch]
    by_text: dict[Any, list[str]] = {}
    attributions = Attribution.objects.filter(
        recommendation__in=keys, state__isnull=False
    ).order_by("recommendation", "order")
    for text, state in attributions.values_list("recommendation_id", "state_id"):
        by_text.setdefault(text, []).append(state)
    for values in batch:
        named: dict[str, Any] = dict(zip(FIELDS, values, strict=True))
        named["state"] = named["state"] or ""
        yield IndexRow(**named, states=tuple(by_text.get(values[0], ())))
