"""`upright manage publish_calendar`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from upright.calendar.actions import publish


class Command(BaseCommand):
    """Bring the entries of the calendars up to date."""

    help = "Bring the entries of the calendars up to date (after a new release)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say how many entries are new or changed."""
        count = publish(timezone.now())
        self.stdout.write(f"{count} entries new or changed.")
