"""What is on the work list, and what a decision on it would be about. For staff."""

from django.db.models import Q, QuerySet

from upright.archive.doubts import Why
from upright.archive.models import DocumentPart, Recommendation
from upright.curation.models import OpenQuestion

Kind = DocumentPart.Kind


def open_questions() -> QuerySet[OpenQuestion]:
    """Return everything in force that a person should look at."""
    asked = Q(kind__in=(Kind.DOUBT, Kind.LEFTOVER)) | Q(
        kind=Kind.CHECK, detail__passed=False
    )
    return OpenQuestion.objects.filter(asked, until=None).select_related("document")


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
