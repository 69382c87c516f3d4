"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room's place in Django."""

    name = "upright.accounts"
    verbose_name = "accounts"
