"""The words for why something is on the work list."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upright.archive.doubts import Why
from upright.archive.models import DocumentPart

REASONS: Final[Mapping[str, Promise]] = {
    Why.UNCLEAR: _("The answer takes no clear position."),
    Why.UNANSWERED: _("The addendum says nothing of it."),
    Why.SAID_TWICE: _("One paper says two things of it."),
    Why.DISAGREE: _("OHCHR’s list tells another position."),
    Why.NO_SUCH_ITEM: _("No item of the report has this number."),
    DocumentPart.Kind.LEFTOVER: _("A line could not be placed."),
    DocumentPart.Kind.CHECK: _("A check of the document failed."),
}


def reason(part: DocumentPart) -> str:
    """Return why a row is listed."""
    return str(REASONS[part.detail.get("why", "")]) if _is_doubt(part) else _of(part)


def _is_doubt(part: DocumentPart) -> bool:
    return part.kind == DocumentPart.Kind.DOUBT


def _of(part: DocumentPart) -> str:
    why = part.detail.get("why", "")  # of a left-over line, in the reader's words
    said = str(REASONS[part.kind])
    return f"{said} {why}".strip()
