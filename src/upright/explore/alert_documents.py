"""Being told of new documents: all, those of a State's reviews, or of a session."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upr.reference.states import STATES
from upright.archive import news_queries
from upright.archive import queries as archive
from upright.archive.models import Document
from upright.explore import labels
from upright.explore.alert_searches import state_code
from upright.explore.document_page import heading_of
from upright.subscriptions.topics import ROWS, News, Row, Section, Span, WishError

_MAX_DIGITS = 4  # of the number of a session


@dataclass(frozen=True, slots=True)
class Documents:
    """New documents: "", `state=SVN` or `session=48`."""

    def read(self, parameters: str) -> str:
        """Return the parameters as they are kept."""
        asked = QueryDict(parameters)
        if "state" in asked:
            return f"state={state_code(parameters)}"
        if "session" in asked:
            return f"session={session_number(parameters)}"
        return ""

    def in_words(self, parameters: str) -> str:
        """Return what is told of."""
        asked = QueryDict(parameters)
        if "state" in asked:
            name = STATES[state_code(parameters)].name
            return _("New documents about %(state)s") % {"state": name}
        if "session" in asked:
            number = session_number(parameters)
            return _("New documents of session %(number)d") % {"number": number}
        return _("New documents")

    def path(self, parameters: str) -> str:
        """Return the page it belongs to."""
        asked = QueryDict(parameters)
        if "state" in asked:
            return reverse("state", args=[state_code(parameters)])
        if "session" in asked:
            return reverse("session", args=[session_number(parameters)])
        return reverse("documents")

    def feed(self, parameters: str) -> str:
        """Return the Atom feed of all documents; there is none of a part of them."""
        return "" if parameters else reverse("feed-documents")

    def news(self, parameters: str, span: Span) -> News | None:
        """Return the documents that came."""
        found = _came(parameters, span)
        if not found:
            return None
        said = ngettext(
            "%(count)d new document", "%(count)d new documents", len(found)
        ) % {"count": len(found)}
        rows = [_row(document, span.until) for document in found[:ROWS]]
        section = Section(said, len(found), rows, self.path(parameters))
        return News(_("Upright: %(said)s") % {"said": said}, [section])


def session_number(parameters: str) -> int:
    """Return the session in some parameters. Raises WishError."""
    number = str(QueryDict(parameters).get("session", ""))
    is_number = number.isascii() and number.isdecimal() and len(number) <= _MAX_DIGITS
    if not is_number or int(number) == 0:
        raise WishError(_("There is no session %(number)s.") % {"number": number[:10]})
    return int(number)


def _came(parameters: str, span: Span) -> list[Document]:
    asked = QueryDict(parameters)
    if "state" in asked:
        code = state_code(parameters)
        imagined = STATES[code].is_imagined
        return news_queries.documents_since(
            span.since, span.until, imagined, state=code
        )
    imagined = not archive.has_real_documents(span.until)
    if "session" in asked:
        number = session_number(parameters)
        return news_queries.documents_since(
            span.since, span.until, imagined, session=number
        )
    return news_queries.documents_since(span.since, span.until, imagined)


def _row(document: Document, version: int) -> Row:
    day, kind = document.distributed, labels.kind(document.kind)
    return Row(
        title=f"{heading_of(document)}: {kind}, {document.symbol}",
        path=reverse("document", args=[document.symbol]) + f"?v={version}",
        text=document.title,
        note=date_format(day, "j F Y") if day else "",
    )


DOCUMENTS: Final = Documents()
