"""`upright recode [--background]`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from upright.archive.errors import CodingError
from upright.archive.models import Recoding
from upright.archive.readiness import NOT_READY, has_pending_migrations
from upright.archive.recoding import begin, recode, recode_later

LOOK = 0.5  # seconds between two looks at how far another process has come


class Command(BaseCommand):
    """Code anew what another model coded, or none; nothing that a person decided."""

    help = "Code anew what another model coded, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to wait for it."""
        parser.add_argument(
            "--background", action="store_true", help="leave it to the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin, or go on; show how far it has come."""
        if has_pending_migrations():
            raise CommandError(NOT_READY, returncode=2)
        act = recode_later if options["background"] else begin
        try:
            run = act(timezone.now())
        except CodingError as error:
            raise CommandError(str(error), returncode=2) from error
        if run is None:
            self.stdout.write("Everything is coded by the installed model already.")
        elif options["background"]:
            self.stdout.write(
                f"{run.texts - run.texts_done} recommendations are left to the worker."
            )
        else:
            self._follow(run)

    def _follow(self, run: Recoding) -> None:
        with tqdm(
            total=run.texts, initial=run.texts_done, unit=" texts", disable=None
        ) as bar:

            def show(run: Recoding) -> None:
                bar.update(run.texts_done - bar.n)

            while not recode(timezone.now, show):  # another process is at it
                time.sleep(LOOK)
                run.refresh_from_db()
                show(run)
        run.refresh_from_db()
        self.stdout.write(
            f"{run.texts_done} recommendations in {run.documents_done} documents"
            f" coded by the model {run.model}."
        )
