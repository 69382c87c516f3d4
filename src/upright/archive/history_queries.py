"""What can be asked of the history of positions, as of a data version."""

from collections.abc import Collection, Sequence

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from upright.archive.models import Document, Position, Recommendation
from upright.archive.queries import in_force
from upright.archive.rows import Said

_FIELDS = (
    "stage", "value", "implementation", "words", "explanation", "source__symbol",
    "source_paragraph", "said_in", "date", "is_corrected", "recommendation_order",
)  # fmt: skip

_UNREAD = (  # by lists of texts: it takes longer to decode than all else
    "codings", "item__text", "item__footnotes", "item__referred_to", "item__places",
    "item__document__facts",
)  # fmt: skip


def said_by(paper: Document, version: int | None = None) -> Sequence[Position]:
    """Return what a paper says of the items of reports, in the order of the reports."""
    said = paper.positions_given.filter(in_force(version)).exclude(document=paper)
    return list(said.select_related("document").order_by("document", "pk"))


def histories(
    items: Collection[int], version: int | None = None
) -> dict[int, list[Said]]:
    """Return the history of each of some items, in the order of the review.

    `items` are their ids, superseded rows too: what is said is tied to the document
    and the number, which outlive them. One query, whatever their number.
    """
    found = Position.objects.filter(
        in_force(version), document__items__in=items, item_key=F("document__items__key")
    )
    rows = found.order_by("stage", "date", "pk")
    said: dict[int, list[Said]] = {}
    for item, stage, *rest in rows.values_list("document__items__id", *_FIELDS):
        name = Position.Stage(stage).name.lower()
        said.setdefault(item, []).append(Said(name, *rest))
    return said


def changed_of(iso3: str, version: int | None = None) -> QuerySet[Recommendation]:
    """Return the texts to a State whose position is another than in the report.

    The newest review first, in printed order; with their items and documents.
    """
    # By State, not by `until`: SQLite keeps no statistics, and would look for the texts
    # of one State among all those in force.
    found = Recommendation.objects.alias(end=Coalesce("until", Value(0)))
    found = found.filter(end=0) if version is None else found.filter(in_force(version))
    found = found.filter(item__state=iso3)
    changed = found.exclude(position=F("position_at_report"))
    light = changed.select_related("item__document").defer(*_UNREAD)
    return light.order_by("-item__session", "item__document", "item__order", "order")


def changed_items(iso3: str, version: int | None = None) -> int:
    """Return how many items to a State hold a text whose position changed."""
    found = changed_of(iso3, version).order_by()
    return found.values("item").distinct().count()
