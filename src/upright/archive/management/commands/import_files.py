"""`upright import PATH...`."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from upright.archive import files
from upright.archive.actions import load_reference
from upright.archive.batches import (
    FileOutcome,
    default_jobs,
    files_of,
    import_files,
)
from upright.archive.readiness import NOT_READY, has_pending_migrations

LEFT_OVER = 1  # exit statuses, as `upr read` has them
REFUSED = 2


class Command(BaseCommand):
    """Import files, folders and globs; each document whole or not at all."""

    help = "Read PDF and Word files of the review and archive them."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to import."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--jobs", type=int, default=default_jobs())

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what became of each file, and end with a status."""
        self.prepare()
        sys.exit(self.import_papers(list(files_of(options["paths"])), options["jobs"]))

    def prepare(self) -> None:
        """Make ready what an import stands on; an old database is refused."""
        if has_pending_migrations():
            raise CommandError(NOT_READY, returncode=REFUSED)
        files.sweep()
        load_reference(timezone.now())

    def import_papers(self, paths: Sequence[Path], jobs: int) -> int:
        """Import papers, say what became of each, and return the exit status."""
        outcomes: list[FileOutcome] = []
        try:
            done = import_files(paths, timezone.now, max(jobs, 1))
            for outcome in tqdm(done, total=len(paths), unit="file", disable=None):
                outcomes.append(outcome)  # noqa: PERF402 -- kept if it is stopped
        except KeyboardInterrupt:
            self._summary(outcomes)
            self.stderr.write("Stopped. What is counted above is archived whole.")
            sys.exit(130)
        self._summary(outcomes)
        return status_of(outcomes)

    def _summary(self, outcomes: Iterable[FileOutcome]) -> None:
        counts: Counter[str] = Counter()
        for one in outcomes:
            counts[kind_of(one)] += 1
            if one.outcome is None:
                self.stderr.write(f"{one.path}: {one.refused}")
            elif not one.outcome.is_whole:
                self.stderr.write(
                    f"{one.path}: {one.outcome.symbol} is archived and marked: "
                    "lines are left over, or a check fails; see its page"
                )
        self.stdout.write(
            f"{counts['new']} new, {counts['known']} known, "
            f"{counts['new version']} in a new version, {counts['paper']} without "
            f"recommendations, {counts['refused']} refused"
        )


def kind_of(one: FileOutcome) -> str:
    """Return what the summary counts a file as."""
    if one.outcome is None:
        return "refused"
    if one.outcome.kind == "new" and one.outcome.is_paper:
        return "paper"
    return one.outcome.kind


def status_of(outcomes: Iterable[FileOutcome]) -> int:
    """Return the exit status: 0 all read whole, 1 left-overs, 2 something refused."""
    kinds = {
        REFUSED if one.outcome is None else 0 if one.outcome.is_whole else LEFT_OVER
        for one in outcomes
    }
    return max(kinds, default=0)
