"""The room of subscriptions."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """The one store of addresses."""

    name = "upright.subscriptions"
    verbose_name = "subscriptions"
