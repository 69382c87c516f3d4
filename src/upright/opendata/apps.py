"""The room of open data."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Packages of the whole archive."""

    name = "upright.opendata"
    verbose_name = "open data"
