"""No address where it does not belong; none anywhere once it is erased."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.upright.own_site import OwnSite
from tests.upright.subscriptions.conftest import NEXT_DAY, TUESDAY, Subscribe
from upright.accounts.models import User
from upright.subscriptions import managing, outbox, urls
from upright.subscriptions.actions import due
from upright.subscriptions.models import Link, Mail, Subscriber

CANARY = "canary.bird@cage.example"


def rows_with(text: str) -> set[str]:
    """The columns of the whole database that hold a text."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            for value in model._default_manager.values_list(field.attname, flat=True):
                if text.lower() in str(value).lower():
                    found.add(f"{model._meta.label}.{field.name}")
    return found


@pytest.mark.usefixtures("report")
def test_an_address_stands_in_one_place_and_after_that_in_none(
    client: Client, subscribe: Subscribe, second_report, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    form = {"what": "made?state=XAA", "address": CANARY, "frequency": "daily"}
    client.post("/alerts/", form)
    client.post("/alerts/", {**form, "what": "nothing?"})
    client.post("/alerts/renew/", {"address": CANARY})
    subscription = subscribe(address=CANARY)
    second_report("Open the archives")
    due(NEXT_DAY)
    client.get(f"/search/?q={CANARY.partition('@')[0]}")

    assert rows_with(CANARY) == {"subscriptions.Subscriber.address"}
    assert CANARY not in caplog.text
    assert [m.subject for m in mail.outbox if "canary" in m.subject.lower()] == []
    for message in mail.outbox:
        whole = str(message.message())
        assert whole.count(CANARY) == 1  # To:, and nowhere else
        assert whole.count("canary") == 1

    managing.erase(subscription.subscriber)
    assert rows_with(CANARY) == rows_with("canary") == set()


def test_no_address_of_the_site_has_room_for_an_address() -> None:
    """What private pages are found by is a secret, and nothing else."""
    # What stands between < and > in each.
    named = {name for one in urls.urlpatterns for name in one.pattern.converters}

    assert named == {"secret"}


def test_no_secret_is_kept(subscribe: Subscribe, db: None) -> None:
    subscriber = subscribe().subscriber
    secret = outbox.new_link(
        Link.Purpose.MANAGE, subscriber, timezone.now() + timedelta(days=1)
    )

    assert len(secret) == 43
    assert rows_with(secret) == set()


@pytest.mark.usefixtures("report")
def test_staff_see_numbers_and_no_address(
    client: Client, staff: User, subscribe: Subscribe
) -> None:
    subscribe(address=CANARY)
    outbox.send_private_link(Subscriber.objects.get(), TUESDAY)
    client.force_login(staff)
    number = Mail.objects.get().pk
    pages = {
        path: client.get(path).content.decode()
        for path in (
            "/admin/subscriptions/mail/",
            f"/admin/subscriptions/mail/{number}/change/",
            "/admin/subscriptions/subscriber/",
            "/admin/",
        )
    }

    assert [path for path, page in pages.items() if "canary" in page] == []
    assert [path for path, page in pages.items() if "/alerts/mine/" in page] == []
    assert "c…@c….example" in pages["/admin/subscriptions/subscriber/"]
    assert LogEntry.objects.count() == 0


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's files are its own"
)
def test_nothing_of_an_erased_address_is_left_in_the_files(own_site: OwnSite) -> None:
    """Neither in the database nor in its journal, once a tick has passed."""
    begin = (
        "from tests.upright.subscriptions.site_parts import *; "
        "from upright.subscriptions.models import *; "
        "from upright.subscriptions import managing, outbox; "
        "from upright.subscriptions.actions import due; "
    )
    own_site.run(
        f"{begin} subscribe(f'canary{{n}}@cage.example' for n in range(300)); "
        "[outbox.send_private_link(one, NOW) for one in Subscriber.objects.all()]"
    )
    assert found_in(own_site.home, b"cage.example") > 0
    assert found_in(own_site.home, b"/alerts/mine/") > 0

    own_site.run(
        f"{begin} [managing.erase(one) for one in Subscriber.objects.all()]; due(NOW)"
    )
    assert found_in(own_site.home, b"cage.example") == 0
    assert found_in(own_site.home, b"/alerts/mine/") == 0


def found_in(folder: Path, text: bytes) -> int:
    """How often a text stands in any file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.read_bytes().count(text) for path in files)
