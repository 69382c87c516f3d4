"""What can be asked of voluntary pledges, as of a data version; all of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from upright.archive.models import Document, DocumentPart, DocumentVersion, State
from upright.archive.queries import find_document, in_force, page_image_source

PLEDGE = DocumentPart.Kind.PLEDGE
_MOST = 2**31 - 1  # what every database can hold and compare


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge as it is listed; document and order outlive every reading of it."""

    document_id: int
    symbol: str
    order: int  # in its document, from 1
    text: str
    paragraph: str
    page: int | None
    state: str  # ISO3; "" where the paper names none
    session: int | None
    cycle: int | None
    date: date | None
    is_imagined: bool


@dataclass(frozen=True)
class PledgePage:
    """Everything about one pledge."""

    document: Document
    part: DocumentPart
    state: State | None
    file: DocumentVersion | None  # whose pages its places are on

    @property
    def paragraph(self) -> str:
        """Of the paper; "" where none is printed."""
        return self.part.detail.get("paragraph") or ""


_FIELDS = (
    "document_id", "document__symbol", "order", "text", "detail", "page",
    "document__state_id", "document__session", "document__cycle", "document__date",
    "document__is_imagined",
)  # fmt: skip


def pledge_rows(imagined: bool, version: int | None = None) -> list[PledgeRow]:
    """Return every pledge, the newest review first, then in printed order."""
    found = DocumentPart.objects.filter(
        in_force(version), kind=PLEDGE, document__is_imagined=imagined
    )
    rows = [_row(values) for values in found.order_by().values_list(*_FIELDS)]
    rows.sort(key=lambda row: (row.symbol, row.order))
    rows.sort(key=lambda row: row.date or date.min, reverse=True)
    return rows


def _row(values: Sequence[Any]) -> PledgeRow:
    document, symbol, order, text, detail, page, state, *rest = values
    paragraph = detail.get("paragraph") or ""
    return PledgeRow(document, symbol, order, text, paragraph, page, state or "", *rest)


def pledge(symbol: str, order: int, version: int | None = None) -> PledgePage | None:
    """Return a pledge of a document with all that is known of it; None if not here."""
    row = find_document(symbol)
    if row is None or order > _MOST:
        return None
    parts = row.parts.filter(in_force(version), kind=PLEDGE, order=order)
    part = parts.select_related("reading__version").defer("reading__payload").first()
    if part is None:
        return None
    file = page_image_source(row, part)
    return PledgePage(row, part, row.state, file)
