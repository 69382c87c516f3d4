"""The models of changes: what was done to the archive, in the order of its numbers."""

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One numbered change to the archive; its number is the data version.

    Numbers are given in the order in which changes become visible (see
    `actions.numbered_change`), so a version once seen never gains rows.
    """

    class Kind(models.TextChoices):
        """What was done."""

        REFERENCE = "reference", "reference facts loaded"
        IMPORT = "import", "file imported"
        REREAD = "reread", "read again by a newer reader"
        CORRECTION = "correction", "corrected by staff"
        EDIT = "edit", "review or session edited by staff"
        CODING = "coding", "coded"
        REMOVAL = "removal", "removed"

    id = models.BigIntegerField(primary_key=True)  # given by hand: 1, 2, 3, ...
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )
    note = models.TextField(blank=True)  # the reason, a sentence for a person

    class Meta:
        """Newest last."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"change {self.id}: {self.get_kind_display()}"


class Counter(models.Model):
    """The last number given to a change, or a turn: locked while it is in use."""

    name = models.CharField(max_length=20, primary_key=True)  # "change"; of what turn
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class InForce(models.Model):
    """A row that holds from change `since` until change `until`."""

    since = models.BigIntegerField(db_index=True)
    until = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        """Only a shape."""

        abstract = True
