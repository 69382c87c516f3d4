"""What a site of its own is filled with, run inside it."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.module_loading import import_string

from tests.upright.builders import NAMES, NOW, document, file_of, item

TOLD_VERSION = 1


def fill() -> None:
    """Two reports: what subscribers were told of, and what they were not."""
    models = import_string("upright.archive.models.State")
    models.objects.bulk_create(
        [
            models(iso3=code, name=NAMES[code], is_imagined=True)
            for code in ("XAA", "XAB")
        ]
    )
    sessions = import_string("upright.archive.models.Session")
    sessions.objects.create(number=21, cycle=2)
    archive_document = import_string("upright.archive.actions.archive_document")
    for symbol in ("A/HRC/901/1", "A/HRC/902/2"):
        report = document(item("136.1", (f"Read {symbol}", "XAB")), symbol=symbol)
        archive_document(report, file_of(report), NOW)


def subscribe(addresses: Iterable[str]) -> None:
    """Let each be told of the second report."""
    subscribers = import_string("upright.subscriptions.models.Subscriber")
    subscriptions = import_string("upright.subscriptions.models.Subscription")
    for address in addresses:
        subscriber = subscribers.objects.create(
            address=address, language="en", created_at=NOW, confirmed_at=NOW
        )
        subscriptions.objects.create(
            subscriber=subscriber,
            kind="received",
            parameters="state=XAA",
            frequency="daily",
            created_at=NOW,
            confirmed_at=NOW,
            told_at=NOW,
            told_version=TOLD_VERSION,
            told_period=(NOW - timedelta(hours=7)).date(),
        )
