"""What is due: digests are written, mails sent, what is over erased."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import ngettext

from upright.subscriptions import composing, pruning, queries, sending

__all__ = ["due"]


def due(at: datetime) -> str:
    """Do what is due at a moment; return a sentence, "" where nothing was.

    Safe to call at any time and from several processes at once: each digest is
    written once, each mail is sent under a lease.
    """
    pruning.prune(at)
    said = _mailed(at) if queries.are_on() else ""
    pruning.wipe_traces()
    return said


def _mailed(at: datetime) -> str:
    doubts = sending.resolve_doubts(at)
    composed = composing.compose_due(at)
    sent = sending.send_waiting(at)
    if sent.sent:
        pruning.note_traces()  # the words of what was sent are gone from its row
    return ", ".join(_counted(composed, sent.sent, sent.failed, doubts))


def _counted(written: int, sent: int, failed: int, doubts: int) -> Iterator[str]:
    if written:
        yield ngettext("%d digest written", "%d digests written", written) % written
    if sent:
        yield ngettext("%d mail sent", "%d mails sent", sent) % sent
    if failed:
        yield ngettext("%d mail not sent", "%d mails not sent", failed) % failed
    if doubts:
        yield ngettext("%d doubt", "%d doubts", doubts) % doubts
