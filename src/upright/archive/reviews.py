"""The models of States, sessions and reviews: the reference facts as rows.

Staff may edit sessions and reviews (reviews move, sessions move); loading reference
facts again leaves edited rows alone.
"""

from django.db import models


class State(models.Model):
    """A State of the reference facts, or an imagined one of the demonstration."""

    iso3 = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=120)  # short, current: "Türkiye"
    official_name = models.CharField(max_length=200)
    regional_group = models.CharField(max_length=30, blank=True)
    organisations = models.JSONField(default=list)  # codes, today's
    is_member = models.BooleanField(default=True)  # reviewed itself
    is_imagined = models.BooleanField(default=False)

    class Meta:
        """In the order of names."""

        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """A session of the Working Group on the UPR."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    cycle = models.PositiveSmallIntegerField()
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    is_verified = models.BooleanField(default=False)
    source = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False)  # by staff: facts leave it alone

    class Meta:
        """In the order of numbers."""

        ordering = ["number"]

    def __str__(self) -> str:
        return f"session {self.number}"


class Review(models.Model):
    """The review of one State in one cycle; it may move to another session."""

    class Status(models.TextChoices):
        """What became of it."""

        SCHEDULED = "scheduled", "scheduled"
        HELD = "held", "held"
        MOVED = "moved", "moved"
        NOT_HELD = "not_held", "not held"

    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="reviews")
    cycle = models.PositiveSmallIntegerField()
    scheduled_session = models.ForeignKey(
        Session, null=True, on_delete=models.PROTECT, related_name="scheduled_reviews"
    )
    session = models.ForeignKey(
        Session, null=True, on_delete=models.PROTECT, related_name="reviews"
    )
    status = models.CharField(max_length=10, choices=Status)
    date = models.DateField(null=True)
    adoption_date = models.DateField(null=True)
    troika = models.JSONField(default=list)  # ISO3
    report_symbol = models.CharField(max_length=60, blank=True)
    is_verified = models.BooleanField(default=False)
    source = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False)  # by staff: facts leave it alone

    class Meta:
        """One a State and cycle."""

        ordering = ["cycle", "session", "date"]
        constraints = [
            models.UniqueConstraint(fields=["state", "cycle"], name="one_review")
        ]

    def __str__(self) -> str:
        return f"{self.state_id}, cycle {self.cycle}"
