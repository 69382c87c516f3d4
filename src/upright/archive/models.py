"""What is archived: documents with their versions, readings, and the rows in force.

A `Reading` keeps for ever what one reader version read in one file. `Item`,
`Recommendation`, `Attribution` and `Position` are its projection: what is in force
after the corrections of staff that lie over it. They are never changed in place: a
row that no longer holds gets an `until`, and a new one a `since`. Both are numbers
of a `Change`, so every count can be asked for as of a data version (rows with
`since <= version` and `until` empty or above it).

Rows are tied by natural keys (document, item key, order within the item), which
outlive re-readings; addresses are made of the same keys.
"""

from urllib.parse import quote

from django.conf import settings
from django.db import models

from upr.coding import Scheme
from upright.archive.change_log import Change, Counter, InForce
from upright.archive.codings import Coding, least_sure_index
from upright.archive.leases import Lease
from upright.archive.recodings import Recoding
from upright.archive.reviews import Review, Session, State

__all__ = [
    "Attribution",
    "Change",
    "Coding",
    "ConcludedReview",
    "Correction",
    "Counter",
    "Document",
    "DocumentPart",
    "DocumentVersion",
    "InForce",
    "Item",
    "Lease",
    "Position",
    "Reading",
    "Recoding",
    "Recommendation",
    "Review",
    "Session",
    "State",
]


class Document(models.Model):
    """One paper: symbol, kind and language. It has versions, never duplicates."""

    symbol = models.CharField(max_length=60)  # "A/HRC/28/15"; made up where none
    kind = models.CharField(max_length=20)  # upr.records.DocumentKind
    language = models.CharField(max_length=2)
    state = models.ForeignKey(State, null=True, on_delete=models.PROTECT)
    session = models.PositiveSmallIntegerField(null=True)
    cycle = models.PositiveSmallIntegerField(null=True)
    title = models.TextField()
    distributed = models.DateField(null=True)
    adopted = models.DateField(null=True)  # by the Working Group
    date = models.DateField(null=True)  # of adoption, else review, else distribution
    facts = models.JSONField(default=dict)  # upr.records.ReviewFacts of the reading
    is_imagined = models.BooleanField(default=False)
    current_reading = models.ForeignKey(
        "Reading", null=True, on_delete=models.PROTECT, related_name="+"
    )
    coded_by = models.CharField(max_length=40, blank=True)  # version; "": not coded
    since = models.BigIntegerField()
    recommendation_count: int  # in force, where `queries.counted` counts it

    class Meta:
        """Newest first."""

        ordering = ["-since"]
        indexes = [models.Index(fields=["since", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["symbol", "kind", "language"], name="one_document"
            )
        ]

    def __str__(self) -> str:
        return self.symbol

    def get_absolute_url(self) -> str:
        """The public page; an address for ever, so it is written here."""
        return f"/documents/{quote(self.symbol)}/"


class DocumentVersion(models.Model):
    """The bytes of one issue: first print, reissue, corrigendum, PDF or Word twin."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="versions"
    )
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="documents/")  # stored under its sha256
    name = models.CharField(max_length=200)  # as it came, shown, never used as a path
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    pages = models.PositiveIntegerField(null=True)
    is_reissue = models.BooleanField(default=False)  # printed with a star
    corrigendum = models.PositiveSmallIntegerField(default=0)  # 1 for Corr.1
    since = models.BigIntegerField()

    class Meta:
        """In the order in which they came."""

        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.document.symbol} ({self.sha256[:8]})"


class Reading(models.Model):
    """What one reader version read in one file; never changed."""

    version = models.ForeignKey(
        DocumentVersion, on_delete=models.CASCADE, related_name="readings"
    )
    reader_version = models.CharField(max_length=20)
    layout = models.CharField(max_length=80)
    payload = models.JSONField()  # upr.records.Document as plain data
    read_at = models.DateTimeField()
    since = models.BigIntegerField()

    class Meta:
        """Newest last."""

        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.version} by {self.reader_version}"


class Item(InForce):
    """A printed, numbered paragraph that holds recommendations."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="items"
    )
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT)
    key = models.CharField(max_length=40)  # "136.12"
    read_key = models.CharField(max_length=40)  # before a correction of its number
    order = models.PositiveIntegerField()  # in the document, from 1
    paragraph = models.CharField(max_length=40)
    printed_number = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=40, blank=True)
    citation = models.CharField(max_length=120)
    text = models.TextField()  # as printed, whole
    footnotes = models.JSONField(default=list)
    referred_to = models.JSONField(default=list)
    places = models.JSONField(default=list)  # [{page, box: [l, b, r, t] | null, index}]
    page = models.PositiveIntegerField(null=True)  # the first
    # What it is counted under, as it was known from `since` to `until`:
    state = models.ForeignKey(State, null=True, on_delete=models.PROTECT)
    session = models.PositiveSmallIntegerField(null=True)
    cycle = models.PositiveSmallIntegerField(null=True)
    date = models.DateField(null=True)  # of adoption, else review, else distribution
    is_corrected = models.BooleanField(default=False)

    texts: "list[Recommendation]"  # where a query fetched them so

    class Meta:
        """In the order of the document; one row in force for each key."""

        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "key"],
                condition=models.Q(until=None),
                name="one_item_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document.symbol}, {self.citation}"

    def get_absolute_url(self) -> str:
        """The public page; an address for ever, so it is written here."""
        return f"/recommendations/{quote(self.document.symbol)}/{quote(self.key)}/"


class Recommendation(InForce):
    """One text in an item.

    Its row is replaced whenever anything it is found or counted by changes: its
    item, text, addressee, recommending States or any of its positions.
    """

    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, related_name="recommendations"
    )
    order = models.PositiveSmallIntegerField()  # in the item, from 1
    text = models.TextField()
    as_read = models.TextField(blank=True)  # words used in the room, if others
    addressee = models.CharField(max_length=3)
    position = models.CharField(
        max_length=10
    )  # today's, by UPR Info's rule, or staff's
    position_ohchr = models.CharField(max_length=20, blank=True)  # by OHCHR's rule
    position_at_report = models.CharField(max_length=10, default="pending")
    position_symbol = models.CharField(max_length=60, blank=True)  # of what says it
    position_paragraph = models.CharField(max_length=40, blank=True)  # there
    implementation = models.CharField(max_length=30, blank=True)
    is_certain = models.BooleanField(default=True)  # every name known, nothing doubtful
    is_corrected = models.BooleanField(default=False)
    # By scheme the codes given: [code, score, "model" or "person"]; {}: not coded.
    codings = models.JSONField(default=dict)
    # Of each scheme the least score the model gave; null: gave none, or decided.
    sure_action = models.FloatField(null=True)
    sure_issues = models.FloatField(null=True)
    sure_groups = models.FloatField(null=True)
    sure_sdg_goals = models.FloatField(null=True)
    sure_sdg_targets = models.FloatField(null=True)

    named: "list[Attribution]"  # where a query fetched them so

    class Meta:
        """In the order of the item; the index follows it by the numbers."""

        ordering = ["item", "order"]
        indexes = [
            models.Index(fields=["since", "id"]),
            models.Index(fields=["until", "id"]),
            # Texts in force of some items; without it SQLite takes the one on `until`
            # and reads every text in force.
            models.Index(fields=["item", "until"]),
            *map(least_sure_index, Scheme),
        ]

    def __str__(self) -> str:
        return f"{self.item}, text {self.order}"

    def get_absolute_url(self) -> str:
        """The public page of its item."""
        return self.item.get_absolute_url()


class Attribution(models.Model):
    """A recommendation and one recommending State."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="attributions"
    )
    order = models.PositiveSmallIntegerField()
    state = models.ForeignKey(State, null=True, on_delete=models.PROTECT)
    printed_name = models.TextField()
    is_certain = models.BooleanField(default=True)

    class Meta:
        """As printed."""

        ordering = ["recommendation", "order"]

    def __str__(self) -> str:
        return f"{self.recommendation} by {self.printed_name}"


class Position(InForce):
    """One statement on a recommendation: its history, and what staff decided."""

    class Stage(models.IntegerChoices):
        """When in the review it is said."""

        REPORT = 1, "report"
        ADDENDUM = 2, "addendum"
        PLENARY = 3, "plenary of the Council"
        TOLD = 4, "told by OHCHR's thematic list"
        DECIDED = 5, "decided by staff"

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="positions"
    )  # of the recommendation
    item_key = models.CharField(max_length=40)
    recommendation_order = models.PositiveSmallIntegerField(null=True)  # null: all
    stage = models.PositiveSmallIntegerField(choices=Stage, default=Stage.REPORT)
    value = models.CharField(max_length=20)  # upr.records.Stance, "pending" in a report
    implementation = models.CharField(max_length=30, blank=True)
    words = models.TextField()
    explanation = models.TextField(blank=True)  # what the State adds on the item
    source = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="positions_given"
    )  # the document that says it
    source_paragraph = models.CharField(max_length=40, blank=True)
    said_in = models.CharField(max_length=60, blank=True)  # symbol a list refers to
    places = models.JSONField(default=list)  # in the source, as those of an item
    page = models.PositiveIntegerField(null=True)  # the first
    date = models.DateField(null=True)
    is_corrected = models.BooleanField(default=False)  # decided by staff

    class Meta:
        """The history, in the order of the review."""

        ordering = ["stage", "date", "pk"]
        indexes = [models.Index(fields=["document", "item_key"])]

    def __str__(self) -> str:
        return f"{self.item_key}: {self.value}"


class ConcludedReview(models.Model):
    """A review of whose conclusion a report of the Council tells: which paper, which.

    It only finds papers for reports; what they say is read in the papers.
    """

    paper = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="concluded_reviews"
    )
    report_symbol = models.CharField(max_length=60, db_index=True)

    def __str__(self) -> str:
        return f"{self.paper}: {self.report_symbol}"


class Correction(InForce):
    """What staff decided against a reading: it lies over it and never touches it."""

    class Field(models.TextChoices):
        """What can be corrected; the value is a string, of States a list of codes."""

        TEXT = "text", "text"
        STATES = "states", "recommending States"
        POSITION = "position", "position"
        ADDRESSEE = "addressee", "State addressed"
        NUMBER = "number", "number"

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="corrections"
    )
    item_key = models.CharField(max_length=40)  # as read: outlives its own correction
    recommendation_order = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=20, choices=Field)
    value = models.JSONField()
    read_value = models.JSONField()  # what it lies over, as it was when decided
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.document.symbol} {self.item_key}: {self.field}"


class DocumentPart(InForce):
    """A comment of the State, a pledge, a left-over line, a check or a doubt."""

    class Kind(models.TextChoices):
        """What it is."""

        COMMENT = "comment", "comment of the State"
        PLEDGE = "pledge", "voluntary pledge"
        LEFTOVER = "leftover", "left-over line"
        CHECK = "check", "check"
        DOUBT = "doubt", "doubt"  # on a position: for staff to decide

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="parts"
    )
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveIntegerField()
    text = models.TextField()
    detail = models.JSONField(default=dict)
    # comment: paragraph, about; pledge: paragraph; leftover: why; check: name, passed;
    # doubt: why, item, source (symbols), paragraph; places are in the source
    places = models.JSONField(default=list)
    page = models.PositiveIntegerField(null=True)

    class Meta:
        """As printed."""

        ordering = ["document", "kind", "order"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:40]}"
