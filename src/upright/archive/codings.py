"""The model of codings: which codes a coder gave to a recommendation, and when.

One row holds what one coder said of one text: the model of every scheme at once, a
person of the one scheme that was decided. What is found and counted by is laid
together from them in `Recommendation.codings`; these rows are its history.
"""

from django.conf import settings
from django.db import models

from upr.coding import Scheme
from upright.archive.change_log import InForce

SCHEMES = [(scheme.value, scheme.value) for scheme in Scheme]


class Coding(InForce):
    """What one coder gives one text, tied to it as a correction is."""

    class Coder(models.TextChoices):
        """Who coded."""

        MODEL = "model", "model"
        PERSON = "person", "person"

    # Not asked for by the numbers: at a million rows each index costs.
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)
    document = models.ForeignKey(
        "archive.Document",
        on_delete=models.CASCADE,
        related_name="codings",
        db_index=False,  # the one below begins with it
    )
    item_key = models.CharField(max_length=40)  # as read: Item.read_key
    recommendation_order = models.PositiveSmallIntegerField()  # in the item, from 1
    coder = models.CharField(max_length=10, choices=Coder)
    scheme = models.CharField(max_length=12, choices=SCHEMES, blank=True)  # "": all
    codes = models.JSONField(default=dict)  # {scheme: [[code, score], ...]}
    model = models.CharField(max_length=40, blank=True)  # its version
    text_print = models.CharField(max_length=32)  # of the text that was coded
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )
    reason = models.TextField(blank=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )  # a person's decision that this one closed: it comes back if this is taken back
    at = models.DateTimeField()

    class Meta:
        """Oldest first; one in force for each text, coder and scheme."""

        ordering = ["since", "pk"]
        indexes = [
            models.Index(fields=["document", "item_key"]),
            models.Index(
                fields=["replaces"],
                condition=models.Q(replaces__isnull=False),  # of hardly any row
                name="replaced_codings",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "document", "item_key", "recommendation_order", "coder", "scheme",
                ],
                condition=models.Q(until=None),
                name="one_coding_in_force",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item_key}, text {self.recommendation_order}: {self.coder}"


def sureness_field(scheme: Scheme) -> str:
    """The name of the field of a recommendation that says how sure the model is."""
    return f"sure_{scheme.value}"


def least_sure_index(scheme: Scheme) -> models.Index:
    """The index by which the least sure of a scheme in force are paged through."""
    name = sureness_field(scheme)
    return models.Index(
        fields=[name, "id"],
        condition=models.Q(("until", None), (f"{name}__isnull", False)),
        name=f"least_{name}",
    )
