"""What the calendars have published: an entry is remembered once it was given out.

The steps themselves are computed at each request (`queries`). A calendar program that
subscribed must be told what moved and what fell out, so each published entry keeps
its number of revisions, and stays, cancelled, when there is nothing left to announce.
"""

import uuid

from django.db import models

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


class Publication(models.Model):
    """The last time the entries were brought up to date: one row, locked meanwhile."""

    id = models.PositiveSmallIntegerField(primary_key=True)  # 1
    rules = models.CharField(max_length=64, blank=True)  # fingerprint of the rules
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"published {self.at}"
