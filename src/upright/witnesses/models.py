"""What other databases hold, as they say it, and what it is tied to here.

An `Export` is one file somebody gave; a `Record` is one of its rows. While a file is
read its records are staged: they have no `since`, and nobody sees them. One numbered
change takes them in, all together. A record that a newer export changes, or no longer
has, is not changed here: it gets an `until`, as every row of the archive does.

A `Tie` says what a record in force is about, or that nothing fits. It is tied by
natural keys (symbol, key of the item, number of the text in it), so that a report can
be read again. What staff decides is a `Decision`, tied to the record by its key: it
outlives newer exports, newer readings and newer ties.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from upr.exchange.foreign import RecordKind, SourceName
from upr.witnesses import Ground

__all__ = [
    "Decision",
    "Export",
    "Followed",
    "InForce",
    "Record",
    "RejectedRow",
    "ReviewTies",
    "Sighting",
    "Tie",
]

LOOSE = "loose"  # the ground of a record that nothing fits
DECIDED = "decided"  # the ground of a tie that staff decided


class Export(models.Model):
    """One file of another database: how far its import is, and what it came to."""

    class Stage(models.TextChoices):
        """Where its import stands."""

        READING = "reading", _("being read")
        READ = "read", _("read, not yet taken in")
        TYING = "tying", _("taken in, being tied")
        DONE = "done", _("done")
        FAILED = "failed", _("failed: nothing was kept")
        CANCELLED = "cancelled", _("cancelled: nothing was kept")

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)  # as it came; never used as a path
    size = models.PositiveBigIntegerField()  # bytes
    source = models.CharField(max_length=10, blank=True)  # SourceName, once it is known
    form = models.CharField(max_length=80, blank=True)  # for a person
    encoding = models.CharField(max_length=30, blank=True)
    delimiter = models.CharField(max_length=3, blank=True)
    recognised = models.JSONField(default=list)  # [column, value it holds]
    unknown = models.JSONField(default=list)  # columns kept beside the record
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.READING)
    rows = models.PositiveBigIntegerField(default=0)  # read and staged so far
    counts = models.JSONField(default=dict)  # see counting.Counts
    expected = models.JSONField(default=dict)  # see previewing.Expected
    problem = models.TextField(blank=True)  # a sentence for a person
    waiting_file = models.CharField(max_length=200, blank=True)  # uploaded, until done
    is_wanted = models.BooleanField(default=False)  # to be taken in once it is read
    holder = models.CharField(max_length=120, blank=True)  # the process at work on it
    held_until = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL
    )
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    based_on = models.BigIntegerField(default=0)  # last change that took one in, then
    since = models.BigIntegerField(null=True)  # the change that took it in

    class Meta:
        """Newest first."""

        ordering = ["-began", "-pk"]
        verbose_name = _("export of another database")
        verbose_name_plural = _("exports of other databases")
        permissions = [("import_export", "Can import exports of other databases")]

    def __str__(self) -> str:
        return self.name


class InForce(models.Model):
    """A row that holds from change `since` until change `until`."""

    since = models.BigIntegerField(null=True)  # None: staged, nobody sees it
    until = models.BigIntegerField(null=True)

    class Meta:
        """Only a shape."""

        abstract = True


class Record(InForce):
    """One row of somebody's database, in their words."""

    export = models.ForeignKey(
        Export, on_delete=models.PROTECT, related_name="records"
    )  # the first that had it so
    row = models.PositiveBigIntegerField()  # there
    source = models.CharField(max_length=10)  # SourceName
    key = models.CharField(max_length=32)  # the same in every export, see keys.py
    ordinal = models.PositiveIntegerField(default=1)  # of the rows with one key
    digest = models.CharField(max_length=32)  # of all it says
    kind = models.CharField(max_length=14)  # RecordKind
    state = models.CharField(max_length=3, blank=True)  # under review; "": see `said`
    session = models.PositiveSmallIntegerField(null=True)
    cycle = models.PositiveSmallIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    original = models.TextField(blank=True)  # where the text was freed of HTML
    response = models.CharField(max_length=200, blank=True)  # as said
    # Everything else it says, as JSON: States, labels, regions, ids, cautions. Text,
    # not a field of JSON: it is written by the child that reads and never asked of.
    said = models.TextField(default="{}")
    is_gone = models.BooleanField(default=False)  # a newer export has it no longer

    class Meta:
        """In the order in which they came."""

        ordering = ["pk"]
        verbose_name = _("record of another database")
        verbose_name_plural = _("records of other databases")
        indexes = [
            models.Index(fields=["state", "cycle"]),
            models.Index(fields=["symbol"]),
            models.Index(fields=["export", "since"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "ordinal"],
                condition=models.Q(until=None, since__isnull=False),
                name="one_record_in_force",
            ),
            models.UniqueConstraint(
                fields=["source", "key", "ordinal", "export"],
                condition=models.Q(since=None),
                name="one_record_staged",
            ),
        ]

    def __str__(self) -> str:
        source, kind = SourceName(self.source), RecordKind(self.kind)
        return f"{source.value}, {kind.value}: {self.text[:60]}"


class Sighting(models.Model):
    """A record in force that an export being read has too; gone when it is taken in."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE)
    record = models.ForeignKey(Record, on_delete=models.CASCADE)
    is_changed = models.BooleanField()  # a staged row is to take its place

    class Meta:
        """Once an export."""

        constraints = [
            models.UniqueConstraint(fields=["export", "record"], name="seen_once")
        ]

    def __str__(self) -> str:
        return f"{self.export_id}: {self.record_id}"


class RejectedRow(models.Model):
    """A row that could not be taken in, with the reason."""

    export = models.ForeignKey(
        Export, on_delete=models.CASCADE, related_name="rejected"
    )
    row = models.PositiveBigIntegerField()
    reason = models.TextField()
    cells = models.JSONField(default=list)  # as given; long ones are cut

    class Meta:
        """As in the file."""

        ordering = ["export", "pk"]

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class Decision(InForce):
    """What staff decided on a record: it lies over every tie, and can be taken back."""

    class Verdict(models.TextChoices):
        """What a person says."""

        RIGHT = "right", _("The tie is right")
        WRONG = "wrong", _("The tie is wrong")
        ITEM = "item", _("It belongs to another item")
        NOT_OURS = "not_ours", _("It is of no item of the report")

    source = models.CharField(max_length=10)
    key = models.CharField(max_length=32)
    ordinal = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=10, choices=Verdict)
    symbol = models.CharField(max_length=60, blank=True)  # the tie it is about, or
    item_key = models.CharField(max_length=40, blank=True)  # the item it belongs to
    recommendation_order = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
    ended_reason = models.TextField(blank=True)

    class Meta:
        """Oldest first; one in force for a record."""

        ordering = ["since"]
        verbose_name = _("decision on a record")
        verbose_name_plural = _("decisions on records")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "ordinal"],
                condition=models.Q(until=None),
                name="one_decision_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.reason[:60]}"


class Tie(InForce):
    """What a record is about, with how sure that is; or that nothing fits."""

    GROUNDS = (*(ground.value for ground in Ground), LOOSE, DECIDED)

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="ties")
    symbol = models.CharField(max_length=60)  # of the report
    item_key = models.CharField(max_length=40, blank=True)  # "" where it is loose
    recommendation_order = models.PositiveSmallIntegerField(null=True)  # from 1
    likeness = models.FloatField(default=0.0)  # of the texts, 0 to 1
    sure = models.FloatField(default=0.0)  # 0 to 1
    ground = models.CharField(max_length=20)  # upr.witnesses.Ground, LOOSE or DECIDED
    nearest = models.JSONField(default=list)  # keys of items, where it is loose
    text_differs = models.BooleanField(default=False)
    states_differ = models.BooleanField(default=False)
    position_differs = models.BooleanField(default=False)
    differences = models.JSONField(default=list)  # [about, ours, theirs]
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL)

    class Meta:
        """In the order of the records."""

        ordering = ["record"]
        verbose_name = _("question on a record")
        verbose_name_plural = _("open questions on other databases")
        indexes = [models.Index(fields=["symbol", "item_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(until=None),
                name="one_tie_in_force",
            )
        ]

    def __str__(self) -> str:
        where = self.item_key or "loose"
        return f"{self.symbol} {where}"


class ReviewTies(models.Model):
    """One review: whether its records are tied as they and its report now stand."""

    state = models.CharField(max_length=3)
    cycle = models.PositiveSmallIntegerField()
    asked = models.BigIntegerField(default=0)  # last change that touched it
    done = models.BigIntegerField(default=-1)  # `asked` when it was last tied
    marks = models.JSONField(default=dict)  # of what was tied, see `tying.Work`

    class Meta:
        """One a State and cycle."""

        constraints = [
            models.UniqueConstraint(fields=["state", "cycle"], name="one_review_tied")
        ]

    def __str__(self) -> str:
        return f"{self.state}, cycle {self.cycle}"


class Followed(models.Model):
    """How far the archive's changes were looked at: one row."""

    name = models.CharField(max_length=20, primary_key=True)  # "archive"
    change = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.change}"
