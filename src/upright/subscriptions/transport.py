"""How a mail leaves: over SMTP step by step, or by whatever else Django is given.

With SMTP the recipient's server owns a mail from the moment it answers to the words
(RFC 5321 4.2.5). Everything before that can be done again without harm, so the sign
that the words are under way is given as late as can be: after the server has taken
sender and recipient.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

_LINE_END = re.compile(rb"\r\n|\r|\n")

Sign = Callable[[], None]  # called just before the words are handed over


class Courier(Protocol):
    """Takes mails to their servers, one at a time."""

    def hand_over(self, message: mail.EmailMessage, sign: Sign) -> None:
        """Hand a mail over. Raises what the server or the line raises."""

    def close(self) -> None:
        """Hang up."""


class SmtpCourier:
    """Keeps one connection open; after an error it opens another."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    def hand_over(self, message: mail.EmailMessage, sign: Sign) -> None:
        """Hand a mail to one recipient over."""
        sender = sanitize_address(message.from_email, "utf-8")
        recipient = sanitize_address(message.to[0], "utf-8")
        words = _lines_of_smtp(message.message().as_bytes())
        try:
            server = self._connected()
            self._announce(server, sender, recipient)
            sign()
            _give(server, words)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up, whatever state the line is in."""
        with suppress(Exception):
            self.backend.close()
        self.backend.connection = None

    def _connected(self) -> smtplib.SMTP:
        self.backend.open()
        server = self.backend.connection
        if server is None:
            raise smtplib.SMTPServerDisconnected
        return server

    def _announce(self, server: smtplib.SMTP, sender: str, recipient: str) -> None:
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(_bare(sender))
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, said, sender)
        code, said = server.rcpt(_bare(recipient))
        if code not in {250, 251}:
            raise smtplib.SMTPRecipientsRefused({"": (code, said)})


class OtherCourier:
    """Any other backend of Django's, a mail provider's for instance: one step."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def hand_over(self, message: mail.EmailMessage, sign: Sign) -> None:
        """Hand a mail over."""
        sign()
        self.backend.send_messages([message])

    def close(self) -> None:
        """Hang up."""
        self.backend.close()


def courier() -> Courier:
    """Return the courier for the site's settings; it opens its line when it must."""
    backend = mail.get_connection(timeout=settings.EMAIL_TIMEOUT)
    if isinstance(backend, EmailBackend):
        return SmtpCourier(backend)
    return OtherCourier(backend)


def _lines_of_smtp(words: bytes) -> bytes:
    r"""Return a message with each line ended as RFC 5321 2.3.8 wants it.

    >>> _lines_of_smtp(b"a\nb\r\n")
    b'a\r\nb\r\n'
    """
    return _LINE_END.sub(b"\r\n", words)


def _give(server: smtplib.SMTP, words: bytes) -> None:
    code, said = server.data(words)
    if code != 250:  # RFC 5321 4.3.2: the only success
        raise smtplib.SMTPDataError(code, said)


def _bare(address: str) -> str:
    """Return an address without the name before it.

    >>> _bare("Upright <alerts@example.org>")
    'alerts@example.org'
    """
    return address.rpartition("<")[2].rstrip(">")
