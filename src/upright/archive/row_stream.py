"""The stream of flat rows that an index follows; its memory does not grow."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from upr.coding import Scheme
from upright.archive.models import Attribution, Recommendation
from upright.archive.rows import IndexRow

Values = tuple[Any, ...]  # of FIELDS, as the database gives them
BATCH = 2_000  # rows in memory at a time; from 1,000 to 5,000 as fast, measured
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
    "position_ohchr": "position_ohchr",
    "position_at_report": "position_at_report",
    "position_symbol": "position_symbol",
    "position_paragraph": "position_paragraph",
    "codings": "codings",
}


def rows_for_index(since: int = 0, until: int | None = None) -> Iterator[IndexRow]:
    """Yield every row that is new or closed after change `since`, up to `until`.

    First the rows that came into force, in the order of their change; then those from
    before that were closed, with their `until`. From 0 it is the whole archive with
    its history.
    """
    came = Recommendation.objects.all()
    gone = Recommendation.objects.filter(since__lte=since)
    if until is not None:
        came = came.filter(since__lte=until)
        gone = gone.filter(until__lte=until)
    for rows, number in ((came, "since"), (gone, "until")):
        for batch in _pages(rows, number, since):
            yield from _with_states(batch)


def _pages(
    rows: QuerySet[Recommendation], number: str, after: int
) -> Iterator[list[Values]]:
    """Page through rows by (number, id), from numbers above `after`.

    A page begins in the middle of a number with a query of its own: one condition for
    both would have the database walk through all of that number's rows before it.
    """
    place = list(FIELDS).index(number)
    page = _page(rows.filter(**{f"{number}__gt": after}), number, BATCH)
    while page:
        yield page
        if len(page) < BATCH:
            return
        last, last_id = page[-1][place], page[-1][0]
        page = _page(rows.filter(**{number: last}, id__gt=last_id), number, BATCH)
        if len(page) < BATCH:
            later = rows.filter(**{f"{number}__gt": last})
            page += _page(later, number, BATCH - len(page))


def _page(rows: QuerySet[Recommendation], number: str, size: int) -> list[Values]:
    return list(rows.order_by(number, "id").values_list(*FIELDS.values())[:size])


def _with_states(batch: list[Values]) -> Iterator[IndexRow]:
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
        named["codings"] = _flat(named["codings"])
        yield IndexRow(**named, states=tuple(by_text.get(values[0], ())))


def _flat(codings: dict[str, list[list[Any]]]) -> tuple[Any, ...]:
    """Rows of scheme, code, score and coder, in the order of the schemes."""
    return tuple(
        (scheme.value, *given)
        for scheme in Scheme
        for given in codings.get(scheme.value, ())
    )
