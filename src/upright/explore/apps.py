"""The pages."""

from django.apps import AppConfig


class ExploreConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.explore"
    verbose_name = "explore"
