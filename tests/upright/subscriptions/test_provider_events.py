"""A mail provider tells of bounces and complaints through django-anymail."""

import pytest
from anymail.signals import AnymailTrackingEvent, tracking

from tests.upright.subscriptions.conftest import ANN, Subscribe
from upright.subscriptions.models import Subscriber, Suppression


@pytest.mark.parametrize(
    ("kind", "why", "reasons"),
    [
        ("bounced", "invalid", ["bounced"]),
        ("bounced", "bounced", ["bounced"]),
        ("rejected", "bounced", ["bounced"]),
        ("complained", None, ["complained"]),
        ("unsubscribed", None, ["never"]),
        ("rejected", "unsubscribed", ["never"]),
        ("bounced", "spam", []),
        ("rejected", "blocked", []),
        ("deferred", None, []),
        ("delivered", None, []),
    ],
)
def test_only_what_is_about_the_address_ends_it(
    subscribe: Subscribe, kind: str, why: str | None, reasons: list[str]
) -> None:
    subscribe()
    event = AnymailTrackingEvent(event_type=kind, reject_reason=why, recipient=ANN)
    tracking.send(sender=object, event=event, esp_name="Example")

    assert list(Suppression.objects.values_list("reason", flat=True)) == reasons
    assert Subscriber.objects.count() == (0 if reasons else 1)
