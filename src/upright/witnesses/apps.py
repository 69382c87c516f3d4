"""The room of witnesses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WitnessesConfig(AppConfig):
    """Records of other databases."""

    name = "upright.witnesses"
    verbose_name = _("Other databases")
