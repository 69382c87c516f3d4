"""The outbox is emptied: each mail under a lease, its hand-over written down twice.

Before the words are handed to the server, the mail is marked HANDING; after the server
has taken them, SENT. A process killed before the first mark has sent nothing: when
its lease is over, another sends. One killed between the marks leaves a doubt that no
program can resolve: the server may have taken the words or not. The rule: such a mail
waits an hour, and is then sent once more with the same Message-ID and the same words,
which mail programs show once; after a second doubt it is given up. It is counted, and
staff see the count.
"""

import logging
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import OperationalError, connection, transaction

from upright.subscriptions import failures, managing, queries
from upright.subscriptions.failures import Failure
from upright.subscriptions.models import Mail, Suppression
from upright.subscriptions.transport import Courier, courier

log = logging.getLogger(__name__)

# Longer than the slowest hand-over: connecting, and each answer, take EMAIL_TIMEOUT at
# most; a lease that ends earlier costs nothing but a mark that is refused.
LEASE = timedelta(minutes=5)
DOUBT_WAITS = timedelta(hours=1)
MOST_DOUBTS = 1
MARK_TRIES = 5  # each waits for a busy database as long as the settings say
BUDGET = timedelta(seconds=45)  # of one round; what is left goes with the next


class LeaseLostError(Exception):
    """Another process has taken the mail, or its words are gone."""


@dataclass(slots=True)
class Round:
    """One process's round: who it is, and its clock, begun at a given moment."""

    began: datetime
    holder: uuid.UUID
    started: float
    sent: int = 0
    failed: int = 0
    is_stopped: bool = False  # our own server is away: nobody else's turn either

    @classmethod
    def at(cls, moment: datetime) -> "Round":
        """Return a round that begins now; `moment` is what its clock shows."""
        return cls(moment, uuid.uuid4(), time.monotonic())

    def now(self) -> datetime:
        """The moment begun at, and what has passed since."""
        return self.began + timedelta(seconds=time.monotonic() - self.started)

    @property
    def is_over(self) -> bool:
        """Whether the time of a round is up."""
        return self.now() - self.began > BUDGET


def send_waiting(at: datetime) -> Round:
    """Send what waits, the oldest first; return the round with what came of it.

    It ends when nothing waits, its time is up, our own server is away, or staff pause
    sending. What went wrong with a mail is written at the mail and raises nothing.
    """
    this = Round.at(at)
    line = courier()
    try:
        while not (this.is_over or this.is_stopped or queries.is_paused()):
            mail = claim(this)
            if mail is None:
                break
            send(mail, line, this)
    finally:
        line.close()
    return this


def claim(this: Round) -> Mail | None:
    """Take the mail that waits longest under a lease; None if none waits."""
    with transaction.atomic():
        waiting = queries.waiting(this.now()).select_related("subscriber")
        # Of PostgreSQL's rows the mail's alone is locked, and locked ones are left.
        mail = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if mail is None:
            return None
        mail.lease_holder, mail.lease_until = this.holder, this.now() + LEASE
        mail.save(update_fields=["lease_holder", "lease_until"])
    return mail


def send(mail: Mail, line: Courier, this: Round) -> None:
    """Send one mail that is leased, and write down what came of it."""
    if mail.subscriber is None or mail.body is None:
        give_up(mail, this, Failure.UNKNOWN)
        return
    if queries.is_at_pace(mail.domain, this.now()):
        put_off(mail, this, queries.PACE)
        return
    mail.attempts += 1
    is_handing = False

    def sign() -> None:
        nonlocal is_handing
        mark_handing(mail, this)
        is_handing = True

    try:
        line.hand_over(message_of(mail), sign)
    except LeaseLostError:
        return
    except Exception as error:  # noqa: BLE001 -- any backend raises what it likes
        failure = failures.of_error(error, is_handing)
        # The type alone: what a server says can hold an address.
        log.warning("A mail was not sent: %s (%s)", failure, type(error).__name__)
        record_failure(mail, this, failure)
    else:
        mark_sent(mail, this)


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """Return the message; each time the same, but for the marks between its parts.

    Raises LeaseLostError where its words or its reader are gone.
    """
    if mail.subscriber is None or mail.body is None:
        raise LeaseLostError
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    headers = {
        "Message-ID": f"<{mail.message}@{host}>",
        "Date": format_datetime(mail.created_at),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers
    }
    if mail.body["leave"]:  # RFC 8058
        headers["List-Unsubscribe"] = f"<{mail.body['leave']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers["List-ID"] = f"Upright alerts <alerts.{host}>"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body["text"],
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.subscriber.address],
        headers=headers,
    )
    message.attach_alternative(mail.body["html"], "text/html")
    return message


def mark_handing(mail: Mail, this: Round) -> None:
    """Write down that the words are about to be handed over.

    Raises LeaseLostError if the lease is not this round's any more.
    """
    now = this.now()
    own = Mail.objects.filter(
        pk=mail.pk,
        state=Mail.State.WAITING,
        lease_holder=this.holder,
        lease_until__gt=now,
    )
    marked = own.update(
        state=Mail.State.HANDING,
        attempts=mail.attempts,
        handed_at=now,
        lease_until=now + LEASE,
    )
    if not marked:
        raise LeaseLostError


def mark_sent(mail: Mail, this: Round) -> None:
    """Write down that the server took the words, and forget them.

    A database that is busy or was away for a moment is asked again: a mail sent and
    not marked would be a doubt.
    """
    for left in reversed(range(MARK_TRIES)):
        try:
            write_sent(mail, this)
        except OperationalError:
            if not left:
                raise
            if not connection.in_atomic_block:  # there it would take the rest along
                connection.close_if_unusable_or_obsolete()
        else:
            break
    this.sent += 1


def write_sent(mail: Mail, this: Round) -> None:
    """Make the second mark."""
    Mail.objects.filter(pk=mail.pk).update(
        state=Mail.State.SENT,
        sent_at=this.now(),
        body=None,
        failure="",
        lease_holder=None,
        lease_until=None,
    )


def record_failure(mail: Mail, this: Round, failure: Failure) -> None:
    """Write down that a mail was not sent, and what is to become of it."""
    this.failed += 1
    this.is_stopped = failure in {Failure.UNREACHABLE, Failure.OUR_SIDE}
    if failure is Failure.IN_DOUBT:
        doubt(mail, this.now(), failure)
        return
    wait = failures.next_try_after(mail.attempts)
    if failure.is_final or wait is None:
        give_up(mail, this, failure)
        return
    put_off(mail, this, wait, failure)
    if failure is Failure.BUSY:
        _rest(mail, this, wait)


def put_off(mail: Mail, this: Round, wait: timedelta, failure: str = "") -> None:
    """Let a mail wait, with its lease given back."""
    Mail.objects.filter(pk=mail.pk, lease_holder=this.holder).update(
        state=Mail.State.WAITING,
        attempts=mail.attempts,
        next_try=this.now() + wait,
        failure=failure,
        lease_holder=None,
        lease_until=None,
    )


@transaction.atomic
def give_up(mail: Mail, this: Round, failure: Failure) -> None:
    """End a mail that cannot be sent; staff may send it again while its words last.

    An address that its server does not know is erased, and not written to again.
    """
    Mail.objects.filter(pk=mail.pk, lease_holder=this.holder).update(
        state=Mail.State.FAILED,
        failure=failure,
        lease_holder=None,
        lease_until=None,
    )
    if failure is Failure.NO_MAILBOX and mail.subscriber is not None:
        reason = Suppression.Reason.BOUNCED
        managing.suppress(mail.subscriber.address, reason, this.now())


def resolve_doubts(at: datetime) -> int:
    """Let each mail whose process ended while handing it over wait, or give it up.

    Returns how many there were.
    """
    found = list(queries.in_doubt(at))
    for mail in found:
        doubt(mail, at, Failure.STOPPED)
    return len(found)


def doubt(mail: Mail, at: datetime, failure: Failure) -> None:
    """Apply the rule for a mail of which nobody knows whether it was handed over."""
    held = Mail.objects.filter(
        pk=mail.pk, state=Mail.State.HANDING, lease_holder=mail.lease_holder
    )
    again = mail.doubts < MOST_DOUBTS
    end = {} if again else {"body": None}
    held.update(
        state=Mail.State.WAITING if again else Mail.State.LOST,
        doubts=mail.doubts + 1,
        next_try=at + DOUBT_WAITS,
        failure=failure,
        lease_holder=None,
        lease_until=None,
        **end,
    )


def _rest(mail: Mail, this: Round, wait: timedelta) -> None:
    """Let the other mails to a domain wait too, whose server is busy or away."""
    until = this.now() + wait
    Mail.objects.filter(
        domain=mail.domain,
        state=Mail.State.WAITING,
        lease_holder=None,
        next_try__lt=until,
    ).update(next_try=until)
