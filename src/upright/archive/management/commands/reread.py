"""`upright reread [SYMBOL...] [--apply]`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from upr.child import read_in_child
from upr.errors import ReadError
from upright.archive.actions import preview_reread, reread
from upright.archive.models import DocumentVersion
from upright.archive.queries import versions_to_reread
from upright.archive.readiness import NOT_READY, has_pending_migrations


class Command(BaseCommand):
    """Read archived files again where the reader is newer than their reading."""

    help = "Show what a newer reader changes; with --apply, bring it into force."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which documents, and whether to change anything."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL")
        parser.add_argument("--apply", action="store_true")
        parser.add_argument(
            "--all", action="store_true", help="also what this reader read already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Show each document's differences; end with 2 if one cannot be read."""
        if has_pending_migrations():
            raise CommandError(NOT_READY, returncode=2)
        refused = 0
        versions = versions_to_reread(options["symbols"], everything=options["all"])
        for version in versions:
            try:
                self._reread(version, options["apply"])
            except ReadError as error:
                refused += 1
                self.stderr.write(f"{version}: {error}")
        if not options["apply"]:
            self.stdout.write(
                "Nothing was changed. Add --apply to bring it into force."
            )
        sys.exit(2 if refused else 0)

    def _reread(self, version: DocumentVersion, is_applied: bool) -> None:
        with version.file.open("rb") as file:
            document = read_in_child(file.read(), name=version.name)
        act = reread if is_applied else preview_reread
        found = act(version, document, timezone.now())
        self.stdout.write(f"{version}: {'no difference' if found.is_empty else ''}")
        for line in found.lines():
            self.stdout.write(f"  {line}")
