"""What is due: digests are written, mails sent, what is over erased."""

from datetime import datetime

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
    counted = {
        "digests written": composed,
        "mails sent": sent.sent,
        "mails not sent": sent.failed,
        "doubts": doubts,
    }
    return ", ".join(f"{count} {what}" for what, count in counted.items() if count)
