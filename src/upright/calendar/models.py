"""What the calendars have published: an entry is remembered once it was given out.

The steps themselves are computed at each request (`queries`). A calendar program that
subscribed must be told what moved and what fell out, so each published entry keeps
its number of revisions, and stays, cancelled, when there is nothing left to announce.
"""

import uuid

from django.db import models

from upr.timeline import STEPS
from upright.archive.models import Review, Session

# Made once for this purpose: entries have the same UID on every site that runs Upright.
NAMESPACE = uuid.UUID("5b6c2f0e-6f0c-5d1a-9a7f-0d3f7f0a4c11")


class Entry(models.Model):
    """One step of a review, or of a whole session, as the calendars publish it."""

    key = models.CharField(max_length=80, unique=True)  # "SVN-4-48-review"
    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    review = models.ForeignKey(Review, null=True, on_delete=models.CASCADE)
    step = models.CharField(max_length=40)  # of upr.timeline.STEPS, or "session"
    first = models.DateField()  # in Geneva
    last = models.DateField()
    at = models.TimeField(null=True)  # in Geneva; null: of the day nothing more known
    is_known = models.BooleanField()  # published or entered; else computed by a rule
    is_verified = models.BooleanField()
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    is_cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """By day."""

        ordering = ["first", "key"]
        indexes = [models.Index(fields=["last", "first"])]

    def __str__(self) -> str:
        return self.key

    @property
    def uid(self) -> str:
        """The same for ever, and on every site."""
        return str(uuid.uuid5(NAMESPACE, self.key))


class EnteredDays(models.Model):
    """Days of a step that staff entered, of a whole session or of one review at it.

    They outrank what the reference facts hold and what a rule gives. A row is never
    changed: it holds from change `since` until change `until`.
    """

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="entered_days"
    )
    review = models.ForeignKey(
        Review, null=True, on_delete=models.CASCADE, related_name="entered_days"
    )  # null: of the session as a whole
    step = models.CharField(max_length=40)  # of upr.timeline.STEPS
    first = models.DateField()  # in Geneva
    last = models.DateField()
    at = models.TimeField(null=True)  # of the first day, in Geneva
    source = models.TextField()  # where it was published
    is_verified = models.BooleanField(default=False)
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)

    class Meta:
        """Newest first; of a step one holds at a time."""

        ordering = ["-since"]
        verbose_name = verbose_name_plural = "entered days"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "review", "step"],
                condition=models.Q(until=None),
                name="one_of_a_review_in_force",
            ),
            models.UniqueConstraint(
                fields=["session", "step"],
                condition=models.Q(until=None, review=None),
                name="one_of_a_session_in_force",
            ),
        ]

    def __str__(self) -> str:
        step = STEPS.get(self.step)
        return f"{self.review or self.session}: {step.name if step else self.step}"


class EnteredTroika(models.Model):
    """The troika of a review as staff entered it: none to three States.

    It outranks what the reference facts hold, which stay as they are. A row is never
    changed: it holds from change `since` until change `until`.
    """

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="entered_troikas"
    )
    states = models.JSONField(default=list)  # ISO3, in the order of the source
    source = models.TextField()  # where it was published
    is_verified = models.BooleanField(default=False)
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)

    class Meta:
        """Newest first; of a review one holds at a time."""

        ordering = ["-since"]
        verbose_name = "entered troika"
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(until=None),
                name="one_troika_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review}: {', '.join(self.states) or '–'}"


class CountdownCard(models.Model):
    """The card of one State of a coming session, published on its day, once."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="countdown_cards"
    )
    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="countdown_cards"
    )
    day = models.DateField()  # in Geneva, whose turn it was
    facts = models.JSONField()  # card_facts.CardFacts as they were then
    published_at = models.DateTimeField()

    class Meta:
        """Newest first; a State has one a session."""

        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "review"], name="one_card_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.day}"


class Publication(models.Model):
    """The last time the entries were brought up to date: one row, locked meanwhile."""

    id = models.PositiveSmallIntegerField(primary_key=True)  # 1
    rules = models.CharField(max_length=64, blank=True)  # fingerprint of the rules
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"published {self.at}"
