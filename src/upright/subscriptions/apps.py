"""The room of subscriptions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """The one store of addresses."""

    name = "upright.subscriptions"
    verbose_name = _("Alerts by mail")

    def ready(self) -> None:
        """Listen to what a mail provider tells, if there is one."""
        # Models can be imported only when all apps are loaded.
        from anymail.signals import tracking  # noqa: PLC0415

        from upright.subscriptions.provider_events import heard  # noqa: PLC0415

        tracking.connect(heard)
