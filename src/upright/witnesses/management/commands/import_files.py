"""`upright import PATH...`: papers into the archive, exports of others beside them.

It takes the place of the archive's command of the same name, and does its work for
every paper.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from tqdm import tqdm

from upr.exchange.foreign import Rejected
from upr.exchange.rejects import save_rejected
from upright.archive.batches import SUFFIXES as PAPERS
from upright.archive.batches import files_of
from upright.archive.management.commands import import_files as archive
from upright.witnesses import queries
from upright.witnesses.actions import (
    Outcome,
    discard,
    import_export,
    keep_tied,
    read_only,
)
from upright.witnesses.counting import Counts
from upright.witnesses.errors import NotReadableError, WitnessError
from upright.witnesses.labels import KINDS
from upright.witnesses.models import Export
from upright.witnesses.sources import SOURCES

# Taken from folders; a file that is named itself is known by its content.
EXPORTS = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".json", ".jsonl", ".parquet"})
_PDF, _ZIP, _WORD = b"%PDF", b"PK\x03\x04", b"word/"
_START = 64 * 1024
STOPPED = 130


class Command(archive.Command):
    """Import papers and exports, from files, folders and globs."""

    help = "Archive papers of the review, and import exports of other databases."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to import, and how."""
        super().add_arguments(parser)
        parser.add_argument("--preview", action="store_true")
        parser.add_argument("--rejects", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what became of each file, and end with a status."""
        self.prepare()
        paths = list(files_of(options["paths"], PAPERS | EXPORTS))
        named = {Path(argument) for argument in options["paths"]}
        papers = [path for path in paths if is_paper(path)]
        exports = [path for path in paths if path not in set(papers)]
        status = 0
        if options["preview"]:
            self._preview(exports, papers)
            return
        if papers or not exports:
            status = self.import_papers(papers, options["jobs"])
        status = max(status, self._import(exports, named, options["rejects"]))
        keep_tied(timezone.now())
        sys.exit(status)

    def _import(
        self, exports: Iterable[Path], named: set[Path], rejects: Path | None
    ) -> int:
        status = 0
        rejected: list[Export] = []
        for path in exports:
            try:
                outcome = _with_progress(path)
            except NotReadableError as error:
                status = max(status, self._refused(path, error, path in named))
            except WitnessError as error:
                self.stderr.write(f"{path}: {error}")
                status = archive.REFUSED
            except KeyboardInterrupt:
                self.stderr.write(
                    f"{path}: stopped. What is read of it is kept aside; the same "
                    "command goes on from there."
                )
                sys.exit(STOPPED)
            else:
                self.stdout.write(f"{path}: {said_of(outcome)}")
                rejected.append(outcome.export)
                if outcome.counts.rejected:
                    status = max(status, archive.LEFT_OVER)
        if rejects:
            _save_rejects(rejected, rejects)
        return status

    def _refused(self, path: Path, error: NotReadableError, is_named: bool) -> int:
        """Say why; in a folder, a table that is no export is only passed over."""
        if error.is_unknown and not is_named:
            self.stderr.write(f"{path}: passed over, no export that is known here")
            return 0
        self.stderr.write(f"{path}: {error}")
        return archive.REFUSED

    def _preview(self, exports: Iterable[Path], papers: Iterable[Path]) -> None:
        status = 0
        for path in papers:
            self.stderr.write(f"{path}: a paper; only exports are previewed")
        for path in exports:
            try:
                export = read_only(path, timezone.now)
            except WitnessError as error:
                self.stderr.write(f"{path}: {error}")
                status = archive.REFUSED
                continue
            self.stdout.write(f"{path}:")
            for line in lines_of(export):
                self.stdout.write(f"  {line}")
            if export.stage == Export.Stage.READ and not export.waiting_file:
                discard(export.pk, Export.Stage.CANCELLED, timezone.now())
        sys.exit(status)


def is_paper(path: Path) -> bool:
    """Whether a file goes to the archive: by its name, else by how it begins."""
    if path.suffix.lower() in PAPERS:
        return True
    if path.suffix.lower() in EXPORTS:
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return True  # the archive says what is wrong
    return start.startswith(_PDF) or (start.startswith(_ZIP) and _WORD in start)


def _with_progress(path: Path) -> Outcome:
    with tqdm(unit="row", desc=path.name, disable=None) as bar:

        def tell(export: Export) -> None:
            bar.update(export.rows - bar.n)

        return import_export(path, timezone.now, tell)


def said_of(outcome: Outcome) -> str:
    """Return what an import came to, as a line for a person."""
    counts = outcome.counts
    if outcome.was_known:
        return (
            f"known: imported before as “{outcome.export.name}”. Nothing was changed."
        )
    return f"{_kinds(counts)} of {_source(outcome.export)}: {_numbers(counts)}"


def _kinds(counts: Counts) -> str:
    said = [f"{number:,} {KINDS[kind]}" for kind, number in counts.kinds.items()]
    return ", ".join(said) or "no record"


def _numbers(counts: Counts) -> str:
    said = [
        f"{counts.new:,} new",
        f"{counts.changed:,} changed",
        f"{counts.known:,} known",
        f"{counts.gone:,} no longer there",
        f"{counts.rejected:,} rejected",
    ]
    if counts.other_bodies:
        said.append(f"{counts.other_bodies:,} of other mechanisms, not kept")
    return ", ".join(said)


def _source(export: Export) -> str:
    return str(SOURCES[export.source].name)


def lines_of(export: Export) -> Iterable[str]:
    """Yield what is known of an export before it is taken in, a line each."""
    yield f"{export.form}"
    if export.stage != Export.Stage.READ:
        yield "It was imported before. Importing it again changes nothing."
        return
    found, counts = queries.expected(export), Counts.of(export.counts)
    columns = ", ".join(f"{name} = {value}" for name, value in export.recognised)
    yield f"columns: {columns or 'none: it is no table'}"
    if export.unknown:
        unknown = ", ".join(export.unknown)
        yield f"columns nobody knows here, kept as they are: {unknown}"
    yield f"{counts.rows:,} rows: {_kinds(counts)}; {_numbers(counts)}"
    yield (
        f"of the new and changed recommendations {found.sure:,} are tied surely, "
        f"{found.in_doubt:,} in doubt, {found.loose:,} to nothing; "
        f"{found.without_report:,} are on reviews whose report is not here"
    )
    if found.stateless:
        names = ", ".join(f"“{name}”" for name in found.unknown_names)
        yield (
            f"{found.stateless:,} name a State that is not known here ({names}): kept, "
            "and tied to nothing"
        )
    for row in queries.rejected_rows(export.pk)[:5]:
        yield f"row {row.row} would be rejected: {row.reason}"


def _save_rejects(exports: Iterable[Export], path: Path) -> None:
    rows = (
        Rejected(row.row, tuple(row.cells), row.reason)
        for export in exports
        for row in queries.rejected_rows(export.pk).iterator()
    )
    save_rejected(rows, path)
