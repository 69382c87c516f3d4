"""People who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.accounts"
    verbose_name = _("Accounts")
