"""The archive: the only writer of documents and what was read in them."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.archive"
    verbose_name = "archive"
