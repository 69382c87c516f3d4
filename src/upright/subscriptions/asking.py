"""Somebody asks to be told, and the owner of the address says yes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from upright.archive import queries as archive
from upright.subscriptions import addresses, outbox, periods, queries
from upright.subscriptions.models import (
    Frequency,
    Link,
    MailRequest,
    Sending,
    Subscriber,
    Subscription,
)
from upright.subscriptions.topics import Wish

MOST = 100  # subscriptions of one address, confirmed or not


class FloodedError(Exception):
    """The site's forms asked for too many mails in an hour; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for."""

    address: str
    language: str
    wish: Wish
    frequency: Frequency


@transaction.atomic
def ask(asked: Asked, at: datetime) -> None:
    """Keep what is asked for, unconfirmed, and write the mail that asks to confirm it.

    Nothing tells the caller whether the address is known, suppressed or was sent too
    many mails already. Raises FloodedError.
    """
    if not _may_write_to(asked.address, at):
        return
    subscriber, _made = Subscriber.objects.get_or_create(
        address=addresses.normal(asked.address),
        defaults={"language": asked.language, "created_at": at},
    )
    subscription = _subscription(subscriber, asked, at)
    if subscription is None or subscription.confirmed_at:
        outbox.send_private_link(subscriber, at)
    else:
        outbox.ask_to_confirm(subscription, at)


@transaction.atomic
def renew(address: str, at: datetime) -> None:
    """Write a mail with a new private link, if the address has subscriptions.

    Nothing tells the caller whether it has. Raises FloodedError.
    """
    if not _may_write_to(address, at):
        return
    known = Subscriber.objects.filter(address=addresses.normal(address))
    subscriber = known.exclude(confirmed_at=None).first()
    if subscriber is not None:
        outbox.send_private_link(subscriber, at)


@transaction.atomic
def confirm(link: Link, at: datetime) -> str:
    """Begin a subscription, and return the secret of a link to manage it.

    It tells what is new from now on.
    """
    subscriber = link.subscriber
    begun = subscriber.subscriptions.filter(link=link, confirmed_at=None)
    subscription = begun.select_for_update().first()
    if subscription is not None:
        subscription.confirmed_at = subscription.told_at = at
        subscription.told_version = archive.data_version()
        frequency = Frequency(subscription.frequency)
        subscription.told_period = periods.period_of(frequency, at)
        subscription.save()
        Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(
            confirmed_at=at
        )
    link.delete()
    expires = at + outbox.MANAGE_FOR
    return outbox.new_link(Link.Purpose.MANAGE, subscriber, expires)


def _may_write_to(address: str, at: datetime) -> bool:
    """Whether a mail may be written because of a form; counts that it was asked."""
    # Its row is locked, so that a hundred requests at once are counted one by one.
    Sending.objects.get_or_create(pk=1)
    Sending.objects.select_for_update().get(pk=1)
    if queries.is_flooded(at):
        raise FloodedError
    may = queries.may_be_asked(address, at) and not queries.is_suppressed(address)
    MailRequest.objects.create(hash=addresses.hash_of(address), at=at)
    return may


def _subscription(
    subscriber: Subscriber, asked: Asked, at: datetime
) -> Subscription | None:
    """Return what is asked for, made if it is new; None beyond the most."""
    found = subscriber.subscriptions.filter(
        kind=asked.wish.kind, parameters=asked.wish.parameters
    ).first()
    if found is not None and not found.confirmed_at:
        found.frequency, found.created_at = asked.frequency, at
        found.save(update_fields=["frequency", "created_at"])
    if found is not None or subscriber.subscriptions.count() >= MOST:
        return found
    return Subscription.objects.create(
        subscriber=subscriber,
        kind=asked.wish.kind,
        parameters=asked.wish.parameters,
        frequency=asked.frequency,
        created_at=at,
    )
