"""What a server's answer means."""

import smtplib
import ssl
from datetime import timedelta

import pytest

from upright.subscriptions.failures import RETRIES, Failure, of_error


def at_rcpt(code: int, said: bytes = b"") -> Exception:
    return smtplib.SMTPRecipientsRefused({"": (code, said)})


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (at_rcpt(550), Failure.NO_MAILBOX),
        (at_rcpt(553), Failure.NO_MAILBOX),
        (at_rcpt(550, b"5.1.1 unknown"), Failure.NO_MAILBOX),
        (at_rcpt(554, b"5.2.1 disabled"), Failure.NO_MAILBOX),
        (at_rcpt(550, b"5.7.1 relaying denied"), Failure.REFUSED),
        (at_rcpt(554), Failure.REFUSED),
        (at_rcpt(451, b"4.7.1 greylisted"), Failure.BUSY),
        (smtplib.SMTPDataError(554, b"5.7.1 spam"), Failure.REFUSED),
        (smtplib.SMTPDataError(550, b"no such user"), Failure.REFUSED),
        (smtplib.SMTPDataError(550, b"5.1.1 no such user"), Failure.NO_MAILBOX),
        (smtplib.SMTPDataError(421, b"later"), Failure.BUSY),
        (smtplib.SMTPSenderRefused(550, b"", "a@b.example"), Failure.OUR_SIDE),
        (smtplib.SMTPSenderRefused(451, b"", "a@b.example"), Failure.BUSY),
        (smtplib.SMTPAuthenticationError(535, b""), Failure.OUR_SIDE),
        (smtplib.SMTPNotSupportedError(""), Failure.OUR_SIDE),
        (smtplib.SMTPConnectError(421, b""), Failure.UNREACHABLE),
        (smtplib.SMTPServerDisconnected(), Failure.UNREACHABLE),
        (ConnectionRefusedError(), Failure.UNREACHABLE),
        (TimeoutError(), Failure.UNREACHABLE),
        (ssl.SSLError(), Failure.UNREACHABLE),
        (KeyError(), Failure.UNKNOWN),
    ],
)
def test_an_answer_before_the_words(error: Exception, failure: Failure) -> None:
    assert of_error(error, is_handing=False) is failure


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (smtplib.SMTPServerDisconnected(), Failure.IN_DOUBT),
        (TimeoutError(), Failure.IN_DOUBT),
        (ConnectionResetError(), Failure.IN_DOUBT),
        (RuntimeError(), Failure.IN_DOUBT),
        # The server answered, so there is no doubt.
        (smtplib.SMTPDataError(452, b"4.3.1 full"), Failure.BUSY),
        (smtplib.SMTPDataError(552, b"5.3.4 too big"), Failure.REFUSED),
    ],
)
def test_an_answer_to_the_words(error: Exception, failure: Failure) -> None:
    assert of_error(error, is_handing=True) is failure


def test_it_is_tried_for_four_days_each_time_after_a_longer_wait() -> None:
    assert list(RETRIES) == sorted(RETRIES)
    assert timedelta(days=4) < sum(RETRIES, timedelta()) < timedelta(days=6)
