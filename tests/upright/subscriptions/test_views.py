"""Asking, confirming, managing, leaving: as somebody does it in a browser."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.upright.subscriptions.conftest import ANN, Subscribe
from upright.subscriptions import addresses, asking, managing, outbox
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

ASKED = {"what": "received?state=XAA", "address": ANN, "frequency": "daily"}


def ask(client: Client, **changed: str) -> str:
    """Send the form; where it leads."""
    answer = client.post("/alerts/", {**ASKED, **changed})
    assert answer.status_code == 302
    return answer["Location"]


def sent() -> list[mail.EmailMessage]:
    """What is in the mailboxes after a tick."""
    due(timezone.now())
    return list(mail.outbox)


def link_in(text: object, name: str) -> str:
    """The path of a private link in a mail."""
    found, *_others = re.findall(
        rf"https://upright\.example(/alerts/{name}/[\w-]+/)", str(text)
    )
    return str(found)


def manage_link(subscriber: Subscriber) -> str:
    """A private link, as a mail would bring it."""
    expires = timezone.now() + timedelta(days=1)
    secret = outbox.new_link(Link.Purpose.MANAGE, subscriber, expires)
    return reverse("alert-manage", args=[secret])


def leave_link(subscription: Subscription) -> str:
    """The way out at the foot of a mail."""
    secret = outbox.new_link(
        Link.Purpose.LEAVE,
        subscription.subscriber,
        timezone.now() + timedelta(days=1),
        subscription,
    )
    return reverse("alert-leave", args=[secret])


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


def test_each_thing_can_be_changed_paused_and_ended(
    client: Client, subscribe: Subscribe
) -> None:
    first, second = subscribe(), subscribe("documents?")
    mine = manage_link(first.subscriber)

    def do(what: str, **more: str) -> Subscription | None:
        form = {"subscription": str(first.pk), "do": what, **more}
        answer = client.post(f"{mine}change/", form, follow=True)
        assert answer.status_code == 200
        return Subscription.objects.filter(pk=first.pk).first()

    weekly = do("frequency", frequency="weekly")
    assert weekly is not None
    assert weekly.frequency == "weekly"
    paused = do("pause")
    assert paused is not None
    assert paused.is_paused
    resumed = do("resume")
    assert resumed is not None
    assert not resumed.is_paused
    assert do("end") is None
    assert Subscription.objects.get() == second


def test_nobody_changes_what_is_anothers(client: Client, subscribe: Subscribe) -> None:
    ann, bob = subscribe(), subscribe(address="bob@example.org")
    form = {"subscription": str(bob.pk), "do": "end"}

    client.post(f"{manage_link(ann.subscriber)}change/", form)

    assert Subscription.objects.filter(pk=bob.pk).exists()


def test_with_the_last_one_the_address_is_erased(
    client: Client, subscribe: Subscribe
) -> None:
    subscription = subscribe()
    form = {"subscription": str(subscription.pk), "do": "end"}
    mine = manage_link(subscription.subscriber)
    answer = client.post(f"{mine}change/", form)

    assert answer["Location"] == "/alerts/erased/"
    assert Subscriber.objects.count() == Link.objects.count() == 0


def test_what_waits_for_a_button_outlives_the_last_alert_by_a_week(
    client: Client, subscribe: Subscribe
) -> None:
    subscription = subscribe()
    ask(client, what="documents?")
    managing.end(subscription)
    subscriber = Subscriber.objects.get()
    assert subscriber.confirmed_at is None

    due(timezone.now() + timedelta(days=8))
    assert Subscriber.objects.count() == 0


def test_everything_can_be_taken_and_erased(
    client: Client, subscribe: Subscribe
) -> None:
    subscription = subscribe()
    mine = manage_link(subscription.subscriber)
    kept = json.loads(client.get(f"{mine}data.json").content)

    assert kept["address"] == ANN
    assert [one["parameters"] for one in kept["subscriptions"]] == [
        "received?state=XAA"
    ]
    assert client.get(f"{mine}erase/").status_code == 200
    assert Subscriber.objects.count() == 1
    assert client.post(f"{mine}erase/")["Location"] == "/alerts/erased/"
    assert Subscriber.objects.count() == 0
    assert client.get(mine).status_code == 404


def test_one_click_ends_a_subscription_without_cookie_or_question(
    subscribe: Subscribe,
) -> None:
    first, second = subscribe(), subscribe("documents?")
    path = leave_link(first)
    program = Client(enforce_csrf_checks=True)

    for _time in range(2):  # a mail program may ask twice
        answer = program.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.cookies == {}
    assert Subscription.objects.get() == second


@pytest.mark.parametrize(
    ("do", "left", "suppressed"),
    [("end", 1, 0), ("erase", 0, 0), ("never", 0, 1)],
)
def test_the_page_of_the_way_out_offers_three_ways(
    client: Client, subscribe: Subscribe, do: str, left: int, suppressed: int
) -> None:
    first, _second = subscribe(), subscribe("documents?")
    path = leave_link(first)

    assert client.get(path).status_code == 200
    client.post(path, {"do": do})

    assert Subscription.objects.count() == left
    assert Suppression.objects.count() == suppressed


def test_whoever_never_asked_can_say_never_again(client: Client) -> None:
    ask(client)
    client.post(link_in(sent()[0].body, "leave"), {"do": "never"})
    mail.outbox.clear()
    ask(client)

    assert sent() == []
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/alerts/confirm/x/",
        "/alerts/mine/x/",
        "/alerts/mine/x/data.json",
        "/alerts/mine/x/erase/",
        "/alerts/leave/x/",
    ],
)
def test_a_guessed_link_opens_nothing(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "does not open anything" in answer.content.decode()


def test_a_link_opens_only_what_it_was_made_for(
    client: Client, subscribe: Subscribe
) -> None:
    subscription = subscribe()
    secret = leave_link(subscription).split("/")[-2]

    assert client.get(f"/alerts/mine/{secret}/").status_code == 404
    assert client.get(f"/alerts/confirm/{secret}/").status_code == 404


def test_private_pages_are_kept_listed_and_told_nowhere(
    client: Client, subscribe: Subscribe
) -> None:
    subscription = subscribe()
    for path in (
        "/alerts/",
        "/alerts/sent/",
        manage_link(subscription.subscriber),
        leave_link(subscription),
        "/alerts/mine/x/",
    ):
        answer = client.get(path)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.cookies == {}


def test_another_language_is_written_from_then_on(
    client: Client, subscribe: Subscribe, settings
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    subscription = subscribe()
    mine = manage_link(subscription.subscriber)

    assert "العربية" in client.get(mine).content.decode()
    client.post(f"{mine}language/", {"language": "ar"})
    client.post(f"{mine}language/", {"language": "xx"})

    assert Subscriber.objects.get().language == "ar"


def test_pages_ask_the_database_no_more_for_three_than_for_one(
    client: Client, subscribe: Subscribe, django_assert_num_queries
) -> None:
    subscription = subscribe()
    mine = manage_link(subscription.subscriber)
    with django_assert_num_queries(2):
        client.get(mine)
    subscribe("documents?")
    subscribe("dates?state=XAA")
    with django_assert_num_queries(2):
        client.get(mine)


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("/search/?q=women", ["search?q=women"]),
        (
            "/states/XAA/",
            [
                "received?state=XAA",
                "made?state=XAA",
                "documents?state=XAA",
                "dates?state=XAA",
            ],
        ),
        ("/sessions/21/", ["dates?session=21", "documents?session=21"]),
        ("/documents/", ["documents?", "dates?"]),
        (
            "/documents/A/HRC/901/1/",
            ["search?document=A%2FHRC%2F901%2F1", "documents?"],
        ),
    ],
)
def test_pages_offer_to_tell_what_they_show(
    client: Client, path: str, choices: list[str]
) -> None:
    page = client.get(path).content.decode()
    found = re.findall(r'<option value="([^"]+\?[^"]*)"', page) or re.findall(
        r'name="what" value="([^"]+)"', page
    )

    assert [one.replace("&amp;", "&") for one in found] == choices
    for choice in choices:
        assert ask(client, what=choice) == "/alerts/sent/"
