"""What an attempt to hand a mail over came to, by what the server said.

Sources: RFC 5321 4.2 (reply codes), RFC 3463 (enhanced status codes).
"""

import re
import smtplib
from datetime import timedelta
from enum import StrEnum
from typing import Final

_ENHANCED: Final = re.compile(rb"\b[245]\.(\d{1,3})\.\d{1,3}\b")
_PERMANENT: Final = 500
# Replies to RCPT that mean the mailbox: RFC 5321 4.2.3.
_MAILBOX_CODES: Final = frozenset({550, 551, 553})
_ADDRESSING: Final = "1"  # RFC 3463 3.2
_MAILBOX: Final = "2"  # RFC 3463 3.3
# How long after each attempt the next is made: nearly five days in all, as RFC 5321
# 4.5.4.1 asks for, and short at first, for servers that make strangers wait.
RETRIES: Final = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440, 1440)
)


class Failure(StrEnum):
    """Why a mail was not handed over; none of them names anybody."""

    UNREACHABLE = "server not reached"
    BUSY = "server asks to come again"  # 4xx
    NO_MAILBOX = "no such mailbox"  # 5xx about the address: never again
    REFUSED = "refused by the recipient's server"  # 5xx about anything else
    OUR_SIDE = "refused by our own server"  # sign-in, sender
    IN_DOUBT = "connection lost while handing over"
    STOPPED = "stopped while handing over"  # the process, not the server
    UNKNOWN = "unknown error"

    @property
    def is_final(self) -> bool:
        """Whether trying again is of no use."""
        return self in {Failure.NO_MAILBOX, Failure.REFUSED}


def next_try_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts; None: give up.

    >>> next_try_after(1), next_try_after(12)
    (datetime.timedelta(seconds=60), None)
    """
    return RETRIES[attempts - 1] if attempts <= len(RETRIES) else None


def of_error(error: Exception, is_handing: bool) -> Failure:
    """Return what an error means; `is_handing`: the words were under way."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _of_recipient(code, said)
    if isinstance(error, smtplib.SMTPDataError):
        return _of_words(error.smtp_code, _bytes(error.smtp_error))
    if is_handing:
        return Failure.IN_DOUBT
    return _of_our_side(error)


def _of_our_side(error: Exception) -> Failure:
    """Return what an error means before anything was said of the recipient."""
    if isinstance(error, (smtplib.SMTPConnectError, smtplib.SMTPHeloError)):
        return Failure.UNREACHABLE
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure.BUSY if error.smtp_code < _PERMANENT else Failure.OUR_SIDE
    # SMTPException is one of OSError's kind too; it is not about the line.
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Failure.UNREACHABLE
    if isinstance(error, smtplib.SMTPException):
        return Failure.OUR_SIDE
    return Failure.UNREACHABLE if isinstance(error, OSError) else Failure.UNKNOWN


def _of_recipient(code: int, said: bytes) -> Failure:
    if code < _PERMANENT:
        return Failure.BUSY
    subject = _subject(said)
    is_mailbox = code in _MAILBOX_CODES if subject is None else subject in "12"
    return Failure.NO_MAILBOX if is_mailbox else Failure.REFUSED


def _of_words(code: int, said: bytes) -> Failure:
    """Return what a reply to the words means; only what it says of the mailbox counts.

    A filter that dislikes the words says nothing of who lives there.
    """
    if code < _PERMANENT:
        return Failure.BUSY
    is_mailbox = _subject(said) in {_ADDRESSING, _MAILBOX}
    return Failure.NO_MAILBOX if is_mailbox else Failure.REFUSED


def _subject(said: bytes) -> str | None:
    """Return the second number of an enhanced status code: 1 address, 2 mailbox, …."""
    found = _ENHANCED.search(said)
    return found[1].decode() if found else None


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
