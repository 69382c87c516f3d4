"""What mail servers send back: who is not written to again, and who is."""

import io
import sys

import pytest
from django.core.management import call_command

from tests.upright.subscriptions.conftest import ANN, TUESDAY, Subscribe
from upright.subscriptions import addresses, bounces, managing
from upright.subscriptions.models import Subscriber, Suppression
from upright.subscriptions.queries import is_suppressed

REPORT = """\
From: MAILER-DAEMON@mx.example
To: alerts@upright.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/{part}

{fields}
--b--
"""


def delivery(action: str, status: str, recipient: str = ANN) -> bytes:
    """A report of RFC 3464."""
    fields = (
        "Reporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n"
    )
    return REPORT.format(
        kind="delivery-status", part="delivery-status", fields=fields
    ).encode()


def complaint(recipient: str = ANN) -> bytes:
    """A report of RFC 5965."""
    fields = (
        "Feedback-Type: abuse\nUser-Agent: Example/1\nVersion: 1\n"
        f"Original-Rcpt-To: <{recipient}>\n"
    )
    return REPORT.format(
        kind="feedback-report", part="feedback-report", fields=fields
    ).encode()


@pytest.mark.parametrize(
    ("message", "reasons"),
    [
        (delivery("failed", "5.1.1"), [Suppression.Reason.BOUNCED]),
        (delivery("failed", "5.2.1"), [Suppression.Reason.BOUNCED]),
        (delivery("failed", "5.7.1"), []),  # about us, not about the mailbox
        (delivery("failed", "4.4.7"), []),
        (delivery("delayed", "4.2.2"), []),
        (delivery("delivered", "2.0.0"), []),
        (complaint(), [Suppression.Reason.COMPLAINED]),
        (b"Subject: I am on holiday\n\nUntil May.", []),
        (b"", []),
        (b"\xff\x00 not a message", []),
    ],
)
def test_only_what_is_final_is_reported(
    message: bytes, reasons: list[Suppression.Reason]
) -> None:
    assert bounces.read(message) == [bounces.Report(ANN, one) for one in reasons]


def test_a_mail_server_pipes_a_report_in(
    subscribe: Subscribe, monkeypatch, capsys
) -> None:
    subscribe()
    piped = io.TextIOWrapper(io.BytesIO(delivery("failed", "5.1.1", ANN.upper())))
    monkeypatch.setattr(sys, "stdin", piped)
    call_command("record_bounce")

    assert capsys.readouterr().out == "1 addresses reported\n"
    assert Subscriber.objects.count() == 0
    assert Suppression.objects.get().hash == addresses.hash_of(ANN)


def test_staff_erase_an_address_that_is_not_on_the_command_line(
    subscribe: Subscribe, monkeypatch, capsys
) -> None:
    subscribe()
    for words, suppressed in (([], 0), (["--never-again"], 1)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{ANN}\n"))
        call_command("forget_address", *words)
        assert Suppression.objects.count() == suppressed
    assert Subscriber.objects.count() == 0
    assert ANN not in capsys.readouterr().out


def test_what_its_owner_said_outweighs_a_bounce(db: None) -> None:
    managing.suppress(ANN, Suppression.Reason.NEVER, TUESDAY)
    managing.suppress(ANN, Suppression.Reason.BOUNCED, TUESDAY)

    assert Suppression.objects.get().reason == Suppression.Reason.NEVER


def test_a_suppression_outlives_a_change_of_the_secret_key(db: None, settings) -> None:
    managing.suppress(ANN, Suppression.Reason.NEVER, TUESDAY)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert is_suppressed(ANN)
    assert not is_suppressed("bob@example.org")
