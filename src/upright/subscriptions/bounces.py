"""Bounces and complaints: a message from a mail server says which address it is about.

Delivery reports are RFC 3464, complaints RFC 5965.
"""

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import default
from typing import NamedTuple

from upright.subscriptions import addresses
from upright.subscriptions.models import Suppression

_REASON = Suppression.Reason


class Report(NamedTuple):
    """An address that must not be written to again."""

    address: str
    reason: Suppression.Reason


def read(message: bytes) -> list[Report]:
    """Return what a message reports; nothing where it reports nothing permanent."""
    parsed = BytesParser(policy=default).parsebytes(message)
    reports = dict.fromkeys(_reports(parsed))
    return list(reports)


def _reports(parsed: Message) -> Iterator[Report]:
    for part in parsed.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for fields in part.get_payload():
                if isinstance(fields, Message) and _is_permanent(fields):
                    yield from _about(fields, "Final-Recipient", _REASON.BOUNCED)
                    yield from _about(fields, "Original-Recipient", _REASON.BOUNCED)
        elif kind == "message/feedback-report":
            for fields in part.get_payload():
                if isinstance(fields, Message):
                    yield from _about(fields, "Original-Rcpt-To", _REASON.COMPLAINED)


def _is_permanent(fields: Message) -> bool:
    """Whether a report says that the mailbox is not there: failed, 5.1.x or 5.2.x."""
    status = str(fields.get("Status", "")).strip()
    failed = str(fields.get("Action", "")).strip().lower() == "failed"
    return failed and status.startswith(("5.1.", "5.2.", "5.0."))


def _about(fields: Message, name: str, reason: Suppression.Reason) -> Iterator[Report]:
    for said in fields.get_all(name, []):
        for address in addresses.mentioned(str(said)):
            yield Report(addresses.normal(address), reason)
