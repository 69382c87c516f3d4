"""What can be asked of codings: of one text with their history, and the least sure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from upr.coding import CERTAIN, Scheme
from upright.archive.coding import (
    MODEL,
    PERSON,
    Place,
    decisions,
    model_version,
    place_of,
    text_print,
)
from upright.archive.codings import sureness_field
from upright.archive.models import Coding, Document, Recoding, Recommendation
from upright.archive.queries import in_force
from upright.archive.recoding import next_try, waiting


@dataclass(frozen=True, slots=True)
class TextCodings:
    """Who said what of a text, as of a data version."""

    model: Coding | None  # None: not coded
    decided: dict[str, Coding]  # by scheme, what people decided

    def is_of_other_words(self, scheme: str, text: str) -> bool:
        """Whether a person decided before the words of the text were changed."""
        row = self.decided.get(scheme)
        return row is not None and row.text_print != text_print(text)


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of the least sure ended; the next begins after it."""

    score: float
    recommendation_id: int


class CodingState(NamedTuple):
    """By which model the archive is coded."""

    installed: str  # the version of the model here; "" where nothing can be coded
    waiting: int  # documents whose texts another model coded, or none
    under_way: Recoding | None  # not ended yet
    next_try: datetime | None  # of what is under way and failed
    given_up: Recoding | None  # the newest, where it was


def coding_state() -> CodingState:
    """Return by which model the archive is coded, and what is to be done."""
    installed = model_version()
    newest = Recoding.objects.first()
    under_way = newest if newest and newest.ended is None else None
    return CodingState(
        installed,
        waiting(installed).count() if installed else 0,
        under_way,
        next_try(under_way) if under_way else None,
        newest if newest and newest.ended and newest.tries else None,
    )


def codings_of_item(
    document: Document, read_key: str, version: int | None = None
) -> dict[int, TextCodings]:
    """Return the codings of the texts of an item, by their order. One query."""
    rows = list(document.codings.filter(in_force(version), item_key=read_key))
    models = {place_of(row): row for row in rows if row.coder == MODEL}
    decided = decisions(rows)
    places: set[Place] = models.keys() | decided.keys()
    return {
        place[1]: TextCodings(models.get(place), decided.get(place, {}))
        for place in places
    }


def coding_history(document: Document, read_key: str, order: int) -> Sequence[Coding]:
    """Return all codings a text ever had, by models and people, oldest first.

    `by` is fetched: who it was is for staff alone.
    """
    rows = document.codings.filter(item_key=read_key, recommendation_order=order)
    return list(rows.select_related("by").order_by("since", "pk"))


def unsure(
    scheme: Scheme,
    *,
    imagined: bool = False,
    after: After | None = None,
    size: int = 20,
) -> list[Recommendation]:
    """Return the texts in force of whose codes the model is least sure, first.

    Of one scheme; those that people decided are not among them, and those with nothing
    given neither. With item, document and State. Next page: `after(last)`.
    """
    name = sureness_field(scheme)
    found = _open(scheme, imagined).select_related("item__document", "item__state")
    if after is not None:
        later = Q(**{name: after.score}, pk__gt=after.recommendation_id)
        # The first condition lets the index be entered where the page begins.
        found = found.filter(Q(**{f"{name}__gte": after.score})).filter(
            later | Q(**{f"{name}__gt": after.score})
        )
    return list(found.order_by(name, "pk")[:size])


def after(row: Recommendation, scheme: Scheme) -> After:
    """Return where a page that ended with this row ended."""
    return After(getattr(row, sureness_field(scheme)), row.pk)


def unsure_count(scheme: Scheme, *, imagined: bool = False) -> int:
    """Return of how many texts in force the codes of a scheme are not certain."""
    name = sureness_field(scheme)
    return _open(scheme, imagined).filter(**{f"{name}__lt": CERTAIN}).count()


def decided_codings() -> Iterator[tuple[str, Coding]]:
    """Yield the text and the row of every decision in force that is of these words.

    In the order in which they were made; `by` is fetched. For exports and training.
    """
    rows = Coding.objects.filter(
        coder=PERSON,
        until=None,
        document__items__until=None,  # in one filter: one join
        document__items__read_key=F("item_key"),
        document__items__recommendations__order=F("recommendation_order"),
        document__items__recommendations__until=None,
    ).annotate(words=F("document__items__recommendations__text"))
    found = rows.select_related("by", "document").order_by("since", "pk")
    for row in found.iterator(1_000):
        if row.text_print == text_print(row.words):
            yield row.words, row


def _open(scheme: Scheme, imagined: bool) -> QuerySet[Recommendation]:
    name = sureness_field(scheme)
    return Recommendation.objects.filter(
        **{"until": None, f"{name}__isnull": False},
        item__document__is_imagined=imagined,
    )
