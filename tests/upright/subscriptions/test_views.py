"""Asking and confirming: as somebody does it in a browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.upright.subscriptions.asked import ASKED, ask, leave_link, link_in, sent
from tests.upright.subscriptions.conftest import ANN, Subscribe
from upright.subscriptions import addresses, asking
from upright.subscriptions.actions import due
from upright.subscriptions.models import (
    Frequency,
    Link,
    Mail,
    MailRequest,
    Subscriber,
    Subscription,
    Suppression,
)
from upright.subscriptions.topics import Wish

pytestmark = pytest.mark.usefixtures("report")


def test_whoever_asks_confirms_by_a_button_and_gets_a_page_of_their_own(
    client: Client,
) -> None:
    assert ask(client, address=" Ann@Example.org ") == "/alerts/sent/"
    (message,) = sent()
    page = link_in(message.body, "confirm")

    assert (message.to, message.subject) == ([ANN], "Upright: please confirm")
    assert "Recommendations received by Aldoria" in message.body
    assert client.get(page).status_code == 200
    assert Subscription.objects.get().confirmed_at is None

    mine = client.post(page)["Location"]
    shown = client.get(mine).content.decode()

    subscription = Subscription.objects.get()
    assert subscription.confirmed_at is not None
    assert (subscription.told_version, subscription.subscriber.address) == (1, ANN)
    assert "Recommendations received by Aldoria" in shown


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_program_that_looks_at_links_confirms_and_ends_nothing(
    client: Client, subscribe: Subscribe, method: str
) -> None:
    subscribe(address="bob@example.org")
    ask(client)
    (message,) = sent()

    for path in (
        link_in(message.body, "confirm"),
        link_in(message.body, "leave"),
        leave_link(Subscription.objects.earliest("pk")),
    ):
        assert getattr(client, method)(path).status_code == 200

    assert Subscription.objects.exclude(confirmed_at=None).count() == 1
    assert Subscription.objects.count() == 2


def test_a_link_to_confirm_works_once(client: Client) -> None:
    ask(client)
    page = link_in(sent()[0].body, "confirm")

    assert client.post(page).status_code == 302
    again = client.post(page)

    assert again.status_code == 404
    assert "used already" in again.content.decode()


def test_a_link_to_confirm_is_over_after_a_week(client: Client) -> None:
    week_ago = timezone.now() - timedelta(days=8)
    wish = asking.Asked(ANN, "en", Wish("received", "state=XAA"), Frequency.DAILY)
    asking.ask(wish, week_ago)
    page = link_in(Mail.objects.get().body, "confirm")

    assert client.post(page).status_code == 404

    due(timezone.now())
    assert Subscriber.objects.count() == Subscription.objects.count() == 0
    assert Link.objects.count() == Mail.objects.count() == 0


def test_the_answer_is_the_same_whoever_the_address_belongs_to(
    client: Client, subscribe: Subscribe
) -> None:
    subscribe(address="known@example.org")
    Suppression.objects.create(
        hash=addresses.hash_of("never@example.org"),
        reason=Suppression.Reason.NEVER,
        at=timezone.now(),
    )
    answers = {
        client.post("/alerts/", {**ASKED, "address": address}, follow=True).content
        for address in ("known@example.org", "never@example.org", "new@example.org")
    }
    renewed = {
        client.post("/alerts/renew/", {"address": address}, follow=True).content
        for address in ("known@example.org", "never@example.org", "other@example.org")
    }

    assert len(answers) == len(renewed) == 1
    to = sorted(message.to[0] for message in sent())
    assert to == ["known@example.org", "known@example.org", "new@example.org"]


def test_asking_for_what_one_has_brings_the_private_link(
    client: Client, subscribe: Subscribe
) -> None:
    subscribe()
    ask(client)
    (message,) = sent()

    assert message.subject == "Upright: your private link"
    assert client.get(link_in(message.body, "mine")).status_code == 200
    assert Subscription.objects.count() == 1


def test_an_address_gets_five_mails_a_day_at_most_and_nobody_is_told(
    client: Client,
) -> None:
    for state in ("XAA", "XAB", "XAC", "XAD", "XAE", "SVN", "PER"):
        assert ask(client, what=f"received?state={state}") == "/alerts/sent/"

    assert len(sent()) == 5


def test_a_flood_of_the_whole_site_is_said_and_keeps_nothing(
    client: Client, settings
) -> None:
    settings.MAILS_ASKED_AN_HOUR = 1
    ask(client)
    answer = client.post("/alerts/", {**ASKED, "address": "bob@example.org"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert MailRequest.objects.count() == Subscriber.objects.count() == 1


def test_a_program_that_fills_in_every_field_gets_no_mail(client: Client) -> None:
    assert ask(client, website="https://spam.example") == "/alerts/sent/"
    assert sent() == []
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"address": "ann"}, "This is no mail address"),
        ({"address": ""}, "Write the address"),
        ({"address": "a" * 260 + "@example.org"}, "longer than any"),
        ({"what": "received?state=QQQ"}, "No State has the code QQQ"),
        ({"what": "secrets?"}, "nothing of this kind"),
        ({"what": "search?q=women+AND"}, "AND"),
        ({"what": "dates?role=king"}, "There is no calendar “king”"),
        ({"what": "dates?session=x"}, "There is no session x"),
        ({"what": "documents?state=x"}, "No State has the code x"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_kept(
    client: Client, changed: dict[str, str], said: str
) -> None:
    answer = client.post("/alerts/", {**ASKED, **changed})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Subscriber.objects.count() == MailRequest.objects.count() == 0


def test_without_mail_the_forms_say_so(client: Client, settings) -> None:
    settings.SENDS_MAIL = False

    for path in ("/alerts/", "/alerts/renew/", "/states/XAA/", "/search/"):
        page = client.get(path).content.decode()
        assert 'type="email"' not in page
        assert "sends no mail" in page
    assert client.post("/alerts/", ASKED).status_code == 200
    assert Subscriber.objects.count() == 0
    assert due(timezone.now()) == ""
