"""Which packages of the archive have been made, and which is being made."""

from django.db import models


class Package(models.Model):
    """The archive at one data version, as a file; a row while it is made, too."""

    version = models.BigIntegerField()  # of the data
    is_imagined = models.BooleanField(default=False)  # where nothing else is here
    begun = models.DateTimeField()
    ended = models.DateTimeField(null=True)  # null: it is being made, or was broken off
    done = models.PositiveIntegerField(default=0)  # documents
    total = models.PositiveIntegerField(default=0)  # documents
    file = models.CharField(max_length=200, blank=True)  # its name in the storage
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    description = models.JSONField(default=dict)  # datapackage.json

    class Meta:
        """Newest first; one of each version that is whole."""

        ordering = ["-version", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(ended__isnull=False),
                name="one_package_of_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"data version {self.version}"

    @property
    def name(self) -> str:
        """The name it is downloaded under: `upright-data-v12.zip`."""
        return f"upright-data-v{self.version}.zip"
