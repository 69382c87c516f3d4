"""Asking as somebody does it in a browser, and the links that mails bring."""

import re
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.upright.subscriptions.conftest import ANN
from upright.subscriptions import outbox
from upright.subscriptions.actions import due
from upright.subscriptions.models import (
    Link,
    Subscriber,
    Subscription,
)

ASKED = {"what": "received?state=XAA", "address": ANN, "frequency": "daily"}


def ask(client: Client, **changed: str) -> str:
    """Send the form; where it leads."""
    answer = client.post("/alerts/", {**ASKED, **changed})
    assert answer.status_code == 302
    return answer["Location"]


def sent() -> list[mail.EmailMessage]:
    """What is in the mailboxes after a tick."""
    due(timezone.now())
    return list(mail.outbox)


def link_in(text: object, name: str) -> str:
    """The path of a private link in a mail."""
    found, *_others = re.findall(
        rf"https://upright\.example(/alerts/{name}/[\w-]+/)", str(text)
    )
    return str(found)


def manage_link(subscriber: Subscriber) -> str:
    """A private link, as a mail would bring it."""
    expires = timezone.now() + timedelta(days=1)
    secret = outbox.new_link(Link.Purpose.MANAGE, subscriber, expires)
    return reverse("alert-manage", args=[secret])


def leave_link(subscription: Subscription) -> str:
    """The way out at the foot of a mail."""
    secret = outbox.new_link(
        Link.Purpose.LEAVE,
        subscription.subscriber,
        timezone.now() + timedelta(days=1),
        subscription,
    )
    return reverse("alert-leave", args=[secret])
