"""The curation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    """It keeps nothing of its own: it lists what the archive keeps."""

    name = "upright.curation"
    verbose_name = _("Work lists")
