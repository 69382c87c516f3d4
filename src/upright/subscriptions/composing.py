"""Digests are written: each subscription once in its period, from where it was told.

What is new is looked up first, under no lock. Then one transaction moves the
subscription's mark, if it still stands where it stood, and puts the mail into the
outbox: both or neither, whoever else does the same at the same time.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from upright.archive import queries as archive
from upright.subscriptions import outbox, periods, queries
from upright.subscriptions.models import Frequency, Subscription
from upright.subscriptions.topics import (
    News,
    NotReadyError,
    Span,
    WishError,
    wish_of,
)

log = logging.getLogger(__name__)

BUDGET = timedelta(seconds=45)  # of one tick


def compose_due(at: datetime) -> int:
    """Write the digests that are due; return how many have something to tell."""
    until = archive.data_version()
    ends = time.monotonic() + BUDGET.total_seconds()
    written = 0
    for number in queries.due_numbers(at):
        if time.monotonic() > ends:
            break  # what is left is still due at the next tick
        subscription = queries.due_subscription(number, at)
        if subscription is not None:
            written += compose(subscription, until, at)
    return written


def compose(subscription: Subscription, until: int, at: datetime) -> bool:
    """Write the digest of one subscription; say whether there was anything to tell."""
    try:
        with translation.override(subscription.subscriber.language):
            news = wish_of(subscription).news(span_of(subscription, until, at))
    except NotReadyError:
        return False  # at the next tick
    except (WishError, KeyError):
        # A topic or filter that this program does not know any more.
        log.warning("%s cannot be answered any more.", subscription)
        news = None
    return settle(subscription, news, until, at)


def span_of(subscription: Subscription, until: int, at: datetime) -> Span:
    """Return from where to where a digest of now tells."""
    told_at = subscription.told_at or at
    return Span(
        since=subscription.told_version,
        until=until,
        told_at=told_at,
        last_day=periods.day_of(told_at),
        day=periods.day_of(at),
        frequency=Frequency(subscription.frequency),
    )


@transaction.atomic
def settle(
    subscription: Subscription, news: News | None, until: int, at: datetime
) -> bool:
    """Move the mark of a subscription and write its mail, both or neither.

    Returns False where there is nothing to tell, or another has told it meanwhile.
    """
    period = periods.period_of(Frequency(subscription.frequency), at)
    as_it_stood = Subscription.objects.filter(
        pk=subscription.pk,
        is_paused=False,
        frequency=subscription.frequency,
        told_period=subscription.told_period,
        told_version=subscription.told_version,
    )
    is_ours = as_it_stood.update(told_period=period, told_version=until, told_at=at)
    if not is_ours or news is None:
        return False
    with translation.override(subscription.subscriber.language):
        day = date_format(periods.day_of(at), "j F Y")
    outbox.tell(subscription, news, period.isoformat(), day, at)
    return True
