"""A real SMTP server that misbehaves as it is told by the name before the @."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

AT_RCPT = {
    "nobody": "550 5.1.1 There is no such mailbox",
    "gone": "550 There is no such mailbox",
    "full": "452 4.2.2 The mailbox is full",
    "banned": "550 5.7.1 We do not like your network",
}
AT_DATA = {
    "spam": "554 5.7.1 We do not like your words",
    "late-nobody": "550 5.1.1 There is no such mailbox",
    "busy": "421 4.3.2 Come again",
}


@dataclass
class Server:
    """What came in, and where the server is."""

    port: int = 0
    accepted: list[tuple[str, bytes]] = field(default_factory=list)  # to whom, what
    attempts: list[str] = field(default_factory=list)  # recipients named

    @property
    def address(self) -> str:
        """As EMAIL_URL has it."""
        return f"smtp://127.0.0.1:{self.port}"

    def mails_to(self, recipient: str) -> list[EmailMessage]:
        """The mails somebody got, oldest first."""
        policy = email.policy.default
        return [
            email.message_from_bytes(data, policy=policy)
            for to, data in self.accepted
            if to == recipient
        ]


class Handler:
    """Answers as the recipient's name asks for."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, *_: Any
    ) -> str:
        self.server.attempts.append(address)
        name = address.partition("@")[0]
        if name == "hangs-up-early" and smtp.transport is not None:
            smtp.transport.close()
        if name in AT_RCPT:
            return AT_RCPT[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, smtp: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        name = recipient.partition("@")[0]
        if name in AT_DATA:
            return AT_DATA[name]
        assert isinstance(envelope.original_content, bytes)
        self.server.accepted.append((recipient, envelope.original_content))
        if name == "hangs-up" and smtp.transport is not None:
            smtp.transport.close()
        if name == "slow":
            await asyncio.sleep(3)
        return "250 OK"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def words_of(message: EmailMessage, kind: str = "plain") -> str:
    """What a mail says, as text or as HTML."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@contextmanager
def mail_server() -> Iterator[Server]:
    """A server on a free port of this machine."""
    server = Server(_free_port())
    controller = Controller(
        Handler(server), hostname="127.0.0.1", port=server.port, ready_timeout=30
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
