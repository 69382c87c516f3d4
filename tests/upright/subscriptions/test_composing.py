"""Digests: when they are due, from where to where they tell, and only once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.upright.subscriptions.conftest import NEXT_DAY, TUESDAY, Subscribe, day
from upright.archive.queries import data_version
from upright.subscriptions import composing, managing
from upright.subscriptions.models import Frequency, Mail, Subscription
from upright.subscriptions.topics import News, Section

pytestmark = pytest.mark.usefixtures("report")


def digests() -> list[str]:
    """The subjects of all digests written, oldest first."""
    found = Mail.objects.filter(kind=Mail.Kind.DIGEST).order_by("pk")
    return list(found.values_list("subject", flat=True))


def test_a_digest_tells_what_came_since_the_last_and_nothing_again(
    subscribe: Subscribe, second_report
) -> None:
    subscribe()
    second_report("Open the archives")
    assert composing.compose_due(NEXT_DAY) == 1
    assert composing.compose_due(NEXT_DAY) == 0
    assert composing.compose_due(NEXT_DAY + timedelta(days=1)) == 0

    subscription = Subscription.objects.get()
    assert digests() == ["Upright: 1 new recommendation"]
    assert subscription.told_version == data_version()
    assert subscription.told_period == day("2026-11-26")


def test_nothing_new_gives_no_mail(subscribe: Subscribe) -> None:
    subscribe()
    assert composing.compose_due(NEXT_DAY) == 0
    assert digests() == []


def test_what_is_not_asked_for_is_not_told(subscribe: Subscribe, second_report) -> None:
    subscribe("received?state=XAB")
    second_report("Open the archives")
    assert composing.compose_due(NEXT_DAY) == 0


@pytest.mark.parametrize(
    ("frequency", "before", "due_at"),
    [
        # From seven in the morning in Geneva on, in winter and in summer.
        (Frequency.DAILY, "2026-11-25T05:59", "2026-11-25T06:00"),
        (Frequency.WEEKLY, "2026-11-30T05:59", "2026-11-30T06:00"),
    ],
)
def test_a_digest_is_due_in_the_morning(
    subscribe: Subscribe, second_report, frequency: str, before: str, due_at: str
) -> None:
    subscribe(frequency=frequency)
    second_report("Open the archives")

    assert composing.compose_due(datetime.fromisoformat(f"{before}+00:00")) == 0
    assert composing.compose_due(datetime.fromisoformat(f"{due_at}+00:00")) == 1


def test_what_was_missed_is_told_at_the_next_chance_once(
    subscribe: Subscribe, second_report
) -> None:
    subscribe(frequency=Frequency.WEEKLY)
    second_report("Open the archives")
    wednesday_in_three_weeks = datetime(2026, 12, 16, 23, 0, tzinfo=UTC)

    assert composing.compose_due(wednesday_in_three_weeks) == 1
    assert Subscription.objects.get().told_period == day("2026-12-14")
    assert composing.compose_due(wednesday_in_three_weeks) == 0


def test_from_weekly_to_daily_and_back_tells_nothing_twice(
    subscribe: Subscribe, second_report
) -> None:
    subscription = subscribe(frequency=Frequency.WEEKLY)
    second_report("Open the archives")
    managing.set_frequency(subscription, Frequency.DAILY)
    assert composing.compose_due(TUESDAY) == 1  # Monday's digest was the last told
    managing.set_frequency(Subscription.objects.get(), Frequency.WEEKLY)
    assert composing.compose_due(TUESDAY + timedelta(days=5)) == 0
    assert composing.compose_due(TUESDAY + timedelta(days=6)) == 0
    assert len(digests()) == 1


def test_paused_tells_nothing_and_what_came_meanwhile_afterwards(
    subscribe: Subscribe, second_report
) -> None:
    subscription = subscribe()
    managing.set_paused(subscription, is_paused=True)
    second_report("Open the archives")
    assert composing.compose_due(NEXT_DAY) == 0

    managing.set_paused(subscription, is_paused=False)
    assert composing.compose_due(NEXT_DAY + timedelta(days=3)) == 1


def test_what_is_not_confirmed_is_not_told(subscribe: Subscribe, second_report) -> None:
    subscribe(confirmed_at=None)
    second_report("Open the archives")
    assert composing.compose_due(NEXT_DAY) == 0


def test_of_two_that_found_the_same_news_one_writes(
    subscribe: Subscribe, second_report
) -> None:
    first = subscribe()
    second = Subscription.objects.get(pk=first.pk)
    second_report("Open the archives")
    news = News("Upright: 1 new recommendation", [Section("1 new", 1, [], "/")])

    assert composing.settle(first, news, 2, NEXT_DAY)
    assert not composing.settle(second, news, 2, NEXT_DAY)
    assert len(digests()) == 1


def test_a_topic_nobody_knows_any_more_holds_up_nobody(
    subscribe: Subscribe, second_report
) -> None:
    subscribe("speeches?")
    subscribe("received?state=QQQ")
    subscribe()
    second_report("Open the archives")

    assert composing.compose_due(NEXT_DAY) == 1


def test_a_digest_is_in_the_language_of_who_gets_it(
    subscribe: Subscribe, second_report
) -> None:
    subscription = subscribe()
    managing.set_language(subscription.subscriber, "ar")
    second_report("Open the archives")
    composing.compose_due(NEXT_DAY)

    assert '<html lang="ar" dir="rtl">' in str(Mail.objects.get().body)
