"""One import at a time: who is at work on an export, and whether they still live."""

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from upright.witnesses.errors import BusyError, CancelledError
from upright.witnesses.models import Export

HELD = timedelta(minutes=5)  # longer than any step between two renewals
_AT_WORK = (Export.Stage.READING, Export.Stage.READ, Export.Stage.TYING)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Hold:
    """An export this process works on."""

    export_id: int
    holder: str
    clock: Clock

    def __enter__(self) -> "Hold":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def renew(self) -> Export:
        """Return the export, locked until the transaction ends, and hold it on.

        Raises CancelledError where it was cancelled or taken over. Call it inside a
        transaction.
        """
        export = Export.objects.select_for_update().get(pk=self.export_id)
        if export.holder != self.holder or export.stage not in _AT_WORK:
            raise CancelledError("The import was cancelled. Nothing was kept.")
        export.held_until = self.clock() + HELD
        return export

    def release(self) -> None:
        """Let others have it."""
        Export.objects.filter(pk=self.export_id, holder=self.holder).update(
            holder="", held_until=None
        )


def hold(export_id: int, clock: Clock) -> Hold:
    """Take an export to work on it. Raises BusyError while another is worked on."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    with transaction.atomic():
        # In one order, so that two processes wait for one another and none for ever.
        held = Export.objects.select_for_update().filter(held_until__isnull=False)
        for other in held.order_by("pk"):
            if _lives(other, clock()):
                raise BusyError(
                    f"“{other.name}” is being imported at the moment. One export is "
                    "imported at a time: try again when it is done."
                )
        Export.objects.filter(pk=export_id).update(
            holder=holder, held_until=clock() + HELD
        )
    return Hold(export_id, holder, clock)


def is_held(export: Export, at: datetime) -> bool:
    """Whether a process works on an export."""
    return export.held_until is not None and _lives(export, at)


def _lives(export: Export, at: datetime) -> bool:
    host, process, *_ = (*export.holder.rsplit(":", 2), "")
    if export.held_until is None or export.held_until < at:
        return False
    if host != socket.gethostname() or not process.isdigit():
        return True  # another machine's, perhaps at work
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False  # killed: nobody will renew it
    except PermissionError:
        return True
    return True
