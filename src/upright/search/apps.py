"""The index and its query language."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.search"
    verbose_name = "search"
