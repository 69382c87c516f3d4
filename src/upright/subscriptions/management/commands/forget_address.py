"""`upright manage forget_address`: erase an address whose owner wrote to staff."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from upright.subscriptions import managing
from upright.subscriptions.models import Suppression


class Command(BaseCommand):
    """The address comes on standard input: a command line is seen by all of a machine.

    What is printed does not say whether the address was known.
    """

    help = "Erases an address, read from standard input, with its subscriptions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say whether it may come back."""
        parser.add_argument(
            "--never-again",
            action="store_true",
            help="never write to it again, whoever asks",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase it."""
        address = sys.stdin.readline().strip()
        if options["never_again"]:
            managing.suppress(address, Suppression.Reason.NEVER, timezone.now())
        else:
            managing.forget(address)
        self.stdout.write("It is not kept here any more, if it was.")
