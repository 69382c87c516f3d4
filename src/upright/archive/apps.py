"""The archive: the only writer of documents and what was read in them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        """Have codings shown in the admin, too, in every room that has such a module.

        `admin` is found by Django itself. And have the site's own checks known.
        """
        autodiscover_modules("coding_admin")
        import_module("upright.archive.checks")  # it needs the models
