"""One export from a file to records in force that are tied. It can be stopped at any
moment and goes on where it was; the same file twice changes nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS, ExportLimits
from upright.accounts.models import User
from upright.witnesses.counting import Counts
from upright.witnesses.errors import NotReadableError
from upright.witnesses.holds import Clock, Hold, hold
from upright.witnesses.keeping_tied import keep_tied
from upright.witnesses.models import Export
from upright.witnesses.staging import discard, last_taken_in, read_in
from upright.witnesses.taking_in import OvertakenError, take_in

_OVER = (Export.Stage.FAILED, Export.Stage.CANCELLED)
_TAKEN_IN = (Export.Stage.TYING, Export.Stage.DONE)
_NAME = 200
Tell = Callable[[Export], None]  # told after each chunk


@dataclass(frozen=True)
class Outcome:
    """What an import came to."""

    export: Export
    counts: Counts
    was_known: bool  # the same bytes had been imported: nothing was done


def export_of(path: Path, name: str, at: datetime, by: User | None = None) -> Export:
    """Return the export that a file is, made where it is not known. Nothing is read.

    Raises NotReadableError where the file cannot be opened.
    """
    try:
        size, sha256 = path.stat().st_size, _sha256(path)
    except OSError as error:
        raise NotReadableError(error.strerror or "It cannot be opened.") from error
    made = {"name": name[-_NAME:], "size": size, "by": by, "began": at}
    return Export.objects.get_or_create(sha256=sha256, defaults=made)[0]


def import_export(
    path: Path,
    clock: Clock,
    tell: Tell | None = None,
    limits: ExportLimits = DEFAULT_EXPORT_LIMITS,
) -> Outcome:
    """Import a file of somebody's records, tie them, and say what it came to.

    Of a file imported before the outcome says so, and nothing changes.
    Raises NotReadableError, with nothing kept of it, CancelledError, or BusyError.
    """
    export = export_of(path, path.name, clock())
    if export.stage == Export.Stage.DONE:
        return Outcome(export, Counts.of(export.counts), was_known=True)
    with hold(export.pk, clock) as held:
        read_as_far_as_needed(held, path, tell, limits)
        return finish(held, path, tell, limits)


def read_only(
    path: Path,
    clock: Clock,
    tell: Tell | None = None,
    limits: ExportLimits = DEFAULT_EXPORT_LIMITS,
) -> Export:
    """Stage a file and take nothing in; return the export as it now stands.

    What is taken in already is left alone. Raises as `import_export`.
    """
    export = export_of(path, path.name, clock())
    if export.stage in _TAKEN_IN:
        return export
    with hold(export.pk, clock) as held:
        return read_as_far_as_needed(held, path, tell, limits)


def read_as_far_as_needed(
    held: Hold, path: Path, tell: Tell | None, limits: ExportLimits
) -> Export:
    """Stage what is not staged yet, and return the export as it now stands.

    Where another export was taken in meanwhile it is staged from the start. Raises as
    `import_export`.
    """
    Export.objects.filter(pk=held.export_id, stage__in=_OVER).update(
        stage=Export.Stage.READING, ended=None, problem=""
    )
    export = Export.objects.get(pk=held.export_id)
    is_read = export.stage == Export.Stage.READ and export.based_on == last_taken_in()
    if is_read or export.stage in _TAKEN_IN:
        return export
    return read_in(held, path, tell, limits)


def finish(held: Hold, path: Path, tell: Tell | None, limits: ExportLimits) -> Outcome:
    """Take in what is staged, tie it, and say that it is done."""
    export = Export.objects.get(pk=held.export_id)
    while export.stage != Export.Stage.TYING:
        try:
            export = take_in(held, held.clock(), export.by)
        except OvertakenError:
            export = read_as_far_as_needed(held, path, tell, limits)
    keep_tied(held.clock())
    with transaction.atomic():
        export = held.renew()
        export.stage, export.ended = Export.Stage.DONE, held.clock()
        export.save()
    return Outcome(export, Counts.of(export.counts), was_known=False)


def cancel(export_id: int, at: datetime) -> bool:
    """Stop an import before it is taken in, and drop what is staged of it.

    Returns False where it is too late: what is taken in stays. A process at work on it
    stops at its next chunk.
    """
    with transaction.atomic():
        export = Export.objects.select_for_update().get(pk=export_id)
        if export.stage in _TAKEN_IN:
            return False
        discard(export_id, Export.Stage.CANCELLED, at)
    return True


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
