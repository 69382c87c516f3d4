"""The model of recodings: coding the whole archive anew, and how far it has come."""

from django.conf import settings
from django.db import models


class Recoding(models.Model):
    """One run through the archive with one version of the model."""

    model = models.CharField(max_length=40)  # its version
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)  # null: under way, or stopped on the way
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )
    documents = models.PositiveIntegerField()  # that were to be coded
    documents_done = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField()  # recommendations in them
    texts_done = models.PositiveIntegerField(default=0)
    # Begun in a row without a change made since: 0 as soon as one is.
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)  # the last of them
    # The kind of error and its place in the code, of the last that failed.
    failure = models.TextField(blank=True)

    class Meta:
        """Newest first; one under way for each model."""

        ordering = ["-begun"]
        constraints = [
            models.UniqueConstraint(
                fields=["model"],
                condition=models.Q(ended=None),
                name="one_recoding_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.texts_done} of {self.texts}"
