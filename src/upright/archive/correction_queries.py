"""What is asked of corrections, and of what can be corrected. For staff."""

from upright.archive.corrections import stale
from upright.archive.models import Correction, Document, Recommendation
from upright.archive.payload import from_payload
from upright.archive.queries import with_states


def recommendation_in_force(recommendation_id: int) -> Recommendation | None:
    """Return a recommendation that can be corrected, with its States.

    Where its row was replaced and says the same but for its codes, the row in its
    place. None where it says something else by now, or is in the archive no more: who
    asks has not seen that.
    """
    rows = with_states(Recommendation.objects.select_related("item__document__state"))
    row = rows.filter(pk=recommendation_id).first()
    if row is None or row.until is None:
        return row
    item = row.item
    found = rows.filter(
        item__document=item.document,
        item__read_key=item.read_key,
        item__until=None,
        order=row.order,
        until=None,
    ).first()
    return found if found and _said(found) == _said(row) else None


def _said(row: Recommendation) -> tuple[object, ...]:
    states = [(one.state_id, one.printed_name) for one in row.attributions.all()]
    return row.item.text, row.text, row.as_read, row.addressee, row.position, states


def correction(correction_id: int) -> Correction | None:
    """Return a correction, in force or not; for staff."""
    return Correction.objects.filter(pk=correction_id).first()


def stale_corrections() -> list[Correction]:
    """Return the corrections in force that find nothing any more to lie over."""
    by_document: dict[Document, list[Correction]] = {}
    found = Correction.objects.filter(until=None).select_related(
        "document__current_reading", "by"
    )
    for correction in found.order_by("since", "pk"):
        by_document.setdefault(correction.document, []).append(correction)
    listed = []
    for row, corrections in by_document.items():
        if row.current_reading is not None:
            reading = from_payload(row.current_reading.payload)
            listed += stale(reading, corrections)
    return listed
