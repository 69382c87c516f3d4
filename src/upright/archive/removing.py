"""Removing what is imagined, for good."""

from datetime import datetime

from django.db import transaction

from upright.accounts.models import User
from upright.archive import files
from upright.archive.changes import numbered_change
from upright.archive.models import (
    Attribution,
    Change,
    Coding,
    Correction,
    Document,
    DocumentPart,
    DocumentVersion,
    Item,
    Position,
    Reading,
    Recommendation,
    Review,
)


def remove_imagined(at: datetime, by: User | None = None) -> int:
    """Delete every document of imagined States, its rows and files; return how many.

    Real data is only closed, never deleted; imagined data counts in no total of real
    States, so no permanent link loses by it. The data version goes up, and an index
    that meets a change of kind REMOVAL drops everything imagined.
    """
    imagined = Document.objects.filter(is_imagined=True)
    if not imagined.exists():
        return 0
    with numbered_change(Change.Kind.REMOVAL, at, by, "imagined documents") as change:
        count = imagined.count()
        names = list(
            DocumentVersion.objects.filter(document__in=imagined).values_list(
                "file", flat=True
            )
        )
        _delete_rows()
        Review.objects.filter(state__is_imagined=True).delete()
        change.note = f"{count} imagined documents"
        change.save(update_fields=["note"])
        # Only when the rows are gone for certain; robust: a file that cannot be
        # deleted is logged and is met again by the next import of the same bytes.
        transaction.on_commit(lambda: files.discard(names), robust=True)
    return count


def _delete_rows() -> None:
    """Delete from the leaves up: what is protected by a row goes after that row."""
    Attribution.objects.filter(
        recommendation__item__document__is_imagined=True
    ).delete()
    Recommendation.objects.filter(item__document__is_imagined=True).delete()
    for kind in (Item, Position, DocumentPart, Coding, Correction):
        kind._default_manager.filter(document__is_imagined=True).delete()
    Document.objects.filter(is_imagined=True).update(current_reading=None)
    Reading.objects.filter(version__document__is_imagined=True).delete()
    DocumentVersion.objects.filter(document__is_imagined=True).delete()
    Document.objects.filter(is_imagined=True).delete()
