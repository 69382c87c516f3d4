"""What came into the archive between two data versions; all of it is public."""

from django.db.models import F, Q

from upright.archive.models import Document, Recommendation
from upright.archive.queries import documents


def symbols_touched(since: int, until: int) -> set[str]:
    """Return the symbols of documents with recommendations that came or went since.

    After version `since`, up to version `until`.
    """
    came = Q(since__gt=since, since__lte=until)
    gone = Q(until__gt=since, until__lte=until)
    found = set()
    # One after the other, so that each takes its own index.
    for rows in (came, gone):
        symbols = Recommendation.objects.filter(rows).order_by()
        found |= set(
            symbols.values_list("item__document__symbol", flat=True).distinct()
        )
    return found


def documents_since(
    since: int, until: int, imagined: bool, **narrowed: str | int
) -> list[Document]:
    """Return the documents that came after version `since`, newest first.

    `narrowed` are fields of a document with their values.
    """
    found = documents(imagined, until).filter(since__gt=since, **narrowed)
    newest = F("distributed").desc(nulls_last=True)
    return list(found.defer("facts").order_by(newest, "symbol", "pk"))
