"""What is on the work list, and what a decision on it would be about. For staff."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left, StrIndex

from upr.records import DocumentKind
from upright.archive.doubts import Why
from upright.archive.models import Document, DocumentPart, Recommendation
from upright.curation.models import LoneAddendum, OpenQuestion, TickedOff

Kind = DocumentPart.Kind


def open_questions() -> QuerySet[OpenQuestion]:
    """Return everything in force that a person should look at.

    Not what somebody ticked off.
    """
    asked = Q(kind__in=(Kind.DOUBT, Kind.LEFTOVER)) | Q(
        kind=Kind.CHECK, detail__passed=False
    )
    found = OpenQuestion.objects.filter(asked, until=None).select_related("document")
    ticked = TickedOff.objects.filter(
        document=OuterRef("document"),
        kind=OuterRef("kind"),
        text=OuterRef("text"),
        undone_at=None,
    )
    return found.exclude(Exists(ticked))


def open_question(pk: int) -> OpenQuestion | None:
    """Return a question that is open, None where it is not."""
    return open_questions().filter(pk=pk).first()


def may_be_ticked_off(question: OpenQuestion) -> bool:
    """Whether nothing can be decided about it but that nothing is to be done.

    A doubt on an item leaves the list by a decision on its position.
    """
    return not question.detail.get("item")


def ticked_off(question: OpenQuestion) -> TickedOff | None:
    """Return by what a question is ticked off, None where it is open."""
    return TickedOff.objects.filter(
        document=question.document_id,
        kind=question.kind,
        text=question.text,
        undone_at=None,
    ).first()


def still_ticked_off(pk: int) -> TickedOff | None:
    """Return what is ticked off and was not taken back."""
    found = TickedOff.objects.filter(pk=pk, undone_at=None)
    return found.select_related("document").first()


def lone_addenda() -> QuerySet[LoneAddendum]:
    """Return the addenda whose report is not archived, by symbol.

    Nor a draft of it: what they say is then tied to no recommendation.
    """
    begun = StrIndex("symbol", Value("/Add."))
    found = LoneAddendum.objects.filter(
        kind=DocumentKind.ADDENDUM, current_reading__isnull=False
    ).annotate(report=Left("symbol", begun - 1))
    reports = Document.objects.filter(
        kind=DocumentKind.REPORT, symbol=OuterRef("report")
    )
    drafts = Document.objects.filter(
        kind=DocumentKind.DRAFT_REPORT,
        state=OuterRef("state"),
        session=OuterRef("session"),
    )
    lone = found.exclude(Exists(reports)).exclude(Exists(drafts))
    return lone.select_related("state", "current_reading").order_by("symbol", "pk")


def of_reason(questions: QuerySet[OpenQuestion], reason: str) -> QuerySet[OpenQuestion]:
    """Keep those that are listed for one reason of `labels.REASONS`."""
    if reason in set(Why):
        return questions.filter(kind=Kind.DOUBT, detail__why=reason)
    return questions.filter(kind=reason)


def recommendations_asked_about(question: OpenQuestion) -> list[Recommendation]:
    """Return the texts in force of the item a doubt is on; none where it names none."""
    key = question.detail.get("item")
    if question.kind != Kind.DOUBT or not key:
        return []
    found = Recommendation.objects.filter(
        item__document=question.document_id, item__key=key, until=None
    )
    return list(found.select_related("item__document").order_by("order"))
