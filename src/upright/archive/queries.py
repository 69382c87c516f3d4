"""What can be asked of the archive, each as of a data version.

Everything here is public: documents of the UN and what was read in them. Who decided a
correction is shown to staff alone (the admin), its reason and date to everybody.
A version of None means: now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from upr.records import READER_VERSION
from upright.archive.models import (
    Attribution,
    Change,
    Correction,
    Document,
    DocumentPart,
    DocumentVersion,
    Item,
    Position,
    Reading,
    Recommendation,
    State,
)
from upright.archive.row_stream import rows_for_index
from upright.archive.rows import IndexRow

__all__ = [
    "DocumentPage",
    "IndexRow",
    "ItemPage",
    "Totals",
    "archived",
    "changes",
    "counted",
    "data_version",
    "document",
    "documents",
    "documents_latest",
    "has_real_documents",
    "in_force",
    "item",
    "page_image_source",
    "rows_for_index",
    "states",
    "totals",
    "versions_to_reread",
]

AROUND = 2  # items shown before and after one

# Both are declared by the models: a type checker is not to declare them again.
_TEXTS: str = "texts"
_NAMED: str = "named"


@dataclass(frozen=True)
class Totals:
    """What is in the archive, in each of the ways it can be counted."""

    reports: int  # documents with recommendations in force
    papers: int  # other documents
    items: int
    recommendations: int
    attributions: int
    states: int  # States under review


@dataclass(frozen=True)
class ItemPage:
    """Everything about one item."""

    document: Document
    item: Item
    recommendations: Sequence[Recommendation]  # with attributions and their States
    positions: Sequence[Position]  # history, in the order of the review, with sources
    corrections: Sequence[Correction]  # that lie over it
    before: Sequence[Item]  # at most AROUND, the nearest first
    after: Sequence[Item]  # the same
    state: State | None  # under review
    comments: Sequence[DocumentPart]  # of the State, where they name this item

    @property
    def previous(self) -> Item | None:
        """The item before this one in the document."""
        return self.before[0] if self.before else None

    @property
    def next(self) -> Item | None:
        """The item after this one in the document."""
        return self.after[0] if self.after else None


@dataclass(frozen=True)
class DocumentPage:
    """Everything about one document."""

    document: Document
    state: State | None
    versions: Sequence[DocumentVersion]  # oldest first
    items: Sequence[Item]  # with `texts`, and these with `named` and their States
    parts: dict[str, list[DocumentPart]]  # by DocumentPart.Kind, each kind present
    positions: dict[str, int]  # recommendations by position in force
    corrections: int  # that lie over it
    is_whole: bool  # nothing left over, every check passed


def data_version() -> int:
    """Return the number of the last change; 0 before the first."""
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def changes(since: int, until: int | None = None) -> list[tuple[int, str]]:
    """Return number and kind of the changes after `since`, up to `until`, in order.

    A follower that meets a Change.Kind.REMOVAL drops everything imagined it holds
    before it takes the rows of `rows_for_index(since, until)`.
    """
    found = Change.objects.filter(id__gt=since).order_by("id")
    if until is not None:
        found = found.filter(id__lte=until)
    return list(found.values_list("id", "kind"))


def in_force(version: int | None, prefix: str = "") -> Q:
    """Return the condition for rows in force at a version; `prefix` ends with `__`."""
    if version is None:
        return Q(**{f"{prefix}until": None})
    still = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": version})
    return Q(**{f"{prefix}since__lte": version}) & still


def has_real_documents(version: int | None = None) -> bool:
    """Whether anything but imagined documents is here."""
    return documents(imagined=False, version=version).exists()


def states(imagined: bool) -> dict[str, State]:
    """Return the States by code."""
    return {s.iso3: s for s in State.objects.filter(is_imagined=imagined)}


def documents(imagined: bool, version: int | None = None) -> QuerySet[Document]:
    """Return the documents, newest first, with their States."""
    found = Document.objects.filter(
        is_imagined=imagined, current_reading__isnull=False
    ).select_related("state")
    if version is not None:
        found = found.filter(since__lte=version)
    return found.order_by("-since", "-pk")


def counted(
    documents: Iterable[Document], version: int | None = None
) -> list[Document]:
    """Return a few documents, each with its `recommendation_count`.

    Counted for these alone: over all of the archive it takes hundreds of milliseconds.
    """
    found = list(documents)
    # From the documents on: SQLite would start from every text in force.
    texts = Count(
        "items__recommendations", filter=in_force(version, "items__recommendations__")
    )
    rows = Document.objects.filter(pk__in=[document.pk for document in found])
    counts = dict(rows.order_by().values_list("pk").annotate(count=texts))
    for document in found:
        document.recommendation_count = counts.get(document.pk, 0)
    return found


def documents_latest(
    number: int, imagined: bool, version: int | None = None
) -> list[Document]:
    """Return the documents that came last, newest first, with their counts."""
    return counted(documents(imagined, version)[:number], version)


def totals(version: int | None, imagined: bool) -> Totals:
    """Return how much is in the archive, real or imagined, at a version."""
    found = Document.objects.filter(is_imagined=imagined, current_reading__isnull=False)
    if version is not None:
        found = found.filter(since__lte=version)
    items = Item.objects.filter(in_force(version), document__is_imagined=imagined)
    numbers = items.aggregate(
        items=Count("pk"),
        reports=Count("document", distinct=True),
        states=Count("state", distinct=True),
    )
    texts = Recommendation.objects.filter(
        in_force(version), item__document__is_imagined=imagined
    )
    attributions = Attribution.objects.filter(
        in_force(version, "recommendation__"),
        recommendation__item__document__is_imagined=imagined,
        state__isnull=False,
    )
    return Totals(
        **numbers,
        papers=found.count() - numbers["reports"],
        recommendations=texts.count(),
        attributions=attributions.count(),
    )


def find_document(symbol: str) -> Document | None:
    """Return the document with a symbol, however its letters are cased."""
    # The payload holds the whole document: it comes only where it is asked for.
    found = (
        Document.objects.select_related("state", "current_reading__version")
        .defer("current_reading__payload")
        .order_by("since", "pk")
    )
    exact = found.filter(symbol=symbol).first()  # by its index, not through them all
    return exact or found.filter(symbol__iexact=symbol).first()


def archived(symbols: Iterable[str], version: int | None = None) -> set[str]:
    """Return those of `symbols` that are here, written as they are here."""
    found = Document.objects.filter(symbol__in=list(symbols))
    if version is not None:
        found = found.filter(since__lte=version)
    return set(found.values_list("symbol", flat=True))


def document(symbol: str, version: int | None = None) -> DocumentPage | None:
    """Return a document with everything read in it; None if it is not here."""
    row = find_document(symbol)
    if row is None or (version is not None and row.since > version):
        return None
    parts: dict[str, list[DocumentPart]] = {kind: [] for kind in DocumentPart.Kind}
    for part in row.parts.filter(in_force(version)).order_by("kind", "order"):
        parts[part.kind].append(part)
    items = list(_listed(row, version))
    positions: dict[str, int] = {}
    for one in items:
        for text in one.texts:
            positions[text.position] = positions.get(text.position, 0) + 1
    versions = row.versions.order_by("since", "pk")
    if version is not None:
        versions = versions.filter(since__lte=version)
    return DocumentPage(
        document=row,
        state=row.state,
        versions=list(versions),
        items=items,
        parts=parts,
        positions=positions,
        corrections=row.corrections.filter(in_force(version)).count(),
        is_whole=_is_whole(parts),
    )


def _is_whole(parts: dict[str, list[DocumentPart]]) -> bool:
    kinds = DocumentPart.Kind
    checks = all(part.detail["passed"] for part in parts[kinds.CHECK])
    return checks and not parts[kinds.LEFTOVER]


def _listed(row: Document, version: int | None) -> QuerySet[Item]:
    """The items with all that a list shows, as `texts` and, of each, `named`."""
    named = Attribution.objects.select_related("state").order_by("order")
    texts = Recommendation.objects.filter(in_force(version)).order_by("order")
    texts = texts.prefetch_related(Prefetch("attributions", named, to_attr=_NAMED))
    own = row.items.filter(in_force(version)).order_by("order")
    # Lists: a manager makes a query for each item and text, if only to throw it away.
    return own.defer("footnotes", "referred_to", "places").prefetch_related(
        Prefetch("recommendations", texts, to_attr=_TEXTS)
    )


def _items(row: Document, version: int | None) -> QuerySet[Item]:
    texts = Recommendation.objects.filter(in_force(version)).order_by("order")
    attributions = Attribution.objects.select_related("state").order_by("order")
    return (
        row.items.filter(in_force(version))
        .order_by("order")
        .prefetch_related(
            Prefetch("recommendations", texts),
            Prefetch("recommendations__attributions", attributions),
        )
    )


def item(symbol: str, key: str, version: int | None = None) -> ItemPage | None:
    """Return an item of a document with all that is known of it; None if not here."""
    row = find_document(symbol)
    if row is None:
        return None
    items = _items(row, version).select_related("reading__version")
    found = items.defer("reading__payload").filter(key=key).first()
    if found is None:
        return None
    others = row.items.filter(in_force(version))
    positions = row.positions.filter(in_force(version), item_key=key)
    comments = row.parts.filter(in_force(version), kind=DocumentPart.Kind.COMMENT)
    return ItemPage(
        document=row,
        item=found,
        recommendations=list(found.recommendations.all()),
        positions=list(
            positions.select_related("source").order_by("stage", "date", "pk")
        ),
        corrections=list(
            row.corrections.filter(
                in_force(version), item_key=found.read_key
            ).select_related("by")
        ),
        before=list(others.filter(order__lt=found.order).order_by("-order")[:AROUND]),
        after=list(others.filter(order__gt=found.order).order_by("order")[:AROUND]),
        state=row.state,
        comments=[part for part in comments if found.read_key in part.detail["about"]],
    )


def versions_to_reread(
    symbols: Sequence[str], everything: bool = False
) -> list[DocumentVersion]:
    """Return the files whose last reading is not this reader's, in order of symbols.

    Without symbols of all documents; `everything`: whoever read them.
    """
    last = Reading.objects.filter(version=OuterRef("pk")).order_by("-since", "-pk")
    found = DocumentVersion.objects.annotate(
        reader=Subquery(last.values("reader_version")[:1])
    )
    if symbols:
        found = found.filter(document__symbol__in=symbols)
    if not everything:
        found = found.exclude(reader=READER_VERSION)
    return list(found.select_related("document").order_by("document__symbol", "since"))


def with_states(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Return the same with attributions and their States fetched, in printed order."""
    named = Attribution.objects.select_related("state").order_by("order")
    return found.prefetch_related(Prefetch("attributions", named))


def readings(document: Document) -> QuerySet[Reading]:
    """Return who read the files of a document, oldest first; without what was read."""
    found = Reading.objects.filter(version__document=document).defer("payload")
    return found.select_related("version").order_by("since", "pk")


def parts(document: Document, kind: str) -> QuerySet[DocumentPart]:
    """Return the parts of one kind that are in force now, as printed."""
    return document.parts.filter(kind=kind, until=None).order_by("order")


def page_image_source(
    document: Document, item: Item | DocumentPart | None = None
) -> DocumentVersion | None:
    """Return the file whose pages an item's places are on; None where it has no pages.

    Of an item or a part the file it was read in (a page of an older version of the
    data stays right), else the document's current one. `version.file` opens it.
    """
    reading = item.reading if item is not None else document.current_reading
    if reading is None or reading.version.pages is None:
        return None
    return reading.version
