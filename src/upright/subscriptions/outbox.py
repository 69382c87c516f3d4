"""Mails are written into the outbox here, each with the private links it needs."""

from datetime import datetime, timedelta

from upright.subscriptions import addresses, letters, private_links
from upright.subscriptions.letters import Letter
from upright.subscriptions.models import Link, Mail, Subscriber, Subscription
from upright.subscriptions.topics import News

CONFIRM_FOR = timedelta(days=7)
MANAGE_FOR = timedelta(days=30)
LEAVE_FOR = timedelta(days=400)  # a mail is kept for long, and its way out must work


def ask_to_confirm(subscription: Subscription, at: datetime) -> Mail:
    """Write the mail that asks whether a subscription is wanted."""
    expires = at + CONFIRM_FOR
    subscriber = subscription.subscriber
    letter = letters.confirmation(
        subscription,
        new_link(Link.Purpose.CONFIRM, subscriber, expires, subscription),
        new_link(Link.Purpose.LEAVE, subscriber, at + LEAVE_FOR, subscription),
        expires,
    )
    return _put(letter, subscriber, f"confirm:{subscription.pk}:{at.timestamp()}", at)


def send_private_link(subscriber: Subscriber, at: datetime) -> Mail:
    """Write the mail with a new private link."""
    expires = at + MANAGE_FOR
    secret = new_link(Link.Purpose.MANAGE, subscriber, expires)
    letter = letters.private_link(subscriber, secret, expires)
    return _put(letter, subscriber, f"link:{subscriber.pk}:{at.timestamp()}", at)


def tell(
    subscription: Subscription, news: News, period: str, day: str, at: datetime
) -> Mail:
    """Write a digest; a second one of the same period cannot be written.

    Raises IntegrityError if there is one.
    """
    subscriber = subscription.subscriber
    letter = letters.digest(
        subscription,
        news,
        new_link(Link.Purpose.MANAGE, subscriber, at + MANAGE_FOR),
        new_link(Link.Purpose.LEAVE, subscriber, at + LEAVE_FOR, subscription),
        day,
    )
    return _put(letter, subscriber, f"digest:{subscription.pk}:{period}", at)


def new_link(
    purpose: Link.Purpose,
    subscriber: Subscriber,
    expires: datetime,
    subscription: Subscription | None = None,
) -> str:
    """Make a private link and return its secret, which is kept nowhere else."""
    secret = private_links.new_secret()
    Link.objects.create(
        hash=private_links.hash_of(secret),
        purpose=purpose,
        subscriber=subscriber,
        subscription=subscription,
        expires_at=expires,
    )
    return secret


def _put(letter: Letter, subscriber: Subscriber, key: str, at: datetime) -> Mail:
    return Mail.objects.create(
        key=key,
        kind=letter.kind,
        subscriber=subscriber,
        domain=addresses.domain_hash(subscriber.address),
        subject=letter.subject,
        body=letter.body.as_json(),
        created_at=at,
        next_try=at,
    )
