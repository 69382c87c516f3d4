"""The room of witnesses."""

from django.apps import AppConfig


class WitnessesConfig(AppConfig):
    """Records of other databases."""

    name = "upright.witnesses"
    verbose_name = "witnesses"
