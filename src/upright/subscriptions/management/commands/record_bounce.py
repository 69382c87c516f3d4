"""`upright manage record_bounce`: a mail server pipes what comes back into it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from upright.subscriptions import bounces, managing


class Command(BaseCommand):
    """Reads one message from standard input; nothing of it is printed or kept."""

    help = "Reads a delivery report or complaint, and stops writing to its address."

    def handle(self, *args: Any, **options: Any) -> None:
        """Suppress the addresses it is about."""
        reports = bounces.read(sys.stdin.buffer.read())
        for report in reports:
            managing.suppress(report.address, report.reason, timezone.now())
        self.stdout.write(f"{len(reports)} addresses reported")
