"""What need not be kept any more is erased, and its traces in the database file too."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from upright.subscriptions import outbox
from upright.subscriptions.models import (
    Link,
    Mail,
    MailRequest,
    Sending,
    Subscriber,
    Subscription,
    Suppression,
)

UNCONFIRMED_FOR = outbox.CONFIRM_FOR
REQUESTS_FOR = timedelta(days=1)
WORDS_OF_FAILED_FOR = timedelta(days=7)
MAILS_FOR = timedelta(days=90)  # that they were sent, without words
BOUNCES_FOR = timedelta(days=90)  # a mailbox can come to life again
CHECKPOINT_WAITS = 500  # milliseconds for readers to step aside


@transaction.atomic
def prune(at: datetime) -> None:
    """Erase what is over."""
    removed = sum(
        found.delete()[0]
        for found in (
            Link.objects.filter(expires_at__lte=at),
            MailRequest.objects.filter(at__lte=at - REQUESTS_FOR),
            Subscription.objects.filter(
                confirmed_at=None, created_at__lte=at - UNCONFIRMED_FOR
            ),
            Mail.objects.exclude(
                state__in=[Mail.State.WAITING, Mail.State.HANDING]
            ).filter(created_at__lte=at - MAILS_FOR),
            Suppression.objects.filter(
                reason=Suppression.Reason.BOUNCED, at__lte=at - BOUNCES_FOR
            ),
        )
    )
    removed += _prune_subscribers(at)
    removed += (
        Mail.objects.filter(
            state=Mail.State.FAILED, next_try__lte=at - WORDS_OF_FAILED_FOR
        )
        .exclude(body=None)
        .update(body=None)
    )
    if removed:
        note_traces()


def note_traces() -> None:
    """Remember that something was erased whose traces the database file may hold."""
    Sending.objects.update_or_create(pk=1, defaults={"has_traces": True})


def _prune_subscribers(at: datetime) -> int:
    """Erase the addresses that confirmed nothing, with the mails to them."""
    idle = Subscriber.objects.filter(
        subscriptions=None, created_at__lte=at - UNCONFIRMED_FOR
    )
    numbers = list(idle.select_for_update(of=("self",)).values_list("pk", flat=True))
    unsent = Mail.objects.filter(subscriber__in=numbers).exclude(state=Mail.State.SENT)
    unsent.delete()
    removed, _rows = Subscriber.objects.filter(pk__in=numbers).delete()
    return removed


def wipe_traces() -> None:
    """Remove from SQLite's files what was erased from its tables.

    `secure_delete` writes zeros over erased rows, but in the journal beside the file;
    only a checkpoint brings them into the file, and cuts the journal. PostgreSQL
    leaves dead rows until its autovacuum has passed: see docs/operations.md.
    """
    if not Sending.objects.filter(pk=1, has_traces=True).exists():
        return
    if connection.vendor != "sqlite" or _is_checkpointed():
        Sending.objects.filter(pk=1).update(has_traces=False)


def _is_checkpointed() -> bool:
    """Write the journal into the file and cut it; say whether all of it went."""
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        waits = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {CHECKPOINT_WAITS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = cursor.fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {waits}")
    return not is_busy
