"""Being told of new documents: all, those of a State's reviews, or of a session."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upr.reference.states import STATES
from upright.archive import news_queries
from upright.archive import queries as archive
from upright.archive.models import Document
from upright.explore import labels
from upright.explore.alert_part import Part, part_of
from upright.explore.document_page import heading_of
from upright.subscriptions.topics import ROWS, News, Row, Section, Span, news_in


@dataclass(frozen=True, slots=True)
class Documents:
    """New documents: "", `state=SVN` or `session=48`."""

    def read(self, parameters: str) -> str:
        """Return the parameters as they are kept."""
        return part_of(parameters).written

    def in_words(self, parameters: str) -> str:
        """Return what is told of."""
        part = part_of(parameters)
        if part.state:
            return _("New documents about %(state)s") % {"state": part.state_name}
        if part.session:
            return _("New documents of session %(number)d") % {"number": part.session}
        return _("New documents")

    def path(self, parameters: str) -> str:
        """Return the page it belongs to."""
        return part_of(parameters).path("documents")

    def feed(self, parameters: str) -> str:
        """Return the Atom feed of all documents; there is none of a part of them."""
        return "" if parameters else reverse("feed-documents")

    def news(self, parameters: str, span: Span) -> News | None:
        """Return the documents that came."""
        found = _came(part_of(parameters), span)
        said = ngettext(
            "%(count)d new document", "%(count)d new documents", len(found)
        ) % {"count": len(found)}
        rows = [_row(document, span.until) for document in found[:ROWS]]
        return news_in(Section(said, len(found), rows, self.path(parameters)))


def _came(part: Part, span: Span) -> list[Document]:
    if part.state:
        imagined = STATES[part.state].is_imagined
        return news_queries.documents_since(
            span.since, span.until, imagined, state=part.state
        )
    imagined = not archive.has_real_documents(span.until)
    narrowed = {"session": part.session} if part.session else {}
    return news_queries.documents_since(span.since, span.until, imagined, **narrowed)


def _row(document: Document, version: int) -> Row:
    day, kind = document.distributed, labels.kind(document.kind)
    return Row(
        title=f"{heading_of(document)}: {kind}, {document.symbol}",
        path=reverse("document", args=[document.symbol]) + f"?v={version}",
        text=document.title,
        note=date_format(day, "j F Y") if day else "",
    )


DOCUMENTS: Final = Documents()
