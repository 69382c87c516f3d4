"""The rows of the work list, which are the archive's, and the rounds of coding."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from upright.archive.codings import SCHEMES
from upright.archive.models import Coding, Document, DocumentPart, Recommendation


class OpenQuestion(DocumentPart):
    """A doubt, a left-over line or a check that failed, in force."""

    class Meta:
        """The archive's own rows, in an admin of their own."""

        proxy = True
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")


class CodedText(Recommendation):
    """A recommendation whose codes somebody may decide."""

    class Meta:
        """The archive's own rows, in an admin of their own."""

        proxy = True
        verbose_name = _("text and its codes")
        verbose_name_plural = _("texts and their codes")


class CodingRound(models.Model):
    """A set of texts that people code in one scheme, alone or two blind to each other.

    With one coder a judgement is a decision at once. With two the text is decided when
    both say the same; where they differ somebody else settles it. Those decisions come
    into force together when the round ends: before, whoever reads the archive could
    see what the other of the two said.
    """

    class Draw(models.TextChoices):
        """Which texts are taken."""

        UNSURE = "unsure", _("those the model is least sure of")
        RANDOM = "random", _("a random sample")
        DISPUTED = "disputed", _("those that UPR Info’s database codes otherwise")

    name = models.CharField(max_length=120)
    scheme = models.CharField(max_length=12, choices=SCHEMES)
    draw = models.CharField(max_length=10, choices=Draw, default=Draw.UNSURE)
    coders = models.PositiveSmallIntegerField(default=1)  # of each text: 1 or 2
    hides_states = models.BooleanField(default=False)  # whose review, who recommends
    shows_model = models.BooleanField(default=True)  # what the model gives
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-begun_at", "-pk"]
        verbose_name = _("coding round")
        verbose_name_plural = _("coding rounds")

    def __str__(self) -> str:
        return self.name


class CodingTask(models.Model):
    """One text of a round, by the archive's natural key."""

    round = models.ForeignKey(
        CodingRound, on_delete=models.CASCADE, related_name="tasks"
    )
    place = models.PositiveIntegerField()  # in the round, from 1
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    item_key = models.CharField(max_length=40)  # as read: Item.read_key
    recommendation_order = models.PositiveSmallIntegerField()
    decided = models.JSONField(null=True)  # the codes that came of it
    # The archive's row of that decision, once it came into force.
    coding = models.ForeignKey(
        Coding, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    needs_settling = models.BooleanField(default=False)  # the coders differ

    class Meta:
        """In the order of the round."""

        ordering = ["round", "place"]
        indexes = [models.Index(fields=["round", "needs_settling"])]
        constraints = [
            models.UniqueConstraint(fields=["round", "place"], name="one_task_a_place"),
            models.UniqueConstraint(
                fields=["round", "document", "item_key", "recommendation_order"],
                name="one_task_a_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, text {self.place}"


class Judgement(models.Model):
    """What one person says of one text; taken back, it leaves no trace but its row."""

    task = models.ForeignKey(
        CodingTask, on_delete=models.CASCADE, related_name="judgements"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    codes = models.JSONField()  # of the round's scheme, in the order of the scheme
    is_skipped = models.BooleanField(default=False)  # could not say
    settles = models.BooleanField(default=False)  # by who settles what two said
    # Of the words it was said of: the paper may be read anew before the round ends.
    text_print = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest first; of a person one holds for each text."""

        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "by"],
                condition=models.Q(withdrawn_at=None),
                name="one_judgement_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task}: {', '.join(self.codes) or '–'}"


class TickedOff(models.Model):
    """An open question on which nothing is to be done, as somebody decided.

    It is known by what it says: rows of the archive are written anew when a paper is
    read again, and the same question must not come back.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="ticked_off"
    )
    kind = models.CharField(max_length=10, choices=DocumentPart.Kind)
    text = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    undone_reason = models.TextField(blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["document", "kind"])]
        verbose_name = _("question ticked off")
        verbose_name_plural = _("questions ticked off")

    def __str__(self) -> str:
        return f"{self.document.symbol}: {self.text[:60]}"


class LoneAddendum(Document):
    """An addendum whose report is not archived: what it says is tied to nothing."""

    class Meta:
        """The archive's own rows, in an admin of their own."""

        proxy = True
        verbose_name = _("addendum without its report")
        verbose_name_plural = _("addenda without their reports")
