"""`upright manage preview_mails FOLDER`: every mail as a file, to look at."""

from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from upright.subscriptions import letters, private_links
from upright.subscriptions.letters import Letter
from upright.subscriptions.models import Frequency, Subscriber, Subscription
from upright.subscriptions.topics import News, Row, Section

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TEXT = (
    "Ratify the Convention and bring its laws into line with it, in consultation with "
    "those whom they concern"
)


class Command(BaseCommand):
    """Nothing is read from the database or sent; what they tell of is imagined."""

    help = "Writes each kind of mail as HTML and text into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to, and in which language."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files."""
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for letter in previews(options["language"]):
            name = f"{letter.kind}-{options['language']}"
            (folder / f"{name}.html").write_text(letter.body.html, encoding="utf-8")
            words = f"Subject: {letter.subject}\n\n{letter.body.text}"
            (folder / f"{name}.txt").write_text(words, encoding="utf-8")
            self.stdout.write(f"{folder / name}.html, .txt")


def previews(language: str) -> list[Letter]:
    """Return one letter of each kind, about imagined States."""
    subscriber = Subscriber(address="reader@example.org", language=language)
    subscription = Subscription(
        subscriber=subscriber,
        kind="received",
        parameters="state=XAA",
        frequency=Frequency.DAILY,
    )
    secret = private_links.new_secret()
    expires = AT + timedelta(days=7)
    return [
        letters.confirmation(subscription, secret, secret, expires),
        letters.private_link(subscriber, secret, expires),
        letters.digest(subscription, _news(), secret, secret, "24 November 2026"),
    ]


def _news() -> News:
    address = "/recommendations/A/HRC/917/8/26.1/?v=7"
    rows = [
        Row(f"Aldoria, A/HRC/917/8, para. 26.{n}", address, TEXT, "Brevania. Noted.")
        for n in range(1, 4)
    ]
    sections = [
        Section("12 new recommendations", 12, rows, "/search/?state=XAA&v=7"),
        Section("1 position changed", 1, rows[:1], "/search/?state=XAA&v=7"),
    ]
    return News("Upright: 12 new recommendations", sections)
