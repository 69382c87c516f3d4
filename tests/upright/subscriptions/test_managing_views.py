"""Managing and leaving: as somebody does it in a browser."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.upright.subscriptions.asked import (
    ask,
    leave_link,
    link_in,
    manage_link,
    sent,
)
from tests.upright.subscriptions.conftest import ANN, Subscribe
from upright.subscriptions import managing
from upright.subscriptions.actions import due
from upright.subscriptions.models import (
    Link,
    Subscriber,
    Subscription,
    Suppression,
)

pytestmark = pytest.mark.usefixtures("report")


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
