"""Uploaded exports: kept until they are done, read and taken in by the worker.

The file lies under its digest in the site's own folder; what it was called is shown
and never used as a path. It is removed when the export is done, failed or cancelled.
A worker that is killed leaves the export as it was: the next tick queues it again.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext

from upr.exchange.export_limits import DEFAULT_EXPORT_LIMITS
from upright.accounts.models import User
from upright.archive.jobs import is_waiting, job
from upright.witnesses.errors import BusyError, CancelledError, NotReadableError
from upright.witnesses.holds import hold, is_held
from upright.witnesses.importing import export_of, finish, read_as_far_as_needed
from upright.witnesses.keeping_tied import keep_tied
from upright.witnesses.models import Export
from upright.witnesses.previewing import keep_expected

_TO_READ = (Export.Stage.READING, Export.Stage.TYING)
_OVER = (Export.Stage.DONE, Export.Stage.FAILED, Export.Stage.CANCELLED)


def folder() -> Path:
    """Return the folder of uploads that wait."""
    return Path(settings.MEDIA_ROOT) / "waiting-exports"


def accept(pieces: Iterable[bytes], name: str, at: datetime, by: User) -> Export:
    """Keep an uploaded file and queue it to be read; return its export.

    A file that is known already is not kept again: its export says what it came to.
    """
    folder().mkdir(parents=True, exist_ok=True)
    part = folder() / f"{secrets.token_hex(8)}.part"
    try:
        with part.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        export = export_of(part, name, at, by)
        if export.stage not in (Export.Stage.DONE, Export.Stage.TYING):
            part.replace(folder() / export.sha256)
            Export.objects.filter(pk=export.pk).update(
                waiting_file=export.sha256, stage=Export.Stage.READING,
                problem="", ended=None, is_wanted=False, expected={},
            )  # fmt: skip
            work_on_export.enqueue(export.pk)
        return Export.objects.get(pk=export.pk)
    finally:
        part.unlink(missing_ok=True)


def want(export_id: int) -> None:
    """Have an export that was read taken in, by the worker."""
    Export.objects.filter(pk=export_id).update(is_wanted=True)
    work_on_export.enqueue(export_id)


def drop_file(export: Export) -> None:
    """Remove the uploaded file of an export."""
    if export.waiting_file:
        (folder() / export.waiting_file).unlink(missing_ok=True)
        Export.objects.filter(pk=export.pk).update(waiting_file="")


@job
def work_on_export(export_id: int) -> None:
    """Read an uploaded export, and take it in where somebody said so."""
    export = Export.objects.filter(pk=export_id).first()
    if export is None or export.stage in _OVER or not export.waiting_file:
        return
    path = folder() / export.waiting_file
    try:
        with hold(export_id, timezone.now) as held:
            export = read_as_far_as_needed(held, path, None, DEFAULT_EXPORT_LIMITS)
            if not export.expected:
                keep_expected(export)
            if Export.objects.get(pk=export_id).is_wanted:
                finish(held, path, None, DEFAULT_EXPORT_LIMITS)
    except BusyError:
        return  # the next tick queues it again
    except (NotReadableError, CancelledError):
        pass  # the export says why
    export = Export.objects.get(pk=export_id)
    if export.stage in _OVER:
        drop_file(export)


def due(at: datetime) -> str:
    """Tie what changed, queue uploads that nobody works on; say what was done."""
    said = []
    count = keep_tied(at)
    if count:
        said.append(_tied(count))
    left = [one for one in _unattended(at) if not is_waiting(work_on_export)]
    for export in left:
        work_on_export.enqueue(export.pk)
    if left:
        said.append(_queued(len(left)))
    return " ".join(said)


def _tied(count: int) -> str:
    said = ngettext(
        "%d review tied to records of other databases.",
        "%d reviews tied to records of other databases.",
        count,
    )
    return said % count


def _queued(count: int) -> str:
    said = ngettext("%d export queued again.", "%d exports queued again.", count)
    return said % count


def _unattended(at: datetime) -> list[Export]:
    found = Export.objects.exclude(waiting_file="")
    return [
        one
        for one in found
        if (one.stage in _TO_READ or (one.stage == Export.Stage.READ and one.is_wanted))
        and not is_held(one, at)
    ]
