"""What can be asked of subscriptions: by whoever holds a private link, and by staff.

Nothing here finds a subscriber by address: only actions meet addresses.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import now

from upright.subscriptions import addresses, periods, private_links, topics
from upright.subscriptions.models import (
    Frequency,
    Link,
    Mail,
    MailRequest,
    Sending,
    Subscriber,
    Subscription,
    Suppression,
)

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
MAILS_A_DAY = 5  # that one address can be sent because somebody typed it in a form
PACE = timedelta(minutes=1)


class Overview(NamedTuple):
    """The outbox in numbers, for staff; nothing in it names anybody."""

    states: Mapping[str, int]  # mails by state
    failures: Mapping[str, int]  # mails not sent yet or never, by what failed last
    doubtful: int  # mails sent again after a doubt
    subscribers: int  # confirmed
    subscriptions: int  # confirmed
    suppressions: Mapping[str, int]  # addresses nothing is sent to, by reason
    oldest: datetime | None  # when the mail that waits longest was written
    is_paused: bool


def are_on() -> bool:
    """Whether this site can send mail."""
    return bool(settings.SENDS_MAIL)


def link(secret: str, purpose: Link.Purpose, at: datetime | None = None) -> Link | None:
    """Return a private link that holds, with its subscriber; None if none does."""
    found = Link.objects.filter(
        hash=private_links.hash_of(secret),
        purpose=purpose,
        expires_at__gt=at or now(),
    )
    return found.select_related("subscriber", "subscription").first()


def subscriptions_of(subscriber: Subscriber) -> list[Subscription]:
    """Return what a subscriber confirmed, in the order asked for."""
    return list(subscriber.subscriptions.exclude(confirmed_at=None).order_by("pk"))


def own(subscriber: Subscriber, number: int) -> Subscription | None:
    """Return a confirmed subscription of a subscriber's; None for another's."""
    confirmed = subscriber.subscriptions.exclude(confirmed_at=None)
    return confirmed.filter(pk=number).first()


def is_suppressed(address: str) -> bool:
    """Whether nothing may be sent to an address."""
    return Suppression.objects.filter(hash__in=addresses.hashes_of(address)).exists()


def may_be_asked(address: str, at: datetime) -> bool:
    """Whether an address was not sent too many mails by forms in a day."""
    recent = MailRequest.objects.filter(
        hash=addresses.hash_of(address), at__gt=at - A_DAY
    )
    return recent.count() < MAILS_A_DAY


def is_flooded(at: datetime) -> bool:
    """Whether the forms of the whole site asked for too many mails in an hour."""
    recent = MailRequest.objects.filter(at__gt=at - AN_HOUR)
    return recent.count() >= settings.MAILS_ASKED_AN_HOUR


def due_numbers(at: datetime) -> list[int]:
    """Return the subscriptions whose digest of this period is not written yet."""
    return list(_due(at).order_by("pk").values_list("pk", flat=True))


def due_subscription(number: int, at: datetime) -> Subscription | None:
    """Return one of them with its subscriber; None if it is not due any more."""
    return _due(at).select_related("subscriber").filter(pk=number).first()


def _due(at: datetime) -> QuerySet[Subscription]:
    due = Q()
    for frequency in Frequency:
        period = periods.period_of(frequency, at)
        due |= Q(frequency=frequency, told_period__lt=period)
    found = Subscription.objects.filter(due, is_paused=False)
    return found.exclude(confirmed_at=None)


def waiting(at: datetime) -> QuerySet[Mail]:
    """Return the mails that may be sent now, the oldest first."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    found = Mail.objects.filter(free, state=Mail.State.WAITING, next_try__lte=at)
    return found.order_by("next_try", "pk")


def in_doubt(at: datetime) -> QuerySet[Mail]:
    """Return the mails of which nobody knows any more whether they were handed over."""
    return Mail.objects.filter(state=Mail.State.HANDING, lease_until__lte=at)


def is_at_pace(domain: str, at: datetime) -> bool:
    """Whether a mail domain was handed as many mails in a minute as it may be."""
    recent = Mail.objects.filter(domain=domain, handed_at__gt=at - PACE)
    return recent.count() >= settings.MAILS_TO_A_DOMAIN_A_MINUTE


def is_paused() -> bool:
    """Whether staff stopped the sending."""
    return Sending.objects.filter(pk=1, is_paused=True).exists()


def overview() -> Overview:
    """Return the outbox in numbers."""
    waiting = Mail.objects.filter(state=Mail.State.WAITING).order_by("created_at")
    failures = Mail.objects.exclude(failure="").exclude(state=Mail.State.SENT)
    return Overview(
        states=_counts(Mail.objects.all(), "state"),
        failures=_counts(failures, "failure"),
        doubtful=Mail.objects.filter(doubts__gt=0).count(),
        subscribers=Subscriber.objects.exclude(confirmed_at=None).count(),
        subscriptions=Subscription.objects.exclude(confirmed_at=None).count(),
        suppressions=_counts(Suppression.objects.all(), "reason"),
        oldest=waiting.values_list("created_at", flat=True).first(),
        is_paused=is_paused(),
    )


def subscribers_counted() -> QuerySet[Subscriber]:
    """Return the subscribers with how many subscriptions each has, for staff."""
    return Subscriber.objects.annotate(subscription_count=Count("subscriptions"))


def everything_kept(subscriber: Subscriber) -> Mapping[str, Any]:
    """Return all that is kept of a subscriber, for themselves."""
    mails = subscriber.mails.order_by("pk")
    return {
        "address": subscriber.address,
        "language": subscriber.language,
        "asked_at": subscriber.created_at,
        "confirmed_at": subscriber.confirmed_at,
        "subscriptions": [
            {
                "what": topics.wish_of(one).in_words,
                "parameters": topics.wish_of(one).written,
                "frequency": one.frequency,
                "asked_at": one.created_at,
                "confirmed_at": one.confirmed_at,
                "is_paused": one.is_paused,
                "told_up_to_data_version": one.told_version,
                "told_at": one.told_at,
            }
            for one in subscriptions_of(subscriber)
        ],
        "mails": [
            {
                "kind": one.kind,
                "subject": one.subject,
                "state": one.state,
                "written_at": one.created_at,
                "sent_at": one.sent_at,
            }
            for one in mails
        ],
    }


def _counts(found: "QuerySet[Any]", name: str) -> dict[str, int]:
    rows = found.order_by().values_list(name).annotate(n=Count("pk"))
    return dict(rows.order_by(name))
