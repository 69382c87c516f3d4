"""The outbox in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.upright.subscriptions.conftest import TUESDAY, Subscribe
from upright.accounts.models import User
from upright.subscriptions import managing, outbox, queries
from upright.subscriptions.failures import Failure
from upright.subscriptions.models import Mail, Suppression

LIST = "/admin/subscriptions/mail/"


@pytest.fixture
def failed(subscribe: Subscribe) -> Mail:
    """A mail that a server refused."""
    mail = outbox.send_private_link(subscribe().subscriber, TUESDAY)
    mail.state, mail.failure = Mail.State.FAILED, Failure.REFUSED
    mail.save()
    return mail


def test_the_list_begins_with_numbers(
    client: Client, staff: User, failed: Mail
) -> None:
    managing.suppress("bob@example.org", Suppression.Reason.NEVER, TUESDAY)
    client.force_login(staff)
    page = client.get(LIST).content.decode()

    for said in (
        "failed: 1",
        f"not sent, {Failure.REFUSED.replace(chr(39), '&#x27;')}: 1",
        "confirmed: 1 addresses, 1 subscriptions",
        "not written to, never: 1",
    ):
        assert said in page


def test_staff_pause_and_go_on(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert "Pause sending" in client.get(LIST).content.decode()
    client.post(f"{LIST}sending/", {"do": "pause"})
    assert queries.is_paused()
    assert "Go on sending" in client.get(LIST).content.decode()
    client.post(f"{LIST}sending/", {"do": "resume"})
    assert not queries.is_paused()
    assert client.get(f"{LIST}sending/").status_code == 405


def test_staff_send_a_failed_mail_again(
    client: Client, staff: User, failed: Mail
) -> None:
    client.force_login(staff)
    client.post(LIST, {"action": "send_again", "_selected_action": [failed.pk]})
    failed.refresh_from_db()

    assert (failed.state, failed.attempts, failed.failure) == ("waiting", 0, "")


def test_who_may_only_look_only_looks(client: Client, failed: Mail) -> None:
    viewer = User.objects.create_user("vi@example.org", "correct horse", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_mail"))
    client.force_login(viewer)
    page = client.get(LIST).content.decode()

    assert "failed: 1" in page
    assert "Pause sending" not in page
    assert client.post(f"{LIST}sending/", {"do": "pause"}).status_code == 403
    client.post(LIST, {"action": "send_again", "_selected_action": [failed.pk]})
    failed.refresh_from_db()
    assert failed.state == Mail.State.FAILED


def test_nothing_is_added_changed_or_deleted_by_hand(
    client: Client, staff: User, failed: Mail
) -> None:
    client.force_login(staff)
    for path in (f"{LIST}add/", f"{LIST}{failed.pk}/delete/"):
        assert client.get(path).status_code == 403
    subscriber = failed.subscriber
    assert subscriber is not None
    one = f"/admin/subscriptions/subscriber/{subscriber.pk}/change/"
    assert client.get(one).status_code == 403


def test_the_list_asks_no_more_for_three_than_for_one(
    client: Client, staff: User, subscribe: Subscribe, django_assert_max_num_queries
) -> None:
    client.force_login(staff)
    subscriber = subscribe().subscriber
    counts = []
    for number in range(3):
        outbox.send_private_link(subscriber, TUESDAY + timedelta(hours=number))
        with django_assert_max_num_queries(40) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert len(set(counts)) == 1
