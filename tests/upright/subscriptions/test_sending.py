"""Mails go out over real SMTP, to a server that behaves and to one that does not."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests.upright.subscriptions.conftest import TUESDAY, Subscribe
from tests.upright.subscriptions.mail_server import Server, mail_server, words_of
from upright.subscriptions import managing, outbox, sending
from upright.subscriptions.actions import due
from upright.subscriptions.failures import RETRIES, Failure
from upright.subscriptions.models import Mail, Subscriber, Suppression
from upright.subscriptions.transport import courier

pytestmark = pytest.mark.usefixtures("report")

DIGEST_HEADERS = ("List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted")


@pytest.fixture
def write_to(subscribe: Subscribe):
    """Put a mail with a private link into the outbox."""

    def write(name: str, domain: str = "example.org", at: datetime = TUESDAY) -> Mail:
        subscriber = subscribe(address=f"{name}@{domain}").subscriber
        return outbox.send_private_link(subscriber, at)

    return write


def test_a_mail_is_whole_and_says_nothing_in_its_subject(
    server: Server, second_report, subscribe: Subscribe
) -> None:
    subscribe()
    second_report("Open the archives", "Close the camps")
    due(TUESDAY + timedelta(days=1))
    (message,) = server.mails_to("ann@example.org")

    assert message["Subject"] == "Upright: 2 new recommendations"
    assert message["From"] == "Upright <alerts@upright.example>"
    assert re.fullmatch(r"<[0-9a-f-]{36}@upright\.example>", message["Message-ID"])
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<https://upright\.example/alerts/leave/[\w-]{43}/>",
        "".join(message["List-Unsubscribe"].split()),
    )
    text, html = message.iter_parts()
    for part, kind in ((text, "text/plain"), (html, "text/html")):
        words = part.get_content()
        assert part.get_content_type() == kind
        assert "Open the archives" in words
        assert "/recommendations/A/HRC/902/2/12.1/?v=2" in words
        assert "/search/?state=XAA" in words
        assert "ann@example.org" not in words


def test_html_has_no_picture_and_no_link_to_others(
    server: Server, second_report, subscribe: Subscribe
) -> None:
    subscribe()
    second_report('Say "<script>alert(1)</script>"')
    due(TUESDAY + timedelta(days=1))
    (message,) = server.mails_to("ann@example.org")
    html = words_of(message, "html")

    assert "<script" not in html
    assert "<img" not in html
    assert "url(" not in html
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert {one.startswith("https://upright.example/") for one in addresses} == {True}


def test_what_is_sent_is_forgotten_but_that_it_was(server: Server, write_to) -> None:
    mail = write_to("ann")
    due(TUESDAY)
    mail.refresh_from_db()

    assert (mail.state, mail.body, mail.failure) == (Mail.State.SENT, None, "")
    assert mail.sent_at is not None
    assert due(TUESDAY + timedelta(hours=2)) == ""
    assert len(server.accepted) == 1


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("full", Failure.BUSY),
        ("busy", Failure.BUSY),
        ("hangs-up-early", Failure.UNREACHABLE),
    ],
)
def test_a_busy_server_is_asked_again_later_each_time_longer(
    server: Server, write_to, name: str, failure: Failure
) -> None:
    mail = write_to(name)
    at = TUESDAY
    for attempt, wait in enumerate(RETRIES, 1):
        due(at)
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (Mail.State.WAITING, attempt)
        assert mail.failure == failure
        assert wait <= mail.next_try - at < wait + timedelta(minutes=1)
        due(at + wait / 2)  # too early
        at = mail.next_try
    due(at)
    mail.refresh_from_db()

    assert mail.state == Mail.State.FAILED
    assert len(server.attempts) == len(RETRIES) + 1
    assert Suppression.objects.count() == 0
    assert mail.body is not None  # for staff to send again
    assert managing.send_again([mail.pk], at) == 1


@pytest.mark.parametrize("name", ["nobody", "gone", "late-nobody"])
def test_an_address_that_is_not_there_is_erased_and_left_alone(
    server: Server, write_to, name: str
) -> None:
    mail = write_to(name)
    due(TUESDAY)
    mail.refresh_from_db()

    assert (mail.state, mail.failure) == (Mail.State.FAILED, Failure.NO_MAILBOX)
    assert (mail.body, mail.subscriber) == (None, None)
    assert Subscriber.objects.count() == 0
    assert Suppression.objects.get().reason == Suppression.Reason.BOUNCED


@pytest.mark.parametrize("name", ["banned", "spam"])
def test_a_server_that_dislikes_us_says_nothing_of_the_address(
    server: Server, write_to, name: str
) -> None:
    mail = write_to(name)
    due(TUESDAY)
    mail.refresh_from_db()

    assert (mail.state, mail.failure) == (Mail.State.FAILED, Failure.REFUSED)
    assert Subscriber.objects.count() == 1
    assert Suppression.objects.count() == 0


def test_a_line_lost_after_the_words_is_a_doubt_resolved_by_the_rule(
    server: Server, write_to
) -> None:
    mail = write_to("hangs-up")
    due(TUESDAY)
    mail.refresh_from_db()
    assert (mail.state, mail.failure) == (Mail.State.WAITING, Failure.IN_DOUBT)
    due(TUESDAY + timedelta(minutes=59))
    assert len(server.accepted) == 1

    due(TUESDAY + timedelta(minutes=61))
    mail.refresh_from_db()
    assert (mail.state, mail.doubts, mail.body) == (Mail.State.LOST, 2, None)

    due(TUESDAY + timedelta(days=2))
    first, second = server.mails_to("hangs-up@example.org")
    assert first["Message-ID"] == second["Message-ID"]
    assert words_of(first) == (words_of(second))


def test_a_slow_server_is_waited_for_and_one_that_never_answers_is_not(
    server: Server, write_to, settings
) -> None:
    settings.EMAIL_TIMEOUT = 30
    patient = write_to("slow")
    due(TUESDAY)
    patient.refresh_from_db()
    assert patient.state == Mail.State.SENT

    settings.EMAIL_TIMEOUT = 1
    impatient = write_to("slow", "example.net", TUESDAY + timedelta(minutes=10))
    due(TUESDAY + timedelta(minutes=10))
    impatient.refresh_from_db()
    assert impatient.failure == Failure.IN_DOUBT


def test_one_bad_mail_does_not_hold_up_the_others(server: Server, write_to) -> None:
    for name in ("nobody", "spam", "hangs-up", "busy", "ann"):
        write_to(name, domain=f"{name}.example")
    said = due(TUESDAY)

    assert said == "1 mail sent, 4 mails not sent"
    assert len(server.mails_to("ann@ann.example")) == 1


def test_while_our_own_server_is_away_no_mail_loses_its_turns(
    write_to, settings
) -> None:
    with mail_server() as gone:
        port = gone.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    for name in ("ann", "bob", "cy"):
        write_to(name)
    due(TUESDAY)

    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.WAITING}


def test_a_domain_is_handed_no_more_than_its_pace(
    server: Server, write_to, settings
) -> None:
    settings.MAILS_TO_A_DOMAIN_A_MINUTE = 2
    for number in range(5):
        write_to(f"reader{number}")
    write_to("other", domain="example.net")

    due(TUESDAY)
    assert len(server.accepted) == 3
    due(TUESDAY + timedelta(minutes=2))
    assert len(server.accepted) == 5
    due(TUESDAY + timedelta(minutes=4))
    assert len(server.accepted) == 6


def test_a_busy_domain_is_left_alone_with_its_other_mails(
    server: Server, write_to
) -> None:
    write_to("busy")
    write_to("ann")
    write_to("bob", domain="example.net")
    due(TUESDAY)

    assert [to for to, _data in server.accepted] == ["bob@example.net"]


def test_staff_can_stop_the_sending(server: Server, write_to) -> None:
    write_to("ann")
    managing.set_sending(is_paused=True)
    due(TUESDAY)
    assert server.accepted == []

    managing.set_sending(is_paused=False)
    due(TUESDAY)
    assert len(server.accepted) == 1


def test_a_lease_keeps_others_away_until_it_is_over(server: Server, write_to) -> None:
    write_to("ann")
    first = sending.Round.at(TUESDAY)
    taken = sending.claim(first)
    assert taken is not None

    assert sending.claim(sending.Round.at(TUESDAY)) is None
    second = sending.Round.at(TUESDAY + timedelta(minutes=6))
    again = sending.claim(second)
    assert again is not None
    assert again.pk == taken.pk
    with pytest.raises(sending.LeaseLostError):
        sending.mark_handing(taken, first)


def test_nothing_is_sent_to_whom_is_erased_meanwhile(server: Server, write_to) -> None:
    write_to("ann")
    round_ = sending.Round.at(TUESDAY)
    taken = sending.claim(round_)
    assert taken is not None
    managing.erase(Subscriber.objects.get())
    line = courier()
    sending.send(taken, line, round_)

    assert server.accepted == []
    assert Mail.objects.count() == 0


def test_a_busy_database_makes_no_doubt_of_a_mail_that_was_sent(
    server: Server, write_to, monkeypatch
) -> None:
    mail = write_to("ann")
    write, failures_left = sending.write_sent, [1, 2]

    def busy_at_first(*arguments: Any) -> None:
        if failures_left:
            failures_left.pop()
            raise OperationalError("database is locked")
        write(*arguments)

    monkeypatch.setattr(sending, "write_sent", busy_at_first)
    assert due(TUESDAY) == "1 mail sent"
    mail.refresh_from_db()

    assert (mail.state, failures_left) == (Mail.State.SENT, [])


def test_old_traces_of_mails_go(server: Server, write_to) -> None:
    write_to("ann")
    due(TUESDAY)
    due(TUESDAY + timedelta(days=89))
    assert Mail.objects.count() == 1
    due(TUESDAY + timedelta(days=91))
    assert Mail.objects.count() == 0


def test_words_of_failed_mails_go_after_a_week(server: Server, write_to) -> None:
    mail = write_to("spam")
    due(TUESDAY)
    due(TUESDAY + timedelta(days=8))
    mail.refresh_from_db()

    assert (mail.state, mail.body) == (Mail.State.FAILED, None)
    assert managing.send_again([mail.pk], timezone.now()) == 0
