"""A round to code in: three texts of an imagined report, coded by no model."""

from datetime import UTC, datetime, timedelta

from upr.coding import Scheme
from upright.accounts.models import User
from upright.archive.models import Document, Recommendation
from upright.curation import coding_rounds as rounds
from upright.curation.models import CodingRound, CodingTask

THEN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return THEN + timedelta(minutes=number)


def round_of(scheme: Scheme = Scheme.ACTION, **fields: object) -> CodingRound:
    """A round over all texts of the first document."""
    made = CodingRound.objects.create(
        **{
            "name": "June",
            "scheme": scheme.value,
            "draw": "random",
            "begun_at": THEN,
            **fields,
        }
    )
    document = Document.objects.earliest("pk")
    texts = Recommendation.objects.filter(item__document=document, until=None)
    for place, text in enumerate(texts.order_by("item__order", "order"), start=1):
        rounds._task(made, place, text).save()
    return made


def task(made: CodingRound, place: int) -> CodingTask:
    return made.tasks.get(place=place)


def coder(name: str, *permissions: str) -> User:
    """Somebody who may code, and what else is named."""
    from django.contrib.auth.models import Permission  # noqa: PLC0415 -- needs apps

    user = User.objects.create_user(f"{name}@example.org", "pass", is_staff=True)
    wanted = Permission.objects.filter(codename__in=("add_judgement", *permissions))
    user.user_permissions.set(wanted)
    return user
