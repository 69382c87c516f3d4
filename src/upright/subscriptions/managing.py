"""Whoever holds a private link changes, pauses, ends and erases; bounces do too."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from upright.subscriptions import addresses, pruning
from upright.subscriptions.models import (
    Frequency,
    Mail,
    Sending,
    Subscriber,
    Subscription,
    Suppression,
)


def set_frequency(subscription: Subscription, frequency: Frequency) -> None:
    """Tell daily or weekly from now on; what is told already is not told again."""
    subscription.frequency = frequency
    subscription.save(update_fields=["frequency"])


def set_paused(subscription: Subscription, is_paused: bool) -> None:
    """Pause, or go on: what came meanwhile is told by the next digest."""
    subscription.is_paused = is_paused
    subscription.save(update_fields=["is_paused"])


def set_language(subscriber: Subscriber, language: str) -> None:
    """Write to a subscriber in another language."""
    subscriber.language = language
    subscriber.save(update_fields=["language"])


@transaction.atomic
def end(subscription: Subscription) -> None:
    """End one subscription; with the last one the address is erased."""
    subscriber = subscription.subscriber
    own = f"digest:{subscription.pk}:"
    _unsent(subscriber).filter(key__startswith=own).delete()
    subscription.delete()
    pruning.note_traces()
    left = subscriber.subscriptions
    if not left.exists():
        erase(subscriber)
    elif not left.exclude(confirmed_at=None).exists():
        # What waits for its confirmation still can be confirmed, for some days.
        Subscriber.objects.filter(pk=subscriber.pk).update(confirmed_at=None)


@transaction.atomic
def erase(subscriber: Subscriber) -> None:
    """Erase an address with all that hangs on it; mails not yet sent are not sent.

    What stays of mails: that they were sent, or failed, and when.
    """
    _unsent(subscriber).delete()
    subscriber.mails.update(body=None)
    subscriber.delete()
    pruning.note_traces()


@transaction.atomic
def suppress(address: str, reason: Suppression.Reason, at: datetime) -> bool:
    """Never write to an address again, and erase it; say whether it was known.

    A bounce does not outweigh what its owner said.
    """
    known = Suppression.objects.filter(hash__in=addresses.hashes_of(address)).first()
    if known is None:
        Suppression.objects.create(
            hash=addresses.hash_of(address), reason=reason, at=at
        )
    elif reason is not Suppression.Reason.BOUNCED:
        known.reason, known.at = reason, at
        known.save(update_fields=["reason", "at"])
    subscriber = Subscriber.objects.filter(address=addresses.normal(address)).first()
    if subscriber is not None:
        erase(subscriber)
    return subscriber is not None


@transaction.atomic
def forget(address: str) -> bool:
    """Erase an address whose owner wrote to staff; say whether it was known."""
    subscriber = Subscriber.objects.filter(address=addresses.normal(address)).first()
    if subscriber is not None:
        erase(subscriber)
    return subscriber is not None


def set_sending(is_paused: bool) -> None:
    """Stop all sending, or go on."""
    Sending.objects.update_or_create(pk=1, defaults={"is_paused": is_paused})


def send_again(mail_ids: list[int], at: datetime) -> int:
    """Try again mails that failed and whose words are still kept; return how many."""
    failed = Mail.objects.filter(
        pk__in=mail_ids, state=Mail.State.FAILED, subscriber__isnull=False
    ).exclude(body=None)
    return failed.update(state=Mail.State.WAITING, attempts=0, failure="", next_try=at)


def _unsent(subscriber: Subscriber) -> QuerySet[Mail]:
    # One that is being handed over just now goes too: whoever hands it over has its
    # words already, and whoever would resolve a doubt finds nothing to send.
    return subscriber.mails.filter(state__in=[Mail.State.WAITING, Mail.State.HANDING])
