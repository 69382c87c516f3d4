"""What can be asked of the history of positions, as of a data version."""

from collections.abc import Sequence

from upright.archive.models import Document, Position
from upright.archive.queries import in_force


def said_by(paper: Document, version: int | None = None) -> Sequence[Position]:
    """Return what a paper says of the items of reports, in the order of the reports."""
    said = paper.positions_given.filter(in_force(version)).exclude(document=paper)
    return list(said.select_related("document").order_by("document", "pk"))
