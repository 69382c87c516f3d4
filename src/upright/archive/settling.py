"""Bringing into force what a document's current reading and its corrections say."""

from collections.abc import Iterable

from upr import records
from upright.archive import versions
from upright.archive.coding import model_version
from upright.archive.desired import (
    COUNTED_KINDS,
    Rows,
    Surroundings,
    counted_date,
    desired_rows,
)
from upright.archive.models import (
    Change,
    Correction,
    Document,
    Review,
    Session,
    State,
)
from upright.archive.payload import from_payload
from upright.archive.projection import Plan, carry_out, plan
from upright.archive.related import (
    ABOUT,
    DRAFT,
    REPORT,
    note_concluded,
    report_symbol,
    reports_of,
    witnesses_of,
)


def settle(row: Document, change: Change) -> list[Plan]:
    """Bring a document's rows into force, and return what was closed and added.

    A draft report gives way to the report of the same review: its rows are closed,
    it stays as a paper. A paper that says something of the items of reports settles
    those it was about before, and those it is about now.
    """
    touched = _reports(row)
    reading = versions.current_reading(row)
    row.current_reading = reading
    document = from_payload(reading.payload) if reading else None
    if reading is not None and document is not None:
        _take_facts(row, document)
        row.facts = reading.payload["facts"]
        row.coded_by = model_version() if document.kind in COUNTED_KINDS else ""
    row.save()
    if row.kind == records.DocumentKind.COUNCIL_REPORT:
        note_concluded(row, document.outcomes if document else ())
    steps = plan(row, _rows_for(row, document))
    carry_out(steps, reading, change)
    drafts = Document.objects.filter(kind=DRAFT, **_review_of(row))
    touched |= _by_key(drafts if row.kind == REPORT else ()) | _reports(row)
    return [
        steps,
        *(step for other in touched.values() for step in settle(other, change)),
    ]


def rows_with(row: Document, corrections: Iterable[Correction]) -> Rows:
    """Return what would be in force of a document under other corrections."""
    if row.current_reading is None:
        return Rows()
    document = from_payload(row.current_reading.payload)
    return desired_rows(document, _surroundings(row, corrections))


def _reports(row: Document) -> dict[int, Document]:
    return _by_key(reports_of(row) if row.kind in ABOUT else ())


def _by_key(found: Iterable[Document]) -> dict[int, Document]:
    return {row.pk: row for row in found}


def _rows_for(row: Document, document: records.Document | None) -> Rows:
    if document is None or is_replaced(row):
        return Rows()
    return desired_rows(
        document, _surroundings(row, row.corrections.filter(until=None))
    )


def is_replaced(row: Document) -> bool:
    """Whether a draft report has given way to the report."""
    if row.kind != DRAFT or row.state_id is None or row.session is None:
        return False
    reports = Document.objects.filter(kind=REPORT, current_reading__isnull=False)
    return reports.filter(**_review_of(row)).exists()


def _review_of(row: Document) -> dict[str, object]:
    if row.state_id is None or row.session is None:
        return {"pk__in": []}
    return {"state": row.state_id, "session": row.session}


def _surroundings(row: Document, corrections: Iterable[Correction]) -> Surroundings:
    return Surroundings(
        document=row,
        states=dict(State.objects.values_list("iso3", "name")),
        corrections=list(corrections),
        witnesses=witnesses_of(row) if row.kind in (REPORT, DRAFT) else (),
        codings=list(row.codings.filter(until=None)),
    )


def _take_facts(row: Document, document: records.Document) -> None:
    """Set what the document is counted under, as this reading says."""
    facts = document.facts
    symbol = report_symbol(row.symbol)  # an addendum is of its report's review
    review = Review.objects.filter(report_symbol=symbol).first()
    row.state = State.objects.filter(pk=document.state).first()
    row.is_imagined = row.state is not None and row.state.is_imagined
    row.session = facts.session or (review.session_id if review else None)
    session = Session.objects.filter(number=row.session or 0).first()
    row.cycle = session.cycle if session else None
    row.title = document.title
    row.distributed = document.distributed
    row.adopted = facts.adoption_date or (review.adoption_date if review else None)
    row.date = counted_date(row, facts)
