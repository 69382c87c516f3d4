"""`upright fetch SYMBOL...` and `upright fetch --session N`."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from upr.errors import FetchError
from upr.fetching.fetcher import Fetcher
from upr.fetching.service import LANGUAGES, FileType, Service, Wanted, wanted
from upr.fetching.sessions import Kind, papers_of_session
from upright.archive import files
from upright.archive.actions import load_reference
from upright.archive.fetching import Came, FetchOutcome, fetch_and_import
from upright.archive.management.commands.import_files import kind_of
from upright.archive.readiness import NOT_READY, has_pending_migrations

INCOMPLETE, FAILED, STOPPED = 1, 2, 130  # exit statuses


class Command(BaseCommand):
    """Fetch papers by their symbols and archive them."""

    help = (
        "Fetch papers of the review by their symbols from the document service of the "
        "United Nations, or from where UPR_FETCH_ADDRESS says, and archive them. What "
        "is here is not asked for again; a run that was stopped goes on where it was. "
        "Not tried against the live service by those who wrote it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What to fetch."""
        parser.add_argument("symbols", nargs="*", metavar="SYMBOL")
        parser.add_argument("--session", type=int)
        parser.add_argument("--kind", action="append", choices=list(Kind))
        parser.add_argument("--language", action="append", choices=LANGUAGES)
        parser.add_argument("--type", choices=list(FileType), default=FileType.PDF)
        parser.add_argument("--anew", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, say what became of each paper, and end with a status."""
        if has_pending_migrations():
            raise CommandError(NOT_READY, returncode=FAILED)
        try:
            asked = list(self._asked(options))
        except FetchError as error:
            raise CommandError(str(error), returncode=FAILED) from error
        files.sweep()
        load_reference(timezone.now())
        outcomes: list[FetchOutcome] = []
        try:
            with Fetcher(settings.FETCH_ROOT, _service()) as fetcher:
                done = fetch_and_import(
                    asked, fetcher, timezone.now, anew=options["anew"]
                )
                for one in tqdm(done, total=len(asked), unit="paper", disable=None):
                    outcomes.append(one)
                    self._say(one)
        except KeyboardInterrupt:
            self._summary(outcomes)
            self.stderr.write("Stopped. The same command goes on where it was.")
            sys.exit(STOPPED)
        self._summary(outcomes)
        sys.exit(status_of(outcomes))

    def _asked(self, options: dict[str, Any]) -> Iterator[Wanted]:
        symbols = list(options["symbols"])
        if options["session"] is not None:
            kinds = options["kind"] or [Kind.REPORT, Kind.ADDENDUM]
            papers = papers_of_session(options["session"], map(Kind, kinds))
            symbols += papers.symbols
            if papers.unknown:
                names = " ".join(papers.unknown)
                self.stderr.write(f"Symbols of the reports not known: {names}.")
        if not symbols:
            raise FetchError("Name a symbol, or a session. Nothing was fetched.")
        for symbol in symbols:
            for language in options["language"] or ["en"]:
                yield wanted(symbol, language, options["type"])

    def _say(self, one: FetchOutcome) -> None:
        """Say what a person may want to look at."""
        if one.why:
            self.stderr.write(one.why)
        if one.imported and one.imported.outcome is None:
            self.stderr.write(f"{one.wanted.symbol}: {one.imported.refused}")

    def _summary(self, outcomes: Sequence[FetchOutcome]) -> None:
        came = Counter(one.came for one in outcomes)
        told = [f"{came[kind]} {kind}" for kind in Came if came[kind]]
        kinds = Counter(kind_of(one.imported) for one in outcomes if one.imported)
        told += [f"archived: {count} {kind}" for kind, count in sorted(kinds.items())]
        self.stdout.write("; ".join(told) or "Nothing was asked for.")
        if came[Came.NOT_ASKED]:
            self.stderr.write(
                "The service failed several times in a row, so it was left in peace. "
                "The same command goes on where it was."
            )


def _service() -> Service:
    address = settings.FETCH_ADDRESS
    if not address:
        return Service()
    service = replace(Service(), address=address)
    try:
        is_different = Wanted("A").address(service) != Wanted("B").address(service)
    except (LookupError, ValueError):
        is_different = False
    if not is_different:
        raise CommandError(
            "UPR_FETCH_ADDRESS must hold {symbol}, and may hold {language} and {type}. "
            "Nothing was fetched.",
            returncode=FAILED,
        )
    return service


def status_of(outcomes: Sequence[FetchOutcome]) -> int:
    """Return the exit status: 0 all here and read whole, 1 something missing, 2 failed.

    1: the service does not have a paper, or lines of one are left over. 2: it refused
    or failed, or a file cannot be read.
    """
    return max(map(_status, outcomes), default=0)


def _status(one: FetchOutcome) -> int:
    if one.came is Came.NOT_THERE:
        return INCOMPLETE
    if one.imported is None or one.imported.outcome is None:
        return FAILED
    return 0 if one.imported.outcome.is_whole else INCOMPLETE
