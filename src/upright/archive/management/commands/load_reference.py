"""`upright manage load_reference`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from upright.archive.actions import load_reference


class Command(BaseCommand):
    """Bring States, sessions and reviews up to the facts the library carries."""

    help = "Load the reference facts; what staff edited is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many rows changed."""
        changed = load_reference(timezone.now())
        self.stdout.write(f"{changed} States, sessions and reviews written.")
