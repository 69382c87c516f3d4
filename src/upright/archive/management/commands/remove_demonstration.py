"""`upright manage remove_demonstration`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from upright.archive.actions import remove_imagined


class Command(BaseCommand):
    """Remove the imagined documents, their rows and files, for good."""

    help = "Remove every document of the imagined States of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how many."""
        count = remove_imagined(timezone.now())
        self.stdout.write(f"{count} imagined documents removed.")
