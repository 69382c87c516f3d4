"""The curation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    """It lists what the archive keeps, and keeps the rounds of coding."""

    name = "upright.curation"
    verbose_name = _("Work lists")
