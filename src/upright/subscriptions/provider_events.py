"""What a mail provider tells by its webhook, through django-anymail."""

from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from upright.subscriptions import managing
from upright.subscriptions.models import Suppression

_REASON = Suppression.Reason
_NO_MAILBOX: Final = frozenset({"invalid", "bounced"})  # anymail.signals.RejectReason


def heard(sender: object, event: Any, **_named: object) -> None:
    """Stop writing to whom an event of anymail's says not to write to."""
    tell(event.event_type, event.reject_reason, event.recipient or "", timezone.now())


def tell(kind: str, why: str | None, address: str, at: datetime) -> None:
    """Suppress an address where the kind of event and its reason ask for it.

    A mailbox that is full, or a filter that dislikes us, says nothing of the address.
    """
    reason = None
    if kind in {"bounced", "rejected"} and why in _NO_MAILBOX:
        reason = _REASON.BOUNCED
    elif kind == "complained":
        reason = _REASON.COMPLAINED
    elif kind == "unsubscribed" or why == "unsubscribed":
        reason = _REASON.NEVER
    if reason is not None and address:
        managing.suppress(address, reason, at)
