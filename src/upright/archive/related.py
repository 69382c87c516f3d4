"""Which papers are about the review of which report, found from either side.

An addendum is named after its report (A/HRC/28/15/Add.1). A thematic list is about the
State and session it names; so is an addendum for a draft report, which has another
symbol. A decision of the Council has the Council's session in its symbol
(A/HRC/DEC/28/111). A report of the Council names the reports it tells of.
"""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from upr import records
from upright.archive.hearing import Witness
from upright.archive.models import ConcludedReview, Document
from upright.archive.payload import from_payload

Kind = records.DocumentKind
REPORT, DRAFT = Kind.REPORT.value, Kind.DRAFT_REPORT.value
ABOUT = {
    kind.value
    for kind in (Kind.ADDENDUM, Kind.THEMATIC_LIST, Kind.DECISION, Kind.COUNCIL_REPORT)
}
ADDED = "/Add."
COUNCIL_SESSION = re.compile(r"A/HRC/(?:DEC/)?(\d+)/\d+")
NONE = Q(pk__in=[])


def report_symbol(symbol: str) -> str:
    """Return the symbol of the report a paper is added to: of a report its own."""
    return symbol.partition(ADDED)[0]


def witnesses_of(report: Document) -> list[Witness]:
    """Return the papers about a report's review, as they are read today."""
    if report.state_id is None:
        return []
    told = ConcludedReview.objects.filter(report_symbol=report.symbol)
    about = (
        Q(kind=Kind.ADDENDUM.value, symbol__startswith=report.symbol + ADDED)
        | Q(kind=Kind.COUNCIL_REPORT.value, pk__in=told.values("paper"))
        | _same_review(report, Kind.THEMATIC_LIST.value)
        | _decisions(report)
    )
    if report.kind == DRAFT:
        about |= _same_review(report, Kind.ADDENDUM.value)
    found = Document.objects.filter(about, current_reading__isnull=False)
    return [
        Witness(row, from_payload(row.current_reading.payload))
        for row in found.select_related("current_reading").order_by("symbol", "pk")
        if row.current_reading is not None
    ]


def reports_of(paper: Document) -> QuerySet[Document]:
    """Return the reports, and drafts of them, that a paper is about."""
    about = NONE
    if paper.kind == Kind.ADDENDUM.value:
        about = Q(kind=REPORT, symbol=report_symbol(paper.symbol))
        about |= _same_review(paper, DRAFT)
    elif paper.kind == Kind.THEMATIC_LIST.value:
        about = _same_review(paper, REPORT, DRAFT)
    elif paper.kind == Kind.COUNCIL_REPORT.value and paper.pk:
        symbols = paper.concluded_reviews.values("report_symbol")
        about = Q(kind=REPORT, symbol__in=symbols)
    elif paper.kind == Kind.DECISION.value and (session := _council(paper.symbol)):
        begins = f"A/HRC/{session}/"
        about = Q(kind=REPORT, state=paper.state_id, symbol__startswith=begins)
    return Document.objects.filter(about, state__isnull=False)


def note_concluded(paper: Document, outcomes: Iterable[records.Outcome]) -> None:
    """Keep of which reports a report of the Council tells."""
    symbols = {outcome.report for outcome in outcomes if outcome.report}
    known = set(paper.concluded_reviews.values_list("report_symbol", flat=True))
    paper.concluded_reviews.filter(report_symbol__in=known - symbols).delete()
    ConcludedReview.objects.bulk_create(
        ConcludedReview(paper=paper, report_symbol=symbol)
        for symbol in sorted(symbols - known)
    )


def _same_review(row: Document, *kinds: str) -> Q:
    if row.state_id is None or row.session is None:
        return NONE
    return Q(kind__in=kinds, state=row.state_id, session=row.session)


def _decisions(report: Document) -> Q:
    session = _council(report.symbol)
    if not session:
        return NONE
    begins = f"A/HRC/DEC/{session}/"
    return Q(kind=Kind.DECISION.value, state=report.state_id, symbol__startswith=begins)


def _council(symbol: str) -> str:
    found = COUNCIL_SESSION.match(symbol)
    return found[1] if found else ""
