"""`upright reindex`: build the search index anew from the archive."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from upright.search.actions import reindex
from upright.search.errors import IndexUnavailableError


class Command(BaseCommand):
    """Builds beside the index in use and puts it in place when it is whole."""

    help = (
        "Build the search index anew from the archive. Searches go on meanwhile, "
        "in the old index."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build, and say how many recommendations are in the index."""
        try:
            rows = reindex()
        except IndexUnavailableError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The search index holds {rows:,} recommendations.")
